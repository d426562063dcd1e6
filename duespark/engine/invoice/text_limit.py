"""The mark of a text that has room for so many characters and no more."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class TextLimit:
    """Marks a text of which outside data may give `most` characters. The engine declares it, the edge refuses what is longer."""

    most: int


Short = Annotated[str, TextLimit(200)]
"""A name, a number, a code: what stands on a line of its own."""

Long = Annotated[str, TextLimit(5000)]
"""Sentences and paragraphs."""

Link = Annotated[str, TextLimit(2000)]
"""An address on the web."""
