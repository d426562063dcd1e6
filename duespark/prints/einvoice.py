"""The e-invoice for the inside of a PDF: written and checked by the official rules, or the reasons why there is none."""

import re
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
_LEITWEG_ID = re.compile(r"[0-9]{2,12}(-[A-Za-z0-9]{1,30})?-[0-9]{2}")
_NO_KIND, _UNCHECKED = "KIND", "UNCHECKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`xml` where the document qualifies, else None and what keeps it from that. Not `final` when only the check failed."""

    xml: bytes | None
    problems: tuple[Problem, ...] = ()
    final: bool = True


def may_be_einvoice(kind: str, status: str) -> bool:
    """Whether EN 16931 knows documents of this kind, not quotes and the like, and it asks for anything: the norm has no word
    for a void one, which a program that reads it would pay."""
    return kind in TYPE_CODES and status != "void"


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


async def choose(document: Document, wish: Inside) -> tuple[Inside, Judged]:
    """The kind of e-invoice that suits the client, and what `judge` says of it: XRechnung for a public authority in Germany,
    told by the Leitweg-ID it gave as its reference. Where that lacks something, what the company wishes otherwise."""
    if wish == "en16931" and is_leitweg_id(document.buyer_reference):
        judged = await judge(document, "xrechnung")
        if judged.xml is not None:
            return "xrechnung", judged
    return wish, await judge(document, wish)


def is_leitweg_id(text: str) -> bool:
    """Whether a reference is a Leitweg-ID of a German authority: its shape, and its check digits (ISO 7064, modulo 97).

    >>> is_leitweg_id("04011000-1234512345-06"), is_leitweg_id("04011000-1234512345-07"), is_leitweg_id("PO-7781")
    (True, False, False)
    """
    plain = text.strip()
    if not _LEITWEG_ID.fullmatch(plain):
        return False
    return int("".join(str(int(letter, 36)) for letter in plain.replace("-", ""))) % 97 == 1


def as_if_issued(document: Document, *, today: date) -> Document:
    """A draft as it would be issued today, to foresee what there is to say of it."""
    return replace(document, number=document.number or "1", issue_date=document.issue_date or today)


def _fatal(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.fatal)


def _reason(rule: str, text: str) -> Problem:
    return Problem(rule=rule, text=text, fix="", field="", fatal=True)
