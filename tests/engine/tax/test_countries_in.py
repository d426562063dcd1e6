"""India: CGST with SGST or UTGST inside a state, IGST outside it; HSN digits and e-way bills."""

from datetime import date
from decimal import Decimal, localcontext

import pytest

from duespark.engine.tax.countries.in_ import is_interstate, rates_between
from duespark.engine.tax.countries.in_rules import InvalidHsn, checked_hsn, hsn_digits, needs_eway_bill
from duespark.engine.tax.countries.in_states import STATES, state
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.rates import rates_for
from duespark.engine.tax.regions import UnknownRegion

TODAY = date(2026, 2, 1)
CRORE = Decimal(10_000_000)


def keys(on: date) -> str:
    return " ".join(rate.key for rate in rates_between(on, seller_state="", place_state=""))


def of(key: str, *, seller: str, place: str, on: date = TODAY) -> TaxRate:
    return next(rate for rate in rates_between(on, seller_state=seller, place_state=place) if rate.key == key)


def parts(rate: TaxRate) -> str:
    return " + ".join(f"{each.name} {each.rate} {each.jurisdiction}" for each in rate.components)


class TestRates:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2017-06-30", ""),
            ("2017-07-01", "18 5 28 12 3 0.25"),
            ("2019-09-30", "18 5 28 12 3 0.25"),
            ("2019-10-01", "18 5 28 12 3 1.5 0.25"),
            ("2025-09-21", "18 5 28 12 3 1.5 0.25"),
            ("2025-09-22", "18 5 40 28 12 3 1.5 0.25"),
            ("2026-01-31", "18 5 40 28 12 3 1.5 0.25"),
            ("2026-02-01", "18 5 40 12 3 1.5 0.25"),
        ],
    )
    def test_follow_the_notifications(self, day: str, expected: str) -> None:
        """Notifications 9/2025 from 2025-09-22, 14/2025 (bricks stay at 12), 19/2025 (28 for tobacco ends)."""
        assert keys(date.fromisoformat(day)) == expected

    def test_a_key_is_its_percentage(self) -> None:
        assert all(Decimal(rate.key) == rate.rate for rate in rates_between(TODAY, seller_state="", place_state=""))

    @pytest.mark.parametrize(("seller", "place"), [("", ""), ("MH", ""), ("", "MH")])
    def test_stand_whole_while_a_state_is_not_known(self, seller: str, place: str) -> None:
        found = rates_for("IN", TODAY, seller_region=seller, place_region=place)[0]
        assert (found.label, found.name, found.components, found.jurisdiction) == ("GST 18%", "GST", (), "IN")

    def test_inside_a_state_half_is_central_and_half_the_state_s(self) -> None:
        found = of("18", seller="MH", place="27")
        assert parts(found) == "CGST 9 IN + SGST 9 IN-MH"
        assert (found.label, found.name, found.jurisdiction) == ("CGST 9% + SGST 9%", "CGST + SGST", "IN-MH")
        assert (str(found.rate), found.category) == ("18", "S")

    @pytest.mark.parametrize(
        ("key", "half"),
        [("5", "2.5"), ("40", "20"), ("12", "6"), ("3", "1.5"), ("1.5", "0.75"), ("0.25", "0.125")],
    )
    def test_halves_are_exact(self, key: str, half: str) -> None:
        with localcontext() as context:
            context.prec = 2
            found = of(key, seller="KA", place="KA")
        assert [str(each.rate) for each in found.components] == [half, half]
        assert found.rate == Decimal(key)

    @pytest.mark.parametrize("code", ["AN", "CH", "DH", "LA", "LD", "97"])
    def test_territories_without_a_legislature_have_their_own_act(self, code: str) -> None:
        assert [each.name for each in of("18", seller=code, place=code).components] == ["CGST", "UTGST"]

    @pytest.mark.parametrize("code", ["DL", "PY", "JK", "MH"])
    def test_territories_with_a_legislature_tax_like_states(self, code: str) -> None:
        assert [each.name for each in of("18", seller=code, place=code).components] == ["CGST", "SGST"]

    @pytest.mark.parametrize("place", ["KA", "SEZ", "sez", "96"])
    def test_between_states_to_an_sez_and_abroad_it_is_igst(self, place: str) -> None:
        found = of("18", seller="MH", place=place)
        assert (parts(found), found.label, found.jurisdiction) == ("IGST 18 IN", "IGST 18%", "IN")

    def test_the_total_is_the_same_either_way(self) -> None:
        inside = rates_between(TODAY, seller_state="MH", place_state="MH")
        outside = rates_between(TODAY, seller_state="MH", place_state="GA")
        assert [rate.rate for rate in inside] == [rate.rate for rate in outside]
        assert [rate.key for rate in inside] == [rate.key for rate in outside]

    def test_exports_and_sez_under_lut_print_the_words_of_rule_46(self) -> None:
        found = {rate.key: rate for rate in rates_for("IN", TODAY)}
        assert found["export"].reason == (
            "Supply meant for export under bond or letter of undertaking without payment of integrated tax, s. 16 IGST Act, 2017"
        )
        assert found["sez"].reason == (
            "Supply to SEZ unit or SEZ developer under bond or letter of undertaking without payment of integrated tax, "
            "s. 16 IGST Act, 2017"
        )
        assert (found["sez"].category, found["export"].category, found["exempt"].category) == ("G", "G", "E")
        assert found["reverse_charge"].category == "AE"

    @pytest.mark.parametrize(
        ("seller", "place", "pointer", "region"),
        [
            ("XX", "MH", "/seller_region", "XX"),
            ("MH", "XX", "/place_region", "XX"),
            ("SEZ", "MH", "/seller_region", "SEZ"),
        ],
    )
    def test_a_state_that_is_none_is_named_with_those_there_are(
        self, seller: str, place: str, pointer: str, region: str
    ) -> None:
        with pytest.raises(UnknownRegion) as caught:
            rates_for("IN", TODAY, seller_region=seller, place_region=place)
        assert caught.value.pointer == pointer
        assert str(caught.value).startswith(
            f"There is no region '{region}' of IN in its tax law. Use one of: IN-JK (01), IN-HP (02), IN-PB (03), "
        )


