"""Dated tax tables and the context made of them."""

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest

from duespark.engine.tax.context import TaxContext, UnknownRate
from duespark.engine.tax.countries import COUNTRIES, EU_MEMBERS
from duespark.engine.tax.country import Category, rates
from duespark.engine.tax.rates import rates_for

TODAY = date(2026, 1, 15)
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
NEIGHBORS = "AE AU CA CH GB IN IS JP LI NO NZ SA SG TR US ZA"
EU, OTHERS = set(MEMBERS.split()), set(NEIGHBORS.split())
STANDARD = (
    "AT 20, BE 21, BG 20, CY 19, CZ 21, DE 19, DK 25, EE 24, ES 21, FI 25.5, FR 20, GR 24, HR 25, HU 27, IE 23, IT 22, "
    "LT 21, LU 17, LV 21, MT 18, NL 21, PL 23, PT 23, RO 21, SE 25, SI 22, SK 23, GB 20, "
    "AE 5, AU 10, CH 8.1, IS 24, JP 10, LI 8.1, NO 25, NZ 15, SA 15, SG 9, TR 20, ZA 15"
)
WITH_GAPS = {("AT", "super_reduced"), ("AT", "zero"), ("HR", "zero"), ("SK", "second_reduced")}
"""Rates that the law gave up and took up again."""
TABLES = list(COUNTRIES.values())


def percent(country: str, key: str, on: date) -> str:
    return str(TaxContext.of(rates_for(country, on)).rate(key).rate)


class TestTables:
    def test_cover_the_union_and_the_first_countries_outside(self) -> None:
        assert EU_MEMBERS == EU
        assert set(COUNTRIES) == EU | OTHERS

    def test_periods_of_a_rate_follow_each_other_without_overlap(self) -> None:
        for table, key in [(each, key) for each in TABLES for key in {dated.key for dated in each.rates}]:
            periods = sorted((dated.since, dated.until) for dated in table.rates if dated.key == key)
            for (_, until), (since, _) in pairwise(periods):
                assert until is not None, (table.country, key)
                assert until < since, (table.country, key)
                assert until == since - timedelta(days=1) or (table.country, key) in WITH_GAPS, (table.country, key)
            assert all(until is None or since <= until for since, until in periods), (table.country, key)

    def test_stand_newest_first(self) -> None:
        for place, rows in [(table.country, table.rates) for table in TABLES] + [
            (region.code, region.rates) for table in TABLES for region in table.regions
        ]:
            for key in {dated.key for dated in rows}:
                begins = [dated.since for dated in rows if dated.key == key]
                assert begins == sorted(begins, reverse=True), (place, key)

    def test_name_the_law(self) -> None:
        for table in TABLES:
            rows = (*table.rates, *(dated for region in table.regions for dated in region.rates))
            named = [table.law, table.name, table.authority, table.unregistered, *(dated.source for dated in rows)]
            assert all(named), table.country

    def test_treatments_without_tax_give_a_reason(self) -> None:
        every = [(table.country, rate) for table in TABLES for rate in table.treatments]
        assert [(country, rate) for country, rate in every if rate.rate != 0] == []
        of_reason = {"E", "AE", "K", "G", "O"}
        assert [(country, rate) for country, rate in every if rate.category in of_reason and not rate.reason] == []
        assert {country for country, rate in every if rate.key == "out_of_scope"} == set(COUNTRIES)

    def test_speak_of_the_same_categories_as_the_document(self) -> None:
        assert get_args(Category) == get_args(Category)


