"""Fills people's own words in: subjects and messages written in Liquid, with the facts of one invoice.

What comes out is plain text; it is escaped where it is put into HTML. A template can name nothing but what `Words`
holds, cannot run for long, and cannot grow large.
"""

from typing import Any

from duespark.documents.formats import formats
from duespark.documents.liquid import sandbox
from duespark.documents.liquid.problem import BadText
from duespark.engine.errors import Invalid

SAMPLE: dict[str, dict[str, Any]] = {
    "client": {"name": "Example Bakery Ltd", "first_name": "Ada"},
    "company": {"name": "Example Studio"},
    "invoice": {
        "number": "INV-2026-0007",
        "total": "€1,240.00",
        "balance": "€1,240.00",
        "paid": "€0.00",
        "issue_date": "March 4, 2026",
        "due_date": "March 18, 2026",
        "valid_until": "March 18, 2026",
        "days_overdue": 7,
        "days_until_due": 0,
        "link": "https://example.com/i/abc",
    },
}
"""Every name a template may use, with an example."""


class BadTemplate(Invalid):
    code = "template.bad"
    sentence = "This text cannot be filled in: {problem}. Known names: {names}."


def fill(source: str, facts: dict[str, dict[str, Any]], *, pointer: str | None = None) -> str:
    """The text with the facts filled in, by the rules of all our texts in Liquid. Raises `BadTemplate`, which names the known
    names.

    >>> fill("Invoice {{ invoice.number }}", SAMPLE)
    'Invoice INV-2026-0007'
    """
    try:
        return sandbox.fill(source, facts, face="text", form=formats("en", "EUR")).strip()
    except BadText as error:
        names = ", ".join(f"{group}.{name}" for group, fields in SAMPLE.items() for name in fields)
        raise BadTemplate(pointer=pointer, problem=str(error).removesuffix("."), names=names) from error


def check_template(source: str, *, pointer: str) -> None:
    """Whether the text can be filled in with any invoice. Raises `BadTemplate` that points at it."""
    fill(source, SAMPLE, pointer=pointer)
