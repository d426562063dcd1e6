"""Open Exchange Rates: JSON, an app id of one's own, all rates in dollars on every plan."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from duespark.adapters.fx_rates.download import Reply, get, judge, pack, read_json, unpack, validators
from duespark.adapters.fx_rates.source import MOST_DAYS, Answer, SourceFailed, read_rates
from duespark.engine.money.exchange import ExchangeRate

NAME = "Open Exchange Rates"


@dataclass(frozen=True, slots=True)
class OpenExchangeRates:
    """Asks the API at `url`; `app_id` travels in a header, so that it stands in nobody's log of addresses."""

    url: str
    app_id: str
    pivot: str = "USD"

    async def fetch(self, *, today: date, since: date | None = None, mark: str = "") -> Answer:
        """The newest rates; with `since` also the last of each day before today, one question a day, a month at most."""
        rates = list[ExchangeRate]()
        for day in days_between(since, today):
            rates += _read(await self._get(f"historical/{day}.json"), on=day)
        reply = await self._get("latest.json", unpack(mark))
        if reply.status == 304:
            return Answer(tuple(rates), mark)
        rates += _read(reply)
        return Answer(tuple(rates), pack(validators(reply)))

    async def _get(self, path: str, repeated: dict[str, str] | None = None) -> Reply:
        headers = {"authorization": f"Token {self.app_id}", **(repeated or {})}
        reply = await get(f"{self.url.rstrip('/')}/{path}", params={"prettyprint": "0"}, headers=headers)
        if reply.status not in (200, 304):
            judge(reply, _said(reply))
        return reply


def days_between(since: date | None, today: date) -> list[date]:
    """The days from `since` to yesterday, of too many the newest.

    >>> days_between(date(2026, 1, 13), date(2026, 1, 15))
    [datetime.date(2026, 1, 13), datetime.date(2026, 1, 14)]
    """
    if since is None:
        return []
    first = max(since, today - timedelta(days=MOST_DAYS))
    return [first + timedelta(days=step) for step in range((today - first).days)]


def _said(reply: Reply) -> str:
    """The one word the API gives as the reason, such as `invalid_app_id`."""
    try:
        return str(read_json(reply.body).get("message", ""))[:60]
    except SourceFailed:
        return ""


def _read(reply: Reply, *, on: date | None = None) -> tuple[ExchangeRate, ...]:
    found = read_json(reply.body)
    base, rates, stamp = found.get("base"), found.get("rates"), found.get("timestamp")
    if base != "USD" or not isinstance(rates, dict) or not isinstance(stamp, Decimal):
        raise SourceFailed("unreadable", "the answer has no rates of the dollar")
    pairs = [(code, _number(code, rate)) for code, rate in rates.items()]
    return read_rates(pairs, pivot="USD", on=on or _day(stamp), name=NAME)


def _day(stamp: Decimal) -> date:
    try:
        return datetime.fromtimestamp(int(stamp), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SourceFailed("unreadable", "the answer does not say of when it is") from error


def _number(code: str, rate: Any) -> Decimal:
    if not isinstance(rate, Decimal):
        raise SourceFailed("unreadable", f"the rate of {code} is no number")
    return rate
