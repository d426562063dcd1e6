"""The mask is the one the standard asks for; segno, which counts module by module, is the measure."""

import pytest
from segno.encoder import mask_scores

from duespark.engine.payment.qr.mask import Masks, penalty
from tests.engine.payment.qr.drawn import modules

TEXTS = [
    "1",
    "HTTPS://PAY.EXAMPLE.COM/I/8F2C",
    "BCD\n002\n1\nSCT\n\nZażółć\nIE29AIBK93115212345678\nEUR814.28",
    "ä" * 150,
]


def masks_for(code: list[str]) -> Masks:
    version = (len(code) - 17) // 4
    return Masks.of([modules("another text", mask, version) for mask in range(8)])


def scores(code: list[str]) -> int:
    matrix = tuple(bytearray(map(int, row)) for row in code)
    return sum(mask_scores(matrix, len(code), len(code)))


class TestPenalty:
    @pytest.mark.parametrize("text", TEXTS)
    def test_is_what_an_encoder_counts(self, text: str) -> None:
        for mask in range(8):
            code = modules(text, mask)
            assert penalty(code) == scores(code)

    def test_of_one_color_everything_is_wrong(self) -> None:
        """21 rows and 21 columns of 3 + 16 points, 400 blocks of 3, and ten steps from half dark."""
        assert penalty(["1" * 21] * 21) == 42 * 19 + 1200 + 100

    @pytest.mark.parametrize("row", ["000010111010000", "101110111010000", "000010111011101", "000010111011101110100"])
    def test_what_looks_like_finders_counts_once_where_two_overlap(self, row: str) -> None:
        code = [row] + ["01" * (len(row) // 2) + "0"[: len(row) % 2]] * (len(row) - 1)
        assert penalty(code) == scores(code)


class TestMasks:
    @pytest.mark.parametrize("text", TEXTS)
    def test_the_best_has_the_least_penalty(self, text: str) -> None:
        every = [modules(text, mask) for mask in range(8)]
        mask, _ = masks_for(every[0]).best(every[0])
        points = [penalty(code) for code in every]
        assert points[mask] == min(points)
        assert mask == points.index(min(points))

    @pytest.mark.parametrize("text", TEXTS)
    def test_the_modules_are_those_an_encoder_draws(self, text: str) -> None:
        """Also what the code says of its own mask, so that it is read with the right one."""
        first = modules(text, 0)
        mask, rows = masks_for(first).best(first)
        assert rows == modules(text, mask)
