"""The PDF says everything the document says, on every page it needs, and is archivable and accessible."""

import asyncio
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from duespark.documents.render import render_pages, render_pdf
from duespark.documents.view import Look
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.plain import plain
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate
from tests.documents import samples
from tests.documents.reading import pdf_pages, pdf_text, squeezed, texts
from tests.support import verapdf

LOOK = Look()
HOSTILE = (
    "#let x = 1",
    "#panic()",
    "] [ $ { } * _ ` \\ // /* @ref <label>",
    "{{ view }} {% raw %}",
    "<script>alert(1)</script>",
    "\"quoted\" & &amp; 'single'",
    "= not a heading",
    "Zażółć gęślą jaźń, Ärger, œuvre, ñandú, Ελληνικά, Кириллица",
)


def render(document: dict[str, Any], *, look: Look = LOOK, status: str = "issued", pay_url: str | None = None) -> bytes:
    return asyncio.run(render_pdf(document, look=look, status=status, pay_url=pay_url))


class TestRenderPdf:
    @pytest.mark.parametrize("make", [samples.two_rates, samples.german])
    def test_shows_every_text_of_the_document(self, make: Any) -> None:
        document = make()
        text = pdf_text(render(document))
        assert [each for each in texts(document) if squeezed(each) not in text] == []

    def test_shows_every_amount_as_its_language_writes_it(self) -> None:
        text = pdf_text(render(samples.two_rates()))
        amounts = [
            "4,600.75",
            "−191.44",
            "4,409.31",
            "836.58",
            "69.48",
            "5,315.37",
            "−500.00",
            "€4,815.37",
            "1,068.75",
            "−10%",
            "12.5",
            "1.24",
        ]
        assert [amount for amount in amounts if amount not in text] == []
        text = pdf_text(render(samples.german()))
        amounts = ["7.375,00", "1.125,75", "5.925,00", "8.500,75€", "42,5Std.", "19%", "16.März2026"]
        assert [amount for amount in amounts if amount not in text] == []

    def test_draws_what_the_engine_calculates_and_stores(self) -> None:
        vat = TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%")
        zero = TaxRate(key="export", category="G", rate=Decimal(0), label="Export", reason="Exempt export, Article 146")
        lines = (
            Line(
                description="Advice",
                quantity=Decimal("2.5"),
                unit_price=Decimal(120),
                discount=Discount(percent=Decimal(10)),
            ),
            Line(description="Parts", unit_price=Decimal("80.5"), tax="export"),
        )
        document = calculate(Document(number="INV-1", lines=lines, language="pl"), TaxContext.of([vat, zero]))
        text = pdf_text(render(plain(document)))
        expected = ["270,00", "VAT23%od270,00", "62,10", "Export0%od80,50", "412,60€", "Exemptexport,Article146"]
        assert [each for each in expected if each not in text] == []

    def test_shows_how_to_pay(self) -> None:
        text = pdf_text(render(samples.two_rates(), pay_url="https://pay.example.com/i/8f2c"))
        assert "IE29AIBK93115212345678" in text
        assert "https://pay.example.com/i/8f2c" in text

    def test_says_why_a_line_bears_no_tax(self) -> None:
        assert "SteuerschuldnerschaftdesLeistungsempfängers" in pdf_text(render(samples.german()))

    @pytest.mark.parametrize(
        ("currency", "amount", "shown"), [("JPY", "150000", "¥150,000"), ("KWD", "1.500", "KWD1.500")]
    )
    def test_writes_the_decimals_of_the_currency(self, currency: str, amount: str, shown: str) -> None:
        document = samples.long(1) | {"currency": currency}
        document["totals"]["amount_due"] = amount
        assert shown in pdf_text(render(document))

    def test_marks_drafts_and_void_documents(self) -> None:
        assert "DRAFT" in pdf_text(render(samples.draft(), status="draft"))
        assert "VOID" in pdf_text(render(samples.long(1), status="void"))
        assert "DRAFT" not in pdf_text(render(samples.long(1)))

    def test_draws_a_draft_that_has_nothing_yet(self) -> None:
        bare: dict[str, Any] = dict.fromkeys(("number", "issue_date", "due_date", "supply_date"))
        bare |= {"seller": None, "buyer": None, "bank_account": None, "totals": None, "lines": []}
        assert "Invoice" in pdf_text(render(samples.long(1) | bare, status="draft"))

    def test_gives_the_same_bytes_again(self) -> None:
        first = render(samples.two_rates(), look=Look(design=samples.painted("#0F766E")))
        render(samples.german())
        assert render(samples.two_rates(), look=Look(design=samples.painted("#0F766E"))) == first

    def test_draws_many_at_once_without_mixing_them(self) -> None:
        async def all_of_them() -> list[bytes]:
            documents = [samples.long(3) | {"number": f"INV-{index:04d}"} for index in range(12)]
            return await asyncio.gather(*(render_pdf(each, look=LOOK, status="issued") for each in documents))

        for index, pdf in enumerate(asyncio.run(all_of_them())):
            assert f"INV-{index:04d}" in pdf_text(pdf)


