"""Number patterns of legal series: how a number looks, and which numbers are counted together."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from duespark.engine.errors import Invalid

Reset = Literal["never", "yearly", "quarterly", "monthly"]
"""When a series starts again at its first number."""

TOKEN = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<size>[0-9]+))?\}")
_BEHIND_SEQ = re.compile(r"\{seq(:[0-9])?\}[0-9{]")
_BETWEEN = re.compile(r"\{client\}(.*)\{seq")
_SIZES: dict[str, frozenset[str | None]] = {
    "seq": frozenset({None, "3", "4", "5", "6", "7", "8"}),
    "year": frozenset({None, "2", "4"}),
    "endyear": frozenset({None, "2", "4"}),
    "month": frozenset({None}),
    "quarter": frozenset({None}),
    "client": frozenset({None}),
}
_NEEDED: dict[Reset, tuple[frozenset[str], ...]] = {
    "never": (frozenset(),),
    "yearly": (frozenset({"year"}),),
    "quarterly": (frozenset({"year", "quarter"}), frozenset({"year", "month"})),
    "monthly": (frozenset({"year", "month"}),),
}
"""Tokens a pattern must show, in one of these combinations, so that no number comes twice after a reset."""

_MONTHS: dict[Reset, int] = {"yearly": 12, "quarterly": 3, "monthly": 1}
"""How many months are counted together."""


class InvalidPattern(Invalid):
    code = "numbering.invalid_pattern"
    sentence = "The number pattern {pattern!r} cannot be used: {problem}."


class NoClientCode(Invalid):
    code = "numbering.no_client_code"
    sentence = "The number pattern {pattern!r} contains {{client}}, but the client has no code. Give the client a code."


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPattern:
    """A parsed pattern such as "INV-{year}-{seq:4}". Make one with `parse`, which is what checks it.

    Tokens: {seq} and {seq:3} to {seq:8} (padded with zeros, longer numbers grow), {year}, {year:2}, {month} (01-12),
    {quarter} (1-4), {client}, and {endyear}, {endyear:2} for the year in which the financial year ends. Everything
    else stands as it is. `year_start` is the month the financial year begins with; {year}, {quarter} and the resets
    follow it. With `per_client` each client code has a counter of its own.
    """

    text: str
    reset: Reset = "never"
    per_client: bool = False
    year_start: int = 1

    @classmethod
    def parse(
        cls, text: str, *, reset: Reset = "never", per_client: bool = False, year_start: int = 1
    ) -> "NumberPattern":
        """The pattern, if every number it makes under these settings is different. Raises `InvalidPattern`.

        Years of two digits repeat after a hundred years.

        >>> NumberPattern.parse("INV-{seq:4}", reset="yearly")
        Traceback (most recent call last):
        duespark.engine.invoice.numbering.InvalidPattern: The number pattern 'INV-{seq:4}' cannot be used: \
