"""Which numbers of a series are missing, and which were given twice. Void documents keep their number and count as there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from duespark.engine.invoice.number_reading import read_number
from duespark.engine.invoice.numbering import NumberPattern

_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The counts `first` to `last` of a period are missing, between the numbers `behind` and `before` ("" at the ends)."""

    period: str
    first: int
    last: int
    behind: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is wrong with the numbers of a series: nothing, if all is empty.

    `duplicates` are groups of numbers that stand for one place; `foreign` are those the pattern did not make.
    """

    gaps: tuple[Gap, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()
    foreign: tuple[str, ...] = ()


def check_numbers(
    pattern: NumberPattern,
    numbers: Iterable[str],
    *,
    near: date,
    start: int = 1,
    first: Mapping[str, int] = _NONE,
    last: Mapping[str, int] = _NONE,
) -> Findings:
    """Gaps and duplicates among all numbers of one series, period by period.

    A period begins at `start`, or where `first` says so (the counts below were given elsewhere). With `last`, the
    counters of the series, numbers missing at the end are found too. `near` is as in `read_number`.

    >>> pattern = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
    >>> numbers = ["INV-2025-0001", "INV-2026-0001", "INV-2026-0004", "INV-2026-0004", "X-1"]
    >>> found = check_numbers(pattern, numbers, near=date(2026, 5, 9))
    >>> found.gaps
    (Gap(period='2026', first=2, last=3, behind='INV-2026-0001', before='INV-2026-0004'),)
    >>> found.duplicates, found.foreign
    ((('INV-2026-0004', 'INV-2026-0004'),), ('X-1',))
    """
    periods: dict[str, dict[int, list[str]]] = {period: {} for period in last}
    foreign = []
    for number in numbers:
        place = read_number(pattern, number, near=near)
        if place is None:
            foreign.append(number)
            continue
        periods.setdefault(place.period, {}).setdefault(place.sequence, []).append(number)
    gaps: list[Gap] = []
    for period in sorted(periods):
        gaps += _gaps(period, periods[period], first.get(period, start), last.get(period, 0))
    return Findings(gaps=tuple(gaps), duplicates=_duplicates(periods), foreign=tuple(foreign))


def _gaps(period: str, places: Mapping[int, list[str]], expected: int, last: int) -> list[Gap]:
    gaps, behind = [], ""
    for sequence in sorted(places):
        number = places[sequence][0]
        if sequence > expected:
            gaps.append(Gap(period=period, first=expected, last=sequence - 1, behind=behind, before=number))
        expected, behind = max(expected, sequence + 1), number
    if last >= expected:
        gaps.append(Gap(period=period, first=expected, last=last, behind=behind))
    return gaps


def _duplicates(periods: Mapping[str, Mapping[int, list[str]]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sorted(numbers))
        for _, places in sorted(periods.items())
        for _, numbers in sorted(places.items())
        if len(numbers) > 1
    )


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