class TestLogo:
    @pytest.mark.parametrize("form", ["PNG", "JPEG"])
    def test_is_drawn_in_place_of_the_name(self, form: str) -> None:
        buffer = BytesIO()
        Image.new("RGB", (300, 100), "#0F766E").save(buffer, format=form)
        document = pypdfium2.PdfDocument(render(samples.long(1), look=Look(logo=buffer.getvalue())))
        pixel = document[0].render(scale=1).to_pil().getpixel((70, 60))
        assert all(abs(seen - meant) < 8 for seen, meant in zip(pixel, (0x0F, 0x76, 0x6E), strict=True))

    @pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg onload='alert(1)'/>"])
    def test_that_cannot_be_read_leaves_the_name(self, data: bytes) -> None:
        assert pdf_text(render(samples.long(1), look=Look(logo=data))).startswith("NorthlightStudioLtd")


class TestPages:
    @pytest.mark.parametrize("count", [1, 50, 500])
    def test_every_line_is_there_under_a_head(self, count: int) -> None:
        pages = pdf_pages(render(samples.long(count)))
        text = "".join(pages)
        assert all(f"Article{index + 1:03d}," in text for index in range(count))
        assert all("DescriptionQty" in page for page in pages if "Article" in page)
        assert all(f"Page{index + 1}of{len(pages)}" in page for index, page in enumerate(pages))

    @pytest.mark.parametrize("count", range(14, 24))
    def test_totals_stand_under_the_last_two_lines(self, count: int) -> None:
        pages = pdf_pages(render(samples.long(count)))
        closing = next(page for page in pages if "Totalbeforetax" in page)
        assert f"Article{count:03d}," in closing
        assert f"Article{count - 1:03d}," in closing

    @pytest.mark.parametrize("before", range(16, 22))
    def test_no_heading_ends_a_page_and_no_subtotal_begins_one(self, before: int) -> None:
        document = samples.long(40)
        note = document["lines"][0] | {"amounts": None, "note": "", "description": ""}
        document["lines"].insert(before, note | {"kind": "heading", "description": "Headline"})
        document["lines"].insert(before + 3, note | {"kind": "subtotal", "description": "So far"})
        for page in pdf_pages(render(document)):
            assert ("Headline" in page) == (f"Article{before + 1:03d}," in page)
            assert ("Sofar" in page) == (f"Article{before + 2:03d}," in page)

    def test_a_line_is_not_split_between_pages(self) -> None:
        document = samples.long(30)
        for index, line in enumerate(document["lines"]):
            line["note"] = f"first of {index}.\nsecond of {index}.\nlast of {index}."
        for page in pdf_pages(render(document)):
            assert [(f"firstof{index}." in page) == (f"lastof{index}." in page) for index in range(30)] == [True] * 30

    def test_breaks_where_the_sender_says_and_nowhere_else(self) -> None:
        document = samples.long(4)
        mark = document["lines"][0] | {"kind": "page_break", "description": "", "amounts": None}
        document["lines"] = [mark, *document["lines"][:2], mark, mark, *document["lines"][2:], mark]
        first, second = pdf_pages(render(document))
        assert "Article002" in first
        assert "Article003" in second

    def test_the_preview_has_the_pages_of_the_paper(self) -> None:
        document = samples.long(60)
        pages = asyncio.run(render_pages(document, look=LOOK, status="issued"))
        assert len(pages) == len(pdf_pages(render(document)))
        assert all(page.startswith("<svg") for page in pages)


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_printed_as_text(self, text: str) -> None:
        assert squeezed(text) in pdf_text(render(filled(text)))

    def test_the_longest_words_there_may_be_stay_on_the_page(self) -> None:
        document = samples.long(2) | {"notes": "x" * 10_000}
        document["lines"][0] |= {"description": "y" * 5000, "note": "y" * 5000}
        text = pdf_text(render(document))
        assert (text.count("x"), text.count("y")) >= (10_000, 10_000)

    def test_characters_without_a_glyph_become_boxes(self) -> None:
        text = pdf_text(render(filled("Tea 茶 and 🍰")))
        assert "Tea茶and□" in text

    def test_controls_and_overrides_are_dropped(self) -> None:
        text = pdf_text(render(filled("pay \u202e000,1\u202c \x00\x07\ud800now")))
        assert "pay000,1now" in text


def filled(text: str) -> dict[str, Any]:
    """A document with `text` wherever a person can write."""
    document = samples.two_rates() | {"notes": text, "terms": text, "purchase_order": text, "buyer_reference": text}
    document["seller"] = document["seller"] | {"name": text, "website": text}
    document["buyer"] = document["buyer"] | {"name": text, "contact_name": text}
    document["bank_account"] = document["bank_account"] | {"bank_name": text}
    for line in document["lines"]:
        line |= {"description": text, "note": text, "unit": "h"}
    return document


@pytest.mark.verapdf
@pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
def test_is_archivable_and_accessible_by_the_reference_validator(tmp_path: Path) -> None:
    logo = Path(__file__).with_name("logo.png").read_bytes()
    cases = {
        "two_rates": render(samples.two_rates(), pay_url="https://pay.example.com/i/8f2c"),
        "german": render(samples.german(), look=Look(logo=logo, design=samples.painted("#0F766E"))),
        "long": render(samples.long(120)),
        "draft": render(samples.draft(), status="draft"),
        "void": render(samples.long(30), status="void"),
        "hostile": render(filled(" ".join(HOSTILE) + " 茶 🍰 \u202e")),
    }
    files = [tmp_path / f"{name}.pdf" for name in cases]
    for file, pdf in zip(files, cases.values(), strict=True):
        file.write_bytes(pdf)
    assert verapdf.failures(files) == []
