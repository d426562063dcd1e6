"""Dated limits (TAX-11, CTY-04), the label of the one-stop shop (CTY-02, CTY-05, E3), the e-way bill (CTY-13)."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from duespark.engine.tax.thresholds import (
    THRESHOLDS,
    is_eway_bill_needed,
    is_exceeded,
    is_split_payment_needed,
    one_stop_shop_label,
    threshold,
)

NOW = date(2026, 1, 15)
SMALL = (
    "EU 100000/100000 EUR, DE 100000/25000 EUR, PL 240000/240000 PLN, AT 55000/55000 EUR, BE 25000/25000 EUR, "
    "NL 20000/20000 EUR, IT 100000/85000 EUR, GB 90000/None GBP, AU 75000/None AUD, NZ 60000/None NZD, "
    "CA 30000/None CAD, SG 1000000/None SGD, CH 100000/None CHF, NO 50000/None NOK"
)
BY_ACTIVITY = (
    "FR services 41250/37500 EUR, FR goods 93500/85000 EUR, IE services 42500/None EUR, IE goods 85000/None EUR, "
    "IN services 2000000/None INR, IN goods 4000000/None INR"
)
CONSIGNMENTS = "EU 150 EUR, GB 135 GBP, AU 1000 AUD, NZ 1000 NZD, SG 400 SGD, NO 3000 NOK"


class TestRows:
    @pytest.mark.parametrize("row", SMALL.split(", "))
    def test_small_enterprises_of_2026(self, row: str) -> None:
        country, amounts, currency = row.split()
        found = threshold("small_enterprise", country, NOW)
        assert found is not None
        assert (f"{found.this_year}/{found.last_year}", found.currency) == (amounts, currency)

    @pytest.mark.parametrize("row", BY_ACTIVITY.split(", "))
    def test_small_enterprises_by_activity(self, row: str) -> None:
        country, activity, amounts, currency = row.split()
        found = threshold("small_enterprise", country, NOW, activity=activity)  # type: ignore[arg-type]
        assert found is not None
        assert (f"{found.this_year}/{found.last_year}", found.currency) == (amounts, currency)
        assert threshold("small_enterprise", country, NOW) is None

    @pytest.mark.parametrize("row", CONSIGNMENTS.split(", "))
    def test_consignments(self, row: str) -> None:
        country, amount, currency = row.split()
        found = threshold("consignment", country, NOW)
        assert found is not None
        assert (str(found.this_year), found.last_year, found.currency) == (amount, None, currency)

    @pytest.mark.parametrize(
        ("country", "activity", "on", "expected"),
        [
            ("DE", "", date(2024, 12, 31), "50000/22000"),
            ("DE", "", date(2019, 12, 31), "50000/17500"),
            ("DE", "", date(2002, 12, 31), None),
            ("PL", "", date(2025, 12, 31), "200000/200000"),
            ("PL", "", date(2026, 1, 1), "240000/240000"),
            ("GB", "", date(2024, 3, 31), "85000/None"),
            ("GB", "", date(2024, 4, 1), "90000/None"),
            ("FR", "goods", date(2024, 12, 31), "101000/91900"),
            ("FR", "services", date(2024, 12, 31), "39100/36800"),
            ("IE", "goods", date(2024, 6, 1), "80000/None"),
            ("IE", "services", date(2024, 6, 1), "40000/None"),
            ("EU", "", date(2024, 12, 31), None),
        ],
    )
    def test_follow_the_dates(self, country: str, activity: str, on: date, expected: str | None) -> None:
        found = threshold("small_enterprise", country, on, activity=activity)  # type: ignore[arg-type]
        assert (f"{found.this_year}/{found.last_year}" if found else None) == expected

    def test_of_one_kind_do_not_overlap(self) -> None:
        kinds = {(row.key, row.country, row.activity) for row in THRESHOLDS}
        for kind in kinds:
            rows = sorted((row.since, row.until) for row in THRESHOLDS if (row.key, row.country, row.activity) == kind)
            assert all(until == since - timedelta(days=1) for (_, until), (since, _) in pairwise(rows)), kind

    def test_name_their_law_and_period(self) -> None:
        assert all(row.source and row.period for row in THRESHOLDS)
        assert {row.period for row in THRESHOLDS if row.country == "GB"} == {"any 12 months", "consignment"}
        assert {row.period for row in THRESHOLDS if row.country == "DE"} == {"calendar year"}


class TestDistanceSales:
    @pytest.mark.parametrize(
        ("last_year", "this_year", "expected"),
        [
            ("0", "10000", False),
            ("0", "10000.01", True),
            ("10000", "0", False),
            ("10000.01", "0", True),
        ],
    )
    def test_above_10000_last_year_or_this_year(self, last_year: str, this_year: str, expected: bool) -> None:
        limit = threshold("distance_sales_goods", "EU", NOW)
        assert limit is not None
        assert is_exceeded(limit, last_year=Decimal(last_year), this_year=Decimal(this_year)) is expected

    def test_last_year_does_not_count_where_the_law_looks_at_this_one(self) -> None:
        limit = threshold("small_enterprise", "GB", NOW)
        assert limit is not None
        assert not is_exceeded(limit, last_year=Decimal(10**6), this_year=Decimal(90000))

    @pytest.mark.parametrize(
        ("key", "since"),
        [("distance_sales_goods", date(2021, 7, 1)), ("distance_sales_digital", date(2019, 1, 1))],
    )
    def test_the_limit_has_a_first_day(self, key: str, since: date) -> None:
        found = threshold(key, "EU", since)
        assert found is not None
        assert (str(found.this_year), str(found.last_year)) == ("10000", "10000")
        assert threshold(key, "EU", since - timedelta(days=1)) is None


class TestOneStopShop:
    def test_replaced_moss_in_july_2021(self) -> None:
        """E3: MOSS is a historic label."""
        assert one_stop_shop_label(date(2021, 6, 30)) == "MOSS"
        assert one_stop_shop_label(date(2021, 7, 1)) == "OSS"


class TestEwayBill:
    @pytest.mark.parametrize(("value", "expected"), [("50000", False), ("50000.01", True)])
    def test_is_needed_above_50000_rupees(self, value: str, expected: bool) -> None:
        assert is_eway_bill_needed(Decimal(value), on=NOW) is expected

    def test_is_needed_since_april_2018(self) -> None:
        assert not is_eway_bill_needed(Decimal(10**6), on=date(2018, 3, 31), job_work_or_handicraft=True)
        assert is_eway_bill_needed(Decimal(10**6), on=date(2018, 4, 1))

    def test_is_needed_for_job_work_whatever_the_value(self) -> None:
        assert is_eway_bill_needed(Decimal(1), on=NOW, job_work_or_handicraft=True)

    def test_a_state_may_set_a_higher_limit(self) -> None:
        limit = Decimal(100000)
        assert not is_eway_bill_needed(limit, on=NOW, state_limit=limit)
        assert is_eway_bill_needed(Decimal("100000.01"), on=NOW, state_limit=limit)


class TestSplitPayment:
    @pytest.mark.parametrize(
        ("gross", "on", "in_annex", "to_business", "expected"),
        [
            ("15000.01", NOW, True, True, True),
            ("15000", NOW, True, True, False),
            ("15000.01", NOW, False, True, False),
            ("15000.01", NOW, True, False, False),
            ("15000.01", date(2019, 11, 1), True, True, True),
            ("15000.01", date(2019, 10, 31), True, True, False),
        ],
    )
    def test_is_for_annex_15_above_15000_zloty(
        self, gross: str, on: date, in_annex: bool, to_business: bool, expected: bool
    ) -> None:
        found = is_split_payment_needed(Decimal(gross), on=on, in_annex_15=in_annex, to_business=to_business)
        assert found is expected
