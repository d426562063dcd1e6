"""The press: what its inks look like, and which come near to a color."""

from itertools import product
from pathlib import Path

import pytest

from duespark.engine.look.inks import MOST, Ink
from duespark.engine.look.lab import Lab, difference, lab_of
from duespark.engine.look.press import Press, nearest, read_press, suggested

PRESS = read_press(Path("duespark/adapters/pdf/coated.icc").read_bytes())
MEASURED = [
    (Ink(cyan=100, magenta=0, yellow=0, black=0), (54.92, -36.99, -50.05)),
    (Ink(cyan=0, magenta=100, yellow=0, black=0), (48.00, 74.00, -3.00)),
    (Ink(cyan=0, magenta=0, yellow=100, black=0), (89.00, -5.00, 93.00)),
    (Ink(cyan=0, magenta=0, yellow=0, black=100), (16.00, 0.00, 0.00)),
    (Ink(cyan=0, magenta=100, yellow=100, black=0), (47.00, 68.00, 48.00)),
]
"""Patches of ISO 12647-2:2004/Amd 1 on coated paper, as FOGRA39L has them, the paper itself being 95, 0, -2."""


class TestPress:
    @pytest.mark.parametrize(("ink", "seen"), MEASURED)
    def test_solid_inks_look_as_the_standard_says(self, ink: Ink, seen: tuple[float, float, float]) -> None:
        """The profile sees them from the paper, the standard does not: its white makes them a little lighter and yellower."""
        lab = PRESS.lab(ink)
        assert difference(lab, Lab(*seen)) < 4
        assert 0 <= lab.light - seen[0] <= 5

    def test_no_ink_is_the_paper(self) -> None:
        light, a, b = PRESS.lab(Ink(cyan=0, magenta=0, yellow=0, black=0))
        assert (round(light), round(a), round(b)) == (100, 0, 0)

    def test_more_ink_is_never_lighter(self) -> None:
        for black in (0, 50):
            row = [PRESS.lab(Ink(cyan=cyan, magenta=40, yellow=20, black=black)).light for cyan in range(0, 101, 5)]
            assert row == sorted(row, reverse=True)


class TestSuggested:
    @pytest.mark.parametrize("color", ["#0F766E", "#B45309", "#7C2D12", "#134E4A", "#FFE600", "#1F2937", "#ECFDF5"])
    def test_is_near_where_the_press_has_the_color(self, color: str) -> None:
        ink = suggested(PRESS, color)
        assert difference(PRESS.lab(ink), lab_of(color)) < 3
        assert 0 in (ink.cyan, ink.magenta, ink.yellow)
        assert ink.total <= MOST

    @pytest.mark.parametrize("color", ["#1C1917", "#57534E", "#F7F6F4", "#000000", "#FFFFFF"])
    def test_a_gray_is_black_alone(self, color: str) -> None:
        ink = suggested(PRESS, color)
        assert (ink.cyan, ink.magenta, ink.yellow) == (0, 0, 0)

    def test_what_no_press_has_gets_a_color_of_like_hue(self) -> None:
        assert str(suggested(PRESS, "#FFFFFF")) == "0 0 0 0"
        pink = suggested(PRESS, "#FF00FF")
        assert pink.magenta > 60 > pink.cyan > pink.yellow

    def test_of_two_alike_the_one_of_less_ink(self) -> None:
        """All four inks of this press look the same."""
        table = b"".join(bytes((255 - 60 * sum(inks), 150, 128)) for inks in product((0, 1), repeat=4))
        press = Press(curves=(bytes(range(256)),) * 4, grid=2, table=table)
        assert nearest(press, Lab(100, 22, 0)).total == 0
