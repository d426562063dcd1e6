"""Numbering as a form asks for it: prefix, separator, padding, what to show, when to start over; to a pattern and back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from duespark.engine.invoice.closed import Closed
from duespark.engine.invoice.numbering import InvalidPattern, NumberPattern, Reset

SchemeName = Literal["sequential", "yearly", "monthly", "custom_prefix", "client", "quarterly"]
Separator = Literal["-", "_", "/"]
Shown = Literal["client", "year", "short_year", "month", "quarter"]

_PIECES: Mapping[Shown, str] = MappingProxyType(
    {"client": "{client}", "year": "{year}", "short_year": "{year:2}", "month": "{month}", "quarter": "Q{quarter}"}
)
MOST = 99_999_999
"""The highest count to begin at."""

_COUNTED = re.compile(r"(?:(?P<head>.*)(?P<separator>[-_/]))?\{seq:(?P<padding>[3-8])\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberScheme(Closed):
    """The parts of a number, joined by `separator`: `prefix` if there is one, what is `shown`, the count.

    The count has `padding` digits (3 to 8) and begins at `start`. `reset` and `per_client` say which numbers are
    counted together.
    """

    prefix: str = ""
    separator: Separator = "-"
    shown: tuple[Shown, ...] = ()
    padding: int = 4
    start: int = 1
    reset: Reset = "never"
    per_client: bool = False


SCHEMES: Mapping[SchemeName, NumberScheme] = MappingProxyType(
    {
        "sequential": NumberScheme(prefix="INV"),
        "yearly": NumberScheme(shown=("year",), reset="yearly"),
        "monthly": NumberScheme(shown=("year", "month"), padding=3, reset="monthly"),
        "custom_prefix": NumberScheme(prefix="ACME-INV", shown=("year",), padding=3, reset="yearly"),
        "client": NumberScheme(shown=("client",), padding=3, per_client=True),
        "quarterly": NumberScheme(prefix="INV", shown=("year", "quarter"), reset="quarterly"),
    }
)
"""The schemes to choose from: INV-0001, 2026-0001, 2026-01-001, ACME-INV-2026-001, NOVA-001, INV-2026-Q1-0001."""


def pattern_of(scheme: NumberScheme, *, year_start: int = 1) -> NumberPattern:
    """The pattern of a scheme. Raises `InvalidPattern` when its numbers would not be unique or it asks for other digits.

    >>> [pattern_of(scheme).text for scheme in SCHEMES.values()][:3]
    ['INV-{seq:4}', '{year}-{seq:4}', '{year}-{month}-{seq:3}']
    >>> [pattern_of(scheme).text for scheme in SCHEMES.values()][3:]
    ['ACME-INV-{year}-{seq:3}', '{client}-{seq:3}', 'INV-{year}-Q{quarter}-{seq:4}']
    """
    pieces = [scheme.prefix, *(_PIECES[each] for each in scheme.shown), f"{{seq:{scheme.padding}}}"]
    text = scheme.separator.join(piece for piece in pieces if piece)
    if not 1 <= scheme.start <= MOST:
        raise InvalidPattern(pointer="/start", pattern=text, problem=f"counting begins at 1 to {MOST}")
    return NumberPattern.parse(text, reset=scheme.reset, per_client=scheme.per_client, year_start=year_start)


def scheme_of(pattern: NumberPattern, *, start: int = 1) -> NumberScheme | None:
    """The scheme a form shows for a pattern; None when only the pattern itself can be shown.

    >>> scheme_of(NumberPattern.parse("ACME/{year:2}/{seq:5}", reset="yearly"))
    NumberScheme(prefix='ACME', separator='/', shown=('short_year',), padding=5, start=1, reset='yearly', per_client=False)
    >>> scheme_of(NumberPattern.parse("FV/{seq}/{month}/{year}"))
    """
    found = _COUNTED.fullmatch(pattern.text)
    if found is None:
        return None
    separator: Separator = found["separator"] or "-"  # type: ignore[assignment]  # the expression knows no other
    prefix, shown = _split(found["head"] or "", separator)
    scheme = NumberScheme(
        prefix=prefix,
        separator=separator,
        shown=shown,
        padding=int(found["padding"]),
        start=start,
        reset=pattern.reset,
        per_client=pattern.per_client,
    )
    is_same = "{" not in prefix and pattern_of(scheme, year_start=pattern.year_start) == pattern
    return scheme if is_same else None


def _split(head: str, separator: Separator) -> tuple[str, tuple[Shown, ...]]:
    """The prefix, and the tokens that stand behind it."""
    shown: list[Shown] = []
    names = {piece: name for name, piece in _PIECES.items()}
    rest = head
    while rest:
        before, _, piece = rest.rpartition(separator)
        if piece not in names:
            break
        shown.insert(0, names[piece])
        rest = before
    return rest, tuple(shown)
