"""Which language to speak to a reader of whom nothing is known but what the browser says."""

from typing import Final

from duespark.documents.labels import PRINTED

_MOST: Final = 20
"""Browsers name a handful of languages; whoever names more is no reader."""


def reader_language(asked: str) -> str:
    """The language of paper and page that an Accept-Language header (RFC 9110, section 12.5.4) prefers; English without one.

    >>> reader_language("pl-PL,pl;q=0.9,en;q=0.5"), reader_language("tlh, he;q=0.8, en;q=0.9"), reader_language("*")
    ('pl', 'en', 'en')
    """
    wanted = [(quality, -place, name) for place, (name, quality) in enumerate(map(_range, asked.split(",")[:_MOST]))]
    known = [each for each in wanted if each[0] > 0 and each[2] in PRINTED]
    return max(known)[2] if known else "en"


def _range(text: str) -> tuple[str, float]:
    """The language of one range and how much it is wanted; 0 where that cannot be read."""
    name, _, weight = text.partition(";")
    given = weight.strip().lower().removeprefix("q=") or "1"
    is_number = len(given) <= 5 and given.replace(".", "", 1).isdecimal()
    return name.strip().lower().partition("-")[0], float(given) if is_number else 0.0
