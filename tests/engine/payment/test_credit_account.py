"""The running credit account."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.credit_account import CreditOverdrawn, Entry, EntryKind, InvalidCreditEntry, account_lines
from tests.support.examples import examples

D = Decimal


def entry(day: int, kind: EntryKind, amount: str) -> Entry:
    return Entry(on=date(2026, 1, day), kind=kind, amount=D(amount))


class TestAccountLines:
    def test_each_kind_goes_in_or_out(self) -> None:
        entries = [
            entry(1, "deposit", "500"),
            entry(2, "overpayment", "20.50"),
            entry(3, "credit_note", "30"),
            entry(4, "applied", "400"),
            entry(5, "refunded", "100"),
            entry(6, "forfeited", "50.50"),
        ]
        lines = account_lines(entries, currency="EUR")
        assert [str(line.balance) for line in lines] == ["500.00", "520.50", "550.50", "150.50", "50.50", "0.00"]
        assert [line.entry for line in lines] == entries

    def test_is_in_the_order_of_days_and_of_one_day_as_given(self) -> None:
        entries = [entry(2, "applied", "5"), entry(1, "deposit", "10"), entry(2, "refunded", "3")]
        assert [line.entry.kind for line in account_lines(entries, currency="EUR")] == [
            "deposit",
            "applied",
            "refunded",
        ]

    def test_is_empty_without_entries(self) -> None:
        assert account_lines([], currency="EUR") == ()

    def test_is_never_overdrawn(self) -> None:
        with pytest.raises(CreditOverdrawn) as caught:
            account_lines([entry(3, "applied", "10.01"), entry(1, "deposit", "10")], currency="EUR")
        assert str(caught.value) == ("The credit account has 10.00 EUR on 2026-01-03; 10.01 cannot be taken from it.")
        assert caught.value.pointer == "/entries/0/amount"

    @pytest.mark.parametrize("amount", ["0", "-1", "0.005"])
    def test_takes_amounts_only(self, amount: str) -> None:
        with pytest.raises(InvalidCreditEntry) as caught:
            account_lines([entry(1, "deposit", "10"), entry(2, "deposit", amount)], currency="EUR")
        assert caught.value.pointer == "/entries/1/amount"
        assert str(caught.value) == (
            f"An entry of {amount} EUR cannot be made: it must be above zero, in whole EUR units."
        )

    @examples(25)
    @given(st.lists(st.tuples(st.booleans(), st.decimals("0.01", 100, places=2)), max_size=8))
    def test_the_last_balance_is_what_went_in_less_what_went_out(self, moves: list[tuple[bool, Decimal]]) -> None:
        entries = [
            Entry(on=date(2026, 1, 1), kind="deposit" if into else "applied", amount=amount) for into, amount in moves
        ]
        total = sum((amount if into else -amount for into, amount in moves), D(0))
        try:
            lines = account_lines(entries, currency="EUR")
        except CreditOverdrawn:
            sums = [sum((a if i else -a for i, a in moves[: at + 1]), D(0)) for at in range(len(moves))]
            assert min(sums) < 0
        else:
            assert all(line.balance >= 0 for line in lines)
            assert not lines or lines[-1].balance == total
