"""Each block on paper and on the screen: both faces carry every text and amount, and leave out what has nothing to say."""

import asyncio
from base64 import b64encode
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from duespark.documents.render import render_pdf
from duespark.documents.screen_page import render_screen
from duespark.documents.templates.read import BLOCK_TYPES, read_template
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.document import EarlyDiscount, PaymentTerms
from duespark.engine.invoice.party import Address, Party
from tests.documents import samples
from tests.documents.reading import html_text, pdf_pages, pdf_text, squeezed
from tests.documents.test_view import full

LOGO = "data:image/png;base64," + b64encode(Path(__file__).with_name("logo.png").read_bytes()).decode()
ALL_COLUMNS = [
    "position", "sku", "description", "quantity", "unit", "unit_price", "discount", "tax_rate", "net", "tax_amount", "gross"
]  # fmt: skip


def everything() -> dict[str, Any]:
    """A document that has something to say in every block."""
    elsewhere = Party(name="Bakery, shop two", address=Address(line1="Second Street 5", city="Vienna", country="AT"))
    document = samples.two_rates() | {"ship_to": samples.plain(elsewhere)}
    terms = PaymentTerms(
        note="Net 14 days", early=(EarlyDiscount(percent=Decimal(2), days=10, payable=Decimal("4719.06")),)
    )
    return document | {"payment_terms": samples.plain(terms)}


SAYS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "header": ({}, ["Northlight Studio Ltd", "Invoice", "INV-2026-0042", "Amount due", "€4,815.37", "Due by March 16, 2026"]),
    "sender": ({}, ["From", "14 Harbour Street", "Dublin D02 XY45", "VAT ID IE6388047V", "billing@northlight.example.com"]),
    "bill_to": ({}, ["Bill to", "Example Bakery GmbH", "Anna Example", "10115 Berlin", "DE123456789"]),
    "ship_to": ({}, ["Ship to", "Bakery, shop two", "Second Street 5", "Vienna", "Austria"]),
    "metadata": ({}, ["Issue date", "March 2, 2026", "Due date", "March 16, 2026", "PO-7781", "Marketing / Q1"]),
    "lines": (
        {"columns": ALL_COLUMNS},
        [
            "Brand identity", "Logo and wordmark", "Three directions, two rounds of changes", "SG-48", "12.5", "pcs",
            "1,800.00", "−10%", "23%", "1,068.75", "245.81", "1,314.56", "Subtotal", "3,828.75",
            "Delivered to the Berlin shop on 28 February.",
        ],
    ),
    "summary": ({}, ["4,600.75", "Long-term client", "−191.44", "VAT 23% of 3,637.31", "836.58", "−500.00", "€4,815.37"]),
    "tax_breakdown": ({}, ["VAT 23%", "3,637.31", "836.58", "4,473.89", "VAT 9%", "772.00", "69.48", "841.48"]),
    "discounts": ({"mode": "separate"}, ["Art direction, photo shoot", "−118.75", "Long-term client", "−191.44"]),
    "payment_terms": ({}, ["Payment terms", "Due by March 16, 2026", "Net 14 days", "2% off when paid within 10 days"]),
    "bank_details": ({}, ["How to pay", "IE29 AIBK 9311 5212 3456 78", "AIBKIE2D", "https://pay.example.com/i/8f2c"]),
    "qr": ({}, ["Scan with your banking app"]),
    "notes": ({}, ["Notes", "Thank you for working with us.", "The source files are in your shared folder."]),
    "terms": ({}, ["Terms", "Net 14 days", "Interest on late payment is charged under Directive 2011/7/EU."]),
    "text": ({"heading": "Our promise", "text": "#let x = 1\n<b>{{ client.name }}</b>"}, ["Our promise", "#let x = 1", "<b>Example Bakery GmbH</b>"]),
    "image": ({"data": LOGO, "alt": "Seal of the guild"}, []),
    "signature": ({"buyer": True, "name": "Nora Light"}, ["Nora Light", "For the seller", "For the buyer"]),
    "footer": ({"text": "Thank you"}, ["Northlight Studio Ltd · VAT ID IE6388047V · Reg. no. 512345", "Thank you"]),
    "watermark": ({"copy": True}, ["Copy"]),
    "qr_bill": ({}, []),
    "spacer": ({}, []),
    "page_break": ({}, []),
}  # fmt: skip


def with_block(*blocks: dict[str, Any], lines: dict[str, Any] | None = None) -> Look:
    table = {"id": "lines", "type": "lines", "options": lines or {}}
    return Look(template=read_template({"blocks": [*blocks, table]}))


def look_of(name: str, options: dict[str, Any]) -> Look:
    if name == "lines":
        return with_block(lines=options)
    return with_block({"id": "it", "type": name, "options": options})


def paper(document: dict[str, Any], look: Look, *, status: str = "issued") -> bytes:
    return asyncio.run(render_pdf(document, look=look, status=status, pay_url="https://pay.example.com/i/8f2c"))


def screen(document: dict[str, Any], look: Look, *, status: str = "issued") -> str:
    return render_screen(print_view(document, look=look, status=status, pay_url="https://pay.example.com/i/8f2c"))


