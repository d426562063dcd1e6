"""Reminders where the client's clocks stand, right through the hours that clocks skip or repeat (FM-27)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Facts, Send, Wait, decide
from duespark.engine.dunning.facts import Promise
from duespark.engine.dunning.policy import Policy, Step
from tests.engine.dunning.simulation import Story

NIGHT_AND_DAY = Policy(
    steps=(Step(key="step", offset_days=3, at=time(1, 30), tone="gentle"),),
    opens=time(0),
    closes=time(23, 59, 59),
    weekdays=frozenset(range(7)),
)
OFFICE = replace(NIGHT_AND_DAY, opens=time(8), closes=time(18))


def facts(zone: str, due_date: date) -> Facts:
    return Facts(due_date=due_date, balance=Decimal(90), issued=datetime(2018, 1, 1, tzinfo=UTC), zone=zone)


def every_half_hour(first: datetime, days: int = 3) -> Iterator[datetime]:
    return (first + timedelta(minutes=30 * n) for n in range(48 * days))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "due_date", "at", "meant"),
    [
        ("Pacific/Auckland", date(2026, 4, 2), time(2, 30), "2026-04-05T02:30+13:00"),  # repeated: the first
        ("Pacific/Auckland", date(2026, 9, 24), time(2, 30), "2026-09-27T03:00+13:00"),  # skipped: what follows
        ("Pacific/Auckland", date(2026, 1, 1), time(9), "2026-01-04T09:00+13:00"),
        ("America/New_York", date(2026, 3, 5), time(2, 30), "2026-03-08T03:00-04:00"),
        ("America/New_York", date(2026, 10, 29), time(1, 30), "2026-11-01T01:30-04:00"),
        ("America/New_York", date(2026, 10, 29), time(9), "2026-11-01T09:00-05:00"),
        ("America/Sao_Paulo", date(2018, 11, 1), time(0), "2018-11-04T01:00-02:00"),  # midnight is skipped
        ("America/Sao_Paulo", date(2018, 2, 14), time(23, 30), "2018-02-17T23:30-02:00"),
        ("America/Sao_Paulo", date(2026, 11, 1), time(0), "2026-11-04T00:00-03:00"),
        ("Asia/Kolkata", date(2026, 3, 28), time(9), "2026-03-31T09:00+05:30"),
    ],
)
class TestWallTime:
    def test_means_one_instant(self, zone: str, due_date: date, at: time, meant: str) -> None:
        policy = replace(NIGHT_AND_DAY, steps=(replace(NIGHT_AND_DAY.steps[0], at=at),))
        before = instant(meant) - timedelta(seconds=1)
        assert decide(policy, facts(zone, due_date), before) == Wait(until=instant(meant), step=policy.steps[0])
        assert isinstance(decide(policy, facts(zone, due_date), instant(meant)), Send)

    def test_is_sent_once_though_clocks_show_it_twice(self, zone: str, due_date: date, at: time, meant: str) -> None:
        policy = replace(NIGHT_AND_DAY, steps=(replace(NIGHT_AND_DAY.steps[0], at=at),))
        story = Story(policy=policy, facts=facts(zone, due_date)).run(every_half_hour(instant(meant)))
        assert story.sent == [(instant(meant), "step")]


class TestBusinessHours:
    @pytest.mark.parametrize(
        ("zone", "due_date", "opens"),
        [
            ("Pacific/Auckland", date(2026, 4, 2), "2026-04-05T08:00+12:00"),
            ("Pacific/Auckland", date(2026, 9, 24), "2026-09-27T08:00+13:00"),
            ("America/New_York", date(2026, 3, 5), "2026-03-08T08:00-04:00"),
            ("America/New_York", date(2026, 10, 29), "2026-11-01T08:00-05:00"),
            ("America/Sao_Paulo", date(2018, 11, 1), "2018-11-04T08:00-02:00"),
            ("America/Sao_Paulo", date(2018, 2, 15), "2018-02-18T08:00-03:00"),
            ("Asia/Kolkata", date(2026, 3, 28), "2026-03-31T08:00+05:30"),
        ],
    )
    def test_are_the_client_s_on_the_day_clocks_change(self, zone: str, due_date: date, opens: str) -> None:
        story = Story(policy=OFFICE, facts=facts(zone, due_date)).run(
            every_half_hour(instant(opens) - timedelta(days=1))
        )
        assert story.sent == [(instant(opens), "step")]

    def test_west_of_greenwich_nothing_goes_a_day_early(self) -> None:
        """Midnight of the due date in UTC is the evening before in New York."""
        policy = replace(OFFICE, steps=(Step(key="due", offset_days=0, at=time(9), tone="professional"),))
        new_york = facts("America/New_York", date(2026, 6, 10))
        decision = decide(policy, new_york, instant("2026-06-10T00:00+00:00"))
        assert decision == Wait(until=instant("2026-06-10T09:00-04:00"), step=policy.steps[0])


class TestDays:
    def test_one_a_day_is_a_day_of_the_client(self) -> None:
        """09:00 and 22:00 in UTC are two days in Auckland, and one in London."""
        steps = tuple(Step(key=str(day), offset_days=day, at=time(6 + day), tone="gentle") for day in (3, 4))
        policy = replace(NIGHT_AND_DAY, steps=steps)
        sent = {"3": instant("2026-03-04T09:00+00:00")}
        now = instant("2026-03-04T22:00+00:00")
        auckland = replace(facts("Pacific/Auckland", date(2026, 3, 1)), sent=sent)
        assert isinstance(decide(policy, auckland, now), Send)
        london = replace(facts("Europe/London", date(2026, 2, 28)), sent=sent)
        assert decide(policy, london, now) == Wait(
            until=instant("2026-03-05T00:00+00:00"), step=steps[1], reason="min_gap"
        )

    def test_a_week_of_the_cap_is_seven_calendar_days_though_one_has_25_hours(self) -> None:
        policy = replace(OFFICE, weekly_cap=1)
        new_york = facts("America/New_York", date(2026, 11, 1))
        sent = replace(new_york, recent_sends_to_client=(instant("2026-10-28T23:30-04:00"),))
        assert isinstance(decide(policy, sent, instant("2026-11-04T08:00-05:00")), Send)
        later = replace(new_york, recent_sends_to_client=(instant("2026-10-29T00:30-04:00"),))
        assert decide(policy, later, instant("2026-11-04T08:00-05:00")) == Wait(
            until=instant("2026-11-05T08:00-05:00"), step=policy.steps[0], reason="weekly_cap"
        )

    def test_a_pause_ends_at_the_client_s_midnight(self) -> None:
        promised = replace(facts("America/Sao_Paulo", date(2018, 10, 1)), pauses=(Promise(on=date(2018, 11, 1)),))
        decision = decide(NIGHT_AND_DAY, promised, instant("2018-11-03T23:59-03:00"))
        assert decision == Wait(until=instant("2018-11-04T01:00-02:00"), step=NIGHT_AND_DAY.steps[0], reason="promise")
