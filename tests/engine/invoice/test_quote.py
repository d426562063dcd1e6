"""What becomes of a quote."""

from datetime import date
from typing import get_args

import pytest

from duespark.engine.invoice.lifecycle import Action
from duespark.engine.invoice.quote import ANSWERS, Answer, QuoteClosed, answer_on, answer_quote

OF_QUOTES = {"accept", "reject", "expire", "convert"}


class TestQuote:
    @pytest.mark.parametrize(
        ("answer", "action", "after"),
        [
            ("open", "accept", "accepted"),
            ("open", "reject", "rejected"),
            ("open", "expire", "expired"),
            ("open", "convert", "converted"),
            ("accepted", "convert", "converted"),
            ("converted", "convert", "converted"),
        ],
    )
    def test_answers(self, answer: Answer, action: Action, after: Answer) -> None:
        assert answer_quote(answer, action) == after

    def test_there_are_no_other_answers(self) -> None:
        ways = {(answer, action) for answer, actions in ANSWERS.items() for action in actions}
        assert len(ways) == 6
        assert {action for _, action in ways} == OF_QUOTES
        assert set(ANSWERS) == set(get_args(Answer))

    @pytest.mark.parametrize(
        ("answer", "action"), [("rejected", "accept"), ("expired", "accept"), ("accepted", "reject"), ("open", "pay")]
    )
    def test_a_closed_quote_stays_closed(self, answer: Answer, action: Action) -> None:
        with pytest.raises(QuoteClosed) as caught:
            answer_quote(answer, action)
        assert str(caught.value) == (
            f"The quote is {answer}, so the action {action} is no longer possible. Make a new quote."
        )
        assert (caught.value.code, caught.value.kind) == ("invoice.quote_closed", "conflict")

    @pytest.mark.parametrize(
        ("answer", "valid_until", "today", "expected"),
        [
            ("open", date(2026, 5, 9), date(2026, 5, 9), "open"),
            ("open", date(2026, 5, 9), date(2026, 5, 10), "expired"),
            ("open", None, date(2026, 5, 10), "open"),
            ("accepted", date(2026, 5, 9), date(2026, 5, 10), "accepted"),
        ],
    )
    def test_an_open_one_expires_after_its_last_day(
        self, answer: Answer, valid_until: date | None, today: date, expected: Answer
    ) -> None:
        assert answer_on(answer, valid_until=valid_until, today=today) == expected
