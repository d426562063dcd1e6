"""Builds the view of a document: every text, amount and date it shows, as written in its language.

The print and the web page draw this one dict and format nothing themselves, so that they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from duespark.companies.brands.design import Design
from duespark.documents.bitcoin import BitcoinPrice, bitcoin
from duespark.documents.early import Early, early_sentences, early_view
from duespark.documents.formats import Formats, formats
from duespark.documents.labels import labels
from duespark.documents.legible import legible
from duespark.documents.liquid.facts import document_facts
from duespark.documents.own_fonts import Letters
from duespark.documents.payment_code import link_code
from duespark.documents.source.template import SourceTemplate
from duespark.documents.templates.model import Template
from duespark.documents.templates.standard import STANDARD, standard_template
from duespark.documents.view_blocks import blocks, codes_of, has_block, lines_of
from duespark.documents.view_brand import brand
from duespark.documents.view_direction import directed
from duespark.documents.view_facts import facts, gives_back, more_facts
from duespark.documents.view_height import keep_whole
from duespark.documents.view_lines import columns, rows
from duespark.documents.view_logo import logo
from duespark.documents.view_parties import party, registrations
from duespark.documents.view_payment import payment
from duespark.documents.view_texts import Texts
from duespark.documents.view_totals import breakdown, discounts, early_discounts, reasons, totals
from duespark.signed_links.printed import PrintedLinks

_AMOUNT_WORD = {"credit_note": "amount_credited", "quote": "amount_quoted", "receipt": "amount_received"}
_BY = {"credit_note": "credit_by", "quote": "valid_by"}
_SETTLED = {"paid", "void", "credited", "written_off", "accepted", "rejected", "expired", "converted"}

NO_LINKS = PrintedLinks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A brand's design, its logo, the small one for tabs of browsers, the fonts the organization brought, the language to
    speak, and the template.

    An empty language means the document's own; no template means the usual one. A source template draws in its place
    where there is a `source`; the rest of the program goes on with the usual one.
    """

    design: Design = field(default=Design())
    logo: bytes | None = None
    icon: bytes | None = None
    letters: Letters | None = None
    language: str = ""
    template: Template | None = None
    source: SourceTemplate | None = None


def print_view(
    document: Mapping[str, Any],
    *,
    look: Look,
    status: str,
    pay_url: str | None = None,
    balance: Decimal | None = None,
    has_bill: bool = True,
    links: PrintedLinks = NO_LINKS,
    price: BitcoinPrice | None = None,
    early: Early | None = None,
) -> dict[str, Any]:
    """What the faces of a template draw, for a document in its plain form.

    `status` is the legal state or one derived from it: draft, issued, overdue, partly_paid, paid, void, credited,
    written_off; of a quote open, accepted, rejected, expired, converted. `balance` is what is still owed now, where that is known; print leaves it out. Without `has_bill` there is
    no place for the Swiss payment part, whatever the template says, and a code stands instead where there may be one. `links` are for
    codes; none of them is written out. `price` is for pages that show the day; paper and mails say nothing of bitcoin. `early` is what
    paying early is worth today, for pages and mails, in the place of what the document says of it. Control characters and bidirectional
    overrides are gone from every text. Raises NotAColor.
    """
    doc = legible(document)
    language = look.language or doc["language"]
    words = labels(language)
    form = formats(language, doc["currency"])
    template = look.template or standard_template(STANDARD)
    table, codes = lines_of(template), codes_of(template)
    checks = "verification" in codes or (look.source is not None and "verification_qr_code" in look.source.html)
    priced = doc if table["discounts"] == "document" else {**doc, "discount_display": table["discounts"]}
    is_rtl = form.locale.text_direction == "rtl"
    owed = _owed(doc, status, balance)
    prices = early_discounts(doc, form, words) if early is None else early_sentences(early, form, words, owed=owed)
    agreed = [text for text in (*prices, doc["payment_terms"]["note"]) if text]
    texts = Texts(lambda: document_facts(doc, form, words), form)
    pays = payment(
        doc,
        words,
        owed=owed,
        said=form.money(str(owed)),
        pay_url=None if status in _SETTLED else pay_url,
        page=links.pay,
        with_bill=has_bill and has_block(template, "qr_bill"),
        with_link="payment_link" in codes,
    )
    has_code = bool(pays and pays["code"] and pays["code"]["scheme"] != "pay_link")
    shown = blocks(template, doc, texts, status=status, pays=pays is not None)
    view = {
        "template": shown,
        "language": form.locale.language,
        "region": form.locale.territory or "",
        "direction": "rtl" if is_rtl else "ltr",
        "words": words,
        "brand": brand_of(doc["seller"] or {}, look, words),
        "title": words[doc["kind"]],
        "kind": doc["kind"],
        "number": doc["number"] or "",
        "status": {"code": status, "text": words.get(f"status_{status}", ""), "settled": status in _SETTLED},
        "watermarks": {"needed": _watermark(doc, status, words), "paid": words["status_paid"], "copy": words["copy"]},
        "date": doc["issue_date"] or "",
        "about": _about(doc, words),
        "due": _due(doc, form, words, balance),
        "parties": _parties(doc, form, words),
        "facts": facts(doc, form, words),
        "more_facts": more_facts(doc, form, words),
        "columns": columns(priced, words, table["columns"], room=_room(shown["page"])),
        "amount_label": words["amount_with_tax" if doc["prices_include_tax"] else "amount"],
        "lines": rows(priced, form, words, table),
        "totals": totals(doc, form, words),
        "breakdown": breakdown(doc, form, words),
        "discounts": _discounts(doc, form, words),
        "reasons": reasons(doc, form, words),
        "payment": pays,
        "early": early_view(doc, form, words, early=early, has_code=has_code),
        "bitcoin": bitcoin(doc, form, words, owed=owed, price=price),
        "check": link_code(links.check, words, checks=True) if links.check and checks else None,
        "notes": doc["notes"],
        "payment_terms": "\n".join(agreed),
        "own_terms": doc["terms"],
        "terms": "\n".join([*agreed, *filter(None, [doc["terms"]])]),
        "footer": _footer(doc, words),
    }
    keep_whole(view, room=_room(shown["page"]))
    return directed(view) if is_rtl else view


