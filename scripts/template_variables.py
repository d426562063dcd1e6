"""Writes docs/guide/template-variables.md from the reference in the code: run it after a change to a variable or filter."""

from collections.abc import Iterator
from pathlib import Path

from duespark.documents.templates.variables import TemplateVariable, template_variables

PAGE = Path(__file__).parents[1] / "docs" / "guide" / "template-variables.md"

HEAD = """\
# What templates may name

Texts of a template (blocks `text` and `footer`) and whole source templates are written in Liquid. This page is made from the code by
`scripts/template_variables.py`; `GET /v1/template-variables` answers the same. The examples come from the example document.

- `{{ name }}` writes a value, `{{ name | filter }}` writes it another way. Dates and amounts are written as the document's language does.
- `{% if client.phone %}…{% endif %}` asks whether there is one. What a document does not have is nothing, and writes nothing.
- `{% for line in line_items %}…{% endfor %}` goes through a list; `line.description` is then a field of the line.
- Also: `elsif`, `else`, `unless`, `case`, `assign`, `capture`, `comment`, `break`, `continue`.
- All loops together go round 50,000 times at most, and a text may take a second. There is no `include`, no clock and no arithmetic: amounts are
  what the document says.

An unknown name is refused when the template is saved, with its block, line and column. Everything comes from the frozen document, so an
issued invoice keeps its words.
"""


def written() -> str:
    """The whole page."""
    return HEAD + "".join(_tables())


def _tables() -> Iterator[str]:
    found = template_variables()
    yield "\n## Values\n\n| name | is | example |\n|---|---|---|\n"
    yield from (_row(each) for each in found.data if not each.of)
    for name in dict.fromkeys(each.of for each in found.data if each.of):
        yield f"\n## Fields of each of `{name}`\n\n| name | is | example |\n|---|---|---|\n"
        yield from (_row(each) for each in found.data if each.of == name)
    yield "\n## Filters\n\n| filter | gives | written | example |\n|---|---|---|---|\n"
    for one in found.filters:
        yield f"| `{one.name}` | {one.about} | `{one.insert.replace('|', chr(92) + '|')}` | {_cell(one.example)} |\n"


def _row(variable: TemplateVariable) -> str:
    only = "; in source templates only" if variable.only_in_source else ""
    return f"| `{variable.name}` | {variable.about}{only} | {_cell(variable.example)} |\n"


def _cell(example: str) -> str:
    lines = example.replace("<br>", "\n").replace("|", "\\|").split("\n")
    return " / ".join(line for line in lines if line) or "–"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
