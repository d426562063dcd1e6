"""Costs, interest, principal: in the order of the law."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.appropriation import (
    COSTS_INTEREST_PRINCIPAL,
    COSTS_PRINCIPAL_INTEREST,
    PRINCIPAL_INTEREST_COSTS,
    STATUTES,
    InvalidAppropriation,
    Order,
    Owed,
    appropriate,
)
from tests.support.examples import examples

D = Decimal
OWED = Owed(costs=D("40.00"), interest=D("12.50"), principal=D("1000.00"))
money = st.decimals(0, 1000, places=2)
orders = st.sampled_from(list(permutations(COSTS_INTEREST_PRINCIPAL)))


class TestAppropriate:
    @pytest.mark.parametrize(
        ("order", "costs", "interest", "principal"),
        [
            (COSTS_INTEREST_PRINCIPAL, "40.00", "12.50", "7.50"),
            (COSTS_PRINCIPAL_INTEREST, "40.00", "0.00", "20.00"),
            (PRINCIPAL_INTEREST_COSTS, "0.00", "0.00", "60.00"),
        ],
    )
    def test_follows_the_order(self, order: Order, costs: str, interest: str, principal: str) -> None:
        paid = appropriate(D("60.00"), OWED, order)
        assert (paid.costs, paid.interest, paid.principal) == (D(costs), D(interest), D(principal))
        assert paid.unallocated == 0

    def test_the_order_of_section_367_bgb_is_the_default(self) -> None:
        assert appropriate(D(60), OWED) == appropriate(D(60), OWED, ("costs", "interest", "principal"))
        assert STATUTES == {
            "AT": "§ 1416 ABGB",
            "DE": "§ 367 Abs. 1 BGB",
            "ES": "artículo 1173 del Código Civil",
            "FR": "article 1343-1 du Code civil",
            "IT": "articolo 1194 del Codice civile",
            "NL": "artikel 6:44 BW",
            "PL": "art. 451 § 1 Kodeksu cywilnego",
        }

    def test_what_is_too_much_stays(self) -> None:
        paid = appropriate(D("1052.51"), OWED)
        assert (paid.costs, paid.interest, paid.principal) == (OWED.costs, OWED.interest, OWED.principal)
        assert paid.unallocated == D("0.01")

    def test_nothing_pays_nothing(self) -> None:
        assert appropriate(D(0), OWED).costs == 0
        assert appropriate(D(5), Owed()).unallocated == D(5)

    @examples(25)
    @given(money, money, money, money, orders)
    def test_conserves_and_pays_the_earlier_kind_in_full_first(
        self, amount: Decimal, costs: Decimal, interest: Decimal, principal: Decimal, order: Order
    ) -> None:
        owed = Owed(costs=costs, interest=interest, principal=principal)
        paid = appropriate(amount, owed, order)
        parts = [getattr(paid, kind) for kind in order]
        wanted = [getattr(owed, kind) for kind in order]
        assert sum(parts) + paid.unallocated == amount
        assert all(0 <= part <= most for part, most in zip(parts, wanted, strict=True))
        assert parts[1] == 0 or parts[0] == wanted[0]
        assert parts[2] == 0 or parts[1] == wanted[1]

    @pytest.mark.parametrize(
        ("amount", "owed", "pointer", "sentence"),
        [
            ("-0.01", OWED, "/amount", "Cannot use a payment for an amount of -0.01: amounts must not be below zero."),
            ("1", Owed(costs=D(-1)), "/costs", "Cannot use a payment for costs of -1: amounts must not be below zero."),
            ("1", Owed(interest=D("-0.01")), "/interest", "interest of -0.01"),
            ("1", Owed(principal=D(-3)), "/principal", "principal of -3"),
        ],
    )
    def test_refuses_what_is_below_zero(self, amount: str, owed: Owed, pointer: str, sentence: str) -> None:
        with pytest.raises(InvalidAppropriation) as caught:
            appropriate(D(amount), owed)
        assert caught.value.pointer == pointer
        assert sentence in str(caught.value)
