"""FM-45: a number that is not proven never frees a supply, and nobody is told silently."""

from datetime import date, timedelta

import pytest

from duespark.engine.tax.treatment.buyer import acquirer_of, number_checks, proof_of, standing_of
from duespark.engine.tax.treatment.supply import Buyer, BuyerTaxId
from tests.engine.tax.supplies import TODAY, business, checks, consumer, decide, needs, number, place, supply


def known(country: str = "FR", *, checked_on: date | None = TODAY, state: str = "valid") -> BuyerTaxId:
    return BuyerTaxId(country=country, number="123", state=state, checked_on=checked_on)  # type: ignore[arg-type]


class TestProof:
    @pytest.mark.parametrize(
        ("tax_id", "expected"),
        [
            (None, "missing"),
            (BuyerTaxId(country="FR", number="", state="valid", checked_on=TODAY), "missing"),
            (known(), "proven"),
            (known(checked_on=None), "open"),
            (known(state="pending"), "open"),
            (known(state="unchecked"), "open"),
            (known(state="invalid"), "invalid"),
            (known(state="invalid", checked_on=None), "invalid"),
            (BuyerTaxId(country="FR", number="123"), "open"),
        ],
    )
    def test_is_an_answer_with_its_date(self, tax_id: BuyerTaxId | None, expected: str) -> None:
        assert proof_of(tax_id) == expected


class TestFM45:
    @pytest.mark.parametrize("state", ["pending", "unchecked"])
    @pytest.mark.parametrize(("kind", "expected"), [("services", "domestic"), ("goods", "domestic")])
    def test_a_silent_authority_never_frees_a_supply(self, state: str, kind: str, expected: str) -> None:
        found = decide("DE", business("FR", f"FR {state}"), kind)
        assert (found.name, needs(found)) == (expected, ["buyer_tax_id_open"])
        assert found.needs[0].text == (
            "Verify the number FR 123: it must not be taken for valid before the authority says so."
        )

    def test_a_valid_answer_without_a_date_is_no_proof(self) -> None:
        buyer = Buyer(place=place("FR"), tax_id=known(checked_on=None))
        found = decide("DE", buyer, "goods")
        assert (found.name, needs(found)) == ("domestic", ["buyer_tax_id_open"])

    def test_outside_the_eu_an_open_number_is_told(self) -> None:
        found = decide("DE", business("GB", "GB unchecked"))
        assert (found.name, needs(found)) == ("out_of_scope", ["buyer_tax_id_open"])

    def test_outside_the_eu_no_number_asks_for_other_proof(self) -> None:
        found = decide("DE", business("US"))
        assert (needs(found), "business_proof" in checks(found)) == ([], True)

    def test_nothing_is_asked_where_it_makes_no_difference(self) -> None:
        assert needs(decide("DE", business("FR", "FR pending"), "land", at="DE")) == []
        assert needs(decide("DE", business("US", "US pending"), "digital")) == []
        assert checks(decide("DE", business("US"), "digital")) == []


class TestStanding:
    def test_says_why(self) -> None:
        assert standing_of(supply("DE", consumer("FR"))).why == "The buyer is a consumer."
        assert standing_of(supply("DE", business("DE"))).why == "The buyer is a business in the seller's own country."
        assert standing_of(supply("DE", business("US"))).why == "The buyer is a business outside the EU."

    def test_a_northern_irish_number_is_for_goods_only(self) -> None:
        of = supply("DE", business("FR", "XI valid"))
        assert not standing_of(of).is_business
        assert acquirer_of(of, place("DE")).is_business


class TestChecks:
    @pytest.mark.parametrize(
        ("days", "expected"), [(30, []), (31, ["verification_old"]), (-30, []), (-31, ["verification_old"])]
    )
    def test_an_old_answer_is_asked_for_again(self, days: int, expected: list[str]) -> None:
        buyer = Buyer(place=place("FR"), tax_id=known(checked_on=TODAY - timedelta(days=days)))
        assert [note.code for note in number_checks(supply("DE", buyer))] == expected

    def test_a_number_of_another_country_is_told(self) -> None:
        (note,) = number_checks(supply("DE", business("FR", "NL valid")))
        assert note.code == "number_of_other_country"
        assert note.text == "The number is one of NL, the buyer's address in FR: see which establishment buys."

    def test_greece_and_northern_ireland_have_prefixes_of_their_own(self) -> None:
        assert number_checks(supply("DE", business("GR", "EL valid"))) == ()
        assert number_checks(supply("DE", business("GB-XI", "XI valid"))) == ()

    def test_no_number_has_nothing_to_look_at(self) -> None:
        assert number_checks(supply("DE", business("FR"))) == ()

    def test_a_number_never_verified_is_not_old(self) -> None:
        assert number_checks(supply("DE", Buyer(place=place("FR"), tax_id=number("FR valid", checked_on=None)))) == ()