class TestFaces:
    def test_no_block_is_forgotten(self) -> None:
        assert set(SAYS) | {"columns", "group"} == set(BLOCK_TYPES)

    @pytest.mark.parametrize("name", SAYS)
    def test_both_carry_every_text_and_amount(self, name: str) -> None:
        options, expected = SAYS[name]
        printed = pdf_text(paper(everything(), look_of(name, options))).lower()
        shown = html_text(screen(everything(), look_of(name, options))).lower()
        wanted = [squeezed(text).lower() for text in expected]
        assert [text for text in wanted if text not in printed] == []
        assert [text for text in wanted if text not in shown] == []

    @pytest.mark.parametrize("holder", ["columns", "group"])
    def test_holders_carry_what_they_hold(self, holder: str) -> None:
        inner = [{"id": "notes", "type": "notes"}, {"id": "terms", "type": "terms"}]
        look = with_block({"id": "it", "type": holder, "blocks": inner})
        for text in (pdf_text(paper(everything(), look)), html_text(screen(everything(), look))):
            assert "Thankyouforworkingwithus." in text
            assert "Directive2011/7/EU." in text

    def test_pictures_say_what_they_show(self) -> None:
        look = look_of("image", SAYS["image"][0])
        assert 'alt="Seal of the guild"' in screen(everything(), look)

    @pytest.mark.parametrize("name", ["sender", "notes", "tax_breakdown"])
    def test_a_paper_without_a_title_is_drawn_too(self, name: str) -> None:
        """ISO 14289-1 wants the first heading to be of level 1; the print refuses anything else."""
        header = {"id": "head", "type": "header"}
        assert "Invoice" in pdf_text(paper(everything(), with_block({"id": "it", "type": name}, header)))


class TestOptions:
    @pytest.mark.parametrize("style", ["plain", "split", "band", "centered"])
    def test_every_head_says_the_same(self, style: str) -> None:
        text = pdf_text(paper(everything(), look_of("header", {"style": style})))
        assert [one for one in SAYS["header"][1] if squeezed(one) not in text] == []

    @pytest.mark.parametrize("style", ["ruled", "striped", "boxed", "plain"])
    def test_every_table_says_the_same(self, style: str) -> None:
        text = pdf_text(paper(everything(), look_of("lines", {"columns": ALL_COLUMNS, "style": style})))
        assert [one for one in SAYS["lines"][1] if squeezed(one) not in text] == []

    def test_columns_stand_in_the_order_chosen(self) -> None:
        look = look_of("lines", {"columns": ["sku", "description", "amount"]})
        view = print_view(everything(), look=look, status="issued")
        assert [column["key"] for column in view["columns"]] == ["sku", "description", "amount"]
        assert "95.00" not in pdf_text(paper(everything(), look))

    def test_discounts_are_shown_as_the_template_says(self) -> None:
        crossed = print_view(everything(), look=look_of("lines", {"discounts": "crossed_out"}), status="issued")
        art = next(row for row in crossed["lines"] if row["description"].startswith("Art direction"))
        assert (art["old_unit_price"], art["unit_price"], art["discount"]) == ("95.00", "85.50", "")
        hidden = look_of("discounts", {"mode": "hidden"})
        assert "118.75" not in pdf_text(paper(everything(), hidden))

    def test_groups_are_summed_where_the_document_does_not(self) -> None:
        view = print_view(everything(), look=look_of("lines", {"group_subtotals": True}), status="issued")
        assert [row["amount"] for row in view["lines"] if row["kind"] == "subtotal"] == ["3,828.75", "772.00"]

    def test_metadata_has_the_fields_chosen(self) -> None:
        text = pdf_text(paper(full(), look_of("metadata", {"fields": ["number", "exchange_rate", "amount_in_base"]})))
        assert "1EUR=4.2537PLN" in text
        assert "TotalinPLN" in text

    def test_a_condition_decides_whether_a_block_is_drawn(self) -> None:
        block = {"id": "it", "type": "notes", "when": [{"fact": "kind", "any_of": ["quote"]}]}
        assert "Thankyou" not in pdf_text(paper(everything(), with_block(block)))
        assert "Thankyou" in pdf_text(paper(everything() | {"kind": "quote"}, with_block(block)))

    def test_a_void_document_says_so_whatever_the_template(self) -> None:
        assert "VOID" in pdf_text(paper(everything(), with_block(), status="void"))
        assert "Void" in screen(everything(), with_block(), status="void")
        paid = look_of("watermark", {"paid": True})
        assert "PAID" in pdf_text(paper(everything(), paid, status="paid"))

    @pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("letter", (612, 791)), ("auto", (595, 842))])
    def test_paper_has_the_size_chosen(self, size: str, points: tuple[int, int]) -> None:
        assert _size(samples.long(1), {"size": size}) == points

    def test_paper_is_letter_where_the_seller_uses_it(self) -> None:
        document = samples.long(1)
        document["seller"]["address"] |= {"country": "US"}
        assert _size(document, {}) == (612, 791)
        assert _size(document, {"size": "custom", "width": 100, "height": 200}) == (283, 567)


def _size(document: dict[str, Any], page: dict[str, Any]) -> tuple[int, int]:
    import pypdfium2

    template = read_template({"page": page, "blocks": [{"id": "lines", "type": "lines"}]})
    width, height = pypdfium2.PdfDocument(paper(document, Look(template=template)))[0].get_size()
    return round(width), round(height)


class TestPages:
    def test_a_page_break_begins_a_page(self) -> None:
        text = {"id": "t", "type": "text", "options": {"text": "On the first page"}}
        pages = pdf_pages(paper(everything(), with_block(text, {"id": "it", "type": "page_break"})))
        assert "Onthefirstpage" in pages[0]
        assert "Logoandwordmark" in pages[1]


def test_each_tax_says_what_its_amounts_are_where_a_phone_has_no_room_for_heads() -> None:
    template = read_template({"blocks": [{"id": "lines", "type": "lines"}, {"id": "it", "type": "tax_breakdown"}]})
    page = render_screen(print_view(samples.two_rates(), look=Look(template=template), status="issued"))
    told = page.count('data-label="Taxable amount"'), page.count('data-label="Tax amount"')
    assert told == (2, 2)
    assert ".taxes td::before { content: attr(data-label)" in page
