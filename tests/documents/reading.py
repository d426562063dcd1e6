"""Reads what a person would read from a PDF or a page."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2

_UNSEEN = re.compile(r"[\s\u00a0\u202f\u200b\u200e\u200f\u00ad\ufffe\x02]+")


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    return [squeezed(document[index].get_textpage().get_text_bounded()) for index in range(len(document))]


def pdf_text(pdf: bytes) -> str:
    return "".join(pdf_pages(pdf))


def pdf_fonts(pdf: bytes) -> set[str]:
    """The fonts the pages are set in, without the letters that tell a part from the whole."""
    found = [each for page in pypdfium2.PdfDocument(pdf) for each in page.get_objects()]
    return {each.get_font().get_base_name().split("+")[-1] for each in found if isinstance(each, pypdfium2.PdfTextObj)}


def width_of(pdf: bytes, word: str) -> float:
    """How wide a word is on the first page: what tells one font of the tests from another."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = page.search(word).get_next()
    assert found is not None
    first, last = page.get_charbox(found[0]), page.get_charbox(found[0] + found[1] - 1)
    return float(last[0] - first[0])


def html_text(page: str) -> str:
    """The text a browser shows, without spaces."""
    body = page.split("</style>")[1]
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", body)))


def squeezed(text: str) -> str:
    return _UNSEEN.sub("", text)


def texts(document: Mapping[str, Any]) -> Iterator[str]:
    """Every free text of a document in its plain form."""
    for role in ("seller", "buyer", "ship_to"):
        party = document[role] or {"address": {}, "tax_ids": []}
        own = [value for key, value in party.items() if key not in ("address", "tax_ids")]
        place = [value for key, value in party["address"].items() if key != "country"]
        yield from filter(None, [*own, *place, *(tax_id["value"] for tax_id in party["tax_ids"])])
    for line in document["lines"]:
        yield from filter(None, (line["description"], line["note"], line["sku"], line["unit"]))
    yield from filter(None, (document["bank_account"] or {}).values())
    yield from filter(
        None, (document[key] for key in ("number", "purchase_order", "buyer_reference", "notes", "terms"))
    )
    yield from filter(None, [document["payment_terms"]["note"], *(each["reason"] for each in document["allowances"])])
