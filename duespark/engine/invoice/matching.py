"""Two lists of values side by side: which new one is which old one, and which ones changed places."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import MISSING, fields
from itertools import islice
from typing import Any

Pair = tuple[int, int]
"""Position in the old list and in the new one."""

_AHEAD = 20
"""How far a value is searched for that resembles none at its own place; keeps the cost linear."""


def match(old: Sequence[Any], new: Sequence[Any]) -> tuple[Pair, ...]:
    """The pairs of positions that stand for the same thing, by new position; each position at most once.

    Values with an `id` go by it; then those with the same content belong together; then, in order, those that
    resemble each other: of the fields set, not more than one differs, or not more than half.

    >>> from duespark.engine.invoice.line import Line
    >>> a, b, c = (Line(id=id, description=id) for id in "abc")
    >>> match([a, b, Line(note="x")], [c, b, a, Line(note="y")])
    ((1, 1), (0, 2), (2, 3))
    """
    pairs: dict[int, int] = {}
    for key in (_identity, _content):
        _pair(old, new, key, pairs)
    _pair_alike(old, new, pairs)
    return tuple((pairs[at], at) for at in sorted(pairs))


def _identity(value: Any) -> Hashable:
    return getattr(value, "id", None) or None


def _content(value: Any) -> Hashable:
    return hash(value), value


def _pair(old: Sequence[Any], new: Sequence[Any], key: Any, pairs: dict[int, int]) -> None:
    """Pair what has the same key, in order; a key of None pairs nothing."""
    taken, waiting = set(pairs.values()), defaultdict[Hashable, deque[int]](deque)
    for at, value in enumerate(old):
        if at not in taken and key(value) is not None:
            waiting[key(value)].append(at)
    for at, value in enumerate(new):
        if at not in pairs and waiting.get(key(value)):
            pairs[at] = waiting[key(value)].popleft()


def _pair_alike(old: Sequence[Any], new: Sequence[Any], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    rest = deque(at for at in range(len(new)) if at not in pairs)
    for at, value in enumerate(old):
        if at in taken:
            continue
        found = next((one for one in islice(rest, _AHEAD) if _is_alike(value, new[one])), None)
        if found is None:
            continue
        pairs[found] = at
        while rest.popleft() != found:
            pass


def _is_alike(old: Any, new: Any) -> bool:
    names = [field.name for field in fields(old) if _is_set(old, field) or _is_set(new, field)]
    different = [name for name in names if getattr(old, name) != getattr(new, name)]
    return len(different) <= max(1, len(names) // 2)


def _is_set(value: Any, field: Any) -> bool:
    return field.default is MISSING or bool(getattr(value, field.name) != field.default)


def moved(pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The fewest pairs that must change places for the others to keep their order; `pairs` are by new position.

    >>> sorted(moved([(1, 0), (2, 1), (0, 2), (3, 3)]))
    [(0, 2)]
    """
    every = tuple(pairs)
    tails: list[int] = []
    ends: list[int] = []  # for each pair, the length of the longest rising run that ends with it, less one
    for was, _ in every:
        at = bisect_left(tails, was)
        tails[at : at + 1] = [was]
        ends.append(at)
    staying, wanted = set(), len(tails) - 1
    for pair, end in zip(reversed(every), reversed(ends), strict=True):
        if end == wanted:
            staying.add(pair)
            wanted -= 1
    return frozenset(every) - staying