class TestRatesFor:
    def test_the_first_is_the_standard_rate(self) -> None:
        expected = dict(pair.split() for pair in STANDARD.split(", "))
        first = {country: rates_for(country, TODAY)[0] for country in expected}
        assert {country: str(one.rate) for country, one in first.items()} == expected
        assert {(one.key, one.category) for one in first.values()} == {("standard", "S")}
        assert [one.label for one in first.values() if not one.label.endswith(f"{one.rate}%")] == []

    @pytest.mark.parametrize(
        ("on", "standard", "reduced"),
        [
            (date(2020, 6, 30), "19", "7"),
            (date(2020, 7, 1), "16", "5"),
            (date(2020, 12, 31), "16", "5"),
            (date(2021, 1, 1), "19", "7"),
            (date(2006, 12, 31), "16", "7"),
        ],
    )
    def test_germany_lowered_its_rates_for_half_of_2020(self, on: date, standard: str, reduced: str) -> None:
        assert percent("DE", "standard", on) == standard
        assert percent("DE", "reduced", on) == reduced

    @pytest.mark.parametrize(
        ("country", "key", "on", "expected"),
        [
            ("FI", "standard", date(2024, 8, 31), "24"),
            ("FI", "standard", date(2024, 9, 1), "25.5"),
            ("CH", "standard", date(2023, 12, 31), "7.7"),
            ("SG", "standard", date(2023, 6, 1), "8"),
            ("IE", "standard", date(2020, 10, 1), "21"),
            ("CZ", "reduced", date(2024, 1, 1), "12"),
            ("NL", "reduced", date(2018, 12, 31), "6"),
            ("PL", "standard", date(2010, 12, 31), "22"),
            ("GB", "standard", date(2009, 6, 1), "15"),
            ("JP", "reduced", TODAY, "8"),
            ("EE", "standard", date(2023, 12, 31), "20"),
            ("EE", "standard", date(2024, 1, 1), "22"),
            ("EE", "standard", date(2025, 6, 30), "22"),
            ("EE", "standard", date(2025, 7, 1), "24"),
            ("RO", "standard", date(2025, 7, 31), "19"),
            ("RO", "standard", date(2025, 8, 1), "21"),
            ("RO", "reduced", date(2025, 8, 1), "11"),
            ("SK", "standard", date(2024, 12, 31), "20"),
            ("SK", "standard", date(2025, 1, 1), "23"),
            ("LU", "standard", date(2023, 6, 1), "16"),
            ("LU", "standard", date(2024, 1, 1), "17"),
            ("LT", "reduced", date(2025, 12, 31), "9"),
            ("LT", "reduced", date(2026, 1, 1), "12"),
            ("FI", "reduced", date(2025, 12, 31), "14"),
            ("FI", "reduced", date(2026, 1, 1), "13.5"),
            ("AT", "super_reduced", date(2026, 7, 1), "4.9"),
            ("CH", "reduced", date(2023, 12, 31), "2.5"),
            ("TR", "standard", date(2023, 7, 9), "18"),
        ],
    )
    def test_follows_the_dates(self, country: str, key: str, on: date, expected: str) -> None:
        assert percent(country, key, on) == expected

    def test_members_of_the_union_have_its_treatments(self) -> None:
        expected = {("reverse_charge", "AE"), ("intra_eu", "K"), ("export", "G"), ("exempt", "E")}
        found = {country: {(rate.key, rate.category) for rate in rates_for(country, TODAY)} for country in EU}
        assert {country: missing for country in EU if (missing := expected - found[country])} == {}

    def test_a_zero_rate_is_category_z(self) -> None:
        found = TaxContext.of(rates_for("GB", TODAY)).rate("zero")
        assert (found.category, str(found.rate), found.label) == ("Z", "0", "VAT 0% zero-rated")

    def test_keys_are_unique_on_any_day(self) -> None:
        for country in COUNTRIES:
            for on in (date(1996, 1, 1), date(2008, 12, 15), date(2020, 8, 1), date(2022, 1, 1), TODAY):
                keys = [rate.key for rate in rates_for(country, on)]
                assert len(keys) == len(set(keys))

    def test_without_registration_nothing_is_charged(self) -> None:
        found = {country: rates_for(country, TODAY, registered=False) for country in COUNTRIES}
        told = {
            country: [(one.key, one.category, str(one.rate), one.reason) for one in rates]
            for country, rates in found.items()
        }
        assert told == {key: [("out_of_scope", "O", "0", table.unregistered)] for key, table in COUNTRIES.items()}

    @pytest.mark.parametrize("registered", [True, False])
    def test_a_country_without_a_table_is_out_of_scope(self, registered: bool) -> None:
        assert [rate.key for rate in rates_for("XX", TODAY, registered=registered)] == ["out_of_scope"]

    def test_the_united_states_have_no_national_rate(self) -> None:
        assert [rate.key for rate in rates_for("US", TODAY)] == ["out_of_scope", "zero", "exempt"]


class TestTaxContext:
    def test_lists_the_valid_keys(self) -> None:
        with pytest.raises(UnknownRate, match="Use one of: standard, reduced, zero, exempt") as caught:
            TaxContext.of(rates_for("IE", TODAY)[:1] + rates_for("GB", TODAY)[1:4]).rate("vat", pointer="/lines/1/tax")
        assert caught.value.pointer == "/lines/1/tax"
        assert caught.value.code == "tax.unknown_rate"

    def test_own_rates_take_the_place_of_the_country_s(self) -> None:
        own = rates_for("IE", TODAY)[0]
        assert TaxContext.of([*rates_for("DE", TODAY), own]).rate("standard") == own

    def test_rows_are_read_with_both_ends(self) -> None:
        (dated,) = rates("standard 5 2020-01-01 2020-01-31", source="law")
        valid = [dated.is_valid(date(2019, 12, 31) + timedelta(days=days)) for days in (0, 1, 31, 32)]
        assert valid == [False, True, True, False]
