"""What crosses HTTP about printed documents."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from duespark.companies.brands.design import Design
from duespark.discounts.apply import RuleOutcome
from duespark.documents.render import LeftOut, Overflow
from duespark.einvoice.profiles import ProfileName
from duespark.engine.invoice.document import Document
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed
from duespark.taxes.schemas import TreatmentOut

EInvoiceKind = Literal[ProfileName, "ksef"]
"""A profile of EN 16931, or the invoice of the Polish KSeF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages(Closed):
    """The exact pages of the print, each an SVG; `overflow` names what is wider than its place, `problems` the texts of the
    template that could not be filled in and are left out."""

    pages: list[str]
    page_count: int
    overflow: list[Overflow]
    problems: list[LeftOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPreviewIn(Closed):
    """A design to look at, and the language of the example; empty is the company's."""

    design: Design
    language: Annotated[str, StringConstraints(max_length=35)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Pages):
    """A draft as it would be saved and printed, without saving it."""

    document: Document
    treatment: TreatmentOut
    discounts: tuple[RuleOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoiceProblem(Closed):
    """A rule of the e-invoice that is broken: its id, what it says, what to do, and the field of the document (a JSON
    pointer, empty for none). Only `fatal` ones keep the e-invoice from leaving."""

    rule: str
    text: str
    fix: str
    field: str
    fatal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoiceCheck(Closed):
    """What the official rules of a profile say of a document."""

    profile: EInvoiceKind
    title: str
    valid: bool
    problems: list[EInvoiceProblem]
