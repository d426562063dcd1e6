"""Colors as Lab: there and back, and the differences the standard's own examples have."""

import pytest

from duespark.engine.look.color import NotAColor
from duespark.engine.look.lab import Lab, difference, lab_of, shown

SHARMA = [
    (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425),
    (Lab(50, 3.1571, -77.2803), Lab(50, 0, -82.7485), 2.8615),
    (Lab(50, -1.3802, -84.2814), Lab(50, 0, -82.7485), 1.0),
    (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
    (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0009), 7.1792),
    (Lab(50, 2.49, -0.001), Lab(50, -2.49, 0.0011), 7.2195),
    (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492),
    (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
    (Lab(2.0776, 0.0795, -1.135), Lab(0.9033, -0.0636, -0.5514), 0.9082),
]
"""Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), table 1."""


class TestDifference:
    @pytest.mark.parametrize(("one", "other", "far"), SHARMA)
    def test_is_that_of_the_published_examples(self, one: Lab, other: Lab, far: float) -> None:
        assert difference(one, other) == pytest.approx(far, abs=0.0001)
        assert difference(other, one) == pytest.approx(far, abs=0.0001)


class TestLab:
    @pytest.mark.parametrize("color", ["#000000", "#FFFFFF", "#010203", "#0F766E", "#FF00FF", "#00FF00", "#1C1917"])
    def test_comes_back_as_the_same_color(self, color: str) -> None:
        assert shown(lab_of(color)) == color

    def test_a_color_no_screen_has_is_cut_off(self) -> None:
        assert shown(Lab(60, -120, 0)).startswith("#00")

    def test_takes_colors_alone(self) -> None:
        with pytest.raises(NotAColor):
            lab_of("teal")
