"""Sizes of letters: what a page can bear, and what not."""

import pytest

from duespark.engine.look.typography import (
    SIZES,
    CaptionAboveBody,
    Element,
    LineHeightOutOfRange,
    SizeOutOfRange,
    Typography,
    check_typography,
)


class TestTypography:
    @pytest.mark.parametrize("name", SIZES)
    def test_each_element_has_its_limits(self, name: str) -> None:
        least, most = SIZES[name]
        for size in (0, least, most):
            assert check_typography(Typography(**{name: Element(size=size)}))
        for size in (least - 1, most + 1, -1):
            with pytest.raises(SizeOutOfRange) as raised:
                check_typography(Typography(**{name: Element(size=size)}))
            assert raised.value.pointer == f"/typography/{name}/size"

    def test_lines_are_as_high_as_their_letters_and_at_most_nearly_twice(self) -> None:
        for height in (0, 100, 180):
            assert check_typography(Typography(body=Element(line_height=height)))
        for height in (99, 181):
            with pytest.raises(LineHeightOutOfRange):
                check_typography(Typography(body=Element(line_height=height)))

    def test_captions_are_not_larger_than_the_text(self) -> None:
        assert check_typography(Typography(body=Element(size=9), caption=Element(size=9)))
        assert check_typography(Typography(caption=Element(size=9)))
        with pytest.raises(CaptionAboveBody):
            check_typography(Typography(body=Element(size=8), caption=Element(size=9)))
