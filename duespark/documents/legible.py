"""Takes out of a document's texts what cannot be seen but can mislead: controls and bidirectional overrides."""

import unicodedata
from typing import Any

_KEPT = {"\n", "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c"}
"""Invisible characters that ordinary writing needs: line ends, joiners, soft hyphens, direction marks."""


def legible(value: Any) -> Any:
    """The same plain value with every text composed (NFC) and without control characters.

    Overrides and isolates (Unicode TR 36, section 2.6) go too: they can make 1,000 look like 000,1.

    >>> legible({"name": "a\\x00b", "lines": ["\\u202e12"]})
    {'name': 'ab', 'lines': ['12']}
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: legible(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [legible(item) for item in value]
    return value


def _text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(character for character in composed if character in _KEPT or not _is_control(character))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
