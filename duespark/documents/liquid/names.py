"""What may be named where: the reference as a tree, in which a path of a source is looked up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from duespark.documents.liquid.reference import VARIABLES, Variable
from duespark.documents.liquid.sandbox import Face


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name stands for: fields, items of a list, or a single value. `ANYTHING` is not known before it is filled."""

    fields: Mapping[str, "Kind"] = field(default_factory=dict)
    items: "Kind | None" = None
    said: str = ""


ANYTHING: Final = Kind()
VALUE: Final = Kind(said="value")


class Unknown(LookupError):
    """A path that leads nowhere; the text names it."""


@lru_cache(maxsize=2)
def known(face: Face) -> Kind:
    """Everything that may be named on this face."""
    fields = {each.name: each for each in usable(face) if not each.of}
    return _tree([(name.split("."), _kind(each, face)) for name, each in fields.items()])


def usable(face: Face) -> Iterator[Variable]:
    """The variables of this face."""
    yield from (each for each in VARIABLES if face == "source" or not each.only_in_source)


def _kind(variable: Variable, face: Face) -> Kind:
    if variable.sort != "list":
        return VALUE
    fields = {each.name: VALUE for each in usable(face) if each.of == variable.name}
    return Kind(items=Kind(fields=fields, said="fields"), said="list")


def _tree(paths: Sequence[tuple[Sequence[str], Kind]]) -> Kind:
    firsts = dict.fromkeys(path[0] for path, _ in paths)
    fields = {}
    for first in firsts:
        below = [(path[1:], kind) for path, kind in paths if path[0] == first]
        fields[first] = below[0][1] if not below[0][0] else _tree(below)
    return Kind(fields=fields, said="fields")


def look_up(path: Sequence[object], scope: Mapping[str, Kind]) -> Kind:
    """What a path leads to. Raises `Unknown`, which names the nearest one that is known."""
    kind = scope.get(str(path[0]))
    if kind is None:
        raise Unknown(_dotted(path[:1] if len(path) == 1 else path))
    for segment in path[1:]:
        if kind is ANYTHING:
            return kind
        kind = _below(kind, segment)
        if kind is None:
            raise Unknown(_dotted(path))
    return kind


def _below(kind: Kind, segment: object) -> Kind | None:
    if kind.items is not None:
        if segment == "size":
            return VALUE
        return kind.items if segment in ("first", "last") or isinstance(segment, int) else None
    return kind.fields.get(str(segment))


def _dotted(path: Sequence[object]) -> str:
    return ".".join(str(each) for each in path)


def nearest(name: str, scope: Mapping[str, Kind]) -> str:
    """The known name most like it; empty where none is."""
    every = list(_names(scope))
    alike = get_close_matches(name, every, n=1, cutoff=0.65)
    last = name.rsplit(".", 1)[-1]
    return alike[0] if alike else next((each for each in every if each.rsplit(".", 1)[-1] == last), "")


def _names(fields: Mapping[str, Kind], before: str = "") -> Iterator[str]:
    for name, kind in fields.items():
        if kind.fields:
            yield from _names(kind.fields, f"{before}{name}.")
        else:
            yield before + name
