"""The page says what the paper says, is safe and small, and works without scripts."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from duespark.documents.public_page import UnsafeLink, render_html
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.party import Address, BankAccount
from tests.documents import samples
from tests.documents.reading import html_text, squeezed, texts
from tests.documents.test_render import HOSTILE, filled

LINES = (samples.item("Design", "1", "1234.56", tax="reverse_charge"),)
LINKS = {"pdf": "/i/8f2c/invoice.pdf"}


def page(document: dict[str, Any], *, links: dict[str, str] = LINKS, **changes: Any) -> str:
    options: dict[str, Any] = {"look": Look(), "status": "issued"} | changes
    return render_html(print_view(document, **options), links=links)


class TestRenderHtml:
    @pytest.mark.parametrize("make", [samples.two_rates, samples.german])
    def test_shows_every_text_of_the_document(self, make: Any) -> None:
        document = make()
        text = html_text(page(document))
        assert [each for each in texts(document) if squeezed(each) not in text] == []

    def test_shows_the_amounts_of_the_print(self) -> None:
        view = print_view(samples.two_rates(), look=Look(), status="issued")
        text = html_text(render_html(view, links=LINKS))
        amounts = [row["amount"] for row in [*view["lines"], *view["totals"]] if "amount" in row]
        assert [amount for amount in [*amounts, "€4,815.37", "March 16, 2026"] if squeezed(amount) not in text] == []

    def test_has_one_button_that_says_what_is_owed(self) -> None:
        text = page(samples.two_rates(), pay_url="https://pay.example.com/i/1", balance=Decimal(2000))
        assert re.findall(r'<a class="pay" href="([^"]+)">([^<]+)</a>', text) == [
            ("https://pay.example.com/i/1", "Pay €2,000.00")
        ]
        assert 'href="/i/8f2c/invoice.pdf">Download PDF</a>' in text

    def test_asks_for_nothing_once_paid(self) -> None:
        text = page(samples.two_rates(), status="paid", pay_url="https://pay.example.com/i/1")
        assert 'class="stamp stamp-paid">Paid</p>' in text
        assert "pay.example.com" not in text
        assert "IBAN" not in text

    def test_a_phone_can_hand_the_payment_to_its_own_app(self) -> None:
        """A phone cannot scan itself: UPI has an address for apps, PIX a text to copy."""
        payee = {"seller": replace(samples.SELLER, address=Address(city="Recife", country="BR")), "currency": "BRL"}
        reais = samples.document(LINES, bank_account=BankAccount(pix="financeiro@example.com"), **payee)
        text = print_view(reais, look=Look(), status="issued")["payment"]["code"]["text"]
        assert f'class="copied">{text}</span>' in page(reais)
        rupees = samples.document(LINES, bank_account=BankAccount(holder="ACME", upi="acme@okbank"), currency="INR")
        assert 'href="upi://pay?pa=acme%40okbank&amp;' in page(rupees)
        assert "upi:" not in page(rupees, status="paid")

    def test_says_overdue_in_words(self) -> None:
        assert "DuebyMarch16,2026·Overdue" in html_text(page(samples.two_rates(), status="overdue"))

    @pytest.mark.parametrize("text", HOSTILE)
    def test_prints_hostile_text_as_text(self, text: str) -> None:
        result = page(filled(text))
        assert squeezed(text) in html_text(result)
        assert "<script" not in result

    def test_keeps_what_paper_cannot_draw(self) -> None:
        assert "茶🍰" in html_text(page(filled("茶 🍰")))

    def test_loads_nothing_and_stays_small(self) -> None:
        text = page(samples.long(50))
        assert len(text.encode()) <= 30_000
        assert not re.search(r"<(script|link|iframe)|@import|url\(|src=(?!\"data:)", text)

    def test_has_landmarks_one_heading_and_a_table_with_heads(self) -> None:
        text = page(samples.german())
        assert '<html lang="de">' in text
        assert [len(re.findall(rf"<{tag}[ >]", text)) for tag in ("header", "main", "footer", "h1", "table")] == [1] * 5
        assert '<th scope="col">' in text

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x"])
    def test_refuses_links_that_run(self, url: str) -> None:
        with pytest.raises(UnsafeLink):
            page(samples.two_rates(), links={"pdf": url})
        with pytest.raises(UnsafeLink):
            page(samples.two_rates(), pay_url=url)


class TestPhone:
    def test_the_amount_stays_on_one_line_however_long_it_is(self) -> None:
        """A figure that went over the end of its line was read as another amount."""
        made = samples.document((samples.item("Turbine", "1", "3703703.673"),), currency="KWD")
        shown = page(made)
        amount = "KWD\u00a04,555,555.518"
        assert f'<p class="amount" style="--letters: {len(amount)}">{amount}</p>' in shown
        assert ".amount { white-space: nowrap; font-size: min(" in shown

    def test_each_date_stands_under_what_it_is(self) -> None:
        assert ".facts dd { text-align: start; }" in page(samples.two_rates())


def test_paper_never_gets_the_colors_of_a_dark_screen() -> None:
    """With a dark system light letters and dark ones stood on a dark ground, or on white paper."""
    shown = page(samples.two_rates())
    assert "prefers-color-scheme: dark" in shown
    assert "@media (prefers-color-scheme: dark)" not in shown
    assert "@media print { :root { color-scheme: light; }" in shown
