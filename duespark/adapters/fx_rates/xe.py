"""XE Currency Data: JSON behind an account id and a key, rates asked from the dollar into everything."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duespark.adapters.fx_rates.download import Reply, get, judge, read_json
from duespark.adapters.fx_rates.openexchangerates import days_between
from duespark.adapters.fx_rates.source import Answer, SourceFailed, read_rates
from duespark.engine.money.exchange import ExchangeRate

NAME = "XE"
_ASKED = {"from": "USD", "to": "*", "amount": "1", "decimal_places": "10"}
"""`mid` comes multiplied by the amount and rounded: so ask for one, with many decimals."""


@dataclass(frozen=True, slots=True)
class Xe:
    """Asks the API at `url` with HTTP Basic."""

    url: str
    account_id: str
    key: str
    pivot: str = "USD"

    async def fetch(self, *, today: date, since: date | None = None, mark: str = "") -> Answer:
        """The newest rates; with `since` also those of each day before today, one question a day."""
        rates = list[ExchangeRate]()
        for day in days_between(since, today):
            rates += _read(await self._get("historic_rate.json", {**_ASKED, "date": day.isoformat()}), on=day)
        rates += _read(await self._get("convert_from.json", _ASKED))
        return Answer(tuple(rates))

    async def _get(self, path: str, params: dict[str, str]) -> Reply:
        reply = await get(f"{self.url.rstrip('/')}/{path}", params=params, login=(self.account_id, self.key))
        if reply.status != 200:
            judge(reply, _said(reply))
        return reply


def _said(reply: Reply) -> str:
    try:
        return str(read_json(reply.body).get("message", ""))[:120]
    except SourceFailed:
        return ""


def _read(reply: Reply, *, on: date | None = None) -> tuple[ExchangeRate, ...]:
    found = read_json(reply.body)
    quotes, amount = found.get("to"), found.get("amount")
    if found.get("from") != "USD" or amount != 1 or not isinstance(quotes, list):
        raise SourceFailed("unreadable", "the answer is not what one dollar is worth")
    day = on or _day(found.get("timestamp"))
    return read_rates([_pair(quote) for quote in quotes], pivot="USD", on=day, name=NAME)


def _day(stamp: Any) -> date:
    try:
        return datetime.fromisoformat(str(stamp)).date()
    except ValueError as error:
        raise SourceFailed("unreadable", "the answer does not say of when it is") from error


def _pair(quote: Any) -> tuple[str, Decimal]:
    code, mid = (quote.get("quotecurrency"), quote.get("mid")) if isinstance(quote, dict) else (None, None)
    if not isinstance(code, str) or not isinstance(mid, Decimal):
        raise SourceFailed("unreadable", "a rate of the answer is no number")
    return code, mid
