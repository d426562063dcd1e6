"""Exemption certificates (TAX-12) and tax holidays (TAX-14)."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.tax.exemption import (
    ExemptionCertificate,
    TaxHoliday,
    certificate_refusal,
    find_certificate,
    holiday_refusal,
)

YEAR = ExemptionCertificate(
    jurisdiction="US-CA",
    number="SR-1",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    product_classes=frozenset({"books", "shoes"}),
)
FOR_EVER = ExemptionCertificate(jurisdiction="PL", number="A/1", valid_from=date(2020, 5, 1))
HOLIDAY = TaxHoliday(
    name="Back to school",
    jurisdiction="US-TX",
    first_day=date(2026, 8, 7),
    last_day=date(2026, 8, 9),
    product_classes=frozenset({"clothing"}),
    price_cap=Decimal("99.99"),
)


class TestCertificate:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (date(2025, 12, 31), "not_yet"),
            (date(2026, 1, 1), ""),
            (date(2026, 12, 31), ""),
            (date(2027, 1, 1), "expired"),
        ],
    )
    def test_holds_on_both_its_days(self, on: date, expected: str) -> None:
        assert certificate_refusal(YEAR, jurisdiction="US-CA", on=on, product_class="books") == expected

    def test_without_an_end_holds_for_ever(self) -> None:
        assert certificate_refusal(FOR_EVER, jurisdiction="PL", on=date(2099, 1, 1)) == ""
        assert certificate_refusal(FOR_EVER, jurisdiction="PL", on=date(2020, 4, 30)) == "not_yet"

    @pytest.mark.parametrize(
        ("granted", "place", "expected"),
        [
            ("US-CA", "US-CA", ""),
            ("US", "US-CA", ""),
            ("US-CA", "US", "other_jurisdiction"),
            ("US-CA", "US-NV", "other_jurisdiction"),
            ("US-C", "US-CA", "other_jurisdiction"),
            ("PL", "DE", "other_jurisdiction"),
        ],
    )
    def test_holds_in_its_place_and_the_regions_of_it(self, granted: str, place: str, expected: str) -> None:
        certificate = ExemptionCertificate(jurisdiction=granted, number="1", valid_from=date(2026, 1, 1))
        assert certificate_refusal(certificate, jurisdiction=place, on=date(2026, 1, 1)) == expected

    def test_names_the_products_or_means_all(self) -> None:
        on = date(2026, 6, 1)
        assert certificate_refusal(YEAR, jurisdiction="US-CA", on=on, product_class="shoes") == ""
        assert certificate_refusal(YEAR, jurisdiction="US-CA", on=on, product_class="cars") == "other_products"
        assert certificate_refusal(YEAR, jurisdiction="US-CA", on=on) == "other_products"
        assert certificate_refusal(FOR_EVER, jurisdiction="PL", on=on, product_class="cars") == ""


class TestFind:
    def test_takes_the_one_valid_longest_whatever_the_order(self) -> None:
        short, long, endless = (
            ExemptionCertificate(jurisdiction="PL", number=number, valid_from=date(2026, 1, 1), valid_until=until)
            for number, until in (("1", date(2026, 6, 30)), ("2", date(2026, 12, 31)), ("3", None))
        )
        on = date(2026, 3, 1)
        assert find_certificate([short, long], jurisdiction="PL", on=on) == long
        assert find_certificate([long, short], jurisdiction="PL", on=on) == long
        assert find_certificate([endless, long, short], jurisdiction="PL", on=on) == endless

    def test_takes_the_lower_number_of_two_alike(self) -> None:
        one, two = (
            ExemptionCertificate(jurisdiction="PL", number=number, valid_from=date(2026, 1, 1)) for number in "12"
        )
        assert find_certificate([two, one], jurisdiction="PL", on=date(2026, 3, 1)) == one

    def test_leaves_out_those_that_do_not_apply(self) -> None:
        found = find_certificate([YEAR], jurisdiction="US-CA", on=date(2026, 3, 1), product_class="books")
        assert found == YEAR
        assert find_certificate([YEAR, FOR_EVER], jurisdiction="US-CA", on=date(2026, 3, 1)) is None


class TestHoliday:
    @pytest.mark.parametrize(("day", "expected"), [(6, "not_yet"), (7, ""), (9, ""), (10, "expired")])
    def test_lasts_from_the_first_to_the_last_day(self, day: int, expected: str) -> None:
        on = date(2026, 8, day)
        found = holiday_refusal(HOLIDAY, jurisdiction="US-TX", on=on, product_class="clothing", unit_price=Decimal(10))
        assert found == expected

    @pytest.mark.parametrize(
        ("price", "expected"), [("99.99", ""), ("100.00", "too_dear"), ("0", ""), (None, "too_dear")]
    )
    def test_frees_items_up_to_its_cap(self, price: str | None, expected: str) -> None:
        unit_price = None if price is None else Decimal(price)
        on = date(2026, 8, 8)
        found = holiday_refusal(HOLIDAY, jurisdiction="US-TX", on=on, product_class="clothing", unit_price=unit_price)
        assert found == expected

    def test_without_a_cap_frees_any_item(self) -> None:
        relief = TaxHoliday(name="Storm", jurisdiction="US-FL", first_day=date(2026, 6, 1), last_day=date(2026, 6, 14))
        assert holiday_refusal(relief, jurisdiction="US-FL", on=date(2026, 6, 1)) == ""

    def test_is_for_its_place_and_products(self) -> None:
        on = date(2026, 8, 8)
        elsewhere = holiday_refusal(HOLIDAY, jurisdiction="US-OK", on=on, product_class="clothing")
        assert elsewhere == "other_jurisdiction"
        assert holiday_refusal(HOLIDAY, jurisdiction="US-TX", on=on, product_class="cars") == "other_products"
