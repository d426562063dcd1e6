"""Territories, the place of services, and the limit of EUR 10,000 (CTY-04)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from duespark.engine.tax.treatment.distance import destination_of
from duespark.engine.tax.treatment.place_of_supply import SERVICES, place_of_service
from duespark.engine.tax.treatment.supply import DistanceSales
from duespark.engine.tax.treatment.territory import (
    MEMBERS,
    Place,
    is_eu_number,
    is_in_eu,
    is_one_territory,
    tax_place,
)
from tests.engine.tax.supplies import TODAY, consumer, place, sales, seller, supply

EU_OF_TODAY = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


class TestTerritory:
    def test_has_27_members_today(self) -> None:
        inside = sorted(country for country in MEMBERS if is_in_eu(Place(country=country), TODAY))
        assert " ".join(inside) == EU_OF_TODAY

    @pytest.mark.parametrize(
        ("country", "first_day"),
        [
            ("DE", date(1993, 1, 1)),
            ("SE", date(1995, 1, 1)),
            ("PL", date(2004, 5, 1)),
            ("RO", date(2007, 1, 1)),
            ("HR", date(2013, 7, 1)),
        ],
    )
    def test_members_have_a_first_day(self, country: str, first_day: date) -> None:
        assert is_in_eu(Place(country=country), first_day)
        assert not is_in_eu(Place(country=country), first_day - timedelta(days=1))

    def test_the_united_kingdom_left_northern_ireland_s_goods_did_not(self) -> None:
        assert is_in_eu(place("GB"), date(2020, 12, 31))
        assert not is_in_eu(place("GB"), date(2021, 1, 1))
        assert not is_in_eu(place("GB"), date(2021, 1, 1), goods=True)
        assert is_in_eu(place("GB-XI"), date(2021, 1, 1), goods=True)
        assert not is_in_eu(place("GB-XI"), date(2021, 1, 1))

    @pytest.mark.parametrize("where", ["ES-CN", "ES-GC", "ES-TF", "ES-CE", "ES-ML", "FI-01", "GR-69", "RE", "AX", "CH"])
    def test_some_parts_are_outside(self, where: str) -> None:
        assert not is_in_eu(place(where), TODAY)

    @pytest.mark.parametrize("where", ["ES-M", "FI-18", "GR-A", "DE-CN", "PT-30"])
    def test_other_regions_are_inside(self, where: str) -> None:
        assert is_in_eu(place(where), TODAY)

    @pytest.mark.parametrize(
        ("written", "seen"),
        [
            ("MC", "FR"),
            ("IM", "GB"),
            ("LI", "CH"),
            ("EL", "GR"),
            ("UK", "GB"),
            ("XI", "GB-XI"),
            ("GB-NIR", "GB-XI"),
            ("US-CA", "US-CA"),
        ],
    )
    def test_some_places_are_another_s_for_tax(self, written: str, seen: str) -> None:
        assert str(tax_place(place(written))) == seen

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            ("DE", "DE", True),
            ("DE", "FR", False),
            ("GB", "GB-XI", True),
            ("ES", "ES-CN", False),
            ("US-CA", "US-NV", True),
        ],
    )
    def test_one_territory(self, one: str, other: str, expected: bool) -> None:
        assert is_one_territory(place(one), place(other), TODAY) is expected
        assert is_one_territory(place(other), place(one), TODAY) is expected

    @pytest.mark.parametrize(
        ("prefix", "services", "goods"),
        [("EL", True, True), ("XI", False, True), ("GB", False, False), ("US", False, False)],
    )
    def test_numbers_begin_with_a_member(self, prefix: str, services: bool, goods: bool) -> None:
        assert is_eu_number(prefix, TODAY) is services
        assert is_eu_number(prefix, TODAY, goods=True) is goods


class TestPlaceOfService:
    @pytest.mark.parametrize(
        ("kind", "to_business", "to_consumer"),
        [
            ("services", "FR 44", "DE 45"),
            ("digital", "FR 44", "FR 58"),
            ("intangible", "FR 44", "DE 45"),
            ("land", "AT 47", "AT 47"),
            ("passenger_transport", "AT 48", "AT 48"),
            ("restaurant", "AT 55", "AT 55"),
            ("vehicle_hire", "AT 56", "AT 56"),
            ("event", "AT 53", "AT 54"),
            ("online_event", "FR 44", "FR 54"),
            ("goods_transport", "FR 44", "AT 50"),
            ("work_on_goods", "FR 44", "AT 54"),
        ],
    )
    def test_of_each_kind(self, kind: str, to_business: str, to_consumer: str) -> None:
        of = supply(seller("DE", shops="union"), consumer("FR"), kind, at="AT")
        for expected, business in ((to_business, True), (to_consumer, False)):
            where = place_of_service(of, to_business=business)
            assert (f"{where.place} {where.article}", where.needs) == (expected, ())

    def test_has_a_rule_for_every_kind_but_goods(self) -> None:
        assert len(SERVICES) == 11

    def test_intangible_services_follow_consumers_out_of_the_eu(self) -> None:
        where = place_of_service(supply("DE", consumer("US"), "intangible"), to_business=False)
        assert (str(where.place), where.article) == ("US", "59")

    @pytest.mark.parametrize(("on", "expected"), [(date(2024, 12, 31), "AT 54"), (date(2025, 1, 1), "FR 54")])
    def test_streamed_events_follow_the_consumer_since_2025(self, on: date, expected: str) -> None:
        where = place_of_service(supply("DE", consumer("FR"), "online_event", at="AT", on=on), to_business=False)
        assert f"{where.place} {where.article}" == expected

    @pytest.mark.parametrize(
        ("who", "to", "expected"),
        [("DE", "FR", "DE 59c"), ("DE", "DE", "DE 58"), ("US-CA", "FR", "FR 58"), ("DE", "CH", "CH 58")],
    )
    def test_the_limit_of_digital_services_is_between_members(self, who: str, to: str, expected: str) -> None:
        where = place_of_service(supply(who, consumer(to), "digital", distance=sales("0", "0", "1")), to_business=False)
        assert f"{where.place} {where.article}" == expected


class TestDestination:
    @pytest.mark.parametrize(
        ("last_year", "this_year", "this_sale", "expected"),
        [
            ("0", "9990", "10", False),
            ("0", "9990", "10.01", True),
            ("10000", "0", "10000", False),
            ("10000.01", "0", "1", True),
        ],
    )
    @pytest.mark.parametrize("what", ["goods", "digital"])
    def test_changes_with_the_sale_that_exceeds(
        self, what: str, last_year: str, this_year: str, this_sale: str, expected: bool
    ) -> None:
        of = supply("DE", consumer("FR"), distance=sales(last_year, this_year, this_sale))
        found = destination_of(of, what)  # type: ignore[arg-type]
        assert (found.at_buyer, found.needs) == (expected, ())

    @pytest.mark.parametrize("missing", ["last_year", "this_year", "this_sale"])
    def test_unknown_sales_are_asked_for(self, missing: str) -> None:
        known = {"last_year": Decimal(1), "this_year": Decimal(1), "this_sale": Decimal(1)} | {missing: None}
        found = destination_of(supply("DE", consumer("FR"), distance=DistanceSales(**known)), "goods")
        assert (found.at_buyer, [need.code for need in found.needs]) == (False, ["distance_sales_unknown"])

    @pytest.mark.parametrize("known", ["last_year", "this_year", "this_sale"])
    def test_one_known_amount_above_the_limit_is_enough(self, known: str) -> None:
        distance = DistanceSales(**{known: Decimal(10001)})
        assert destination_of(supply("DE", consumer("FR"), distance=distance), "goods").at_buyer

    def test_the_seller_may_choose(self) -> None:
        of = supply("DE", consumer("FR"), distance=DistanceSales(opted=True))
        assert destination_of(of, "goods").at_buyer
        assert destination_of(supply(seller("DE", shops="union"), consumer("FR")), "goods").at_buyer
        assert not destination_of(supply(seller("DE", shops="ioss"), consumer("FR")), "goods").at_buyer

    def test_had_other_rules_before(self) -> None:
        before = supply("DE", consumer("FR"), on=date(2018, 12, 31), distance=sales("0", "0", "1"))
        assert destination_of(before, "digital").at_buyer
        assert destination_of(before, "digital").why == "Before 2019 digital services to consumers had no limit."
        found = destination_of(before, "goods")
        assert (found.at_buyer, [need.code for need in found.needs]) == (False, ["national_distance_limit"])