class TestInterstate:
    @pytest.mark.parametrize(
        ("seller", "place", "expected"),
        [
            ("MH", "MH", False),
            ("27", "IN-MH", False),
            ("MH", "KA", True),
            ("MH", "SEZ", True),
            ("MH", " 96 ", True),
            ("TG", "TS", False),
            ("DD", "DN", False),
        ],
    )
    def test_is_where_the_states_differ(self, seller: str, place: str, expected: bool) -> None:
        assert is_interstate(seller, place) is expected


class TestStates:
    def test_there_are_thirty_six_and_the_sea(self) -> None:
        assert len(STATES) == 37
        assert len({each.code for each in STATES}) == len({each.iso for each in STATES}) == 37

    @pytest.mark.parametrize(
        ("text", "code", "iso", "name"),
        [
            ("01", "01", "IN-JK", "Jammu and Kashmir"),
            ("IN-TN", "33", "IN-TN", "Tamil Nadu"),
            (" ka ", "29", "IN-KA", "Karnataka"),
            ("UT", "05", "IN-UK", "Uttarakhand"),
            ("OR", "21", "IN-OD", "Odisha"),
            ("CT", "22", "IN-CG", "Chhattisgarh"),
            ("TG", "36", "IN-TS", "Telangana"),
            ("25", "26", "IN-DH", "Dadra and Nagar Haveli and Daman and Diu"),
            ("28", "37", "IN-AP", "Andhra Pradesh"),
            ("97", "97", "IN-OT", "Other Territory"),
        ],
    )
    def test_are_found_by_either_code_and_by_former_ones(self, text: str, code: str, iso: str, name: str) -> None:
        found = state(text)
        assert (found.code, found.iso, found.name) == (code, iso, name)

    def test_an_unknown_one_keeps_the_pointer(self) -> None:
        with pytest.raises(UnknownRegion) as caught:
            state("ZZ", pointer="/buyer/region")
        assert caught.value.pointer == "/buyer/region"


