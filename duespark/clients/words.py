"""The words a client is found by, and what makes two words alike. Pure: the same for what is stored and what is typed."""

import re
import unicodedata
from typing import Literal

from duespark.engine.invoice.party import Party

Kind = Literal["tax_id", "domain", "name", "other"]
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60


def folded(text: str) -> str:
    """Words in small letters without accents, between single blanks.

    >>> folded("Łódź & Söhne, Sp. z o.o."), folded("Straße 5"), folded("株式会社 テスト")
    ('lodz sohne sp z o o', 'strasse 5', '株式会社 テスト')
    """
    return " ".join(split(text))


def split(text: str) -> list[str]:
    """The words of a text, folded, in their order.

    >>> split("100% Wool_Works"), split("%_")
    (['100', 'wool', 'works'], [])
    """
    small = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in small if not unicodedata.combining(letter))
    return [word[:_LONGEST] for word in _WORD.findall(unicodedata.normalize("NFC", bare))]


def words_of(profile: Party, code: str) -> dict[str, Kind]:
    """Every word of a client with what it is; where it is several things, the one that tells most.

    >>> words_of(Party(name="Example Foods", email="ada@foods.example"), "EXAMPLE")
    {'ada': 'other', 'foods': 'name', 'example': 'name', 'foods.example': 'domain'}
    """
    domain = profile.email.casefold().partition("@")[2]
    found: dict[str, Kind] = dict.fromkeys(split(f"{profile.email} {code}"), "other")
    names = (profile.name, profile.trading_name, profile.contact_name, profile.address.city)
    found |= dict.fromkeys(split(" ".join(names)), "name")
    if domain:
        found[domain[:_LONGEST]] = "domain"
    return found | dict.fromkeys((tax_word(one.value) for one in profile.tax_ids), "tax_id")


def tax_word(value: str) -> str:
    """A tax id as one word.

    >>> tax_word("PL 526-000-12-46")
    'pl5260001246'
    """
    return "".join(split(value))[:_LONGEST]


def grams(word: str) -> list[str]:
    """Each three letters in a row, the beginning counting twice, as pg_trgm makes them.

    >>> grams("bake")
    ['  b', ' ba', 'ake', 'bak', 'ke ']
    """
    padded = f"  {word} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def likeness(one: str, other: str) -> float:
    """How many of all grams of two texts they share: 1 when equal, 0 without any.

    >>> likeness("bakery", "bakery"), likeness("bakery", "tax")
    (1.0, 0.0)
    """
    ours, theirs = _all_grams(one), _all_grams(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _all_grams(text: str) -> set[str]:
    return {gram for word in text.split() for gram in grams(word)}
