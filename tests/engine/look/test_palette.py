"""Palettes: which colors meet, what is refused, and what is suggested instead."""

import pytest

from duespark.engine.look.color import contrast
from duespark.engine.look.palette import HardToRead, Palette, accent_of, check_palette, pairs


def wrong(palette: Palette, *, title_size: int = 0) -> dict[str, str]:
    """What does not pass: by role, what is suggested."""
    return {pair.role: pair.nearest for pair in pairs(palette, title_size=title_size) if not pair.passes}


class TestPairs:
    def test_the_usual_palette_can_be_read(self) -> None:
        assert wrong(Palette()) == {}

    def test_only_what_is_chosen_is_measured(self) -> None:
        usual = {pair.role for pair in pairs(Palette())}
        assert usual == {"heading", "body", "muted", "surface", "primary"}
        chosen = {pair.role for pair in pairs(Palette(secondary="#1D4ED8", accent="#B91C1C"))}
        assert chosen == usual | {"secondary", "accent"}

    def test_a_large_title_needs_less(self) -> None:
        palette = Palette(heading="#8A8A8A")  # 3.45 on white
        assert wrong(palette) == {"heading": "#767676"}
        assert wrong(palette, title_size=18) == {}
        assert set(wrong(palette, title_size=17)) == {"heading"}

    def test_text_moves_for_the_paper_and_is_then_readable_on_the_surface_too(self) -> None:
        suggested = wrong(Palette(muted="#AAAAAA"))["muted"]
        assert contrast(suggested, "#F7F6F4") >= 4.5
        assert wrong(Palette(muted=suggested)) == {}

    def test_a_surface_moves_for_the_text(self) -> None:
        found = wrong(Palette(surface="#222222"))
        assert set(found) == {"surface"}
        assert wrong(Palette(surface=found["surface"])) == {}

    def test_taking_each_suggestion_ends(self) -> None:
        palette = Palette(
            body="#BBBBBB", muted="#CCCCCC", heading="#FFE600", accent="#FF9900", secondary="#00CCCC", surface="#333333"
        )
        for _ in range(10):
            found = wrong(palette)
            if not found:
                break
            role, color = next(iter(found.items()))
            palette = Palette(
                **{**{name: getattr(palette, name) for name in Palette.__dataclass_fields__}, role: color}
            )
        assert wrong(palette) == {}

    def test_text_on_the_primary_color_is_always_readable(self) -> None:
        for color in ("#FFE600", "#777777", "#000000", "#FFFFFF", "#00FF00"):
            pair = next(pair for pair in pairs(Palette(primary=color)) if pair.role == "primary")
            assert pair.passes
            assert pair.ratio >= 4.5


class TestCheck:
    def test_says_which_color_and_the_nearest(self) -> None:
        with pytest.raises(HardToRead) as raised:
            check_palette(Palette(accent="#FF9900"), at="/design/palette")
        assert raised.value.pointer == "/design/palette/accent"
        assert "#FF9900 on #FFFFFF has a contrast of 2.1" in str(raised.value)

    def test_colors_are_written_in_capitals_and_may_be_left_open(self) -> None:
        checked = check_palette(Palette(primary="#1d4ed8"))
        assert (checked.primary, checked.secondary, checked.accent) == ("#1D4ED8", "", "")

    def test_the_accent_follows_from_the_primary_color(self) -> None:
        assert accent_of(Palette(primary="#1D4ED8")) == "#1D4ED8"
        assert contrast(accent_of(Palette(primary="#FFE600")), "#FFFFFF") >= 4.5
