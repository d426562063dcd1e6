"""Rates by region, the names they carry, small businesses, and the arithmetic of stacked taxes."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.tax.charge import single, stacked, total_percent
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.country import DatedRate, RegionRates, SmallBusiness, TaxComponent, TaxRate, national, untaxed
from duespark.engine.tax.rates import rates_for, small_business_rate
from duespark.engine.tax.regions import find_region, full_code
from tests.support.examples import examples

TODAY = date(2026, 1, 15)
GST = TaxComponent(name="GST", rate=Decimal(5), jurisdiction="CA")


def shown(found: tuple[TaxRate, ...]) -> list[str]:
    return [f"{rate.key} {rate.rate}" for rate in found if rate.category in ("S", "Z")]


class TestNames:
    @pytest.mark.parametrize(("country", "name"), [("PL", "VAT"), ("DE", "USt."), ("AU", "GST"), ("JP", "消費税")])
    def test_every_rate_says_what_the_tax_is_called_and_whose_it_is(self, country: str, name: str) -> None:
        found = rates_for(country, TODAY)
        assert {rate.name for rate in found} == {name}
        assert {rate.jurisdiction for rate in found} == {country}

    def test_so_does_the_one_of_a_seller_who_is_not_registered(self) -> None:
        (only,) = rates_for("DE", TODAY, registered=False)
        assert (only.name, only.jurisdiction, only.reason_code) == ("USt.", "DE", "")

    def test_a_country_without_a_table_has_none(self) -> None:
        (only,) = rates_for("XX", TODAY)
        assert (only.name, only.jurisdiction, only.reason, only.reason_code) == ("", "", "Not subject to tax", "")

    def test_labels_say_which_rate_it_is(self) -> None:
        assert [rate.label for rate in rates_for("LU", TODAY)][:4] == [
            "TVA 17%",
            "TVA 14% intermediate",
            "TVA 8% reduced",
            "TVA 3% super-reduced",
        ]
        assert [rate.label for rate in rates_for("MT", TODAY)][2:5] == [
            "VAT 5% second reduced",
            "VAT 12% parking",
            "VAT 0% zero-rated",
        ]
        assert "IVA 2% special" in [rate.label for rate in rates_for("ES", date(2024, 11, 1))]


class TestRegions:
    @pytest.mark.parametrize(
        ("region", "expected"),
        [
            ("PT-20", ["standard 16", "intermediate 9", "reduced 4"]),
            ("PT-30", ["standard 22", "intermediate 12", "reduced 4"]),
            ("30", ["standard 22", "intermediate 12", "reduced 4"]),
            ("PT-11", ["standard 23", "intermediate 13", "reduced 6"]),
            ("", ["standard 23", "intermediate 13", "reduced 6"]),
        ],
    )
    def test_the_azores_and_madeira_charge_less(self, region: str, expected: list[str]) -> None:
        assert shown(rates_for("PT", TODAY, place_region=region)) == expected

    @pytest.mark.parametrize(("day", "reduced"), [(date(2024, 9, 30), "5"), (date(2024, 10, 1), "4")])
    def test_madeira_lowered_its_reduced_rate(self, day: date, reduced: str) -> None:
        assert f"reduced {reduced}" in shown(rates_for("PT", day, place_region="PT-30"))

    def test_the_azores_before_their_table_have_no_rate_rather_than_a_wrong_one(self) -> None:
        assert shown(rates_for("PT", date(2021, 6, 30), place_region="PT-20")) == []
        assert shown(rates_for("PT", date(2012, 3, 31), place_region="PT-30")) == []

    @pytest.mark.parametrize("region", ["FR-971", "FR-972", "FR-974"])
    def test_overseas_departments_have_their_own(self, region: str) -> None:
        found = rates_for("FR", TODAY, seller_region=region)
        assert shown(found) == ["standard 8.5", "reduced 2.1", "second_reduced 1.75", "super_reduced 1.05"]
        assert (found[0].jurisdiction, found[0].name, found[0].components) == (region, "TVA", ())

    @pytest.mark.parametrize("region", ["FR-973", "FR-976"])
    def test_the_tax_does_not_apply_in_guyane_and_mayotte(self, region: str) -> None:
        assert shown(rates_for("FR", TODAY, place_region=region)) == []

    def test_the_place_of_supply_counts_before_the_seller_s(self) -> None:
        found = rates_for("PT", TODAY, seller_region="PT-20", place_region="PT-30")
        assert found[0].jurisdiction == "PT-30"

    def test_countries_without_regions_do_not_mind_one(self) -> None:
        assert rates_for("DE", TODAY, seller_region="DE-BE", place_region="BY") == rates_for("DE", TODAY)

    def test_codes_are_read_with_or_without_the_country(self) -> None:
        assert [full_code("CA", text) for text in (" qc ", "ca-qc", "CA-QC", "", " ")] == ["CA-QC"] * 3 + ["", ""]
        assert find_region([RegionRates(code="CA-QC", name="Québec")], "CA", "on") is None


class TestSmallBusiness:
    @pytest.mark.parametrize(
        ("country", "on", "reason"),
        [
            ("PL", TODAY, "Zwolnienie z VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT"),
            ("DE", date(2025, 1, 1), "Steuerfrei für Kleinunternehmer, § 19 Abs. 1 UStG"),
            ("DE", date(2024, 12, 31), "Umsatzsteuer wird nicht erhoben (Kleinunternehmer), § 19 Abs. 1 UStG"),
            ("AT", TODAY, "Steuerbefreiter Kleinunternehmer, § 6 Abs. 1 Z 27 UStG 1994"),
            ("NL", date(2020, 1, 1), "Vrijgesteld van btw, kleineondernemersregeling, artikel 25 Wet OB 1968"),
        ],
    )
    def test_is_exempt_with_the_law_s_words(self, country: str, on: date, reason: str) -> None:
        found = small_business_rate(country, on)
        assert found is not None
        assert (found.key, found.category, found.label, found.rate) == ("small_business", "E", "Small business", 0)
        assert (found.reason, found.reason_code) == (reason, "")
        assert (found.name, found.jurisdiction) == (COUNTRIES[country].name, country)

    def test_france_has_a_code_of_its_own(self) -> None:
        found = small_business_rate("FR", TODAY)
        assert found is not None
        assert (found.reason, found.reason_code) == ("TVA non applicable, article 293 B du CGI", "VATEX-FR-FRANCHISE")

    @pytest.mark.parametrize(("country", "on"), [("XX", TODAY), ("GB", TODAY), ("NL", date(2019, 12, 31))])
    def test_is_nothing_where_the_law_has_no_exemption(self, country: str, on: date) -> None:
        assert small_business_rate(country, on) is None

    def test_is_valid_on_both_ends(self) -> None:
        scheme = SmallBusiness(reason="r", since=date(2020, 1, 2), until=date(2020, 1, 3))
        assert [scheme.is_valid(date(2020, 1, day)) for day in (1, 2, 3, 4)] == [False, True, True, False]
        assert SmallBusiness(reason="r", since=date(2020, 1, 2)).is_valid(date(2030, 1, 1))


class TestRounding:
    def test_japan_truncates_by_custom_all_others_round_half_up(self) -> None:
        assert {code for code, table in COUNTRIES.items() if table.rounding != "half_up"} == {"JP"}
        assert COUNTRIES["JP"].rounding == "down"


class TestCharge:
    def test_a_single_tax_is_zero_rated_at_nothing(self) -> None:
        zero = DatedRate(key="zero", percent=Decimal(0), since=TODAY)
        own = DatedRate(key="18", percent=Decimal("18.50"), since=TODAY)
        assert single(zero, name="VAT", jurisdiction="PL") == TaxRate(
            key="zero", category="Z", rate=Decimal(0), label="VAT 0% zero-rated", name="VAT", jurisdiction="PL"
        )
        assert single(own, name="GST", jurisdiction="IN").label == "GST 18.50%"

    def test_stacked_taxes_name_each_part(self) -> None:
        pst = TaxComponent(name="PST", rate=Decimal(7), jurisdiction="CA-BC")
        found = stacked([GST, pst], key="standard", jurisdiction="CA-BC")
        assert (found.category, found.rate, found.label, found.name) == ("S", 12, "GST 5% + PST 7%", "GST + PST")
        assert (found.components, found.jurisdiction, found.key) == ((GST, pst), "CA-BC", "standard")

    def test_stacked_at_nothing_is_category_z(self) -> None:
        assert stacked([], key="standard", jurisdiction="CA").category == "Z"

    @pytest.mark.parametrize(
        ("rate", "compound", "total"),
        [("7.5", True, "12.875"), ("7.5", False, "12.5"), ("9.5", True, "14.975"), ("10", True, "15.5")],
    )
    def test_a_compound_tax_is_charged_on_the_taxes_before_it(self, rate: str, compound: bool, total: str) -> None:
        second = TaxComponent(name="X", rate=Decimal(rate), compound=compound)
        assert str(total_percent([GST, second])) == total

    def test_the_thread_s_precision_does_not_matter(self) -> None:
        with localcontext() as context:
            context.prec = 2
            assert total_percent([GST, TaxComponent(name="QST", rate=Decimal("9.975"))]) == Decimal("14.975")

    @examples(50)
    @given(st.lists(st.decimals(0, 40, places=3), max_size=5))
    def test_taxes_that_are_not_compound_add_up_in_any_order(self, percents: list[Decimal]) -> None:
        parts = [TaxComponent(name="X", rate=percent) for percent in percents]
        assert total_percent(parts) == total_percent(parts[::-1]) == sum(percents, Decimal(0))


class TestNational:
    def test_keeps_the_order_and_the_codes_and_changes_only_the_words(self) -> None:
        found = TaxContext.of(national(export="Ausfuhr"))
        assert (found.rate("export").reason, found.rate("export").reason_code) == ("Ausfuhr", "VATEX-EU-G")
        assert found.rate("intra_eu").reason.startswith("Exempt intra-Community supply")

    def test_a_treatment_may_do_without_reason_and_code(self) -> None:
        assert untaxed("zero", "Z", "Nothing") == TaxRate(key="zero", category="Z", rate=Decimal(0), label="Nothing")
