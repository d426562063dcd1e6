"""A text becomes the modules of a code: what segno draws where the text fills the code, and what a reader reads in all."""

from random import Random

import pytest
import zxingcpp
from PIL import Image

from duespark.engine.payment.qr.codewords import (
    LARGEST,
    Frame,
    TooLong,
    capacity,
    codewords,
    modules_for_data,
    version_of,
)
from tests.engine.payment.qr.drawn import modules

VERSIONS = range(1, LARGEST + 1)
FEW = (1, 2, 6, 7, 9, 10, 13, 14, 20, 21, 25, 27, 32, 40)


def text_of(size: int) -> str:
    chance = Random(size)
    return "".join(chr(chance.randint(32, 126)) for _ in range(size))


def drawn(text: str, version: int) -> list[str]:
    return Frame.of(modules("1", 0, version)).filled(codewords(text.encode(), version))


def read(code: list[str]) -> bytes:
    """What an independent reader finds in it."""
    edge = len(code) + 8
    picture = Image.new("L", (edge, edge), 255)
    for y, row in enumerate(code):
        for x, module in enumerate(row):
            if module == "1":
                picture.putpixel((x + 4, y + 4), 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((edge * 4, edge * 4), Image.Resampling.NEAREST))
    return bytes(found.bytes)


class TestCodewords:
    @pytest.mark.parametrize("version", VERSIONS)
    def test_of_a_full_code_stand_where_an_encoder_puts_them(self, version: int) -> None:
        text = text_of(capacity(version))
        assert drawn(text, version) == modules(text, 0, version)

    @pytest.mark.parametrize("version", FEW)
    def test_of_any_length_are_read_again(self, version: int) -> None:
        for size in {1, capacity(version) // 2, capacity(version) - 1, capacity(version)}:
            text = text_of(size)
            assert read(drawn(text, version)) == text.encode()

    def test_what_is_left_is_padded_in_turn(self) -> None:
        """7.4.10: after four zeros that end the text."""
        assert codewords(b"a", 1)[:16].hex() == "40161" + "0" + "ec11" * 6 + "ec"

    def test_any_byte_may_stand_in_it(self) -> None:
        text = "Zażółć gęślą jaźń \u0000\u20ac\U0001f4a1"
        assert read(drawn(text, 5)) == text.encode()


class TestVersions:
    @pytest.mark.parametrize("version", VERSIONS)
    def test_have_the_room_the_standard_says(self, version: int) -> None:
        assert Frame.of(modules("1", 0, version)).free == modules_for_data(version)
        assert (version_of(capacity(version)), version_of(capacity(version - 1) + 1 if version > 1 else 0)) == (
            version,
            version,
        )

    def test_more_than_the_largest_holds_is_refused(self) -> None:
        with pytest.raises(TooLong, match="2332 bytes do not fit"):
            version_of(2332)
