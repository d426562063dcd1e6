"""Late fees: once for each stage."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from duespark.engine.payment.late_fee import InvalidLateFee, LateFee, LateFeeRule, late_fee

D = Decimal
DUE = date(2026, 1, 31)
FIXED = LateFeeRule(stage="after_14", amount=D("10.00"))


def fee(
    rule: LateFeeRule, days: int = 14, balance: str = "200.00", charged: frozenset[str] = frozenset()
) -> str | None:
    found = late_fee(
        rule, due_date=DUE, on=DUE + timedelta(days=days), balance=D(balance), currency="EUR", charged=charged
    )
    return None if found is None else str(found.amount)


class TestLateFee:
    def test_is_fixed_or_a_percentage_of_what_is_open(self) -> None:
        assert fee(FIXED) == "10.00"
        assert fee(LateFeeRule(stage="s", percent=D("1.5"))) == "3.00"
        assert fee(LateFeeRule(stage="s", percent=D("1.5")), balance="0.33") is None
        assert fee(LateFeeRule(stage="s", percent=D("1.5")), balance="0.34") == "0.01"

    def test_has_a_largest(self) -> None:
        assert fee(LateFeeRule(stage="s", percent=D(5), largest=D("7.50"))) == "7.50"
        assert fee(LateFeeRule(stage="s", percent=D(5), largest=D("12.50"))) == "10.00"

    def test_a_stage_that_runs_fifty_times_charges_once(self) -> None:
        """FM-09: the fee has one key, and a charged key is never charged again."""
        charged, fees = set[str](), list[LateFee]()
        for days in range(14, 64):
            found = late_fee(
                FIXED, due_date=DUE, on=DUE + timedelta(days=days), balance=D(200), currency="EUR", charged=charged
            )
            if found is not None:
                fees.append(found)
                charged.add(found.key)
        assert fees == [LateFee(key="late_fee:after_14", amount=D("10.00"))]

    def test_the_same_inputs_give_the_same_fee(self) -> None:
        assert (
            len({late_fee(FIXED, due_date=DUE, on=date(2026, 3, 1), balance=D(1), currency="EUR") for _ in "12"}) == 1
        )

    def test_each_stage_has_its_own(self) -> None:
        later = LateFeeRule(stage="after_30", amount=D(15))
        assert fee(later, charged=frozenset({"late_fee:after_14"})) == "15.00"
        assert fee(FIXED, charged=frozenset({"late_fee:after_14"})) is None

    def test_begins_the_day_after_the_due_date_and_the_grace(self) -> None:
        assert [fee(FIXED, days) for days in (-1, 0, 1)] == [None, None, "10.00"]
        grace = LateFeeRule(stage="s", amount=D(10), grace_days=5)
        assert [fee(grace, days) for days in (5, 6)] == [None, "10.00"]

    def test_nothing_owed_costs_nothing(self) -> None:
        assert fee(FIXED, balance="0.00") is None
        assert fee(FIXED, balance="-5.00") is None
        assert fee(FIXED, balance="0.01") == "10.00"

    def test_a_blank_fee_is_no_fee(self) -> None:
        assert fee(LateFeeRule(stage="s", amount=D(0))) is None
        assert fee(LateFeeRule(stage="s", percent=D(0))) is None

    @pytest.mark.parametrize(
        ("rule", "pointer", "problem"),
        [
            (LateFeeRule(stage="s"), "/late_fee", "give either a percentage or an amount"),
            (LateFeeRule(stage="s", percent=D(1), amount=D(1)), "/late_fee", "give either a percentage or an amount"),
            (LateFeeRule(stage="s", percent=D(-1)), "/late_fee/percent", "-1 is below zero"),
            (LateFeeRule(stage="s", amount=D(-1)), "/late_fee/amount", "-1 is below zero"),
            (LateFeeRule(stage="s", amount=D(1), largest=D(-2)), "/late_fee/largest", "-2 is below zero"),
            (LateFeeRule(stage="s", amount=D(1), grace_days=-3), "/late_fee/grace_days", "-3 is below zero"),
        ],
    )
    def test_refuses_rules_that_make_no_sense(self, rule: LateFeeRule, pointer: str, problem: str) -> None:
        with pytest.raises(InvalidLateFee) as caught:
            fee(rule)
        assert caught.value.pointer == pointer
        assert str(caught.value) == f"The late fee cannot be charged: {problem}."
