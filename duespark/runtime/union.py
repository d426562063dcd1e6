"""Several SELECTs sent as one statement, each answered with its own rows.

The statements become branches of a UNION ALL. Columns of one type share a place in the row, so that the row is as wide
as the widest branch and not as all of them together.
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
_known: dict[str, _Columns] = {}
"""What PostgreSQL said of each statement. The schema does not change while a process lives."""


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
    """The rows of each of the plain statements, in one round trip."""
    for sql, _ in selects:
        if sql not in _known:
            _known[sql] = await _columns(conn, sql)
    sql, branches = _union(tuple(sql for sql, _ in selects))
    found: list[list[Row]] = [[] for _ in selects]
    for wide in await conn.fetch(sql, *(value for _, values in selects for value in values)):
        which = wide[0]
        found[which].append(branches[which].row(wide))
    return found


async def _columns(conn: Connection, sql: str) -> _Columns:
    """Name and type of each column of a statement, as PostgreSQL tells without running it."""
    prepared = await conn.prepare(sql)
    return tuple((column.name, _type(column.type)) for column in prepared.get_attributes())


def _type(type: Any) -> str:
    name = str(type.name)
    return f'{type.schema}."{name.removesuffix("[]")}"' + "[]" * name.endswith("[]")


@lru_cache(maxsize=256)
def _union(statements: tuple[str, ...]) -> tuple[str, tuple[_Branch, ...]]:
    """The one statement, and how to read the rows of each of those it is made of."""
    columns = [_known[sql] for sql in statements]
    places = _places(columns)
    parts, branches, given = [], [], 0
    for which, (sql, own) in enumerate(zip(statements, columns, strict=True)):
        taken = _taken(own)
        values = ", ".join(f"q.c{taken[place]}" if place in taken else f"CAST(NULL AS {place[0]})" for place in places)
        names = ", ".join(f"c{at}" for at in range(len(own)))
        parts.append(f"SELECT {which}, {values} FROM ({_shifted(sql, given)}) AS q ({names})")
        given += max((int(number) for number in _PARAMETER.findall(sql)), default=0)
        order = sorted(taken, key=taken.__getitem__)
        branches.append(_Branch(tuple(name for name, _ in own), itemgetter(*(1 + places.index(one) for one in order))))
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
