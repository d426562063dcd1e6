"""Contrast against published values, and the nearest color that can be read."""

import pytest

from duespark.engine.look.color import NotAColor, check_color, contrast, nearest_readable, readable_on, text_on


class TestContrast:
    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        [
            ("#000000", "#FFFFFF", 21.0),
            ("#777777", "#FFFFFF", 4.48),  # WebAIM: fails AA by two hundredths
            ("#767676", "#FFFFFF", 4.54),
            ("#FF0000", "#FFFFFF", 4.00),
            ("#0000FF", "#FFFFFF", 8.59),
            ("#010101", "#000000", 1.01),
        ],
    )
    def test_is_as_published(self, one: str, other: str, ratio: float) -> None:
        assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
        assert contrast(other, one) == contrast(one, other)


class TestColor:
    @pytest.mark.parametrize("text", ["", "red", "#FFF", "#GGGGGG", "#B45309;}", " #B45309", "#B4530９"])
    def test_anything_else_is_none(self, text: str) -> None:
        with pytest.raises(NotAColor):
            check_color(text)

    def test_text_on_a_ground_is_white_ink_or_black(self) -> None:
        assert [text_on(ground) for ground in ("#1D4ED8", "#FFE600", "#777777")] == ["#FFFFFF", "#1C1917", "#000000"]

    def test_a_color_is_moved_until_it_can_be_read(self) -> None:
        assert readable_on("#FFFFFF", "#000000") == "#000000"
        assert contrast(readable_on("#FFFFFF", "#FFFFFF"), "#FFFFFF") >= 4.5
        assert contrast(readable_on("#1C1917", "#1C1917"), "#1C1917") >= 4.5


class TestNearest:
    @pytest.mark.parametrize("color", ["#999999", "#FFE600", "#FF0000", "#00FF00", "#87CEEB", "#F5C6D6", "#FFFFFF"])
    @pytest.mark.parametrize("ground", ["#FFFFFF", "#F7F6F4", "#1C1917", "#000000", "#777777"])
    def test_can_be_read_on_every_ground(self, color: str, ground: str) -> None:
        for ratio in (3.0, 4.5):
            assert contrast(nearest_readable(color, [ground], ratio=ratio), ground) >= ratio

    def test_what_can_be_read_stays(self) -> None:
        assert nearest_readable("#1d4ed8", ["#FFFFFF"]) == "#1D4ED8"

    def test_is_barely_far_enough(self) -> None:
        """A gray: the step of one in 255 before it does not pass any more."""
        assert nearest_readable("#999999", ["#FFFFFF"]) == "#767676"

    def test_keeps_the_hue(self) -> None:
        red, green, blue = (int(nearest_readable("#87CEEB", ["#FFFFFF"])[at : at + 2], 16) for at in (1, 3, 5))
        assert red < green < blue

    def test_goes_lighter_where_that_is_nearer(self) -> None:
        assert contrast(nearest_readable("#777777", ["#1C1917"]), "#000000") > contrast("#777777", "#000000")

    def test_where_nothing_will_do_it_is_the_better_of_black_and_white(self) -> None:
        assert nearest_readable("#FF0000", ["#000000", "#FFFFFF"], ratio=7.0) in ("#000000", "#FFFFFF")
