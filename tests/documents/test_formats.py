"""Numbers are written as CLDR has them in every language of paper, whether Babel writes each or we write them as it did."""

from decimal import Decimal
from random import Random

import pytest

from duespark.documents.formats import _by_babel, _decimals, _shape, formats
from duespark.documents.labels import PRINTED

LANGUAGES = [*PRINTED, "de-CH", "de-AT", "fr-CH", "en-IN", "en-GB", "es-MX", "pt-BR"]
PLACES = (0, 2, 3, 6)


def numbers(places: int, count: int = 8) -> list[Decimal]:
    """Of every length, and of both signs."""
    chance = Random(places)
    bounds = [10 ** chance.randint(1, 17) for _ in range(count)]
    return [Decimal(chance.randint(-most, most)).scaleb(-places) for most in bounds]


class TestNumbers:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD", "INR"])
    def test_are_written_as_babel_writes_them(self, language: str, currency: str) -> None:
        form = formats(language, currency)
        for places in PLACES:
            for number in numbers(places):
                assert form.fixed(number, places) == _by_babel(form, "decimal", number, places)
        for number in numbers(2):
            assert form.money(f"{number:f}") == _by_babel(form, "money", number, form._places(f"{number:f}"))

    def test_are_learned_but_where_they_are_grouped_by_two(self) -> None:
        unlearned = {one for one in LANGUAGES if _shape(formats(one, "EUR"), "money", 2) is None}
        assert unlearned == {"hi", "en-IN"}
        assert formats("hi", "INR").money("1234567.5") == "₹12,34,567.50"

    @pytest.mark.parametrize(
        ("value", "decimals"),
        [("12", 0), ("12.50", 1), ("0.000", 0), ("-3.125", 3), ("1E+3", 0), ("1.5E-7", 8), ("25e-1", 1)],
    )
    def test_have_the_decimals_they_need(self, value: str, decimals: int) -> None:
        assert _decimals(value) == decimals

    def test_of_any_size_lose_no_digit(self) -> None:
        assert (
            formats("en", "EUR").amount("1234567890123456789012345678901.25")
            == "1,234,567,890,123,456,789,012,345,678,901.25"
        )
