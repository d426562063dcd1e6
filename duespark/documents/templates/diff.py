"""What differs between two templates: the page, the style, and each block by its id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Closed):
    """Something was added, removed, moved or changed. `block` is its id, empty for page and style; `field` is what of it
    changed, `before` and `after` its values."""

    change: Literal["added", "removed", "moved", "changed"]
    block: str = ""
    type: str = ""
    field: str = ""
    before: Any = None
    after: Any = None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """From one complete template to another, in the order of the newer; what was removed comes last.

    >>> one = {"page": {}, "style": {}, "blocks": [{"id": "lines", "type": "lines", "options": {"style": "ruled"}}]}
    >>> other = {"page": {}, "style": {}, "blocks": [{"id": "lines", "type": "lines", "options": {"style": "plain"}}]}
    >>> [(each.block, each.field, each.before, each.after) for each in differences(one, other)]
    [('lines', 'options/style', 'ruled', 'plain')]
    """
    found = list(_fields("page", before["page"], after["page"]))
    if "html" in before:
        texts = [{"html": each["html"], "css": each["css"]} for each in (before, after)]
        return [*found, *_fields("", *texts)]
    found += _fields("style", before["style"], after["style"])
    old, new = dict(_places(before["blocks"])), dict(_places(after["blocks"]))
    for id, (place, block) in new.items():
        if id not in old:
            found.append(Difference(change="added", block=id, type=block["type"]))
            continue
        was_place, was = old[id]
        if _neighbor(was_place, new) != _neighbor(place, old):
            found.append(Difference(change="moved", block=id, type=block["type"]))
        found += _block(id, was, block)
    return [*found, *(Difference(change="removed", block=id, type=old[id][1]["type"]) for id in old if id not in new)]


_Place = tuple[str, tuple[str, ...]]
"""The block that holds it, and the ids before it there."""


def _places(blocks: list[dict[str, Any]], holder: str = "") -> Iterator[tuple[str, tuple[_Place, dict[str, Any]]]]:
    for at, block in enumerate(blocks):
        yield block["id"], ((holder, tuple(one["id"] for one in blocks[:at])), block)
        yield from _places(block.get("blocks", []), block["id"])


def _neighbor(place: _Place, others: Mapping[str, Any]) -> tuple[str, str]:
    """Its holder, and the nearest block before it that both templates have."""
    holder, before = place
    return holder, next((id for id in reversed(before) if id in others), "")


def _block(id: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    if was["type"] != now["type"]:
        yield Difference(
            change="changed", block=id, type=now["type"], field="type", before=was["type"], after=now["type"]
        )
        return
    for each in _fields("options", was["options"], now["options"]):
        yield Difference(
            change="changed", block=id, type=now["type"], field=each.field, before=each.before, after=each.after
        )
    if was.get("when") != now.get("when"):
        yield Difference(
            change="changed", block=id, type=now["type"], field="when", before=was.get("when"), after=now.get("when")
        )


def _fields(name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            yield Difference(
                change="changed", field=f"{name}/{key}".strip("/"), before=was.get(key), after=now.get(key)
            )
