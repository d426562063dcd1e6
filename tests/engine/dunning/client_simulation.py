"""A worker that asks for decisions about all invoices of a client and obeys them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from duespark.engine.dunning.consolidate import TOGETHER, ClientDecision, decide_client
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.joining import Claim, Consolidation, Message
from tests.engine.dunning.simulation import with_skips


@dataclass(kw_only=True)
class ClientStory:
    """What happened to the invoices of one client."""

    claims: dict[str, Claim]
    consolidation: Consolidation | None = TOGETHER
    messages: list[tuple[datetime, Message]] = field(default_factory=list)
    sent: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)
    skipped: dict[str, dict[str, str]] = field(default_factory=dict)

    def sweep(self, now: datetime) -> ClientDecision:
        recent = [then for then, message in self.messages if message.action != "hand_over"]
        found = decide_client(list(self.claims.values()), now, recent_messages=recent, consolidation=self.consolidation)
        for id, decision in found.decisions.items():
            self.note(id, with_skips(self.claims[id].facts, decision.skipped, self.skipped.setdefault(id, {})))
        for message in found.messages:
            self.messages.append((now, message))
            for part in message.parts:
                self.sent.setdefault(part.claim, []).append((now, part.step.key))
                facts = self.claims[part.claim].facts
                self.note(part.claim, replace(facts, sent={**facts.sent, part.step.key: now}))
        return found

    def note(self, id: str, facts: Facts) -> None:
        self.claims[id] = replace(self.claims[id], facts=facts)

    def run(self, moments: Iterable[datetime]) -> "ClientStory":
        for now in moments:
            self.sweep(now)
        return self
