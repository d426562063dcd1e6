"""Due dates."""

from datetime import date

import pytest

from duespark.engine.invoice.document import PaymentTerms
from duespark.engine.payment.terms import InvalidTerms, due_date


class TestDueDate:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [(0, date(2024, 2, 28)), (1, date(2024, 2, 29)), (2, date(2024, 3, 1)), (3650, date(2034, 2, 25))],
    )
    def test_counts_calendar_days(self, days: int, expected: date) -> None:
        assert due_date(date(2024, 2, 28), PaymentTerms(days=days)) == expected

    @pytest.mark.parametrize("days", [-1, 3651])
    def test_refuses_days_that_make_no_sense(self, days: int) -> None:
        with pytest.raises(InvalidTerms, match=f"{days} days") as caught:
            due_date(date(2024, 2, 28), PaymentTerms(days=days))
        assert caught.value.pointer == "/payment_terms/days"
