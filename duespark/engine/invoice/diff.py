"""What changed between two documents, as changes a person can read.

Texts for people are made at the edge, from `field`, which is the same for every line. `apply` makes the new document
of the old one and its changes again, so nothing is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from duespark.engine.invoice.computed import without_computed
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.matching import match, moved
from duespark.engine.invoice.plain import plain_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; `old` and `new` are plain JSON data, and None where there was or is nothing.

    `path` is a JSON pointer (RFC 6901) into the new document, and into the old one for what was removed. `field` is
    the path without positions: "lines.quantity". An item of a list that `moved` has its positions as `old` and `new`.
    """

    path: str
    field: str
    kind: Literal["added", "removed", "changed", "moved"]
    old: Any = None
    new: Any = None


def diff(old: Document, new: Document, *, computed: bool = True) -> tuple[Change, ...]:
    """The changes that make `new` of `old`, in the order of the document; empty when both are equal.

    A line put in or taken out is one change, whatever stands below it. Without `computed` only what people typed is
    compared, not the amounts that follow from it.

    >>> from decimal import Decimal
    >>> from duespark.engine.invoice.line import Line
    >>> ten, first = Line(id="a", quantity=Decimal(10)), Line(description="New")
    >>> twelve = Line(id="a", quantity=Decimal(12))
    >>> for change in diff(Document(lines=(ten,)), Document(lines=(first, twelve))):
    ...     print(change.kind, change.path, change.field, change.old)
    added /lines/0 lines None
    changed /lines/1/quantity lines.quantity 10
    """
    if not computed:
        old, new = without_computed(old), without_computed(new)
    return tuple(_object(old, new, "", ""))


def _value(old: Any, new: Any, path: str, field: str) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, tuple):
        yield from _list(old, new, path, field)
    elif is_dataclass(old) and is_dataclass(new):
        yield from _object(old, new, path, f"{field}.")
    else:
        kind: Literal["added", "removed", "changed"] = (
            "added" if old is None else "removed" if new is None else "changed"
        )
        yield Change(path=path, field=field, kind=kind, old=plain_value(old), new=plain_value(new))


def _object(old: Any, new: Any, path: str, prefix: str) -> Iterator[Change]:
    for field in fields(old):
        name = field.name
        yield from _value(getattr(old, name), getattr(new, name), f"{path}/{name}", f"{prefix}{name}")


def _list(old: Sequence[Any], new: Sequence[Any], path: str, field: str) -> Iterator[Change]:
    pairs = match(old, new)
    was_at, kept = {at: was for was, at in pairs}, {was for was, _ in pairs}
    elsewhere = moved(pairs)
    for was, item in enumerate(old):
        if was not in kept:
            yield Change(path=f"{path}/{was}", field=field, kind="removed", old=plain_value(item))
    for at, item in enumerate(new):
        here = f"{path}/{at}"
        if at not in was_at:
            yield Change(path=here, field=field, kind="added", new=plain_value(item))
            continue
        was = was_at[at]
        if (was, at) in elsewhere:
            yield Change(path=here, field=field, kind="moved", old=was, new=at)
        yield from _value(old[was], item, here, field)
