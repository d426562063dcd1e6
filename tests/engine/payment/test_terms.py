"""Due dates, and how late the law lets them be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import PaymentTerms
from duespark.engine.payment.terms import InvalidDueDay, InvalidTerms, TermLimit, due_date, late_payment_limit
from duespark.engine.schedule.business_days import BusinessCalendar
from tests.support.examples import examples

ISSUED = date(2026, 1, 1)
dates = st.dates(date(2000, 1, 1), date(2100, 1, 1))


class TestDueDate:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [(0, date(2024, 2, 28)), (1, date(2024, 2, 29)), (2, date(2024, 3, 1)), (3650, date(2034, 2, 25))],
    )
    def test_counts_calendar_days(self, days: int, expected: date) -> None:
        assert due_date(date(2024, 2, 28), PaymentTerms(days=days)) == expected

    @pytest.mark.parametrize("days", [-1, 3651])
    def test_refuses_days_that_make_no_sense(self, days: int) -> None:
        with pytest.raises(InvalidTerms) as caught:
            due_date(date(2024, 2, 28), PaymentTerms(days=days))
        assert str(caught.value) == f"Payment is due {days} days after the issue date; use 0 to 3650."
        assert caught.value.pointer == "/payment_terms/days"

    @pytest.mark.parametrize(
        ("issued", "days", "expected"),
        [
            (date(2026, 1, 1), 0, date(2026, 1, 31)),
            (date(2026, 1, 31), 30, date(2026, 3, 2)),
            (date(2024, 2, 3), 1, date(2024, 3, 1)),
            (date(2025, 2, 28), 0, date(2025, 2, 28)),
            (date(2025, 12, 31), 15, date(2026, 1, 15)),
        ],
    )
    def test_counts_from_the_end_of_the_month(self, issued: date, days: int, expected: date) -> None:
        assert due_date(issued, PaymentTerms(days=days, start="month_end")) == expected

    @pytest.mark.parametrize(
        ("issued", "days", "number", "expected"),
        [
            (date(2026, 1, 15), 0, 15, date(2026, 1, 15)),
            (date(2026, 1, 16), 0, 15, date(2026, 2, 15)),
            (date(2026, 1, 1), 14, 15, date(2026, 1, 15)),
            (date(2026, 1, 1), 15, 15, date(2026, 2, 15)),
            (date(2026, 1, 31), 0, 1, date(2026, 2, 1)),
            (date(2026, 2, 1), 0, 30, date(2026, 2, 28)),
            (date(2024, 2, 1), 0, 31, date(2024, 2, 29)),
            (date(2026, 4, 30), 0, 31, date(2026, 4, 30)),
            (date(2026, 5, 1), 0, 31, date(2026, 5, 31)),
            (date(2026, 12, 20), 0, 10, date(2027, 1, 10)),
        ],
    )
    def test_falls_on_a_day_of_the_month(self, issued: date, days: int, number: int, expected: date) -> None:
        assert due_date(issued, PaymentTerms(days=days, start="day_of_month", day=number)) == expected

    @pytest.mark.parametrize("number", [None, 0, 32])
    def test_refuses_a_day_no_month_has(self, number: int | None) -> None:
        with pytest.raises(InvalidDueDay) as caught:
            due_date(ISSUED, PaymentTerms(start="day_of_month", day=number))
        assert str(caught.value) == f"Payment is due on day {number} of a month; use 1 to 31, where 31 is the last."
        assert caught.value.pointer == "/payment_terms/day"

    @examples(25)
    @given(dates, st.integers(0, 120), st.integers(1, 31))
    def test_the_day_of_the_month_is_the_first_that_fits(self, issued: date, days: int, number: int) -> None:
        due = due_date(issued, PaymentTerms(days=days, start="day_of_month", day=number))
        earliest = issued + timedelta(days=days)
        assert earliest <= due <= earliest + timedelta(days=31)
        assert due.day == number or ((due + timedelta(days=1)).day == 1 and due.day < number)

    def test_a_due_date_off_work_stays_unless_told(self) -> None:
        assert due_date(date(2026, 1, 21), PaymentTerms(days=10)) == date(2026, 1, 31)

    def test_saturday_and_sunday_are_off_where_nothing_is_said(self) -> None:
        saturday = PaymentTerms(days=10)
        assert due_date(date(2026, 1, 21), saturday, convention="following") == date(2026, 2, 2)
        assert due_date(date(2026, 1, 21), saturday, convention="preceding") == date(2026, 1, 30)

    def test_the_calendar_given_counts(self) -> None:
        monday_off = BusinessCalendar(holidays=frozenset({date(2026, 2, 2)}))
        due = due_date(date(2026, 1, 21), PaymentTerms(days=10), convention="following", days_off=monday_off)
        assert due == date(2026, 2, 3)


class TestLatePaymentLimit:
    @pytest.mark.parametrize(
        ("debtor", "agreed", "limit", "article"),
        [
            ("business", False, 60, "3(5)"),
            ("public", False, 30, "4(3)"),
            ("public", True, 60, "4(6)"),
            ("public_healthcare", False, 60, "4(4)"),
            ("public_healthcare", True, 60, "4(6)"),
        ],
    )
    def test_speaks_up_the_day_after_the_limit(self, debtor: str, agreed: bool, limit: int, article: str) -> None:
        def advice(days: int) -> TermLimit | None:
            due = ISSUED + timedelta(days=days)
            return late_payment_limit(ISSUED, due, debtor, expressly_agreed=agreed)  # type: ignore[arg-type]

        assert advice(limit) is None
        found = advice(limit + 1)
        assert found is not None
        assert (found.days, found.limit) == (limit + 1, limit)
        assert found.source.startswith(f"Article {article} of Directive 2011/7/EU")

    def test_takes_terms_for_not_agreed_unless_told(self) -> None:
        assert late_payment_limit(ISSUED, date(2027, 1, 1), "business") is not None

    def test_holds_nothing_against_agreed_terms_of_businesses_and_against_consumers(self) -> None:
        due = date(2027, 1, 1)
        assert late_payment_limit(ISSUED, due, "business", expressly_agreed=True) is None
        assert late_payment_limit(ISSUED, due, "consumer") is None
        assert late_payment_limit(ISSUED, due, "consumer", expressly_agreed=True) is None
