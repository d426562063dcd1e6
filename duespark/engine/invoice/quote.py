"""What becomes of a quote once it is issued: one table. The quote itself stays as it is; its answer is a fact beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import Action

Answer = Literal["open", "accepted", "rejected", "expired", "converted"]

ANSWERS: Mapping[Answer, Mapping[Action, Answer]] = {
    "open": {"accept": "accepted", "reject": "rejected", "expire": "expired", "convert": "converted"},
    "accepted": {"convert": "converted"},
    "rejected": {},
    "expired": {},
    "converted": {"convert": "converted"},
}
"""Where each answer leads a quote; it may be invoiced in parts, so it is converted more than once."""


class QuoteClosed(Conflict):
    code = "invoice.quote_closed"
    sentence = "The quote is {answer}, so the action {action} is no longer possible. Make a new quote."


def answer_quote(answer: Answer, action: Action) -> Answer:
    """What becomes of an issued quote by the action. Raises `QuoteClosed`.

    >>> answer_quote("open", "accept"), answer_quote("accepted", "convert")
    ('accepted', 'converted')
    """
    if action not in ANSWERS[answer]:
        raise QuoteClosed(answer=answer, action=action)
    return ANSWERS[answer][action]


def answer_on(answer: Answer, *, valid_until: date | None, today: date) -> Answer:
    """The answer as it stands on the day `today`: an open quote expires after its last day.

    >>> answer_on("open", valid_until=date(2026, 5, 9), today=date(2026, 5, 10))
    'expired'
    """
    lapsed = valid_until is not None and valid_until < today
    return "expired" if answer == "open" and lapsed else answer
