"""Keeps texts in order on paper that is read from right to left: what begins in Latin letters or figures stays as it is."""

import unicodedata
from typing import Any, Final

LRM: Final = "\u200e"
"""LEFT-TO-RIGHT MARK: no sign of its own, but what stands between two of them keeps its order (UAX 9)."""

_TEXTS: Final = frozenset({
    "name", "lines", "reach", "value", "description", "note", "sku", "number", "notes", "terms", "own_terms",
    "payment_terms", "label", "reasons"
})  # fmt: skip
_KEPT: Final = frozenset({"words", "template", "code", "logo"})
"""What is not typed by people on this document, or is no text to read. Addresses of pages and pictures stay as they are too: with
a mark before it none leads anywhere."""


def directed(view: Any, *, inside: bool = False) -> Any:
    """The view with every text of people that begins from left to right held in that order, line by line.

    >>> directed({"notes": "14 Main St.", "kind": "invoice"}) == {"notes": "\\u200e14 Main St.\\u200e", "kind": "invoice"}
    True
    """
    if isinstance(view, str):
        return "\n".join(map(_line, view.split("\n"))) if inside else view
    if isinstance(view, dict):
        return {
            key: value
            if key in _KEPT
            else directed(value, inside=(key in _TEXTS and key != "lines") or _is_texts(key, value))
            for key, value in view.items()
        }
    if isinstance(view, list):
        return [directed(each, inside=inside) for each in view]
    return view


def _is_texts(key: str, value: Any) -> bool:
    """The lines of an address are texts, the lines of the document are rows."""
    return key == "lines" and isinstance(value, list) and all(isinstance(each, str) for each in value)


def _line(text: str) -> str:
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return f"{LRM}{text}{LRM}" if text.strip() and first == "L" else text
