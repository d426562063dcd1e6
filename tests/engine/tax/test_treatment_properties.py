"""What holds for every decision, whatever the facts: on thousands of supplies drawn from a seed, so that it stays fast."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.tax.exemption import ExemptionCertificate, TaxHoliday
from duespark.engine.tax.treatment.buyer import number_country, proof_of
from duespark.engine.tax.treatment.decide import decide_treatment
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.supply import (
    Buyer,
    BuyerKind,
    BuyerTaxId,
    DistanceSales,
    MarginKind,
    OneStopShop,
    ReverseClass,
    Seller,
    SellerStatus,
    Supply,
    SupplyKind,
    Taxability,
    Verification,
)
from duespark.engine.tax.treatment.supply_of_goods import route
from duespark.engine.tax.treatment.territory import Place, is_eu_number, is_one_territory, tax_place
from tests.engine.tax.supplies import place
from tests.support.examples import examples

PLACES = [
    place(text)
    for text in (
        [
            "DE",
            "DE",
            "DE",
            "FR",
            "FR",
            "PL",
            "NL",
            "IE",
            "ES",
            "ES-CN",
            "GB",
            "GB-XI",
            "MC",
            "US-CA",
            "US-NV",
            "US",
            "AU",
            "IN-MH",
            "CA-QC",
            "CH",
            "NO",
            "SG",
            "NZ",
            "JP",
            "BR",
        ]
    )
]
DAYS = [date(2018, 5, 1), date(2020, 6, 1), date(2024, 6, 1), *[date(2026, 1, 15)] * 4]
AMOUNTS = [None, Decimal(0), Decimal(10000), Decimal("10000.01")]
PAPERS = [
    ExemptionCertificate(jurisdiction=at, number=at, valid_from=date(2020, 1, 1)) for at in ("DE", "FR", "US", "US-CA")
]
HOLIDAYS = [
    TaxHoliday(name=at, jurisdiction=at, first_day=date(2020, 1, 1), last_day=date(2025, 1, 1))
    for at in ("DE", "US-CA", "US")
]


def drawn(seed: int) -> Supply:
    """A supply of the seed: most facts plain, each of them odd now and then."""
    random = Random(seed)
    one = random.choice

    def some(values: Iterable[Any], most: int) -> list[Any]:
        return random.sample(list(values), random.randint(0, most))

    def now_and_then(values: Iterable[Any]) -> Any:
        return one(list(values)) if random.random() < 0.3 else None

    number = BuyerTaxId(
        country=one(["DE", "FR", "FR", "PL", "NL", "IE", "EL", "XI", "GB", "US"]),
        number=one(["123", "123", "123", "123", ""]),
        state=one(["valid", "valid", "valid", "valid", *get_args(Verification)]),
        checked_on=one([None, *DAYS, *DAYS]),
    )
    return Supply(
        seller=Seller(
            place=one(PLACES),
            status=one([*["registered"] * 6, *get_args(SellerStatus)]),
            registrations=frozenset(some(PLACES[2:], 3)),
            one_stop_shops=frozenset(some(get_args(OneStopShop), 2)),
            small_enterprise_in=frozenset(some(["DE", "FR"], 1)),
            letter_of_undertaking=one([True, False]),
        ),
        buyer=Buyer(
            place=one([*PLACES, Place(country="")]),
            kind=one([*get_args(BuyerKind), "business"]),
            tax_id=one([None, number, number, number]),
            special_zone=one([True, False]),
        ),
        on=one(DAYS),
        kind=one([*["goods"] * 10, *get_args(SupplyKind)]),
        taxability=one([*["taxable"] * 12, *get_args(Taxability)]),
        dispatch=now_and_then(PLACES),
        arrival=now_and_then(PLACES),
        performed_in=one([None, *PLACES]),
        margin=now_and_then(get_args(MarginKind)) if seed % 3 == 0 else None,
        reverse_class=now_and_then(get_args(ReverseClass)),
        low_value=one([True, False]),
        middle_of_three=one([True, False]),
        distance=DistanceSales(
            last_year=one(AMOUNTS), this_year=one(AMOUNTS), this_sale=one(AMOUNTS), opted=one([True, False, False])
        ),
        certificates=tuple(some(PAPERS, 2)) if seed % 4 == 0 else (),
        holidays=tuple(some(HOLIDAYS, 2)) if seed % 5 == 0 else (),
    )


@lru_cache(maxsize=1)
def decisions() -> list[tuple[Supply, Treatment]]:
    supplies = [drawn(seed) for seed in range(1500)]
    return [(supply, decide_treatment(supply)) for supply in supplies]


class TestEveryDecision:
    @pytest.mark.unmeasured
    def test_covers_every_treatment(self) -> None:
        names = [found.name for _, found in decisions()]
        assert min(names.count(name) for name in set(names)) >= 8
        assert len(set(names)) == 9

    def test_says_why_no_tax_is_charged(self) -> None:
        """A zero rate needs no reason (EN 16931, BR-Z-10 forbids one); everything else without tax does."""
        for _, found in decisions():
            assert bool(found.reason) == (found.category not in ("S", "Z")), found
            assert not found.reason_code or found.reason
            assert len(found.why) >= 2

    def test_keeps_name_and_category_together(self) -> None:
        categories = {
            "domestic": "S",
            "oss": "S",
            "reverse_charge": "AE",
            "intra_eu": "K",
            "export": "G",
            "exempt": "E",
            "margin": "E",
            "zero": "Z",
            "out_of_scope": "O",
        }
        for _, found in decisions():
            assert categories[found.name] == found.category
            assert (found.scheme is not None) == (found.name == "oss")
            assert found.is_taxed() == (found.category == "S")

    def test_never_lets_a_consumer_owe_the_tax(self) -> None:
        owed = [supply for supply, found in decisions() if found.name == "reverse_charge"]
        assert {supply.buyer.kind for supply in owed} == {"business"}

    def test_never_frees_goods_without_a_valid_number_of_another_member_state(self) -> None:
        freed = [supply for supply, found in decisions() if found.name == "intra_eu"]
        for supply in freed:
            tax_id = supply.buyer.tax_id
            assert tax_id is not None
            assert proof_of(tax_id) == "proven"
            assert is_eu_number(tax_id.country, supply.on, goods=True)
            assert number_country(tax_id) != tax_place(route(supply)[0]).country

    def test_never_declares_a_sale_to_a_proven_business_through_a_one_stop_shop(self) -> None:
        declared = [supply for supply, found in decisions() if found.name == "oss"]
        for supply in declared:
            tax_id = supply.buyer.tax_id
            is_proven = tax_id and proof_of(tax_id) == "proven" and is_eu_number(tax_id.country, supply.on)
            assert supply.buyer.kind == "consumer" or not is_proven

    def test_asks_and_tells_nothing_twice(self) -> None:
        for _, found in decisions():
            for told in (found.needs, found.checks, found.sources):
                assert len(set(told)) == len(told)

    def test_says_whose_rates_it_means(self) -> None:
        for supply, found in decisions():
            is_home = is_one_territory(found.place, tax_place(supply.seller.place), supply.on)
            assert is_home != found.abroad or not found.is_taxed()

    @examples(60)
    @given(st.integers(min_value=0, max_value=10**9))
    def test_does_not_depend_on_the_order_of_facts(self, seed: int) -> None:
        supply = drawn(seed)
        turned = replace(supply, certificates=supply.certificates[::-1], holidays=supply.holidays[::-1])
        assert decide_treatment(turned) == decide_treatment(supply)

    @examples(60)
    @given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["pending", "unchecked", "invalid"]))
    def test_an_unproven_number_never_helps(self, seed: int, state: Verification) -> None:
        """FM-45: with an unproven number of a member state nobody is freed who would not be without any number."""
        supply = drawn(seed)
        tax_id = BuyerTaxId(country="FR", number="123", state=state, checked_on=supply.on)
        buyer = replace(supply.buyer, place=Place(country="FR"))
        with_it = decide_treatment(replace(supply, buyer=replace(buyer, tax_id=tax_id)))
        without = decide_treatment(replace(supply, buyer=replace(buyer, tax_id=None)))
        assert with_it.is_taxed() or not without.is_taxed()