class TestHsnDigits:
    @pytest.mark.parametrize(
        ("day", "turnover", "registered", "digits"),
        [
            ("2021-04-01", 5 * CRORE, True, 4),
            ("2021-04-01", 5 * CRORE, False, 0),
            ("2021-04-01", 5 * CRORE + 1, True, 6),
            ("2021-04-01", 5 * CRORE + 1, False, 6),
            ("2021-04-01", Decimal(0), True, 4),
            ("2021-04-01", Decimal(0), False, 0),
            ("2021-03-31", 5 * CRORE + 1, True, 4),
            ("2021-03-31", 5 * CRORE + 1, False, 4),
            ("2021-03-31", 5 * CRORE, True, 2),
            ("2021-03-31", Decimal("1.5") * CRORE + 1, False, 2),
            ("2021-03-31", Decimal("1.5") * CRORE, True, 0),
            ("2017-07-01", Decimal(0), True, 0),
            ("2017-06-30", 9 * CRORE, True, 0),
        ],
    )
    def test_depend_on_turnover_and_buyer(self, day: str, turnover: Decimal, registered: bool, digits: int) -> None:
        """Notifications 12/2017 and 78/2020 - Central Tax."""
        assert hsn_digits(date.fromisoformat(day), turnover=turnover, buyer_registered=registered) == digits


class TestCheckedHsn:
    @pytest.mark.parametrize(
        ("code", "digits", "expected"),
        [
            ("998314", 6, "998314"),
            ("9983 14", 4, "998314"),
            ("85", 0, "85"),
            ("", 0, ""),
            (" ", 0, ""),
            ("85171300", 6, "85171300"),
        ],
    )
    def test_gives_the_bare_code(self, code: str, digits: int, expected: str) -> None:
        assert checked_hsn(code, digits=digits) == expected

    @pytest.mark.parametrize(
        ("code", "digits"),
        [("", 4), ("9983", 6), ("99831", 4), ("9983AB", 6), ("9983१४", 6), ("123456789", 6), ("7", 0), ("0.25", 4)],
    )
    def test_refuses_what_is_too_short_or_no_code(self, code: str, digits: int) -> None:
        with pytest.raises(InvalidHsn) as caught:
            checked_hsn(code, digits=digits, pointer="/lines/0/hsn")
        assert (caught.value.code, caught.value.pointer) == ("tax.invalid_hsn", "/lines/0/hsn")

    def test_says_how_many_digits(self) -> None:
        with pytest.raises(InvalidHsn, match="'9983' is no HSN or SAC code of at least 6 digits"):
            checked_hsn("9983", digits=6)
        with pytest.raises(InvalidHsn, match="'x' is no HSN or SAC code of at least 2 digits"):
            checked_hsn("x", digits=0)


class TestEwayBill:
    @pytest.mark.parametrize(
        ("day", "amount", "needed"),
        [
            ("2026-01-01", "50000", False),
            ("2026-01-01", "50000.01", True),
            ("2018-04-01", "50000.01", True),
            ("2018-03-31", "99999", False),
        ],
    )
    def test_is_needed_above_fifty_thousand_rupees(self, day: str, amount: str, needed: bool) -> None:
        assert needs_eway_bill(date.fromisoformat(day), consignment=Decimal(amount)) is needed

    def test_a_state_may_set_another_limit_inside_it(self) -> None:
        assert not needs_eway_bill(TODAY, consignment=Decimal(100_000), limit=Decimal(100_000))
