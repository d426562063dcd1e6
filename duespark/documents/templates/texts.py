"""Checks a template's texts in Liquid before it is saved: what is wrong, in which block, on which line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from duespark.documents.example import example_document
from duespark.documents.formats import Formats, formats
from duespark.documents.labels import labels
from duespark.documents.legible import legible
from duespark.documents.liquid.check import check
from duespark.documents.liquid.facts import document_facts
from duespark.documents.liquid.values import unpacked
from duespark.documents.source.facts import source_facts
from duespark.documents.templates.model import Block, Template
from duespark.documents.templates.read import InvalidTemplate
from duespark.documents.view import Look, print_view
from duespark.documents.view_texts import TEXT_FIELDS, is_liquid
from duespark.runtime.web import Closed

_DAY: Final = date(2026, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextProblem(Closed):
    """What is wrong with a text: of the block `block` its option `field`, or of a source template its `html` or `css`.
    Line and column are counted from 1, and 0 where no single place is to blame. What is not `fatal` is left out when it is
    drawn, and keeps nothing from being saved."""

    block: str
    field: str
    line: int
    column: int
    problem: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.problem}" if self.line else self.problem


@lru_cache(maxsize=1)
def example_facts() -> tuple[dict[str, Any], Formats]:
    """The facts of the example document with something in every place, and how it is written."""
    doc, form = legible(example_document(None, on=_DAY, language="en")), formats("en", "EUR")
    more = {
        "ship_to": {**doc["buyer"], "name": "Example Client, shop two"},
        "valid_until": "2026-04-03",
        "buyer_reference": "Marketing / Q1",
        "references": [{"kind": "quote", "number": "Q-2026-0007"}, {"kind": "corrects", "number": "2026-0041"}],
    }
    whole = {**doc, **more}
    view = print_view(whole, look=Look(), status="issued")
    return {**document_facts(whole, form, labels("en")), **unpacked(source_facts(whole, view), form)}, form


def text_problems(template: Template) -> list[TextProblem]:
    """Everything that is wrong with the texts, from top to bottom."""
    return [problem for _, problem in _problems(template.blocks, "/blocks")]


def check_texts(template: Template) -> None:
    """Raises `InvalidTemplate` for the first text that is wrong, with its block, line and column."""
    for pointer, problem in _problems(template.blocks, "/blocks"):
        raise InvalidTemplate(pointer=pointer, where=f"Block “{problem.block}”", problem=str(problem))


def _problems(blocks: Sequence[Block], pointer: str) -> Iterator[tuple[str, TextProblem]]:
    for at, block in enumerate(blocks):
        for field in TEXT_FIELDS.get(block.type, ()):
            for problem in _of_field(block.id, field, block.options):
                yield f"{pointer}/{at}/options/{field}", problem
        yield from _problems(block.blocks, f"{pointer}/{at}/blocks")


def _of_field(id: str, field: str, options: Mapping[str, Any]) -> Iterator[TextProblem]:
    if not is_liquid(options[field]):
        return
    facts, form = example_facts()
    for found in check(options[field], face="text", facts=facts, form=form):
        yield TextProblem(block=id, field=field, line=found.line, column=found.column, problem=found.problem)
