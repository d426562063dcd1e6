"""United States: a seller's own rows, checked and stacked."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.tax.countries.us import STATES, sourcing
from duespark.engine.tax.countries.us_rows import (
    InvalidSalesTaxRow,
    OverlappingSalesTax,
    SalesTaxRow,
    sales_tax_rows,
)
from duespark.engine.tax.countries.us_sales_tax import NoSalesTaxRow, sales_tax
from duespark.engine.tax.country import TaxComponent

TODAY = date(2026, 1, 1)
TEXAS = {"jurisdiction": "US-TX", "level": "state", "rate": "6.25", "since": "1990-07-01", "freight": "yes"}
AUSTIN = {"jurisdiction": "US-TX-Austin", "level": "city", "rate": "1", "since": "1990-07-01"}
TRANSIT = {
    "jurisdiction": "US-TX-Austin MTA",
    "level": "district",
    "rate": "1.00",
    "since": "1990-07-01",
    "name": "Austin MTA",
}
TRAVIS = {
    "jurisdiction": "US-TX-Travis County",
    "level": "county",
    "rate": "0.5",
    "since": "2020-01-01",
    "until": "2020-12-31",
    "classes": "groceries=0 clothing=0.25",
}


def changed(**cells: str) -> dict[str, str]:
    return {**TEXAS, **cells}


class TestRows:
    def test_are_read_from_plain_text(self) -> None:
        texas, travis, transit = sales_tax_rows([TEXAS, TRAVIS, TRANSIT])
        assert texas == SalesTaxRow(
            jurisdiction="US-TX", level="state", rate=Decimal("6.25"), since=date(1990, 7, 1), freight=True
        )
        assert travis == SalesTaxRow(
            jurisdiction="US-TX-Travis County",
            level="county",
            rate=Decimal("0.5"),
            since=date(2020, 1, 1),
            until=date(2020, 12, 31),
            classes=(("groceries", Decimal(0)), ("clothing", Decimal("0.25"))),
        )
        assert (transit.name, transit.rate, transit.freight) == ("Austin MTA", Decimal("1.00"), False)

    def test_spaces_around_a_cell_do_not_matter(self) -> None:
        (row,) = sales_tax_rows([changed(jurisdiction=" US-TX ", rate=" 6.25 ", until=" ", freight=" no ")])
        assert (row.jurisdiction, row.rate, row.until, row.freight) == ("US-TX", Decimal("6.25"), None, False)

    def test_none_are_none(self) -> None:
        assert sales_tax_rows([]) == ()

    @pytest.mark.parametrize(
        ("row", "column", "problem"),
        [
            (
                changed(zip="78701"),
                "zip",
                "there is no column 'zip', only jurisdiction, level, rate, since, until, name, classes, freight, postal_codes",
            ),
            (changed(jurisdiction=""), "jurisdiction", "jurisdiction is missing"),
            (changed(level=" "), "level", "level is missing"),
            (changed(rate=""), "rate", "rate is missing"),
            (changed(since=""), "since", "since is missing"),
            (changed(level="town"), "level", "the level is one of state, county, city, district, not 'town'"),
            (changed(since="2020"), "since", "write the day as YYYY-MM-DD, not '2020'"),
            (changed(since="20200101"), "since", "write the day as YYYY-MM-DD, not '20200101'"),
            (changed(since="2020-W01-1"), "since", "write the day as YYYY-MM-DD, not '2020-W01-1'"),
            (changed(since="2020-02-30"), "since", "write the day as YYYY-MM-DD, not '2020-02-30'"),
            (changed(until="never"), "until", "write the day as YYYY-MM-DD, not 'never'"),
            (changed(until="1990-06-30"), "until", "it ends on 1990-06-30 before it begins on 1990-07-01"),
            (
                changed(rate="-1"),
                "rate",
                "write the percentage as in 6.25, at most six decimals and below 100, not '-1'",
            ),
            (
                changed(rate="6,25"),
                "rate",
                "write the percentage as in 6.25, at most six decimals and below 100, not '6,25'",
            ),
            (
                changed(rate="100"),
                "rate",
                "write the percentage as in 6.25, at most six decimals and below 100, not '100'",
            ),
            (
                changed(rate="1.0000001"),
                "rate",
                "write the percentage as in 6.25, at most six decimals and below 100, not '1.0000001'",
            ),
            (
                changed(jurisdiction="TX"),
                "jurisdiction",
                "write the state first, as in US-TX or US-TX-Travis County, not 'TX'",
            ),
            (
                changed(jurisdiction="CA-TX"),
                "jurisdiction",
                "write the state first, as in US-TX or US-TX-Travis County, not 'CA-TX'",
            ),
            (
                changed(jurisdiction="US-XX"),
                "jurisdiction",
                "write the state first, as in US-TX or US-TX-Travis County, not 'US-XX'",
            ),
            (
                changed(jurisdiction="US-TX-Austin"),
                "jurisdiction",
                "write it like US-TX for a state, not 'US-TX-Austin'",
            ),
            (changed(level="city"), "jurisdiction", "write it like US-TX-Travis County for a city, not 'US-TX'"),
            (changed(freight="true"), "freight", "freight is yes or no, not 'true'"),
            (
                changed(classes="Food=1"),
                "classes",
                "write each product class once, as in groceries=0, not 'Food=1'",
            ),
            (
                changed(classes="food=1 food=2"),
                "classes",
                "write each product class once, as in groceries=0, not 'food=2'",
            ),
            (
                changed(classes="food"),
                "classes",
                "write the percentage as in 6.25, at most six decimals and below 100, not ''",
            ),
        ],
    )
    def test_a_wrong_cell_is_named_with_its_row(self, row: dict[str, str], column: str, problem: str) -> None:
        with pytest.raises(InvalidSalesTaxRow) as caught:
            sales_tax_rows([AUSTIN, row])
        assert (caught.value.code, caught.value.pointer) == ("tax.invalid_sales_tax_row", f"/1/{column}")
        assert str(caught.value) == f"Row 2 of the sales tax table: {problem}."

    def test_a_row_of_one_day_is_one(self) -> None:
        (row,) = sales_tax_rows([changed(until="1990-07-01")])
        assert [row.is_valid(date(1990, month, day)) for month, day in ((6, 30), (7, 1), (7, 2))] == [
            False,
            True,
            False,
        ]

    @pytest.mark.parametrize("rate", ["0", "99.999999", "6"])
    def test_percentages_up_to_a_hundred_are_read(self, rate: str) -> None:
        assert sales_tax_rows([changed(rate=rate)])[0].rate == Decimal(rate)


class TestOverlaps:
    def test_one_after_the_other_is_fine(self) -> None:
        later, earlier = changed(since="2020-01-01"), changed(until="2019-12-31")
        assert len(sales_tax_rows([later, earlier])) == 2

    @pytest.mark.parametrize(
        ("one", "other", "day"),
        [
            (TEXAS, TEXAS, "1990-07-01"),
            (TEXAS, changed(since="2020-01-01"), "2020-01-01"),
            (changed(until="2020-01-01"), changed(since="2020-01-01"), "2020-01-01"),
            (changed(since="2020-01-01"), changed(until="2020-06-30"), "2020-01-01"),
        ],
    )
    def test_two_on_one_day_are_refused(self, one: dict[str, str], other: dict[str, str], day: str) -> None:
        with pytest.raises(OverlappingSalesTax) as caught:
            sales_tax_rows([one, AUSTIN, other])
        assert (caught.value.code, caught.value.pointer) == ("tax.overlapping_sales_tax", "/2/since")
        assert str(caught.value) == (
            f"US-TX has two sales tax rows on {day}, rows 1 and 3. End one before the other begins."
        )


class TestSalesTax:
    ALL = ("US-TX-Austin MTA", "US-TX-Austin", "US-TX")

    def test_runs_from_the_state_to_the_districts(self) -> None:
        rows = sales_tax_rows([TRANSIT, AUSTIN, TEXAS, TRAVIS])
        found = sales_tax(rows, jurisdictions=self.ALL, on=TODAY)
        assert found.components == (
            TaxComponent(name="State tax", rate=Decimal("6.25"), jurisdiction="US-TX"),
            TaxComponent(name="City tax", rate=Decimal(1), jurisdiction="US-TX-Austin"),
            TaxComponent(name="Austin MTA", rate=Decimal("1.00"), jurisdiction="US-TX-Austin MTA"),
        )
        assert (found.key, found.category, str(found.rate)) == ("standard", "S", "8.25")
        assert (found.name, found.jurisdiction) == ("State tax + City tax + Austin MTA", "US-TX-Austin MTA")

    def test_counts_a_jurisdiction_once(self) -> None:
        found = sales_tax(sales_tax_rows([TEXAS]), jurisdictions=["US-TX", "US-TX"], on=TODAY)
        assert str(found.rate) == "6.25"

    def test_a_product_class_has_its_own_rate_where_a_row_says_so(self) -> None:
        rows, on = sales_tax_rows([TEXAS, TRAVIS]), date(2020, 6, 1)
        there = ["US-TX", "US-TX-Travis County"]
        clothing = sales_tax(rows, jurisdictions=there, on=on, product_class="clothing")
        groceries = sales_tax(rows, jurisdictions=there, on=on, product_class="groceries")
        assert (clothing.key, str(clothing.rate)) == ("clothing", "6.50")
        assert (groceries.key, str(groceries.rate), len(groceries.components)) == ("groceries", "6.25", 1)
        assert str(sales_tax(rows, jurisdictions=there, on=on).rate) == "6.75"

    def test_freight_is_taxed_only_where_a_row_says_so(self) -> None:
        rows = sales_tax_rows([TEXAS, AUSTIN])
        found = sales_tax(rows, jurisdictions=["US-TX", "US-TX-Austin"], on=TODAY, freight=True)
        assert (found.key, str(found.rate)) == ("freight", "6.25")
        assert str(sales_tax(rows, jurisdictions=["US-TX", "US-TX-Austin"], on=TODAY).rate) == "7.25"

    def test_nothing_charged_is_a_zero_rate(self) -> None:
        rows = sales_tax_rows([changed(classes="groceries=0", freight="no")])
        found = sales_tax(rows, jurisdictions=["US-TX"], on=TODAY, product_class="groceries")
        assert (found.key, found.category, found.rate, found.label) == ("groceries", "Z", 0, "Sales tax 0%")
        assert sales_tax(rows, jurisdictions=["US-TX"], on=TODAY, freight=True).key == "freight"
        assert sales_tax(rows, jurisdictions=[], on=TODAY).components == ()

    def test_goes_by_the_day(self) -> None:
        rows = sales_tax_rows([changed(until="2019-12-31"), changed(rate="7", since="2020-01-01")])
        days = (date(2019, 12, 31), date(2020, 1, 1))
        assert [str(sales_tax(rows, jurisdictions=["US-TX"], on=day).rate) for day in days] == ["6.25", "7"]

    @pytest.mark.parametrize(
        ("jurisdiction", "day"), [("US-TX-Travis County", date(2021, 1, 1)), ("US-TX-Dallas", TODAY)]
    )
    def test_a_jurisdiction_without_a_row_is_not_taxed_too_little_in_silence(
        self, jurisdiction: str, day: date
    ) -> None:
        with pytest.raises(NoSalesTaxRow) as caught:
            sales_tax(sales_tax_rows([TEXAS, TRAVIS]), jurisdictions=["US-TX", jurisdiction], on=day)
        assert (caught.value.code, caught.value.kind) == ("tax.no_sales_tax_row", "not_found")
        assert str(caught.value) == (
            f"The sales tax table has no row for {jurisdiction} on {day}. Add one, with the rate 0 where none is charged."
        )


class TestSourcing:
    @pytest.mark.parametrize(
        ("kind", "states"),
        [
            ("origin", "AZ IL MO OH PA TN TX UT VA"),
            ("mixed", "CA"),
            ("none", "AK DE MT NH OR"),
            ("destination", "NY FL WA NM MS PR DC"),
        ],
    )
    def test_says_whose_place_counts(self, kind: str, states: str) -> None:
        assert {sourcing(state) for state in states.split()} == {kind}

    def test_knows_fifty_states_the_district_and_puerto_rico(self) -> None:
        assert len(STATES) == 52
