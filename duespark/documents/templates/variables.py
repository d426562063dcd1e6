"""The reference of what templates may name, with an example of each from the example document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duespark.documents.liquid.reference import EXAMPLES, VARIABLES, Sort, Variable
from duespark.documents.liquid.sandbox import environment, fill
from duespark.documents.templates.texts import example_facts
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVariable(Closed):
    """A name for templates. A field of a list's items says which list in `of`; `only_in_source`: not in texts of blocks."""

    name: str
    sort: Sort
    about: str
    of: str
    only_in_source: bool
    insert: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFilter(Closed):
    """A filter: how it is written and what that gives."""

    name: str
    about: str
    insert: str
    example: str
    only_in_source: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVariables(Closed):
    data: list[TemplateVariable]
    filters: list[TemplateFilter]


def template_variables() -> TemplateVariables:
    """Every name and every filter."""
    facts, _ = example_facts()
    return TemplateVariables(data=[_variable(each, facts) for each in VARIABLES], filters=_filters())


def _variable(variable: Variable, facts: Mapping[str, Any]) -> TemplateVariable:
    insert = insertion(variable)
    return TemplateVariable(
        name=variable.name, sort=variable.sort, about=variable.about, of=variable.of,
        only_in_source=variable.only_in_source, insert=insert,
        example="" if variable.sort == "picture" else _filled(insert),
    )  # fmt: skip


def insertion(variable: Variable) -> str:
    """How a template writes the name so that it says something."""
    if variable.of:
        return f'{{{{ {variable.of} | each: "{variable.name}" }}}}'
    if variable.sort == "list":
        first = next(each.name for each in VARIABLES if each.of == variable.name)
        field = "" if variable.name == "line_items" else f': "{first}"'
        return f"{{{{ {variable.name} | each{field} }}}}"
    return f"{{{{ {variable.name}{' | currency' if variable.sort == 'amount' else ''} }}}}"


def _filters() -> list[TemplateFilter]:
    texts = environment("text").filters
    return [
        TemplateFilter(name=name, about=about, insert=insert, example=_filled(insert), only_in_source=name not in texts)
        for name, (about, insert) in EXAMPLES.items()
    ]


def _filled(insert: str) -> str:
    facts, form = example_facts()
    return fill(insert, facts, face="source", form=form)
