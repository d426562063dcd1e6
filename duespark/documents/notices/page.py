"""Draws a page of few words: with the seller's brand and address where it is sure whose it is, and of nobody else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import quote

from babel import Locale

from duespark.documents.labels import labels, printed
from duespark.documents.legible import legible
from duespark.documents.notices.words import notice_words
from duespark.documents.screen_page import environment
from duespark.documents.view import Look, brand_of

Tone = Literal["", "good", "bad"]
_ISOLATED: Final = "\u2068{}\u2069"
"""Between FIRST STRONG ISOLATE and its end (UAX 9): a name keeps its order and leaves that of the sentence alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Whose notice it is: the name as its documents have it, how to reach it, how it looks, and the language it was written in."""

    name: str
    email: str
    phone: str
    look: Look
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a page says, by the keys of `words`. `number` is the document's, where it may be named; `rows` are label and value."""

    title: str
    lines: Sequence[str]
    tone: Tone = ""
    number: str = ""
    rows: Sequence[dict[str, str]] = field(default=())


def plain_page(notice: Notice, language: str) -> str:
    """The notice with nobody's name on it, ours neither: nobody knows whose link it is, and so whether ours may be named."""
    words = notice_words(language)
    page = {"title": words[notice.title], "tone": notice.tone, "lines": [words[line] for line in notice.lines]}
    return _drawn(page, language, brand=None, contact={"write_to": "", "call_to": ""})


def issuer_page(notice: Notice, issuer: Issuer) -> str:
    """The notice as the issuer's: its brand, in the language of the document, with the way to reach it."""
    words, said = notice_words(issuer.language), _sayer(issuer.language)
    named = {"company": said(issuer.name), "number": said(notice.number)}
    ended = {**named, "company": said(issuer.name.removesuffix("."))}
    page = {
        "title": words[notice.title],
        "tone": notice.tone,
        "about": words["about"].format(**named) if notice.number else "",
        "lines": [words[line].format(**(ended if "{company}." in words[line] else named)) for line in notice.lines],
        "rows": [{name: said(text) for name, text in row.items()} for row in notice.rows],
    }
    brand = brand_of({"name": named["company"]}, issuer.look, labels(issuer.language))
    contact = _contact(words, said, issuer, notice.number)
    return _drawn(page, issuer.language, brand=brand, contact=contact)


def _sayer(language: str) -> Callable[[str], str]:
    """How a name is put into a sentence of this language."""
    is_rtl = Locale(printed(language)).text_direction == "rtl"

    def said(text: str) -> str:
        clean: str = legible(text)
        return _ISOLATED.format(clean) if is_rtl and clean else clean

    return said


def _contact(words: dict[str, str], said: Callable[[str], str], issuer: Issuer, subject: str) -> dict[str, str]:
    """Addresses of links to write and to call, each with its words; "" where there is none."""
    digits = "".join(sign for sign in issuer.phone if sign in "+0123456789")
    return {
        "write_to": f"mailto:{quote(issuer.email, safe='@')}?subject={quote(subject)}" if issuer.email else "",
        "write": words["write"].format(email=said(issuer.email)),
        "call_to": f"tel:{digits}" if digits else "",
        "call": words["call"].format(phone=said(issuer.phone)),
    }


def _drawn(page: dict[str, Any], language: str, *, brand: dict[str, Any] | None, contact: dict[str, str]) -> str:
    filled = {
        "about": "",
        "rows": (),
        **page,
        "language": printed(language),
        "direction": Locale(printed(language)).text_direction,
        "sent_with": "" if brand is None or brand["white_label"] else labels(language)["sent_with"],
    }
    html: str = (
        environment().get_template("public/notice.liquid").render(page=filled, contact=contact, view={"brand": brand})
    )
    return html
