"""The European Central Bank's euro reference rates: three XML files of one shape, public and without a key.

Published about 16:00 in Frankfurt on TARGET working days; there is no row for other days.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from duespark.adapters.fx_rates.download import get, judge, pack, unpack, validators
from duespark.adapters.fx_rates.source import Answer, SourceFailed, read_rates
from duespark.engine.money.exchange import ExchangeRate

DAILY, QUARTER, ALL = "eurofxref-daily.xml", "eurofxref-hist-90d.xml", "eurofxref-hist.xml"
_QUARTER_DAYS = 85
"""The file of 90 days holds about 64 working days; what is older than this is looked up in the whole history."""

_CUBE = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref Cube"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Ecb:
    """Reads the files below `url`."""

    url: str
    pivot: str = "EUR"

    async def fetch(self, *, today: date, since: date | None = None, mark: str = "") -> Answer:
        """The newest rates, or with `since` all from that day on, out of the smallest file that holds them."""
        file = file_for(since, today)
        known = unpack(mark)
        repeated = {name: value for name, value in known.items() if name != "file"} if known.get("file") == file else {}
        reply = await get(f"{self.url.rstrip('/')}/{file}", headers=repeated)
        judge(reply)
        if reply.status == 304:
            return Answer((), mark)
        rates = await asyncio.to_thread(read_file, reply.body, since)
        return Answer(rates, pack({"file": file, **validators(reply)}))


def file_for(since: date | None, today: date) -> str:
    """The daily file has one working day, so it is enough while no more than one can have been missed.

    >>> friday, monday = date(2026, 1, 16), date(2026, 1, 19)
    >>> file_for(None, monday), file_for(date(2026, 1, 17), monday), file_for(friday, monday)
    ('eurofxref-daily.xml', 'eurofxref-daily.xml', 'eurofxref-hist-90d.xml')
    >>> file_for(date(2025, 1, 1), monday)
    'eurofxref-hist.xml'
    """
    if since is None:
        return DAILY
    days = (today - since).days + 1
    if days > _QUARTER_DAYS:
        return ALL
    working = sum((since + timedelta(days=step)).weekday() < _SATURDAY for step in range(days))
    return DAILY if working <= 1 else QUARTER


def read_file(body: bytes, since: date | None) -> tuple[ExchangeRate, ...]:
    """The rates in one of the files, those before `since` left out. Raises `SourceFailed`."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.begin
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise SourceFailed("unreadable", f"the file is no XML: {error}") from error
    if not reader.days:
        raise SourceFailed("unreadable", "the file holds no rates")
    wanted = sorted(day for day in reader.days if since is None or day >= since)
    return tuple(rate for day in wanted for rate in read_rates(reader.days[day], pivot="EUR", on=day, name="ECB"))


def _refuse(*_: Any) -> None:
    raise SourceFailed("unreadable", "the file declares a document type, which could name other files")


@dataclass(slots=True)
class _Reader:
    """Collects pairs of currency and rate by day while the file is parsed."""

    days: dict[date, list[tuple[str, Decimal]]] = field(default_factory=dict)
    day: date | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name != _CUBE:
            return
        try:
            if "time" in attributes:
                self.day = date.fromisoformat(attributes["time"])
            elif "currency" in attributes and self.day is not None and attributes.get("rate") != "N/A":
                pair = attributes["currency"], Decimal(attributes["rate"])
                self.days.setdefault(self.day, []).append(pair)
        except (KeyError, ValueError, InvalidOperation) as error:
            raise SourceFailed("unreadable", f"the file holds {attributes}") from error
