"""What crosses HTTP about prints."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from annotated_types import Len

from duespark.documents.render import LeftOut
from duespark.prints.draw import Carried
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintProblem(Closed):
    """Why the e-invoice is not inside: the rule that is broken, what it says, what to do, and the field (a JSON pointer into
    the document, empty for none)."""

    rule: str
    text: str
    fix: str
    field: str
    fatal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFacts(Closed):
    """The PDF of a document. `einvoice` is what is inside: `off` where none is wanted, the kind has none or it is void, `left_out` where
    the document lacks what `problems` name; `signed_by` is the name in the certificate, empty where it is not signed; `template_problems` are what the template could not print. The rest is null until the PDF of an issued document is made."""

    einvoice: Carried
    problems: list[PrintProblem]
    template_problems: list[LeftOut] = field(default_factory=list)
    signed_by: str = ""
    sha256: str | None = None
    size: int | None = None
    page_count: int | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LockIn(Closed):
    """A password for a copy of the PDF, and what may be done with the copy by whoever has it."""

    password: Annotated[str, Len(8, 100)]
    allow_print: bool = True
    allow_copy: bool = False
