"""Several SELECTs sent as one statement, each answered with its own rows.

The statements become branches of a UNION ALL. Columns of one type share a place in the row, so that the row is as wide
as the widest branch and not as all of them together. A statement that is asked several times, with other values each
time, is one branch over all the values; one that is asked again with the same values is sent once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from duespark.runtime.db import Connection

Row = dict[str, Any]
Select = tuple[str, Sequence[Any]]
"""A statement and the values of its parameters."""
_Columns = tuple[tuple[str, str], ...]
"""Name and type of each column."""

_PARAMETER = re.compile(r"\$(\d+)")
_NOT_PLAIN = re.compile(r"\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b|\bset_config\(|_lock\(", re.IGNORECASE)
_CONSTANT = re.compile(r"\b(LIMIT|OFFSET)\s+(CAST\()?\$", re.IGNORECASE)
"""Where PostgreSQL takes no value that differs by row."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What PostgreSQL says of a statement: its columns, and the types of its parameters where each may differ by row."""

    columns: _Columns
    parameters: tuple[str, ...] | None


_known: dict[str, _Shape] = {}
"""Of each statement. The schema does not change while a process lives."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """How to read the rows of one statement: its columns' names, and their values out of the wide row."""

    names: tuple[str, ...]
    values: Callable[[Any], Any]

    def row(self, wide: Any) -> Row:
        if len(self.names) == 1:
            return {self.names[0]: self.values(wide)}
        return dict(zip(self.names, self.values(wide), strict=True))


@lru_cache(maxsize=1024)
def is_plain(sql: str) -> bool:
    """Whether a statement only reads and locks nothing, so that it may stand in another one."""
    return sql.startswith("SELECT ") and not _NOT_PLAIN.search(sql)


async def select_all(conn: Connection, selects: Sequence[Select]) -> list[list[Row]]:
    """The rows of each of the plain statements, in one round trip. Who asks the same shares the rows."""
    for sql, _ in selects:
        if sql not in _known:
            _known[sql] = await _shape(conn, sql)
    asked, places = _grouped(selects)
    sql, branches = _union(tuple((one, len(values) > 1) for one, values in asked))
    found: list[list[list[Row]]] = [[[] for _ in values] for _, values in asked]
    for wide in await conn.fetch(sql, *(value for _, values in asked for value in _parameters(values))):
        which = wide[0]
        found[which][wide[1]].append(branches[which].row(wide))
    return [found[which][at] for which, at in places]


async def _shape(conn: Connection, sql: str) -> _Shape:
    """The shape of a statement, as PostgreSQL tells without running it."""
    prepared = await conn.prepare(sql)
    parameters = prepared.get_parameters()
    alike = any(type.kind != "scalar" for type in parameters) or _CONSTANT.search(sql)
    return _Shape(
        columns=tuple((column.name, _type(column.type)) for column in prepared.get_attributes()),
        parameters=None if alike else tuple(_type(type) for type in parameters),
    )


def _type(type: Any) -> str:
    name = str(type.name)
    return f'{type.schema}."{name.removesuffix("[]")}"' + "[]" * name.endswith("[]")


_Asked = tuple[str, list[Sequence[Any]]]
"""A branch: the statement, and the values it is asked with, all different."""


def _grouped(selects: Sequence[Select]) -> tuple[list[_Asked], list[tuple[int, int]]]:
    """The branches, and for each of the statements its branch and its place among the values there."""
    asked: list[_Asked] = []
    latest: dict[str, int] = {}
    known: dict[tuple[Any, ...], tuple[int, int]] = {}
    places = []
    for sql, values in selects:
        key = (sql, *(tuple(value) if isinstance(value, list) else value for value in values))
        if key not in known:
            if sql not in latest or _known[sql].parameters is None:
                latest[sql] = len(asked)
                asked.append((sql, []))
            here = asked[latest[sql]][1]
            known[key] = (latest[sql], len(here))
            here.append(values)
        places.append(known[key])
    return asked, places


def _parameters(asked: list[Sequence[Any]]) -> Sequence[Any]:
    """The parameters of a branch: the values, or of each the list of all."""
    return asked[0] if len(asked) == 1 else [list(all) for all in zip(*asked, strict=True)]


@lru_cache(maxsize=256)
def _union(statements: tuple[tuple[str, bool], ...]) -> tuple[str, tuple[_Branch, ...]]:
    """The one statement, and how to read the rows of each of those it is made of, which come with many values or with one."""
    columns = [_known[sql].columns for sql, _ in statements]
    places = _places(columns)
    parts, branches, given = [], [], 0
    for which, ((sql, many), own) in enumerate(zip(statements, columns, strict=True)):
        taken = _taken(own)
        values = ", ".join(f"q.c{taken[place]}" if place in taken else f"CAST(NULL AS {place[0]})" for place in places)
        names = ", ".join(f"c{at}" for at in range(len(own)))
        if many:
            parts.append(
                f"SELECT {which}, CAST(given.n AS int) - 1, {values} FROM {_for_each(sql, given)} AS q ({names})"
            )
        else:
            parts.append(f"SELECT {which}, 0, {values} FROM ({_shifted(sql, given)}) AS q ({names})")
        given += max((int(number) for number in _PARAMETER.findall(sql)), default=0)
        order = sorted(taken, key=taken.__getitem__)
        branches.append(_Branch(tuple(name for name, _ in own), itemgetter(*(2 + places.index(one) for one in order))))
    return " UNION ALL ".join(parts), tuple(branches)


_Place = tuple[str, int]
"""The how-manieth column of a type."""


def _places(branches: Iterable[_Columns]) -> list[_Place]:
    """The columns of the wide row: of each type as many as the branch that has most of it."""
    most: Counter[str] = Counter()
    for columns in branches:
        most |= Counter(type for _, type in columns)
    return [(type, at) for type, count in most.items() for at in range(count)]


def _taken(columns: _Columns) -> dict[_Place, int]:
    """Which of the places hold which of the columns."""
    seen: Counter[str] = Counter()
    taken = {}
    for at, (_, type) in enumerate(columns):
        taken[type, seen[type]] = at
        seen[type] += 1
    return taken


def _shifted(sql: str, by: int) -> str:
    """The statement with its parameters counted from `by` on."""
    return _PARAMETER.sub(lambda found: f"${int(found[1]) + by}", sql) if by else sql


def _for_each(sql: str, by: int) -> str:
    """The statement run for each of the values that arrays give, whose parameters are counted from `by` on."""
    types = _known[sql].parameters or ()
    arrays = ", ".join(f"${at + by}::{type}[]" for at, type in enumerate(types, 1))
    names = ", ".join(f"p{at}" for at in range(1, len(types) + 1))
    once = _PARAMETER.sub(lambda found: f"given.p{found[1]}", sql)
    return f"unnest({arrays}) WITH ORDINALITY AS given ({names}, n) CROSS JOIN LATERAL ({once})"
