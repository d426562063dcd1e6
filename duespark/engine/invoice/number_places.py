"""The next places of a series: for one document, for a batch, and to look at before a pattern is used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duespark.engine.invoice.number_reading import Place
from duespark.engine.invoice.numbering import TOKEN, NumberPattern, next_reset


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A document that waits for its number: its id, its issue date and its client's code."""

    id: str
    on: date
    client_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The next numbers, and those from the day `resets_on` on; without a reset there is neither such a day nor such numbers."""

    numbers: tuple[str, ...]
    resets_on: date | None = None
    after_reset: tuple[str, ...] = ()


def next_place(
    pattern: NumberPattern, last: Mapping[str, int], *, on: date, client_code: str = "", start: int = 1
) -> Place:
    """The place after the last one of its period; `last` holds the last count by period, and each begins at `start`.

    `on` is the issue date on the company's calendar. Raises `NoClientCode`.

    >>> pattern = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
    >>> next_place(pattern, {"2025": 112, "2026": 7}, on=date(2026, 5, 9)).number
    'INV-2026-0008'
    >>> next_place(pattern, {"2025": 112}, on=date(2026, 1, 1)).number
    'INV-2026-0001'
    """
    period = pattern.period(on, client_code)
    sequence = last.get(period, start - 1) + 1
    number = pattern.format(sequence=sequence, on=on, client_code=client_code)
    return Place(period=period, sequence=sequence, number=number)


def number_batch(
    pattern: NumberPattern, last: Mapping[str, int], batch: Iterable[Waiting], *, start: int = 1
) -> tuple[tuple[str, Place], ...]:
    """A place for each document of the batch by its id, without gap, in order of issue date and then of id.

    Numbers and dates rise together, whatever order the documents came in. Raises `NoClientCode`.

    >>> pattern = NumberPattern.parse("INV-{seq:3}")
    >>> batch = [Waiting(id="b", on=date(2026, 5, 2)), Waiting(id="c", on=date(2026, 5, 1)), Waiting(id="a", on=date(2026, 5, 2))]
    >>> [(id, place.number) for id, place in number_batch(pattern, {"": 6}, batch)]
    [('c', 'INV-007'), ('a', 'INV-008'), ('b', 'INV-009')]
    """
    counted, places = dict(last), []
    for each in sorted(batch, key=lambda one: (one.on, one.id)):
        place = next_place(pattern, counted, on=each.on, client_code=each.client_code, start=start)
        counted[place.period] = place.sequence
        places.append((each.id, place))
    return tuple(places)


def preview(
    pattern: NumberPattern,
    *,
    on: date,
    last: Mapping[str, int] | None = None,
    client_code: str = "ACME",
    start: int = 1,
    count: int = 3,
) -> Preview:
    """The next `count` numbers from the day `on`, and the first `count` when counting has started over.

    >>> preview(NumberPattern.parse("{year}-{month}-{seq:3}", reset="monthly"), on=date(2026, 12, 9), count=2)
    Preview(numbers=('2026-12-001', '2026-12-002'), resets_on=datetime.date(2027, 1, 1), \
after_reset=('2027-01-001', '2027-01-002'))
    """
    resets_on = next_reset(pattern.reset, on, year_start=pattern.year_start)
    days = (on, resets_on) if resets_on else (on,)
    batches = [[Waiting(id="", on=day, client_code=client_code)] * count for day in days]
    numbers = [
        tuple(place.number for _, place in number_batch(pattern, last or {}, batch, start=start)) for batch in batches
    ]
    return Preview(numbers=numbers[0], resets_on=resets_on, after_reset=numbers[1] if resets_on else ())


def _width(pattern: NumberPattern) -> int:
    """How many digits the pattern fills with zeros; 0 when it does not."""
    return next(int(token["size"] or 0) for token in TOKEN.finditer(pattern.text) if token["name"] == "seq")


def places_left(pattern: NumberPattern, sequence: int) -> int | None:
    """How many counts behind `sequence` have the pattern's width; longer ones grow. None for a pattern without zeros.

    >>> [places_left(NumberPattern.parse(text), 990) for text in ("{seq:3}", "{seq:4}", "{seq}")]
    [9, 9009, None]
    >>> places_left(NumberPattern.parse("{seq:3}"), 1200)
    0
    """
    width = _width(pattern)
    return max(0, 10**width - 1 - sequence) if width else None


def is_running_out(pattern: NumberPattern, sequence: int) -> bool:
    """Whether somebody should hear of it at this count: it begins the last tenth of the pattern's width, or ends it.

    >>> [count for count in range(1, 2000) if is_running_out(NumberPattern.parse("{seq:3}"), count)]
    [900, 999]
    """
    width = _width(pattern)
    return sequence in (9 * 10 ** (width - 1), 10**width - 1) if width else False
