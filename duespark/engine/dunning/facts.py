"""What the rule of reminders needs to know about one invoice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts about one invoice and its client; instants carry their zone.

    `sent` maps the key of each reminder sent (or being sent) to its instant, `skipped` holds the keys recorded as
    skipped. `recent_sends_to_client` are the instants of all reminders to the client in the last seven days or
    more, of this invoice too. `closed` ("void", "written_off") and `paused` ("dispute", "promise", "hold") name
    why nothing may be sent. `zone` is the client's; empty means the policy's.
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

    def is_done(self, key: str) -> bool:
        """Whether the step was sent or skipped."""
        return key in self.sent or key in self.skipped