def brand_of(seller: Mapping[str, Any], look: Look, words: Mapping[str, str]) -> dict[str, Any]:
    """What the faces draw of the seller's brand, the icon for tabs of browsers included. Raises NotAColor."""
    own = look.letters.families if look.letters else frozenset[str]()
    return brand(seller, look.design, look.logo, words, own=own) | {"icon": logo(look.icon)["url"]}


def _about(doc: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """What the file says it is about, and words to find it by."""
    named = [words[doc["kind"]], doc["number"], *((doc[role] or {}).get("name") for role in ("seller", "buyer"))]
    known = [text for text in named if text]
    return {"subject": " · ".join(known), "keywords": known}


def _footer(doc: Mapping[str, Any], words: Mapping[str, str]) -> str:
    seller = doc["seller"]
    if not seller:
        return ""
    return " · ".join([seller["name"], *(f"{id_['label']} {id_['value']}" for id_ in registrations(seller, words))])


def _watermark(doc: Mapping[str, Any], status: str, words: Mapping[str, str]) -> str:
    if status == "void":
        return words["status_void"]
    return words["status_draft"] if status == "draft" or not doc["number"] else ""


def _due(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], balance: Decimal | None) -> dict[str, str]:
    total = doc["totals"]["amount_due"] if doc["totals"] else None
    amount = form.money(total) if total is not None else ""
    now = form.money(str(balance)) if balance is not None else amount
    word = "amount_credited" if gives_back(doc) else _AMOUNT_WORD.get(doc["kind"], "amount_due")
    until = "valid_until" if doc["kind"] == "quote" else "due_date"
    date = form.day(doc[until]) if doc[until] and not gives_back(doc) else ""
    by = words[_BY.get(doc["kind"], "due_by")]
    return {
        "label": words[word],
        "amount": amount,
        "date": date,
        "by": by.format(date=date) if date else "",
        "now": now,
        "now_label": words["balance"] if now != amount else words[word],
        "pay": words["pay"].format(amount=now),
    }


def _room(page: Mapping[str, int]) -> int:
    return page["width"] - 2 * page["side"]


def _owed(doc: Mapping[str, Any], status: str, balance: Decimal | None) -> Decimal:
    if status in _SETTLED or not doc["totals"]:
        return Decimal(0)
    return Decimal(doc["totals"]["amount_due"]) if balance is None else balance


def _parties(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, Any]]:
    roles = (("from", "seller"), ("bill_to", "buyer"), ("ship_to", "ship_to"))
    return [{"role": word, **party(doc[role], form, words, heading=words[word])} for word, role in roles if doc[role]]


def _discounts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """By the mode a template asks for; `document` is the sender's own choice."""
    by_mode = {mode: discounts(doc, form, words, display=mode) for mode in ("separate", "inline", "hidden")}
    by_mode["crossed_out"] = by_mode["separate"]
    return by_mode | {"document": by_mode[doc["discount_display"]]}
