"""Writes amounts, quantities and dates the way a language writes them; never rounds what it is given."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import NumberPattern

from duespark.documents.labels import printed
from duespark.engine.money.currency import currency

Kind = Literal["decimal", "money"]
MINUS = "\u2212"
NO_BREAK = "\u00a0"
_COLONS: Final = {"fr": f"{NO_BREAK}: ", "ja": "\uff1a"}
_PLACES = re.compile(r"#[#,]*0")
_GLUED = re.compile(rf"(?<=[A-Za-z])(?=[{MINUS}\d])|(?<=\d)(?=[A-Za-z])")
"""Where a currency's letters touch its number; CLDR asks for a space there and Babel leaves it out."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How one document's language writes one document's currency."""

    locale: Locale
    currency: str

    @property
    def minus(self) -> str:
        """The sign; from right to left with a mark, or it would go to the other side of its number (CLDR, minusSign)."""
        return f"\u200e{MINUS}" if self.locale.text_direction == "rtl" else MINUS

    def amount(self, value: str) -> str:
        """An amount without its currency, with at least the currency's usual decimals.

        >>> formats("de", "EUR").amount("1234.5")
        '1.234,50'
        """
        return _written(self, "decimal", value, self._places(value))

    def money(self, value: str) -> str:
        """An amount with its currency.

        >>> formats("en", "JPY").money("-1200")
        '−¥1,200'
        """
        return _written(self, "money", value, self._places(value))

    def quantity(self, value: str) -> str:
        """A quantity with the decimals it has and no idle zeros.

        >>> formats("pl", "PLN").quantity("2.50")
        '2,5'
        """
        return _written(self, "decimal", value, _decimals(value))

    def fixed(self, value: Decimal, places: int) -> str:
        """A number with exactly so many decimals, which it must have been rounded to.

        >>> formats("de", "EUR").fixed(Decimal("1234.50"), 2)
        '1.234,50'
        """
        return _written(self, "decimal", str(value), places)

    def percent(self, value: str) -> str:
        """A rate given in percent.

        >>> formats("en", "EUR").percent("23.00")
        '23%'
        """
        number = self.quantity(value)
        return _PLACES.sub(number, str(self.locale.percent_formats[None].pattern))

    def said(self, name: str, text: str) -> str:
        """A name, a colon as the language sets it, and what is said of it.

        >>> formats("fr", "EUR").said("TVA", "exonéré")
        'TVA\\xa0: exonéré'
        """
        return f"{name}{_COLONS.get(self.locale.language, ': ')}{text}"

    def day(self, value: str) -> str:
        """An ISO date, written out so that day and month cannot be confused.

        >>> formats("en", "EUR").day("2026-03-04")
        'March 4, 2026'
        """
        return str(format_date(date.fromisoformat(value), format="long", locale=self.locale))

    def country(self, code: str) -> str:
        """The name of a country; the code itself when it has none."""
        return str(self.locale.territories.get(code, code))

    def _places(self, value: str) -> int:
        usual = currency(self.currency).decimals
        return usual if _decimals(value) <= usual else max(2, _decimals(value))


@lru_cache(maxsize=8192)
def _written(form: Formats, kind: Kind, value: str, places: int) -> str:
    """Kept, because previews and the paper, page and mail of one document write the same numbers again and again."""
    number = Decimal(value)
    shape = _shape(form, kind, places)
    return shape.of(number) if shape else _by_babel(form, kind, number, places)


def _by_babel(form: Formats, kind: Kind, number: Decimal, places: int) -> str:
    exact = _exactly(form.locale, kind, places)
    text = exact.apply(number, form.locale, currency=form.currency, currency_digits=False)
    return _GLUED.sub(NO_BREAK, text.replace("-", form.minus))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What stands around and between the digits of a number, by its sign."""

    places: int
    signs: Mapping[int, str]
    """What `str.translate` makes of the comma and the point of Python."""
    around: tuple[tuple[str, str], tuple[str, str]]
    """Of positive numbers, and of negative ones."""

    def of(self, number: Decimal) -> str:
        before, after = self.around[number.is_signed()]
        return f"{before}{format(number.copy_abs(), f',.{self.places}f').translate(self.signs)}{after}"


_LEARNED: Final = re.compile(r"(?P<before>\D*)1(?P<group>\D+)234(?P=group)567(?:(?P<point>\D+)8+)?(?P<after>\D*)")
_TRIED: Final = [
    Decimal(f"{sign}{digits}") for digits in (0, 1, 23, 456, 7890, 12345, 678901, 23456789) for sign in ("", "-")
]


@lru_cache(maxsize=512)
def _shape(form: Formats, kind: Kind, places: int) -> _Shape | None:
    """How Babel writes these numbers, learned from two of them, so that it need not be asked for each: that takes ten times as
    long. None where it writes some in another way, as in Hindi, which groups by two."""
    probe = Decimal(f"1234567.{'8' * places}")
    found = [_LEARNED.fullmatch(_by_babel(form, kind, number, places)) for number in (probe, -probe)]
    plus, minus = (match.groupdict("") if match else {} for match in found)
    if not plus or not minus or (plus["group"], plus["point"]) != (minus["group"], minus["point"]):
        return None
    signs = str.maketrans({",": plus["group"], ".": plus["point"]})
    shape = _Shape(places, signs, ((plus["before"], plus["after"]), (minus["before"], minus["after"])))
    return shape if all(shape.of(each) == _by_babel(form, kind, each, places) for each in _TRIED) else None


@lru_cache(maxsize=512)
def _exactly(locale: Locale, kind: Kind, places: int) -> NumberPattern:
    exact: NumberPattern = copy(
        locale.currency_formats["standard"] if kind == "money" else locale.decimal_formats[None]
    )
    exact.frac_prec = (places, places)
    return exact


@lru_cache(maxsize=512)
def formats(language: str, currency: str) -> Formats:
    """The formats of a BCP 47 `language`; English where the program does not speak it."""
    return Formats(_locale(language), currency)


def _locale(language: str) -> Locale:
    tongue = printed(language)
    if language.replace("_", "-").lower().startswith(tongue):
        try:
            return Locale.parse(language, sep="-" if "-" in language else "_")
        except (ValueError, UnknownLocaleError):
            pass
    return Locale(tongue)


def _decimals(value: str) -> int:
    if "E" in value or "e" in value:
        return max(0, -int(Decimal(value).normalize().as_tuple().exponent))
    return len(value.partition(".")[2].rstrip("0"))
