"""Tax on the margin (CTY-09; § 25a UStG; Directive 2006/112/EC, Articles 312 to 325)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.tax.margin import (
    InvalidMargin,
    MarginTax,
    global_margin_limit,
    global_margin_tax,
    margin_tax,
)
from tests.support.examples import examples

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)
RATES = st.decimals(min_value=0, max_value=30, places=1)


def texts(found: MarginTax) -> tuple[str, str, str, str]:
    return str(found.margin), str(found.net), str(found.tax), str(found.loss)


class TestOneItem:
    def test_german_used_car(self) -> None:
        """UStAE 25a.1: 19/119 of the difference."""
        found = margin_tax(Decimal(12000), Decimal(10000), Decimal(19), "EUR")
        assert texts(found) == ("2000.00", "1680.67", "319.33", "0.00")

    def test_british_one_sixth(self) -> None:
        """VAT Notice 718, section 3: the margin times 1/6."""
        assert texts(margin_tax(Decimal(2000), Decimal(1400), Decimal(20), "GBP")) == (
            "600.00",
            "500.00",
            "100.00",
            "0.00",
        )

    def test_australian_one_eleventh(self) -> None:
        """GST Act 1999, s. 75-10: 1/11 of the margin."""
        found = margin_tax(Decimal(610000), Decimal(500000), Decimal(10), "AUD")
        assert texts(found) == ("110000.00", "100000.00", "10000.00", "0.00")

    def test_a_loss_bears_no_tax(self) -> None:
        assert texts(margin_tax(Decimal(900), Decimal(1000), Decimal(19), "EUR")) == ("0.00", "0.00", "0.00", "100.00")

    def test_is_rounded_to_the_currency(self) -> None:
        assert texts(margin_tax(Decimal(1000), Decimal(345), Decimal(10), "JPY")) == ("655", "595", "60", "0")

    @pytest.mark.parametrize("what", ["sale", "purchase", "rate"])
    def test_refuses_a_negative_amount(self, what: str) -> None:
        amounts = {"sale": Decimal(2), "purchase": Decimal(1), "rate": Decimal(19), what: Decimal("-0.01")}
        with pytest.raises(InvalidMargin) as caught:
            margin_tax(amounts["sale"], amounts["purchase"], amounts["rate"], "EUR")
        assert caught.value.pointer == f"/{what}"
        assert caught.value.code == "tax.invalid_margin"
        assert str(caught.value) == f"The {what} must not be negative. Enter what was paid, or 0."

    @examples(60)
    @given(sale=AMOUNTS, purchase=AMOUNTS, rate=RATES)
    def test_is_never_negative_and_adds_up(self, sale: Decimal, purchase: Decimal, rate: Decimal) -> None:
        found = margin_tax(sale, purchase, rate, "EUR")
        assert found.net + found.tax == found.margin
        assert found.margin - found.loss == sale - purchase
        assert min(found.margin, found.net, found.tax, found.loss) >= 0


class TestPeriod:
    def test_counts_all_items_together(self) -> None:
        found = global_margin_tax([Decimal(70), Decimal(50)], [Decimal(90)], Decimal(20), "GBP")
        assert texts(found) == ("30.00", "25.00", "5.00", "0.00")

    def test_carries_a_loss_where_that_is_allowed(self) -> None:
        first = global_margin_tax([Decimal(50)], [Decimal(80)], Decimal(20), "GBP")
        assert texts(first) == ("0.00", "0.00", "0.00", "30.00")
        second = global_margin_tax([Decimal(96)], [Decimal(6)], Decimal(20), "GBP", carried=first.loss)
        assert texts(second) == ("60.00", "50.00", "10.00", "0.00")

    def test_nothing_sold_or_bought_is_no_tax(self) -> None:
        assert texts(global_margin_tax([], [], Decimal(20), "GBP")) == ("0.00", "0.00", "0.00", "0.00")

    @pytest.mark.parametrize("what", ["rate", "carried"])
    def test_refuses_a_negative_amount(self, what: str) -> None:
        amounts = {"rate": Decimal(20), "carried": Decimal(0), what: Decimal(-1)}
        with pytest.raises(InvalidMargin) as caught:
            global_margin_tax([], [], amounts["rate"], "GBP", carried=amounts["carried"])
        assert caught.value.pointer == f"/{what}"

    @examples(40)
    @given(sales=st.lists(AMOUNTS, max_size=5), purchases=st.lists(AMOUNTS, max_size=5))
    def test_the_order_is_irrelevant(self, sales: list[Decimal], purchases: list[Decimal]) -> None:
        one = global_margin_tax(sales, purchases, Decimal(19), "EUR")
        assert one == global_margin_tax(sales[::-1], purchases[::-1], Decimal(19), "EUR")


class TestLimit:
    @pytest.mark.parametrize(
        ("country", "on", "expected"),
        [
            ("DE", date(2024, 12, 31), "500"),
            ("DE", date(2025, 1, 1), "750"),
            ("GB", date(2026, 1, 1), "500"),
            ("GB", date(1995, 5, 31), "None"),
            ("FR", date(2026, 1, 1), "None"),
        ],
    )
    def test_is_that_of_the_day(self, country: str, on: date, expected: str) -> None:
        assert str(global_margin_limit(country, on)) == expected
