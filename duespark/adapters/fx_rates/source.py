"""The port of exchange rates: what every source gives, and how every source fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from duespark.engine.errors import Invalid
from duespark.engine.money.exchange import ExchangeRate

Reason = Literal["unreachable", "refused", "limit", "unreadable"]

MOST_DAYS = 31
"""A source that is asked for one day at a time is asked for at most so many; each day counts against a quota."""


class SourceFailed(Exception):
    """No rates came. `reason` says what to do about it: wait (`unreachable`, `limit`), ask a person (`refused`: the
    credentials or the plan), or look at what was sent (`unreadable`). The text never holds a credential."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said. Given back at the next question, `mark` spares both sides an answer that says nothing new."""

    rates: tuple[ExchangeRate, ...]
    mark: str = ""


class Source(Protocol):
    """Asks one source. All sources keep one contract (`tests/adapters/fx_rates/test_contract.py`)."""

    @property
    def pivot(self) -> str:
        """The currency that all its rates have as their base."""
        ...

    async def fetch(self, *, today: date, since: date | None = None, mark: str = "") -> Answer:
        """The newest rates, and with `since` those of every day from that one on. Raises `SourceFailed`."""
        ...


def read_rates(pairs: Iterable[tuple[str, Decimal]], *, pivot: str, on: date, name: str) -> tuple[ExchangeRate, ...]:
    """The rates of one day. Currencies that nobody invoices in (metals, coins, those of long ago) and the pivot itself
    are left out; a rate that is none makes the whole answer unreadable."""
    found = []
    for code, rate in pairs:
        if code == pivot:
            continue
        try:
            found.append(ExchangeRate(base=pivot, quote=code, rate=rate, rate_date=on, source=name))
        except Invalid as error:
            if error.code == "currency.unknown":
                continue
            raise SourceFailed("unreadable", f"{name} says that one {pivot} is {rate} {code}") from error
    return tuple(found)
