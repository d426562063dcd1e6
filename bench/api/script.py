"""A request as the SQL it sends: each statement with its arguments, and where those come from.

An argument is the same for every request (a permission, an amount), or it is new (an id), comes with the request
(the invoice's id, the token's hash), or was read by an earlier statement (the next number of the series). Arguments of
the last three kinds are written as the value they had when the request was recorded; `values` maps them to what they
are now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

Values = dict[Any, Any]
Filler = Callable[[Values], Any]


@dataclass
class Statement:
    """One call on the connection. `results` holds the rows it gave when it was recorded."""

    method: str
    sql: str
    args: list[Any]
    results: list[dict[Any, Any]] = field(default_factory=list)
    takes: dict[Any, Any] = field(default_factory=dict)
    """Column of the first row, and the recorded value that later arguments know it by."""


@dataclass
class Script:
    """A recorded request: its statements in order, the ids it made, and the body of its answer."""

    statements: list[Statement]
    made: list[Any]
    answer: dict[str, Any]


def filler(arg: Any, moving: Mapping[Any, str]) -> Filler | None:
    """How to make the argument for a request; None when it is always the same. `moving` are the changing values."""
    if isinstance(arg, (list, tuple)):
        return _list_filler(list(arg), moving)
    if isinstance(arg, str) and arg.startswith("{"):
        return _json_filler(orjson.loads(arg), moving)
    if not isinstance(arg, (float, dict)) and arg in moving:
        return lambda values: values[arg]
    if isinstance(arg, str):
        return _text_filler(arg, moving)
    if isinstance(arg, bytes) and arg.startswith(b"{"):
        written = _json_filler(orjson.loads(arg), moving)
        return lambda values: written(values).encode()
    return None


def _text_filler(text: str, moving: Mapping[Any, str]) -> Filler | None:
    found = [(key, shown) for key, shown in moving.items() if shown in text]
    if not found:
        return None

    def fill(values: Values) -> str:
        now = text
        for key, shown in found:
            now = now.replace(shown, str(values[key]))
        return now

    return fill


def _list_filler(items: list[Any], moving: Mapping[Any, str]) -> Filler | None:
    fillers = [(at, made) for at, item in enumerate(items) if (made := filler(item, moving))]
    if not fillers:
        return None

    def fill(values: Values) -> list[Any]:
        now = list(items)
        for at, made in fillers:
            now[at] = made(values)
        return now

    return fill


def _json_filler(template: dict[str, Any], moving: Mapping[Any, str]) -> Filler:
    """JSON is written anew for every request, as any program must."""
    fillers = [
        (key, made) for key, item in template.items() if isinstance(item, str) and (made := filler(item, moving))
    ]

    def fill(values: Values) -> str:
        now = template | {key: str(made(values)) for key, made in fillers}
        return orjson.dumps(now).decode()

    return fill
