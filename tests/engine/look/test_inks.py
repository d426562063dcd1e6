"""Inks: what a press cannot print is refused, and one color has one kind of inks."""

import pytest

from duespark.engine.look.inks import Ink, Inks, InksDiffer, TooMuchInk, check_inks, colors_of, printed_inks
from duespark.engine.look.palette import Palette


def ink(*percents: int) -> Ink:
    return Ink(**dict(zip(("cyan", "magenta", "yellow", "black"), percents, strict=True)))


class TestInks:
    def test_up_to_300_percent_are_taken(self) -> None:
        inks = Inks(primary=ink(100, 100, 100, 0))
        assert check_inks(inks, Palette()) is inks
        with pytest.raises(TooMuchInk) as refused:
            check_inks(Inks(surface=ink(100, 100, 100, 1)), Palette(), at="/design/inks")
        assert (refused.value.pointer, refused.value.facts["total"]) == ("/design/inks/surface", 301)

    def test_a_color_in_two_roles_has_the_same_inks(self) -> None:
        same = Inks(heading=ink(0, 0, 0, 100), body=ink(0, 0, 0, 100))
        assert check_inks(same, Palette()) is same
        with pytest.raises(InksDiffer) as refused:
            check_inks(Inks(heading=ink(0, 0, 0, 100), body=ink(60, 0, 0, 100)), Palette())
        assert refused.value.pointer == "/inks/body"
        check_inks(Inks(heading=ink(0, 0, 0, 100), body=ink(60, 0, 0, 100)), Palette(heading="#000000"))

    def test_an_open_role_follows_the_others(self) -> None:
        palette = Palette(primary="#0F766E", body="#111111")
        assert (colors_of(palette)["accent"], colors_of(palette)["secondary"]) == ("#0F766E", "#111111")
        assert colors_of(Palette(secondary="#7C2D12"))["secondary"] == "#7C2D12"
        with pytest.raises(InksDiffer):
            check_inks(Inks(primary=ink(80, 0, 44, 46), accent=ink(70, 0, 44, 46)), palette)

    def test_are_printed_by_color(self) -> None:
        palette = Palette(primary="#FFE600")
        made = printed_inks(palette, Inks(primary=ink(0, 0, 94, 4), accent=ink(0, 20, 100, 50)))
        assert {color: str(each) for color, each in made.items()} == {"#FFE600": "0 0 94 4", "#807300": "0 20 100 50"}
        assert printed_inks(palette, Inks()) == {}
