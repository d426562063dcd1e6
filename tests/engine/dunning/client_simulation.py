"""Claims of a client, and a worker that asks for decisions about all of them and obeys them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from duespark.engine.dunning.consolidate import TOGETHER, ClientDecision, decide_client
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.joining import Claim, Consolidation, Message
from tests.engine.dunning.simulation import DUE, EVERY_DAY, at, with_skips

BEFORE = EVERY_DAY.steps[1]
DUE_STEP = EVERY_DAY.steps[2]
AFTER_3, AFTER_7, AFTER_14 = EVERY_DAY.steps[3:6]


def claim(id: str, late: int, balance: str = "90", **more: object) -> Claim:
    """A claim that is `late` days past due on the day `DUE`, reminded of everything until the day before."""
    due_date = DUE - timedelta(days=late)
    sent = {step.key: at(step.offset_days - late) for step in EVERY_DAY.steps if step.offset_days < late}
    facts = Facts(due_date=due_date, balance=Decimal(balance), issued=at(-90), sent=sent)
    return replace(Claim(id=id, policy=EVERY_DAY, facts=facts), **more)  # type: ignore[arg-type]


def changed(claim: Claim, **more: object) -> Claim:
    return replace(claim, facts=replace(claim.facts, **more))  # type: ignore[arg-type]


def ids(found: ClientDecision) -> list[list[str]]:
    return [[part.claim for part in message.parts] for message in found.messages]


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
