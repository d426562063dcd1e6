"""Changes applied to the document they were made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duespark.engine.errors import Conflict
from duespark.engine.invoice.diff import Change
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.plain import load, plain

Edit = tuple[tuple[str, ...], Change]
"""A change, and the rest of its path below the value it is applied to."""


class CannotApply(Conflict):
    code = "document.cannot_apply"
    sentence = "The change at {pointer_text!r} does not fit: the document is not the one the changes were made from."


def apply(document: Document, changes: Iterable[Change]) -> Document:
    """The document after the changes that `diff` found: `apply(old, diff(old, new)) == new`.

    Raises `CannotApply` when the document is not what the changes were made from.

    >>> from duespark.engine.invoice.diff import diff
    >>> old, new = Document(notes="a"), Document(notes="b", currency="PLN")
    >>> apply(old, diff(old, new)) == new
    True
    """
    edits = [(tuple(change.path.split("/")[1:]), change) for change in changes]
    return load(_edited_object(plain(document), edits))


def _edited(value: Any, edits: Sequence[Edit]) -> Any:
    """The value after the edits that concern it; one with no path left replaces it."""
    for path, change in edits:
        if not path:
            _require(value == change.old and len(edits) == 1, change)
            return change.new
    if isinstance(value, list):
        return _edited_list(value, edits)
    _require(isinstance(value, Mapping), edits[0][1])
    return _edited_object(value, edits)


def _edited_object(value: Mapping[str, Any], edits: Sequence[Edit]) -> dict[str, Any]:
    result = dict(value)
    for name, inner in _grouped(edits).items():
        _require(name in result, inner[0][1])
        result[name] = _edited(result[name], inner)
    return result


def _edited_list(items: Sequence[Any], edits: Sequence[Edit]) -> list[Any]:
    result = _rearranged(items, [change for path, change in edits if len(path) == 1])
    for position, inner in _grouped([edit for edit in edits if len(edit[0]) > 1]).items():
        at = _position(position, inner[0][1])
        _require(at < len(result), inner[0][1])
        result[at] = _edited(result[at], inner)
    return result


def _grouped(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    groups: dict[str, list[Edit]] = defaultdict(list)
    for (first, *rest), change in edits:
        groups[first].append((tuple(rest), change))
    return groups


def _rearranged(items: Sequence[Any], changes: Sequence[Change]) -> list[Any]:
    """The list without what was removed, with what was added and moved at its new place, the others in their order."""
    gone: set[int] = set()
    placed: dict[int, tuple[Change, Any]] = {}
    for change in changes:
        at = _position(change.path.rpartition("/")[2], change)
        was = change.old if change.kind == "moved" else at
        if change.kind != "added":
            _require(was < len(items) and was not in gone, change)
            _require(change.kind == "moved" or items[was] == change.old, change)
            gone.add(was)
        if change.kind != "removed":
            _require(at not in placed, change)
            placed[at] = (change, items[was] if change.kind == "moved" else change.new)
    length = len(items) - len(gone) + len(placed)
    for at, (change, _) in placed.items():
        _require(at < length, change)
    staying = iter([item for was, item in enumerate(items) if was not in gone])
    return [placed[at][1] if at in placed else next(staying) for at in range(length)]


def _position(text: str, change: Change) -> int:
    _require(text.isdecimal(), change)
    return int(text)


def _require(fits: bool, change: Change) -> None:
    if not fits:
        raise CannotApply(pointer=change.path, pointer_text=change.path)
