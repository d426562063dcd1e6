"""A discount for paying early on a page: beside what is due, in every language, and each code says what it pays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.documents.early import Early, EarlyPrice
from duespark.documents.labels import PRINTED
from duespark.documents.public_page import render_html
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.document import EarlyDiscount, PaymentTerms
from duespark.engine.invoice.party import Address, BankAccount
from tests.documents import samples

TERMS = PaymentTerms(early=(EarlyDiscount(percent=Decimal(2), days=10),), note="By transfer.")
OFFERED = Early(prices=(EarlyPrice(percent=Decimal(2), until=date(2026, 3, 12), payable=Decimal("1205.40")),))
NOTHING = Early()


def view(early: Early | None, *, status: str = "issued", balance: str = "1230.00", **changes: Any) -> dict[str, Any]:
    made = samples.document((samples.item("Logo", "1", "1000.00"),), payment_terms=TERMS, **changes)
    return print_view(made, look=Look(), status=status, balance=Decimal(balance), early=early)


def page(early: Early | None, **changes: Any) -> str:
    return render_html(view(early, **changes), links={"pdf": ""})


class TestOffer:
    def test_stands_beside_the_amount_and_among_the_terms_with_the_same_figures(self) -> None:
        text = page(OFFERED)
        due = text[: text.index("</section>")]
        assert '<p class="amount" style="--letters: 9">€1,230.00</p>' in due
        assert '<p class="early">€1,205.40 if paid by March 12, 2026 (2% off)</p>' in due
        assert "2% off when paid by March 12, 2026: €1,205.40 instead of €1,230.00.\nBy transfer." in text

    def test_says_what_is_left_to_pay_after_a_part_was_paid(self) -> None:
        early = Early(prices=(replace(OFFERED.prices[0], payable=Decimal("205.40")),))
        shown = view(early, balance="230.00")
        assert shown["early"]["offers"] == ["€205.40 if paid by March 12, 2026 (2% off)"]
        assert shown["terms"].startswith("2% off when paid by March 12, 2026: €205.40 instead of €230.00.")

    def test_is_gone_everywhere_once_it_cannot_be_had(self) -> None:
        text = page(NOTHING)
        assert "1,205.40" not in text
        assert "2%" not in text
        assert "By transfer." in text

    def test_paper_says_what_the_document_says(self) -> None:
        assert view(None)["terms"].startswith("2% off when paid by March 12, 2026: €1,205.40 instead of €1,230.00.")

    @pytest.mark.parametrize("language", PRINTED)
    def test_is_written_in_every_language(self, language: str) -> None:
        shown = view(OFFERED, language=language)
        [offer] = shown["early"]["offers"]
        assert shown["due"]["date"] in offer.replace("12", "16").replace("१२", "१६")
        for part in (shown["early"]["pay"], shown["due"]["pay"]):
            assert part
        assert len({offer, *shown["terms"].split("\n")}) == 3


class TestCode:
    def test_each_pays_the_amount_that_is_written_at_it(self) -> None:
        shown, text = view(OFFERED), page(OFFERED)
        early, main = shown["early"]["code"], shown["payment"]["code"]
        assert ("EUR1205.40" in early["text"], "EUR1230.00" in main["text"]) == (True, True)
        codes = text[text.index('<div class="codes">') : text.index("</div>", text.index('<div class="codes">'))]
        first, second = codes.split("</figure>")[:2]
        assert early["url"] in first
        assert "<figcaption>€1,205.40 if paid by March 12, 2026 (2% off)</figcaption>" in first
        assert main["url"] in second
        assert "<figcaption>€1,230.00</figcaption>" in second

    def test_a_phone_gets_both_amounts_for_its_own_app(self) -> None:
        india = replace(samples.SELLER, address=Address(city="Pune", country="IN"))
        payee = {"seller": india, "currency": "INR", "bank_account": BankAccount(holder="ACME", upi="acme@okbank")}
        text = page(OFFERED, **payee)
        assert "am=1205.40" in text
        assert ">Pay ₹1,205.40</a>" in text
        assert "am=1230.00" in text
        assert ">Pay ₹1,230.00</a>" in text

    def test_without_an_offer_there_is_one_as_ever(self) -> None:
        assert view(NOTHING)["early"]["code"] is None
        assert page(NOTHING).count('<figure class="code">') == 1

    def test_none_is_added_where_the_document_has_none(self) -> None:
        assert view(OFFERED, bank_account=BankAccount(account_number="1234567890"))["early"]["code"] is None


class TestTaken:
    def test_says_what_was_paid_and_what_was_taken_off(self) -> None:
        early = Early(paid=Decimal("1205.40"), taken=Decimal("24.60"))
        text = page(early, status="paid", balance="0.00")
        assert "€1,205.40 paid, €24.60 off for paying early" in text
        assert 'class="codes"' not in text
