"""What can always be drawn in time: so much text, so many line breaks, and no more."""

import pytest

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.room import MOST_CHARACTERS, MOST_LINE_ENDS, TooMuchText, check_room


def lines(count: int, **texts: str) -> Document:
    return Document(lines=tuple(Line(**texts) for _ in range(count)))


class TestCheckRoom:
    def test_two_thousand_lines_of_a_hundred_characters_have_room(self) -> None:
        check_room(lines(2000, description="x" * 100, note="First\nsecond"))

    @pytest.mark.parametrize("name", ["description", "note", "sku", "unit"])
    def test_more_characters_than_a_print_shows_in_time(self, name: str) -> None:
        check_room(lines(100, **{name: "x" * (MOST_CHARACTERS // 100)}))
        with pytest.raises(TooMuchText, match="300000 characters together, and these have 300001") as refused:
            check_room(Document(lines=lines(100, **{name: "x" * (MOST_CHARACTERS // 100)}).lines, notes="."))
        assert refused.value.pointer == "/lines"

    def test_more_line_breaks_than_a_print_shows_in_time(self) -> None:
        check_room(lines(2, description="\n" * (MOST_LINE_ENDS // 2)))
        with pytest.raises(TooMuchText, match="10000 line breaks"):
            check_room(Document(lines=lines(2, note="\n" * (MOST_LINE_ENDS // 2)).lines, terms="a\nb"))
