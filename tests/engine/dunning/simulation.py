"""A worker that asks for decisions and obeys them: sweeps over one invoice, with days off and delays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from duespark.engine.dunning.decide import Decision, Facts, Send, StepSkip, decide
from duespark.engine.dunning.policy import STANDARD, Policy

DUE = date(2026, 4, 1)  # a Wednesday
EVERY_DAY = replace(STANDARD, weekdays=frozenset(range(7)))
UNCAPPED = replace(EVERY_DAY, weekly_cap=None)


def on(day: int) -> date:
    """The day `day` days from the due date."""
    return DUE + timedelta(days=day)


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """An instant `day` days from the due date."""
    return datetime.combine(on(day), time(hour, minute, second), UTC)


def hours(first: int, last: int, minutes: int | None = None) -> Iterator[datetime]:
    """Sweeps from one day to another: every so many minutes, or at the hours of a day at which something can change."""
    of_a_day = [time(hour) for hour in (0, 7, 8, 9, 12, 18, 20, 21)]
    if minutes is not None:
        of_a_day = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, minutes)]
    return (datetime.combine(on(day), moment, UTC) for day in range(first, last) for moment in of_a_day)


FACTS = Facts(due_date=DUE, balance=Decimal("90.00"), issued=at(-30))
DUNNED = replace(FACTS, sent={"due": at(0)}, skipped=frozenset({"before_7", "before_1"}))


@dataclass(kw_only=True)
class Story:
    """What happened to one invoice."""

    policy: Policy
    facts: Facts
    sent: list[tuple[datetime, str]] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    fees: list[str] = field(default_factory=list)

    def sweep(self, now: datetime) -> Decision:
        """Ask once and record what is answered, as the reminders module does."""
        decision = decide(self.policy, self.facts, now)
        self.facts = with_skips(self.facts, decision.skipped, self.skipped)
        if isinstance(decision, Send):
            self.sent.append((now, decision.step.key))
            self.fees += [decision.step.late_fee] if decision.step.late_fee else []
            self.facts = replace(
                self.facts,
                sent={**self.facts.sent, decision.step.key: now},
                recent_sends_to_client=(*self.facts.recent_sends_to_client, now),
                fees_charged=self.facts.fees_charged.union(self.fees),
            )
        return decision

    def run(self, moments: Iterable[datetime]) -> "Story":
        for now in moments:
            self.sweep(now)
        return self

    @property
    def keys(self) -> list[str]:
        return [key for _, key in self.sent]


def with_skips(facts: Facts, skips: Iterable[StepSkip], record: dict[str, str]) -> Facts:
    """The facts and the record once the skips are written down."""
    for skip in skips:
        assert skip.key not in record, "recorded twice"
        record[skip.key] = skip.reason
    return facts.with_skipped(record)