numbers that start over yearly repeat unless it contains {year}.
        """
        problem = _problem(text) or _repeats(text, reset, per_client=per_client, year_start=year_start)
        if problem:
            raise InvalidPattern(pointer="/pattern", pattern=text, problem=problem)
        return cls(text=text, reset=reset, per_client=per_client, year_start=year_start)

    def format(self, *, sequence: int, on: date, client_code: str = "") -> str:
        """The number for this place in the series on this day of the company's calendar. Raises `NoClientCode`.

        >>> NumberPattern.parse("ACME-{year}-Q{quarter}-{seq:4}").format(sequence=7, on=date(2026, 5, 1))
        'ACME-2026-Q2-0007'
        >>> india = NumberPattern.parse("{year}-{endyear:2}/{seq}", reset="yearly", year_start=4)
        >>> india.format(sequence=7, on=date(2026, 3, 31)), india.format(sequence=1, on=date(2026, 4, 1))
        ('2025-26/7', '2026-27/1')
        """
        if "{client}" in self.text and not client_code.strip():
            raise NoClientCode(pattern=self.text)
        year = financial_year(on, self.year_start)
        values = {
            "seq": str(sequence),
            "year": f"{year:04}",
            "endyear": f"{year + (self.year_start > 1):04}",
            "month": f"{on.month:02}",
            "quarter": str(_quarter(on, self.year_start)),
            "client": client_code,
        }
        return TOKEN.sub(lambda token: _fill(token, values), self.text)

    def period(self, on: date, client_code: str = "") -> str:
        """The key of the counter that numbers of this day, and of this client if counted so, are taken from.

        >>> pattern = NumberPattern.parse("{client}-{year}-{seq:3}", reset="yearly", per_client=True)
        >>> pattern.period(date(2026, 5, 1), "NOVA")
        '2026/NOVA'
        """
        period = period_key(self.reset, on, year_start=self.year_start)
        return f"{period}/{client_code}" if self.per_client else period


def _fill(token: re.Match[str], values: dict[str, str]) -> str:
    name, size = token["name"], int(token["size"] or 0)
    if name in ("year", "endyear") and size:
        return values[name][-size:]
    return values[name].zfill(size)


def _problem(text: str) -> str:
    tokens = [(token["name"], token["size"]) for token in TOKEN.finditer(text)]
    names = [name for name, _ in tokens]
    rest = TOKEN.sub("", text)
    if any(size not in _SIZES.get(name, frozenset()) for name, size in tokens) or "{" in rest or "}" in rest:
        return (
            "allowed are {seq}, {seq:3} to {seq:8}, {year}, {endyear}, {month}, {quarter}, {client} and short {year:2}"
        )
    if names.count("seq") != 1:
        return "it must contain {seq} exactly once, for example INV-{seq:4}"
    if names.count("client") > 1:
        return "it must contain {client} at most once"
    if len(text) > 60 or not rest.isprintable():
        return "it must be one line of at most 60 characters"
    if _is_ambiguous(text):
        return "put a separator such as - behind {seq}, and between {client} and {seq}"
    return ""


def _is_ambiguous(text: str) -> bool:
    """Whether digits of something else could be taken for digits of {seq}: a client's code may end in digits."""
    between = _BETWEEN.search(text)
    joined = between is not None and not TOKEN.sub("", between[1]).strip("0123456789")
    return joined or _BEHIND_SEQ.search(text) is not None


def _repeats(text: str, reset: Reset, *, per_client: bool, year_start: int) -> str:
    """What would make a number come twice under these settings."""
    names = {token["name"].removeprefix("end") for token in TOKEN.finditer(text)}
    if reset not in get_args(Reset):
        return f"numbers start over {', '.join(get_args(Reset))}, not {reset!r}"
    if not 1 <= year_start <= 12:
        return f"the financial year starts in one of the months 1 to 12, not {year_start}"
    if not any(needed <= names for needed in _NEEDED[reset]):
        wanted = " or ".join(" and ".join(f"{{{name}}}" for name in sorted(needed)) for needed in _NEEDED[reset])
        return f"numbers that start over {reset} repeat unless it contains {wanted}"
    if per_client and "client" not in names:
        return "numbers that are counted for each client repeat unless it contains {client}"
    return ""


def financial_year(on: date, year_start: int) -> int:
    """The calendar year in which the financial year of this day began, if it begins with the month `year_start`.

    >>> financial_year(date(2026, 3, 31), 4), financial_year(date(2026, 4, 1), 4), financial_year(date(2026, 1, 1), 1)
    (2025, 2026, 2026)
    """
    return on.year if on.month >= year_start else on.year - 1


def _quarter(on: date, year_start: int) -> int:
    return (on.month - year_start) % 12 // 3 + 1


def period_key(reset: Reset, on: date, *, year_start: int = 1) -> str:
    """The period whose numbers are counted together; `on` is a day in the company's own time zone.

    >>> [period_key(reset, date(2026, 1, 31)) for reset in ("never", "yearly", "quarterly", "monthly")]
    ['', '2026', '2026-Q1', '2026-01']
    >>> period_key("yearly", date(2026, 1, 31), year_start=7), period_key("quarterly", date(2026, 1, 31), year_start=7)
    ('2025', '2025-Q3')
    """
    if reset == "yearly":
        return f"{financial_year(on, year_start):04}"
    if reset == "quarterly":
        return f"{financial_year(on, year_start):04}-Q{_quarter(on, year_start)}"
    if reset == "monthly":
        return f"{on.year:04}-{on.month:02}"
    return ""


def next_reset(reset: Reset, on: date, *, year_start: int = 1) -> date | None:
    """The first day of the period behind that of `on`; None when counting never starts over (nor after 9999).

    >>> [str(next_reset(reset, date(2026, 5, 9))) for reset in ("never", "yearly", "quarterly", "monthly")]
    ['None', '2027-01-01', '2026-07-01', '2026-06-01']
    >>> next_reset("yearly", date(2026, 5, 9), year_start=7)
    datetime.date(2026, 7, 1)
    """
    if reset not in _MONTHS:
        return None
    length = _MONTHS[reset]
    months = on.year * 12 + on.month - 1 + length - (on.month - year_start) % length
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else None
