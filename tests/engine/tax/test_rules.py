"""A seller's own rules: what a rule must be (TAX-07), when and where it holds (TAX-08), and what rates they make."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.tax.charge import total_percent
from duespark.engine.tax.countries.us_rows import InvalidSalesTaxRow, sales_tax_rows
from duespark.engine.tax.country import TaxComponent, TaxRate
from duespark.engine.tax.filing import FILING, usual_filing
from duespark.engine.tax.rates import rates_for
from duespark.engine.tax.rule_rates import rates_with_rules, withheld
from duespark.engine.tax.rules import (
    InvalidTaxRule,
    OverlappingTaxRules,
    TaxAddress,
    TaxRule,
    check_overlaps,
    check_rule,
    holds,
)
from duespark.engine.tax.us_rules import rules_of_row

DAY = date(2026, 5, 1)
AUSTIN = TaxAddress(country="US", region="TX", city="Austin", postal_code="78701")
POLAND = TaxAddress(country="PL")


def rule(jurisdiction: str = "PL", rate: str = "20", **fields: Any) -> TaxRule:
    usual: dict[str, Any] = {"key": "standard", "name": "VAT", "type": "vat", "start_date": date(2026, 1, 1)}
    return TaxRule(jurisdiction=jurisdiction, rate=Decimal(rate), **{**usual, **fields})


def sales(jurisdiction: str, rate: str, **fields: Any) -> TaxRule:
    return rule(jurisdiction, rate, **{"type": "sales_tax", "name": f"{jurisdiction} tax", **fields})


def rates(rules: list[TaxRule], at: TaxAddress, country: tuple[TaxRate, ...] = (), **fields: Any) -> dict[str, TaxRate]:
    return {one.key: one for one in rates_with_rules(country, rules, **{"on": DAY, "at": at, **fields})}


STATE = sales("US-TX", "6.25")
COUNTY = sales("US-TX-Travis County", "0.5", level="county", postal_codes=("78701-78705", "7879"))
CITY = sales("US-TX-Austin", "1", level="city")
DISTRICT = sales("US-TX-Austin MTA", "1", level="district", postal_codes=("78701",))


class TestRule:
    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"key": "Standard"}, "/key"),
            ({"key": ""}, "/key"),
            ({"name": " "}, "/name"),
            ({"jurisdiction": "Poland"}, "/jurisdiction"),
            ({"jurisdiction": "US-TX-"}, "/jurisdiction"),
            ({"jurisdiction": "US-TX-Austin"}, "/level"),
            ({"level": "city"}, "/level"),
            ({"postal_codes": ("78701", "a b")}, "/postal_codes/1"),
            ({"rate": "100.01"}, "/rate"),
            ({"rate": "-1"}, "/rate"),
            ({"components": (TaxComponent(name="A", rate=Decimal(1)),)}, "/components"),
            ({"rate": "0", "type": "holiday", "components": (TaxComponent(name="A", rate=Decimal(1)),)}, "/components"),
            ({"rate": "0", "components": (TaxComponent(name="A", rate=Decimal(101)),)}, "/components/0"),
            ({"rate": "0", "components": (TaxComponent(name=" ", rate=Decimal(1)),)}, "/components/0"),
            ({"compound": True, "type": "withholding"}, "/compound"),
            ({"rate": "0", "compound": True, "components": (TaxComponent(name="A", rate=Decimal(1)),)}, "/compound"),
            ({"end_date": date(2025, 12, 31)}, "/end_date"),
            ({"type": "holiday"}, "/end_date"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, fields: dict[str, Any], pointer: str) -> None:
        with pytest.raises(InvalidTaxRule) as caught:
            check_rule(rule(**fields))
        assert caught.value.pointer == pointer

    @pytest.mark.parametrize("good", [rule(), COUNTY, CITY, rule(type="holiday", end_date=date(2026, 1, 1), rate="0")])
    def test_passes_what_can_be_used(self, good: TaxRule) -> None:
        assert check_rule(good) is good

    def test_knows_how_narrow_its_place_is(self) -> None:
        assert [one.depth() for one in (rule(), STATE, COUNTY, CITY, DISTRICT)] == [0, 1, 2, 3, 4]


class TestHolds:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2025, 12, 31), False),
            (date(2026, 1, 1), True),
            (date(2026, 6, 30), True),
            (date(2026, 7, 1), False),
        ],
    )
    def test_from_its_first_to_its_last_day(self, day: date, expected: bool) -> None:
        ends = rule(end_date=date(2026, 6, 30))
        assert holds(ends, on=day, at=POLAND, supplied="goods") is expected

    @pytest.mark.parametrize(
        ("applies_to", "supplied", "expected"),
        [("all", "goods", True), ("goods", "goods", True), ("goods", "services", False)],
    )
    def test_for_what_it_applies_to(self, applies_to: Any, supplied: Any, expected: bool) -> None:
        assert holds(rule(applies_to=applies_to), on=DAY, at=POLAND, supplied=supplied) is expected

    @pytest.mark.parametrize(
        ("of", "at", "expected"),
        [
            (STATE, AUSTIN, True),
            (STATE, TaxAddress(country="US", region="CA"), False),
            (STATE, TaxAddress(country="MX", region="TX"), False),
            (STATE, TaxAddress(country="US"), False),
            (CITY, replace(AUSTIN, city=" AUSTIN "), True),
            (CITY, replace(AUSTIN, city="Dallas"), False),
            (COUNTY, AUSTIN, True),
            (COUNTY, replace(AUSTIN, postal_code="78706"), False),
            (COUNTY, replace(AUSTIN, postal_code="78705-1234"), True),
            (COUNTY, replace(AUSTIN, postal_code="78791"), True),
            (COUNTY, replace(AUSTIN, postal_code="", city="Travis County"), False),
        ],
    )
    def test_in_its_place(self, of: TaxRule, at: TaxAddress, expected: bool) -> None:
        assert holds(of, on=DAY, at=at, supplied="goods") is expected


class TestOverlaps:
    def test_two_for_one_thing_on_one_day_are_refused(self) -> None:
        with pytest.raises(OverlappingTaxRules) as caught:
            check_overlaps([rule(end_date=date(2026, 6, 30)), rule(start_date=date(2026, 6, 30), name="New")])
        assert caught.value.facts["day"] == date(2026, 6, 30)

    @pytest.mark.parametrize(
        "other",
        [
            rule(start_date=date(2026, 7, 1)),
            rule(key="reduced"),
            rule(jurisdiction="DE"),
            rule(applies_to="goods"),
            rule(type="holiday", end_date=date(2026, 2, 1)),
            rule(type="withholding"),
            rule(type="compound", name="Surtax"),
        ],
    )
    def test_others_stand_beside_each_other(self, other: TaxRule) -> None:
        check_overlaps([rule(end_date=date(2026, 6, 30)), other])

    def test_they_are_refused_when_rates_are_read_too(self) -> None:
        with pytest.raises(OverlappingTaxRules):
            rates([rule(), rule(name="Again")], POLAND)


class TestRates:
    def test_own_rules_come_after_the_country_s(self) -> None:
        law = rates_for("PL", DAY)
        found = rates([rule(rate="24"), rule(key="books", rate="3", name="Book tax")], POLAND, law)
        assert (found["standard"].label, str(found["reduced"].rate)) == ("VAT 24%", "8")
        assert (next(iter(found)), found["books"].category) == ("standard", "S")

    def test_a_country_without_rates_gets_a_usual_choice(self) -> None:
        assert next(iter(rates([STATE], AUSTIN, rates_for("US", DAY)))) == "standard"

    def test_no_rule_leaves_the_country_s(self) -> None:
        law = rates_for("PL", DAY)
        assert rates_with_rules(law, [rule("DE")], on=DAY, at=POLAND) == law

    def test_zero_is_zero_rated(self) -> None:
        found = rates([rule(key="food", rate="0", name="Food tax")], POLAND)["food"]
        assert (found.category, found.label, found.name, found.jurisdiction) == ("Z", "Food tax 0%", "Food tax", "PL")

    def test_several_taxes_in_one_rule(self) -> None:
        both = (TaxComponent(name="GST", rate=Decimal(5)), TaxComponent(name="PST", rate=Decimal(7)))
        found = rates([rule("CA-BC", "0", components=both, type="gst")], TaxAddress(country="CA", region="BC"))
        assert (found["standard"].label, found["standard"].components) == ("GST 5% + PST 7%", both)

    def test_the_later_start_wins_where_nothing_else_decides(self) -> None:
        """Postal codes may give two places at once; of two equally narrow ones the newer rule is meant."""
        old = rule("US-TX-Old Town", "3", level="city", postal_codes=("787",))
        new = rule("US-TX-New Town", "4", level="city", postal_codes=("78701",), start_date=date(2026, 2, 1))
        assert rates([new, old], AUSTIN)["standard"].rate == 4

    def test_what_is_meant_for_the_supply_wins_over_what_is_for_all(self) -> None:
        goods = rule(rate="10", applies_to="goods")
        assert rates([goods, rule()], POLAND, supplied="goods")["standard"].rate == 10
        assert rates([goods, rule()], POLAND, supplied="services")["standard"].rate == 20


class TestStacking:
    """TAX-01: state, county, city and district together."""

    def test_runs_from_the_widest_to_the_narrowest(self) -> None:
        for order in permutations([STATE, COUNTY, CITY, DISTRICT]):
            found = rates(list(order), AUSTIN)["standard"]
            assert [part.rate for part in found.components] == [Decimal("6.25"), Decimal("0.5"), 1, 1]
            assert (str(found.rate), found.jurisdiction, found.category) == ("8.75", "US-TX-Austin MTA", "S")

    def test_one_alone_is_no_stack(self) -> None:
        found = rates([STATE], AUSTIN)["standard"]
        assert (found.components, found.label, found.jurisdiction) == ((), "US-TX tax 6.25%", "US-TX")

    def test_a_key_without_a_row_is_taxed_at_the_standard_rate_there(self) -> None:
        food = sales("US-TX", "0", key="food")
        found = rates([STATE, CITY, food], AUSTIN)["food"]
        assert (found.label, str(found.rate)) == ("US-TX-Austin tax 1%", "1")

    def test_goods_may_be_taxed_otherwise_than_services(self) -> None:
        services = sales("US-TX", "2", applies_to="services")
        assert rates([services, STATE], AUSTIN, supplied="services")["standard"].rate == 2

    def test_compound_is_charged_on_the_others(self) -> None:
        """Quebec until 2012, as own rules: QST on the price with GST (errata E2)."""
        gst = rule("CA", "5", type="gst", name="GST", start_date=date(2008, 1, 1))
        qst = rule(
            "CA-QC", "9.5", type="compound", name="QST", start_date=date(2012, 1, 1), end_date=date(2012, 12, 31)
        )
        at = TaxAddress(country="CA", region="QC")
        assert str(rates([qst, gst], at, on=date(2012, 6, 1))["standard"].rate) == "14.975"
        assert rates([qst, gst], at, on=date(2013, 1, 1))["standard"].rate == 5
        alone = rates([qst], at, on=date(2012, 6, 1))["standard"]
        assert alone.components[0].compound

    def test_a_compound_sales_tax_comes_last(self) -> None:
        surtax = sales("US-TX", "10", compound=True, name="Surtax")
        assert [part.name for part in rates([surtax, CITY, STATE], AUSTIN)["standard"].components][-1] == "Surtax"


class TestHoliday:
    """TAX-14: a tax holiday is a rule with an end."""

    FREE = sales("US-TX", "0", type="holiday", name="Storm relief", end_date=date(2026, 5, 3), source="HB 1")

    def test_frees_its_place_and_what_lies_within(self) -> None:
        found = rates([STATE, COUNTY, CITY, self.FREE], AUSTIN)["standard"]
        assert (found.category, str(found.rate), found.reason) == ("E", "0", "Tax holiday: Storm relief (HB 1)")

    def test_of_a_city_leaves_the_state_s(self) -> None:
        city = sales("US-TX-Austin", "0", level="city", type="holiday", name="Fair", end_date=date(2026, 5, 3))
        assert rates([STATE, CITY, city], AUSTIN)["standard"].label == "US-TX tax 6.25%"

    def test_may_lower_the_rate_instead(self) -> None:
        half = replace(self.FREE, rate=Decimal(3))
        assert rates([STATE, CITY, half], AUSTIN)["standard"].label == "Storm relief 3%"

    def test_ends(self) -> None:
        assert rates([STATE, self.FREE], AUSTIN, on=date(2026, 5, 4))["standard"].rate == Decimal("6.25")

    def test_takes_the_place_of_a_country_s_rate(self) -> None:
        free = rule(type="holiday", rate="0", key="reduced", name="Flood", end_date=date(2026, 5, 3))
        found = rates([free], POLAND, rates_for("PL", DAY))["reduced"]
        assert (found.category, found.reason, found.name) == ("E", "Tax holiday: Flood", "VAT")

    def test_without_any_tax_is_told_by_its_own_name(self) -> None:
        free = rule(type="holiday", rate="0", name="Flood", end_date=date(2026, 5, 3))
        assert rates([free], POLAND)["standard"].name == "Flood"


class TestWithheld:
    """TAX-04: what the buyer keeps back is no rate of a line."""

    TDS = rule("IN", "10", type="withholding", name="TDS", source="Section 194J")

    def test_is_found_by_day_place_and_supply(self) -> None:
        at = TaxAddress(country="IN")
        assert withheld([self.TDS, rule("IN")], on=DAY, at=at) == (self.TDS,)
        assert withheld([self.TDS], on=date(2025, 1, 1), at=at) == ()

    def test_is_no_rate(self) -> None:
        assert rates([self.TDS], TaxAddress(country="IN")) == {}


class TestRows:
    def test_a_table_of_the_united_states_becomes_rules(self) -> None:
        row = {"jurisdiction": "US-TX-Travis County", "level": "county", "rate": "0.5", "since": "2026-01-01"}
        read = sales_tax_rows([{**row, "classes": "food=0", "postal_codes": "78701-78705 787"}])
        found = rules_of_row(read[0], source="Comptroller")
        assert [(one.key, str(one.rate), one.name) for one in found] == [
            ("standard", "0.5", "County tax"),
            ("freight", "0", "County tax"),
            ("food", "0", "County tax"),
        ]
        assert (found[0].level, found[0].postal_codes, found[0].source) == (
            "county",
            ("78701-78705", "787"),
            "Comptroller",
        )

    def test_a_postal_code_must_look_like_one(self) -> None:
        row = {
            "jurisdiction": "US-TX",
            "level": "state",
            "rate": "1",
            "since": "2026-01-01",
            "postal_codes": "78701,78702",
        }
        with pytest.raises(InvalidSalesTaxRow) as caught:
            sales_tax_rows([row])
        assert caught.value.pointer == "/0/postal_codes"


class TestFiling:
    def test_is_known_only_where_it_is_sure(self) -> None:
        assert usual_filing("PL") == "monthly"
        assert usual_filing("ZZ") == ""
        assert all(period and source for period, source in FILING.values())


PERCENT = st.decimals(min_value=0, max_value=30, places=2)


class TestProperties:
    @given(st.lists(PERCENT, min_size=1, max_size=4), st.randoms(use_true_random=False))
    def test_the_stack_is_the_sum_of_its_places_in_any_order(self, percents: list[Decimal], random: Any) -> None:
        places = [STATE, COUNTY, CITY, DISTRICT]
        rules = [replace(one, rate=percent) for one, percent in zip(places, percents, strict=False)]
        random.shuffle(rules)
        found = rates(rules, AUSTIN)["standard"]
        assert found.rate == sum(percents) == (total_percent(found.components) if found.components else found.rate)

    @given(st.integers(0, 400))
    def test_every_day_has_the_rate_of_the_rule_of_that_day(self, days: int) -> None:
        on = date(2026, 1, 1) + timedelta(days=days)
        change = date(2026, 7, 1)
        rules = [rule(rate="20", end_date=change - timedelta(days=1)), rule(rate="21", start_date=change)]
        assert rates(rules, POLAND, on=on)["standard"].rate == (21 if on >= change else 20)
