"""Number patterns of legal series: how a number looks, when counting starts over, which are missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from duespark.engine.errors import Invalid

Reset = Literal["never", "yearly", "quarterly", "monthly"]
"""When a series starts again at its first number."""

_TOKEN = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<size>[0-9]+))?\}")
_AMBIGUOUS = re.compile(r"\{seq(:[0-9])?\}[0-9{]|\{client\}\{seq")
_SIZES: dict[str, frozenset[str | None]] = {
    "seq": frozenset({None, "3", "4", "5", "6", "7", "8"}),
    "year": frozenset({None, "2", "4"}),
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
    {quarter} (1-4), {client}. Everything else stands as it is.
    """

    text: str
    reset: Reset = "never"

    @classmethod
    def parse(cls, text: str, *, reset: Reset = "never") -> "NumberPattern":
        """The pattern, if every number it makes under this `reset` is different. Raises `InvalidPattern`.

        >>> NumberPattern.parse("INV-{seq:4}", reset="yearly")
        Traceback (most recent call last):
        duespark.engine.invoice.numbering.InvalidPattern: The number pattern 'INV-{seq:4}' cannot be used: \
numbers that start over yearly repeat unless it contains {year}.
        """
        problem = _problem(text, reset)
        if problem:
            raise InvalidPattern(pointer="/pattern", pattern=text, problem=problem)
        return cls(text=text, reset=reset)

    def format(self, *, sequence: int, on: date, client_code: str = "") -> str:
        """The number for this place in the series on this day of the company's calendar. Raises `NoClientCode`.

        >>> NumberPattern.parse("ACME-{year}-Q{quarter}-{seq:4}").format(sequence=7, on=date(2026, 5, 1))
        'ACME-2026-Q2-0007'
        """
        if "{client}" in self.text and not client_code:
            raise NoClientCode(pattern=self.text)
        values = {
            "seq": str(sequence),
            "year": f"{on.year:04}",
            "month": f"{on.month:02}",
            "quarter": str(_quarter(on)),
            "client": client_code,
        }
        return _TOKEN.sub(lambda token: _fill(token, values), self.text)


def _fill(token: re.Match[str], values: dict[str, str]) -> str:
    name, size = token["name"], int(token["size"] or 0)
    if name == "year" and size:
        return values[name][-size:]
    return values[name].zfill(size)


def _problem(text: str, reset: Reset) -> str:
    tokens = [(token["name"], token["size"]) for token in _TOKEN.finditer(text)]
    names = [name for name, _ in tokens]
    rest = _TOKEN.sub("", text)
    if any(size not in _SIZES.get(name, frozenset()) for name, size in tokens) or "{" in rest or "}" in rest:
        return "allowed are {seq}, {seq:3} to {seq:8}, {year}, {year:2}, {month}, {quarter} and {client}"
    if names.count("seq") != 1:
        return "it must contain {seq} exactly once, for example INV-{seq:4}"
    if len(text) > 60 or not rest.isprintable():
        return "it must be one line of at most 60 characters"
    if _AMBIGUOUS.search(text):
        return "put a separator such as - behind {seq}, and between {client} and {seq}"
    if reset not in get_args(Reset):
        return f"numbers start over {', '.join(get_args(Reset))}, not {reset!r}"
    if not any(needed <= set(names) for needed in _NEEDED[reset]):
        wanted = " or ".join(" and ".join(f"{{{name}}}" for name in sorted(needed)) for needed in _NEEDED[reset])
        return f"numbers that start over {reset} repeat unless it contains {wanted}"
    return ""


def _quarter(on: date) -> int:
    return (on.month + 2) // 3


def period_key(reset: Reset, on: date) -> str:
    """The period whose numbers are counted together; `on` is a day in the company's own time zone.

    >>> [period_key(reset, date(2026, 1, 31)) for reset in ("never", "yearly", "quarterly", "monthly")]
    ['', '2026', '2026-Q1', '2026-01']
    """
    if reset == "yearly":
        return f"{on.year:04}"
    if reset == "quarterly":
        return f"{on.year:04}-Q{_quarter(on)}"
    if reset == "monthly":
        return f"{on.year:04}-{on.month:02}"
    return ""


def find_gaps(values: Iterable[int], *, first: int | None = None, most: int = 1000) -> tuple[int, ...]:
    """Numbers missing between the lowest (or `first`) and the highest of `values`: the `most` lowest of them.

    >>> find_gaps([1, 2, 5, 4]), find_gaps([3], first=1), find_gaps([])
    ((3,), (1, 2), ())
    """
    present = sorted(set(values))
    if not present:
        return ()
    expected, gaps = present[0] if first is None else first, list[int]()
    for value in present:
        gaps.extend(range(expected, min(value, expected + most - len(gaps))))
        expected = max(expected, value + 1)
    return tuple(gaps)
