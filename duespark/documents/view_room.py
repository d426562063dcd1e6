"""Puts words in room that would stay empty: what stands below the table stands beside the totals where nothing is to pay."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Drawn = Mapping[str, Any]

_WORDS: Final = {"notes", "terms", "payment_terms", "text"}
_PAYING: Final = {"bank_details", "qr"}


def words_beside(blocks: Sequence[Drawn], *, pays: bool) -> list[Drawn]:
    """The blocks; where a table's totals keep an empty column beside them, for nothing is to pay, the words that follow
    the table go there."""
    found = list(blocks)
    place = next((at for at, one in enumerate(found) if one["type"] == "lines"), len(found))
    if pays or place + 1 >= len(found):
        return found
    table, words = found[place], found[place + 1]
    closing = table["blocks"][0] if len(table["blocks"]) == 1 else None
    if closing is None or not _keeps_room(closing) or not _are_short_words(words):
        return found
    stacked = {**words, "type": "group", "face": "blocks/group/screen.liquid", "options": _STACK}
    filled = {**closing, "blocks": [stacked, *closing["blocks"][1:]]}
    return [*found[:place], {**table, "blocks": [filled]}, *found[place + 2 :]]


_STACK: Final = {"ground": "none", "gap": 14, "together": False}


def _keeps_room(closing: Drawn) -> bool:
    """Whether the first of several columns is for paying alone and is kept though it is empty."""
    if closing["type"] != "columns" or not closing["options"]["keep_empty"] or len(closing["blocks"]) < 2:
        return False
    inside = list(_leaves(closing["blocks"][:1]))
    return bool(inside) and all(
        one["type"] in _PAYING and one["options"].get("code") != "verification" for one in inside
    )


def _are_short_words(block: Drawn) -> bool:
    return (
        block["type"] == "columns"
        and not block["stacked"]
        and all(one["type"] in _WORDS for one in _leaves(block["blocks"]))
    )


def _leaves(blocks: Sequence[Drawn]) -> Iterator[Drawn]:
    for block in blocks:
        if block["type"] in ("group", "columns"):
            yield from _leaves(block["blocks"])
        else:
            yield block
