"""Operators that set colors: where inks stand in, and where the page's own color space must be chosen again."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from duespark.adapters.pdf.inks import in_inks

INKS = {"#FF0000": (0, 100, 90, 0)}


def painted(content: bytes) -> str:
    """What becomes of a page's operators."""
    file, out = pikepdf.new(), BytesIO()
    space = Array([Name.ICCBased, file.make_stream(b"", N=3)])
    spaces = Dictionary(c0=space, c1=Array([Name.ICCBased, file.make_stream(b"", N=1)]))
    file.add_blank_page()
    page = file.pages[0].obj
    page.Resources = Dictionary(ColorSpace=spaces)
    page.Contents = file.make_stream(content)
    file.save(out)
    with pikepdf.open(BytesIO(in_inks(out.getvalue(), INKS))) as made:
        return " ".join(made.pages[0].Contents.read_bytes().decode().split())


class TestOperators:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"/c0 cs 1 0 0 scn f", "/c0 cs 0 1 0.9 0 k f"),
            (b"/c0 CS 1 0 0 SCN S", "/c0 CS 0 1 0.9 0 K S"),
            (b"1 0 0 rg 1 0 0 RG B", "0 1 0.9 0 k 0 1 0.9 0 K B"),
            (b"/c0 cs 0 1 0 scn f", "/c0 cs 0 1 0 scn f"),
            (b"/c1 cs 1 scn f", "/c1 cs 1 scn f"),
            (b"/c0 cs 0.998 0 0 scn f", "/c0 cs 0.998 0 0 scn f"),
        ],
    )
    def test_set_inks_for_the_colors_that_have_some(self, content: bytes, expected: str) -> None:
        assert painted(content) == expected

    def test_go_on_in_the_space_the_page_chose(self) -> None:
        """A color set after inks, with the space still chosen, must not be read as inks."""
        assert painted(b"/c0 cs 1 0 0 scn f 0 1 0 scn f") == "/c0 cs 0 1 0.9 0 k f /c0 cs 0 1 0 scn f"
        saved = b"/c0 cs 0 1 0 scn q 1 0 0 scn f Q 0 0 1 scn f"
        assert painted(saved) == "/c0 cs 0 1 0 scn q 0 1 0.9 0 k f Q 0 0 1 scn f"
        assert painted(b"/c0 cs 1 0 0 scn /c0 CS 0 1 0 SCN B") == "/c0 cs 0 1 0.9 0 k /c0 CS 0 1 0 SCN B"

    def test_an_empty_page_stays_empty(self) -> None:
        assert painted(b"") == ""
