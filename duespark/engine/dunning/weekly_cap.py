"""How many messages a client gets in a week, and which give way to which when that is not enough for all."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from duespark.engine.dunning.policy import Step

WEEK_DAYS = 7
OVERDUE = 2


def rank(step: Step) -> int:
    """How important a step is when the cap bites: before the due date 0, on it 1, overdue 2.

    >>> [rank(Step(key="a", offset_days=days, tone="gentle")) for days in (-1, 0, 1)]
    [0, 1, 2]
    """
    if step.offset_days < 0:
        return 0
    return OVERDUE if step.offset_days > 0 else 1


def is_message(step: Step) -> bool:
    """Whether the client hears of the step, so that it counts.

    >>> is_message(Step(key="a", offset_days=30, tone="legal", action="hand_over"))
    False
    """
    return step.action != "hand_over"


def has_room(cap: int, taken: Sequence[date], today: date, important: Iterable[date] = ()) -> bool:
    """Whether one more message `today` keeps to `cap` in any seven days, and leaves room on the `important` days.

    `taken` are the days of messages the client got, `important` those on which more important ones will follow. Calendar
    days rather than hours: a message sent a few seconds late must not count a week and a day.

    >>> has_room(2, [date(2026, 3, 25)], date(2026, 3, 31))
    True
    >>> has_room(2, [date(2026, 3, 25)], date(2026, 3, 31), important=[date(2026, 4, 1)])
    True
    >>> has_room(2, [date(2026, 3, 26)], date(2026, 3, 31), important=[date(2026, 4, 1)])
    False
    """
    days = [*taken, today]
    if len(_in_week(days, today)) > cap:
        return False
    for day in sorted(important):
        days.append(day)
        if len(_in_week(days, day)) > cap:
            return False
    return True


def room_again(cap: int, taken: Iterable[date], today: date) -> date:
    """The first day after `today` with room, given that `today` has none.

    >>> room_again(2, [date(2026, 3, 26), date(2026, 3, 28), date(2026, 3, 30)], date(2026, 3, 31))
    datetime.date(2026, 4, 4)
    """
    return sorted(_in_week(taken, today))[-cap] + timedelta(days=WEEK_DAYS)


def _in_week(days: Iterable[date], last: date) -> list[date]:
    """The days among the seven up to `last`, and any later."""
    first = last - timedelta(days=WEEK_DAYS)
    return [day for day in days if day > first]
