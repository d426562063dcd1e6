"""The e-invoice for the inside of a PDF: written and checked by the official rules, or the reasons why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from duespark.adapters.pdf.factur_x import Level
from duespark.einvoice.codes import TYPE_CODES
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.terms_of import NoEInvoice
from duespark.einvoice.validate import Problem, ValidationFailed, checked_einvoice
from duespark.engine.invoice.document import Document

Inside = Literal["en16931", "xrechnung"]

_PROFILES: Final[dict[Inside, str]] = {"en16931": "factur-x", "xrechnung": "factur-x-xrechnung"}
LEVELS: Final[dict[Inside, Level]] = {"en16931": "EN 16931", "xrechnung": "XRECHNUNG"}
_NO_KIND, _UNCHECKED = "KIND", "UNCHECKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`xml` where the document qualifies, else None and what keeps it from that. Not `final` when only the check failed."""

    xml: bytes | None
    problems: tuple[Problem, ...] = ()
    final: bool = True


def may_be_einvoice(kind: str) -> bool:
    """Whether EN 16931 knows documents of this kind: not quotes and the like."""
    return kind in TYPE_CODES


async def judge(document: Document, inside: Inside) -> Judged:
    """The e-invoice of an issued document. Never raises for the document's sake: a PDF without it is better than none."""
    profile = PROFILES[_PROFILES[inside]]
    try:
        try:
            checked = await checked_einvoice(document, profile)
        except ValidationFailed:
            checked = await checked_einvoice(document, profile)  # the checking process is a new one now
    except NoEInvoice as error:
        return Judged(xml=None, problems=(_reason(_NO_KIND, str(error)),))
    except ValidationFailed as error:
        return Judged(xml=None, problems=(_reason(_UNCHECKED, str(error)),), final=False)
    fatal = _fatal(checked.problems)
    return Judged(xml=None if fatal else checked.xml, problems=fatal)


async def judge_draft(document: Document, inside: Inside, *, today: date) -> Judged:
    """What `judge` would say of a draft issued as it is."""
    numbered = replace(document, number=document.number or "1", issue_date=document.issue_date or today)
    return await judge(numbered, inside)


def _fatal(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.fatal)


def _reason(rule: str, text: str) -> Problem:
    return Problem(rule=rule, text=text, fix="", field="", fatal=True)
