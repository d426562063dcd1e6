"""How somebody pays."""

from datetime import date, timedelta

import pytest

from duespark.engine.receivables.pattern import PaidInvoice, payment_pattern

FIRST = date(2026, 1, 1)


def paid(*days_late: int, terms: int = 14) -> list[PaidInvoice]:
    """Invoices a month apart, each paid so many days after its due date."""
    found = []
    for at, days in enumerate(days_late):
        issued = FIRST + timedelta(days=30 * at)
        due = issued + timedelta(days=terms)
        found.append(PaidInvoice(issue_date=issued, due_date=due, paid_on=due + timedelta(days=days)))
    return found


class TestPaymentPattern:
    def test_of_nothing_there_is_none(self) -> None:
        assert payment_pattern([]) is None

    def test_takes_the_middle_so_that_one_bad_case_says_little(self) -> None:
        found = payment_pattern(paid(2, 3, 300))
        assert found is not None
        assert (found.days_late, found.days_to_pay, found.latest, found.on_time) == (3, 17, 300, 0)

    def test_of_two_middle_days_the_later_counts(self) -> None:
        found = payment_pattern(paid(2, 5))
        assert found is not None
        assert (found.days_late, found.invoices) == (4, 2)

    def test_who_pays_early_is_never_late(self) -> None:
        found = payment_pattern(paid(-5, 0, -2))
        assert found is not None
        assert (found.days_late, found.latest, found.on_time) == (-2, 0, 3)

    @pytest.mark.parametrize(
        ("days", "trend"),
        [
            ((0, 0, 0, 9, 9), None),
            ((0, 0, 0, 3, 3, 3), "slower"),
            ((0, 0, 0, 2, 2, 2), "same"),
            ((2, 2, 2, 0, 0, 0), "same"),
            ((9, 9, 9, 6, 6, 6), "faster"),
        ],
    )
    def test_compares_the_newest_with_those_before(self, days: tuple[int, ...], trend: str | None) -> None:
        found = payment_pattern(list(reversed(paid(*days))))
        assert found is not None
        assert found.trend == trend
