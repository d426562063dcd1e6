"""Writes a mail about an invoice: subject, HTML and plain text, in the document's language."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import css_inline
from liquid import CachingFileSystemLoader, Environment, StrictUndefined

from duespark.adapters.email.message import Picture
from duespark.delivery.paper import Paper
from duespark.delivery.phrases import phrases
from duespark.delivery.words import fill
from duespark.documents.formats import formats
from duespark.documents.labels import labels
from duespark.documents.legible import legible
from duespark.documents.payment_code import code_png
from duespark.engine.invoice.lifecycle import asks_for_money

Kind = Literal["invoice", "reminder", "receipt"]
CODE_ID: Final = "payment-code@duespark"
_HERE: Final = Path(__file__).parent / "mails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a person chose to say; empty means the program's own words. `is_template`: Liquid, still to be filled in.
    `locked`: the PDF opens with a password only, and the mail shows nothing of what is in it. `is_final`: a discreet reminder
    that is the last one."""

    subject: str = ""
    message: str = ""
    is_template: bool = False
    locked: bool = False
    is_final: bool = False

    def discreet(self) -> "Wording":
        """The same for a mail that follows a locked one: what is still to be filled in would tell the amount, so that our own
        words stand in its place."""
        return replace(Wording() if self.is_template else self, locked=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail's words, ready to be addressed. `message` is the part a person may write anew; `pictures` stand in the HTML."""

    subject: str
    message: str
    html: str
    text: str
    pictures: tuple[Picture, ...] = ()

    @property
    def whole(self) -> str:
        """The HTML complete in itself, to look at before it is sent."""
        html = self.html
        for one in self.pictures:
            html = html.replace(f'"cid:{one.id}"', f'"data:image/png;base64,{b64encode(one.content).decode()}"')
        return html


def say(kind: Kind, paper: Paper, *, link: str, today: date, wording: Wording) -> tuple[str, str]:
    """Subject, in one line, and message, as plain text. Raises `BadTemplate`."""
    facts = _facts(paper, link=link, today=today)
    if wording.is_template and not wording.locked:
        return _one_line(fill(wording.subject, facts)), legible(fill(wording.message, facts))
    words, invoice = phrases(paper.document["language"]), facts["invoice"]
    known = {"title": labels(paper.document["language"])[paper.document["kind"]], "number": paper.number}
    known |= {"amount": invoice["total"], "company": facts["company"]["name"], "name": facts["client"]["first_name"]}
    known["date"] = facts["invoice"]["valid_until"]
    subject = _put(words["receipt_subject" if kind == "receipt" else "invoice_subject"], known)
    body = _locked(kind, facts, wording) if wording.locked else _body(kind, paper)
    own = "\n\n".join(_put(words[key], known) for key in ("hello", *body, "questions"))
    return _one_line(wording.subject or subject), legible(wording.message) or own


def _body(kind: Kind, paper: Paper) -> tuple[str, ...]:
    """Which of our sentences say what the mail is about."""
    if kind == "receipt":
        return ("receipt_body",)
    if paper.invoice.kind == "quote" and paper.standing == "open":
        return ("quote_body", "quote_until") if paper.invoice.valid_until else ("quote_body",)
    if not asks_for_money(paper.invoice.kind) and paper.invoice.kind != "proforma":
        return ("answered_body",)
    return ("paid_body",) if paper.standing == "paid" else ("invoice_body",)


def _locked(kind: Kind, facts: Mapping[str, Any], wording: Wording) -> tuple[str, ...]:
    """The same of a mail with a locked PDF, and of those that follow it without one."""
    if kind == "invoice":
        return ("locked_body",)
    if kind == "receipt":
        return ("discreet_receipt",)
    is_late = facts["invoice"]["days_overdue"] > 0
    body = "discreet_final" if wording.is_final else "discreet_overdue" if is_late else "discreet_due"
    return (body, "discreet_pdf")


def _button(paper: Paper) -> str:
    if asks_for_money(paper.invoice.kind):
        return "view"
    return "view_quote" if paper.standing == "open" else "view_document"


def write_letter(
    kind: Kind, paper: Paper, view: Mapping[str, Any], *, link: str, today: date, wording: Wording
) -> Letter:
    """The letter as of `today`. Every text is escaped in the HTML. Raises `BadTemplate`."""
    subject, message = say(kind, paper, link=link, today=today, wording=wording)
    facts = _facts(paper, link=link, today=today)
    company = {"company": facts["company"]["name"]}
    words = {key: _put(text, company) for key, text in phrases(paper.document["language"]).items()}
    words["view"] = words[_button(paper)]
    mail = _mail(paper, view, words, facts["invoice"])
    mail |= {"subject": subject, "message": message, "paragraphs": _paragraphs(message), "link": link}
    mail |= {"locked": wording.locked, "preheader": "" if wording.locked else mail["preheader"]}
    signature = legible(paper.company.email_signature)
    mail |= {"signature": signature, "signature_paragraphs": _paragraphs(signature)}
    code = _code(view) if kind != "receipt" and not wording.locked else None
    scope = {"mail": mail, "view": view, "words": words, "code": code}
    html = _environment(True).get_template("layout").render(**scope, part="locked" if wording.locked else kind)
    text = _environment(False).get_template("text").render(**scope)
    pictures = (Picture(CODE_ID, code_png(code)),) if code else ()
    return Letter(subject=subject, message=message, html=_inliner().inline(html), text=text, pictures=pictures)


def _code(view: Mapping[str, Any]) -> dict[str, Any] | None:
    """The code that pays what is owed, if anything is."""
    payment = view["payment"]
    found: dict[str, Any] | None = payment["code"] if payment and not view["status"]["settled"] else None
    return found


def _put(text: str, facts: Mapping[str, Any]) -> str:
    """Our own phrases, with the names we know; nothing a person wrote is taken for a pattern."""
    for name, value in facts.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _facts(paper: Paper, *, link: str, today: date) -> dict[str, dict[str, Any]]:
    """What a template may name: `words.SAMPLE` shows the same names."""
    invoice, document = paper.invoice, paper.document
    form = formats(document["language"], document["currency"])
    buyer, seller = legible(document["buyer"]), legible(document["seller"])
    late = (today - invoice.due_date).days if invoice.due_date else 0
    contact = legible(paper.client.profile.contact_name) or buyer["contact_name"]
    return {
        "client": {"name": buyer["name"], "first_name": contact.split()[0] if contact.strip() else buyer["name"]},
        "company": {"name": seller["trading_name"] or seller["name"]},
        "invoice": {
            "number": paper.number,
            "total": form.money(str(invoice.amount_due)),
            "balance": form.money(str(invoice.balance)),
            "paid": form.money(str(invoice.paid)),
            "issue_date": form.day(document["issue_date"]),
            "due_date": form.day(document["due_date"]) if document["due_date"] else "",
            "valid_until": form.day(document["valid_until"]) if document["valid_until"] else "",
            "days_overdue": max(0, late),
            "days_until_due": max(0, -late),
            "link": link,
        },
    }


def _mail(
    paper: Paper, view: Mapping[str, Any], words: Mapping[str, str], invoice: Mapping[str, Any]
) -> dict[str, Any]:
    is_open, overdue, partly = not view["status"]["settled"], "", ""
    if is_open and invoice["days_overdue"]:
        overdue = _put(words["overdue_since"], {"date": invoice["due_date"]})
    if is_open and paper.invoice.paid > 0:
        partly = _put(words["partly_paid"], {"paid": invoice["paid"], "amount": invoice["total"]})
    amount = view["due"]["now"] if is_open else view["due"]["amount"]
    return {
        "language": view["language"],
        "is_paid": view["status"]["code"] == "paid",
        "overdue": overdue,
        "partly_paid": partly,
        "preheader": " · ".join(filter(None, (amount, overdue or view["due"]["by"]))),
        "legal": _legal(paper, view),
    }


def _legal(paper: Paper, view: Mapping[str, Any]) -> str:
    """Who writes, and where they are: name, address and registrations."""
    address = legible(paper.document["seller"]["address"])
    city = " ".join(filter(None, (address["postal_code"], address["city"])))
    form = formats(paper.document["language"], paper.document["currency"])
    country = form.country(address["country"]) if address["country"] else ""
    return " · ".join(filter(None, (view["footer"], address["line1"], city, country)))


def _paragraphs(message: str) -> list[list[str]]:
    blocks = message.replace("\r\n", "\n").split("\n\n")
    return [block.strip("\n").split("\n") for block in blocks if block.strip()]


def _one_line(text: str) -> str:
    return " ".join(legible(text).split())


@lru_cache(maxsize=2)
def _environment(is_html: bool) -> Environment:
    loader = CachingFileSystemLoader(_HERE, auto_reload=False, ext=".liquid")
    return Environment(autoescape=is_html, undefined=StrictUndefined, loader=loader)


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)
