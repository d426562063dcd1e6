"""The view writes amounts, dates and words as each language does, and never rounds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.documents.formats import formats
from duespark.documents.labels import PRINTED, labels
from duespark.documents.public_page import render_html
from duespark.documents.render import render_pdf
from duespark.documents.screen_page import render_screen
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.document import EarlyDiscount, Exchange, PaymentTerms, Prepayment, Withholding
from duespark.engine.invoice.line import LineCharge
from duespark.engine.look import color
from tests.documents import samples
from tests.documents.reading import html_text, pdf_text, squeezed

LINKS = {"pdf": "/i/x/pdf"}


def view(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    options: dict[str, Any] = {"look": Look(), "status": "issued"} | changes
    return print_view(document, **options)


class TestFormats:
    @pytest.mark.parametrize(
        ("language", "money", "day"),
        [
            ("en", "−€1,234.50", "March 4, 2026"),
            ("en-GB", "−€1,234.50", "4 March 2026"),
            ("pl", "−1\u00a0234,50\u00a0€", "4 marca 2026"),
            ("de", "−1.234,50\u00a0€", "4. März 2026"),
            ("fr", "−1\u202f234,50\u00a0€", "4 mars 2026"),
            ("es", "−1.234,50\u00a0€", "4 de marzo de 2026"),
            ("ja", "−€1,234.50", "2026年3月4日"),
            ("hi", "−€1,234.50", "4 मार्च 2026"),
            ("ar", "\u200f\u200e−1,234.50\u00a0€", "4 مارس 2026"),
            ("tlh", "−€1,234.50", "March 4, 2026"),
        ],
    )
    def test_follows_the_language(self, language: str, money: str, day: str) -> None:
        form = formats(language, "EUR")
        assert form.money("-1234.5") == money
        assert form.day("2026-03-04") == day

    @pytest.mark.parametrize(
        ("currency", "amount", "written"),
        [
            ("JPY", "1200", "1,200"),
            ("KWD", "1.5", "1.500"),
            ("IQD", "1.5", "1.500"),
            ("EUR", "0.0125", "0.0125"),
            ("EUR", "1E+3", "1,000.00"),
            ("EUR", "12345678901234567890.12", "12,345,678,901,234,567,890.12"),
        ],
    )
    def test_has_the_decimals_of_the_currency_and_never_rounds(self, currency: str, amount: str, written: str) -> None:
        assert formats("en", currency).amount(amount) == written

    @pytest.mark.parametrize("language", ["en-US-x-nothing", "de-ZZ", "", "..", "pl_PL"])
    def test_takes_any_language_tag(self, language: str) -> None:
        assert formats(language, "EUR").amount("1") in ("1.00", "1,00")


class TestLabels:
    @pytest.mark.parametrize("language", PRINTED)
    def test_no_word_is_missing_and_places_agree(self, language: str) -> None:
        words, english = labels(language), labels("en")
        assert set(words) == set(english)
        assert all(words.values())
        assert {key for key, text in words.items() if text.count("{") != english[key].count("{")} == set()


class TestCreditNote:
    @pytest.mark.parametrize("language", PRINTED)
    async def test_asks_the_client_for_nothing(self, language: str) -> None:
        """BT-9 of a credit note is the day by which the seller gives it; nobody must read it as a bill."""
        document = samples.two_rates() | {"kind": "credit_note", "language": language}
        words = labels(language)
        pdf = pdf_text(await render_pdf(document, look=Look(), status="issued"))
        for text in (
            pdf,
            html_text(render_screen(view(document))),
            html_text(render_html(view(document), links=LINKS)),
        ):
            assert squeezed(words["due_by"].partition("{")[0] or words["due_by"].partition("}")[2]) not in text
            assert squeezed(words["due_date"]) not in text
        seen = view(document)
        assert seen["due"]["by"] == words["credit_by"].format(date=seen["due"]["date"])
        assert {"key": "due_date", "label": words["credit_date"], "value": seen["due"]["date"]} in seen["facts"]


class TestPrintView:
    def test_shows_the_balance_beside_the_printed_amount(self) -> None:
        due = view(samples.two_rates(), balance=Decimal(2000), status="partly_paid")["due"]
        assert (due["amount"], due["now"], due["now_label"]) == ("€4,815.37", "€2,000.00", "Balance due")
        assert due["pay"] == "Pay €2,000.00"

    def test_sums_the_items_above_a_subtotal(self) -> None:
        subtotals = [row["amount"] for row in view(samples.two_rates())["lines"] if row["kind"] == "subtotal"]
        assert subtotals == ["3,828.75"]

    def test_has_a_discount_column_only_where_a_line_has_one(self) -> None:
        assert [column["key"] for column in view(samples.long(2))["columns"]] == [
            "description",
            "quantity",
            "unit_price",
            "tax_rate",
            "amount",
        ]
        assert "discount" in [column["key"] for column in view(samples.two_rates())["columns"]]

    def test_shows_amounts_with_tax_where_prices_include_it(self) -> None:
        shown = view(samples.long(1) | {"prices_include_tax": True})
        assert shown["columns"][-1]["label"] == "Amount incl. tax"
        assert shown["lines"][0]["amount"] == "8.61"

    def test_offers_no_payment_link_for_a_settled_document(self) -> None:
        shown = view(samples.two_rates(), status="paid", pay_url="https://pay.example.com/i/1")
        assert shown["payment"]["url"] == ""

    def test_nobody_pays_a_quote_or_a_credit_note(self) -> None:
        assert view(samples.long(1) | {"kind": "quote"})["payment"] is None
        assert view(samples.long(1) | {"kind": "credit_note"})["due"]["label"] == "Amount credited"

    def test_speaks_the_language_of_the_look_first(self) -> None:
        assert view(samples.german(), look=Look(language="pl"))["title"] == "Faktura"


class TestColor:
    @pytest.mark.parametrize("brand", ["#FFE600", "#000000", "#FFFFFF", "#B45309", "#777777", "#00FF00"])
    @pytest.mark.parametrize("ground", ["#FFFFFF", "#1C1917"])
    def test_text_is_readable_on_either_ground(self, brand: str, ground: str) -> None:
        assert color.contrast(color.readable_on(ground, brand), ground) >= color.READABLE
        assert color.contrast(color.text_on(brand), brand) >= color.READABLE

    @pytest.mark.parametrize("text", ["red", "#12345", "#12345G", "#B45309; } body {", ""])
    def test_refuses_what_is_no_color(self, text: str) -> None:
        with pytest.raises(color.NotAColor):
            view(samples.long(1), look=Look(design=samples.painted(text)))


def full() -> dict[str, Any]:
    """A final invoice with a deposit, a withheld tax, a charge on a line, a discount for paying early and a second currency."""
    lines = (
        samples.item("Logo", "1", "1000.00", off="10"),
        samples.item(
            "Hosting",
            "250",
            "12.00",
            base_quantity=Decimal(100),
            charges=(LineCharge(amount=Decimal(3), reason="Setup"),),
        ),
    )
    return samples.document(
        lines,
        kind="final_invoice",
        exchange=Exchange(currency="PLN", rate=Decimal("4.2537"), rate_date=date(2026, 2, 27), source="NBP"),
        withholdings=(Withholding(name="IRPF", percent=Decimal(15), source="art. 95 RIRPF"),),
        prepayments=(Prepayment(number="DEP-1", amount=Decimal("123.00"), tax=Decimal("23.00")),),
        prepaid=Decimal("10.00"),
        payment_terms=PaymentTerms(early=(EarlyDiscount(percent=Decimal(2), days=10),)),
    )


class TestWhatIsDue:
    def test_every_step_from_the_total_to_the_amount_due_is_shown(self) -> None:
        shown = view(full())
        after = [row["label"] for row in shown["totals"]].index("Total") + 1
        assert [(row["label"], row["amount"]) for row in shown["totals"]][after:] == [
            ("Less: deposit paid (DEP-1)", "−123.00"),
            ("of which VAT invoiced before: 23.00", ""),
            ("Already paid", "−10.00"),
            ("IRPF 15% withheld", "−139.95"),
        ]
        assert shown["due"]["amount"] == "€874.64"

    def test_laws_and_the_tax_in_the_books_stand_below(self) -> None:
        assert view(full())["reasons"] == [
            "IRPF: art. 95 RIRPF",
            "VAT in PLN: PLN\u00a0912.80 (1 EUR = 4.2537 PLN, NBP · February 27, 2026)",
        ]

    def test_without_tax_nothing_stands_there_in_the_books(self) -> None:
        free = full()
        free["totals"] = free["totals"] | {"converted": free["totals"]["converted"] | {"tax": "0.00"}}
        assert view(free)["reasons"] == ["IRPF: art. 95 RIRPF"]

    def test_a_discount_for_paying_early_names_day_and_amount(self) -> None:
        assert view(full())["terms"].startswith("2% off when paid by March 12, 2026: €857.15 instead of €874.64.")
        undated = full() | {"payment_terms": plain_terms(until=None)}
        assert view(undated)["terms"].startswith("2% off when paid within 10 days: €857.15")

    def test_a_charge_on_a_line_is_said(self) -> None:
        rows = view(full())["lines"]
        assert (rows[1]["unit_price"], rows[1]["note"], rows[1]["amount"]) == ("12.00 / 100", "Setup: 3.00", "33.00")
        assert rows[0]["note"] == ""

    def test_a_discount_is_shown_as_the_seller_wants(self) -> None:
        crossed = view(full() | {"discount_display": "crossed_out"})
        assert (crossed["lines"][0]["old_unit_price"], crossed["lines"][0]["unit_price"]) == ("1,000.00", "900.00")
        assert "discount" not in [column["key"] for column in crossed["columns"]]
        hidden = view(full() | {"discount_display": "hidden"})
        assert (hidden["lines"][0]["old_unit_price"], hidden["lines"][0]["unit_price"]) == ("", "900.00")


def plain_terms(*, until: str | None) -> dict[str, Any]:
    terms = full()["payment_terms"]
    return terms | {"early": [terms["early"][0] | {"until": until}]}


class TestDirection:
    def test_texts_of_the_other_direction_keep_their_order(self) -> None:
        shown = view(samples.two_rates() | {"language": "ar"})
        assert shown["direction"] == "rtl"
        assert shown["parties"][0]["lines"][0] == "\u200e14 Harbour Street\u200e"
        assert shown["lines"][2]["discount"] == "\u200e−10%"
        assert shown["notes"].split("\n")[1] == "\u200eThe source files are in your shared folder.\u200e"
        assert shown["words"]["invoice"] == "فاتورة"
        assert shown["kind"] == "invoice"

    def test_other_papers_have_no_marks(self) -> None:
        assert "\u200e" not in str(view(samples.two_rates()))

    def test_hindi_writes_percent_without_its_pattern(self) -> None:
        assert formats("hi", "INR").percent("18") == "18%"
        assert formats("hi", "INR").amount("1234567.5") == "12,34,567.50"
