"""A worker that asks for decisions and obeys them: sweeps over one invoice, with days off and delays."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from duespark.engine.dunning.decide import Decision, Facts, Send, decide
from duespark.engine.dunning.policy import Policy


@dataclass(kw_only=True)
class Story:
    """What happened to one invoice."""

    policy: Policy
    facts: Facts
    sent: list[tuple[datetime, str]] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def sweep(self, now: datetime) -> Decision:
        """Ask once and record what is answered, as the reminders module does."""
        decision = decide(self.policy, self.facts, now)
        for skip in decision.skipped:
            assert skip.key not in self.skipped, "recorded twice"
            self.skipped[skip.key] = skip.reason
        self.facts = replace(self.facts, skipped=self.facts.skipped | set(self.skipped))
        if isinstance(decision, Send):
            self.sent.append((now, decision.step.key))
            self.facts = replace(
                self.facts,
                sent={**self.facts.sent, decision.step.key: now},
                recent_sends_to_client=(*self.facts.recent_sends_to_client, now),
            )
        return decision

    def run(self, moments: Iterable[datetime]) -> "Story":
        for now in moments:
            self.sweep(now)
        return self

    @property
    def keys(self) -> list[str]:
        return [key for _, key in self.sent]
