"""Credit of a client: when it can be used, and what becomes of the rest."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.payment.credit import (
    Credit,
    Expiry,
    InvalidCreditUse,
    NotRefundable,
    amount_problem,
    expiry,
    refund,
    use_problem,
)

D = Decimal
DAY = date(2026, 2, 1)
DEPOSIT = Credit(
    id="D-1",
    received_on=date(2026, 1, 5),
    amount=D("500.00"),
    remaining=D("120.00"),
    currency="EUR",
    expires_on=date(2026, 6, 30),
)


class TestCredit:
    def test_is_plain_money_unless_told(self) -> None:
        plain = Credit(id="C-1", received_on=DAY, amount=D(5), remaining=D(5), currency="EUR")
        assert (plain.tax, plain.number, plain.issue_date, plain.project) == (D(0), "", None, "")
        assert (plain.expires_on, plain.refundable) == (None, True)


class TestUseProblem:
    def test_there_is_none_from_the_day_it_came_to_its_last(self) -> None:
        assert use_problem(DEPOSIT, on=date(2026, 1, 5), currency="EUR") == ""
        assert use_problem(DEPOSIT, on=date(2026, 6, 30), currency="EUR", project="P-1") == ""

    @pytest.mark.parametrize(
        ("credit", "on", "problem"),
        [
            (replace(DEPOSIT, currency="USD"), DAY, "it is in USD"),
            (DEPOSIT, date(2026, 1, 4), "it is received on 2026-01-05 only"),
            (DEPOSIT, date(2026, 7, 1), "it expired on 2026-06-30"),
            (replace(DEPOSIT, project="P-2"), DAY, "it is held for another project"),
        ],
    )
    def test_says_what_it_is(self, credit: Credit[str], on: date, problem: str) -> None:
        assert use_problem(credit, on=on, currency="EUR", project="P-1") == problem

    def test_a_project_uses_its_own_credit(self) -> None:
        assert use_problem(replace(DEPOSIT, project="P-1"), on=DAY, currency="EUR", project="P-1") == ""
        assert use_problem(replace(DEPOSIT, project="XX"), on=DAY, currency="EUR") == "it is held for another project"


class TestAmountProblem:
    def test_all_of_it_is_fine(self) -> None:
        assert amount_problem(DEPOSIT, D("120.00")) == ""
        assert amount_problem(DEPOSIT, D("0.01")) == ""

    @pytest.mark.parametrize(
        ("amount", "problem"),
        [
            ("0", "the amount must be above zero, in whole EUR units"),
            ("-1", "the amount must be above zero, in whole EUR units"),
            ("0.005", "the amount must be above zero, in whole EUR units"),
            ("120.01", "only 120.00 EUR remains"),
        ],
    )
    def test_says_what_it_is(self, amount: str, problem: str) -> None:
        assert amount_problem(DEPOSIT, D(amount)) == problem


class TestExpiry:
    def test_comes_the_day_after_the_last(self) -> None:
        assert expiry(DEPOSIT, date(2026, 6, 30)) is None
        assert expiry(DEPOSIT, date(2026, 7, 1)) == Expiry(
            credit="D-1",
            action="refund",
            amount=D("120.00"),
            reason="120.00 EUR were not used by 2026-06-30, and the credit is refundable",
        )

    def test_what_is_not_refundable_is_forfeited(self) -> None:
        found = expiry(replace(DEPOSIT, refundable=False), date(2026, 7, 1))
        assert found is not None
        assert found.action == "forfeit"
        assert found.reason == "120.00 EUR were not used by 2026-06-30, and the credit is not refundable"

    def test_without_a_last_day_or_a_rest_never(self) -> None:
        assert expiry(replace(DEPOSIT, expires_on=None), date(2100, 1, 1)) is None
        assert expiry(replace(DEPOSIT, remaining=D("0.00")), date(2026, 7, 1)) is None
        assert expiry(replace(DEPOSIT, remaining=D("0.01")), date(2026, 7, 1)) is not None


class TestRefund:
    def test_lowers_what_remains(self) -> None:
        assert str(refund(DEPOSIT, D(20)).remaining) == "100.00"
        assert str(refund(DEPOSIT, D("120.00")).remaining) == "0.00"

    def test_never_more_than_remains(self) -> None:
        with pytest.raises(InvalidCreditUse) as caught:
            refund(DEPOSIT, D("120.01"))
        assert str(caught.value) == "Cannot use 120.01 of credit D-1: only 120.00 EUR remains."
        assert caught.value.pointer == "/amount"

    def test_not_where_it_was_agreed_so(self) -> None:
        with pytest.raises(NotRefundable) as caught:
            refund(replace(DEPOSIT, refundable=False), D(1))
        assert str(caught.value) == (
            "Credit D-1 is not refundable. Use it for an invoice, or agree a refund and mark it refundable."
        )
