"""What the rule of reminders needs to know about one invoice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from duespark.engine.dunning.policy import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The client objects: to `amount` of the invoice, or to all of it. Give open disputes only.

    `until` is the first day on which reminders go on although nobody settled it; None waits for that.
    """

    amount: Decimal | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The client will pay `amount`, or the whole balance, by the day `on`; `paid` came in since it was made.

    It is kept once `paid` reaches `amount`, and broken when the policy's days of grace have passed without that. Leave
    broken promises among the facts as long as they should make the tone firmer.
    """

    on: date
    amount: Decimal | None = None
    paid: Decimal = Decimal(0)

    @property
    def is_kept(self) -> bool:
        """Whether what was promised came in; of a promise of the whole balance the balance itself tells."""
        return self.amount is not None and self.paid >= self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialPayment:
    """Something was paid on the day `on`, and something is still owed."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Somebody says so: until the first day on which reminders go on, None until it is lifted."""

    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Autopay:
    """The client's mandate pays the invoice by itself: on the day `collects_on`, or None on one not known yet."""

    collects_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The client wrote on the day `on`, and nobody has dealt with it."""

    on: date


Pause = Dispute | Promise | PartialPayment | Hold | Autopay | Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts about one invoice and its client; instants carry their zone, days are of the client's calendar.

    `sent` maps the key of each reminder sent (or being sent) to its instant, `skipped` holds the keys recorded as
    skipped. `recent_sends_to_client` are the instants of all reminders to the client in the last seven days or
    more, of this invoice too. `closed` ("void", "written_off") and `paused` ("dispute", "client_paused") name why
    nothing may be sent at all; `pauses` hold reminders by the policy's rules, with an end where they have one.
    `zone` is the client's; empty means the policy's.

    `asked` says that a person wants the next reminder now: its day need not have come (`outlook.look`), every limit holds.
    `last_by_hand` is when a person last wrote to the client about this invoice. The client refuses reminders by the
    channels in `unsubscribed`; those in `unreachable` lead nowhere (no address, or it bounced). `fees_charged` are the
    keys of late fees on the invoice already.
    """

    due_date: date
    balance: Decimal
    issued: datetime | None
    sent: Mapping[str, datetime] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    closed: str | None = None
    paused: str | None = None
    recent_sends_to_client: tuple[datetime, ...] = ()
    zone: str = ""
    pauses: tuple[Pause, ...] = ()
    last_by_hand: datetime | None = None
    unsubscribed: frozenset[Channel] = frozenset()
    unreachable: frozenset[Channel] = frozenset()
    fees_charged: frozenset[str] = frozenset()
    asked: bool = False

    def is_done(self, key: str) -> bool:
        """Whether the step was sent or skipped."""
        return key in self.sent or key in self.skipped

    def with_skipped(self, keys: Iterable[str]) -> "Facts":
        """The facts once these steps are recorded as skipped."""
        return replace(self, skipped=self.skipped.union(keys))
