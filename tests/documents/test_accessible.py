"""What machines and screen readers get of a print: whole fonts, a sound file, all words, and in the order they are read."""

import io
import re
from functools import cache
from itertools import pairwise, product
from typing import Any

import pikepdf
import pytest

from duespark.documents.labels import labels
from duespark.documents.templates.standard import NAMES, StandardName
from tests.documents import samples
from tests.documents.reading import squeezed
from tests.documents.structure import Part, structure
from tests.documents.test_standard import GOODS, document, draw

LANGUAGES = ("en", "ar", "he", "hi", "ja", "th")
ALL = list(product(NAMES, LANGUAGES))
LEFTWARD = ("ar", "he")


def paper(language: str) -> dict[str, Any]:
    """Two items, notes of two lines, terms, and words of the language."""
    made = document(language, 3) | {
        "terms": GOODS.get(language, "Goods remain ours until paid."),
        "purchase_order": "PO-7781",
    }
    made["lines"][1]["note"] = GOODS.get(language, "As agreed")
    return made


@cache
def printed(name: StandardName, language: str) -> bytes:
    return draw(name, paper(language))


@cache
def read_out(name: StandardName, language: str) -> Part:
    return structure(printed(name, language))


class TestFile:
    @pytest.mark.parametrize(("name", "language"), ALL)
    def test_every_font_is_inside_and_has_only_the_letters_it_needs(self, name: StandardName, language: str) -> None:
        with pikepdf.open(io.BytesIO(printed(name, language))) as file:
            assert file.check_pdf_syntax() == []
            fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
            whole = [one for one in fonts if "/DescendantFonts" in one]
            assert len(whole) * 2 == len(fonts) > 0
            for font in whole:
                (inner,) = font.DescendantFonts
                assert re.fullmatch(r"/[A-Z]{6}\+\S+", str(inner.BaseFont)), inner.BaseFont
                assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
                assert "/ToUnicode" in font


class TestWords:
    @pytest.mark.parametrize(("name", "language"), [one for one in ALL if one[1] != "th"])
    def test_are_all_said_whole_and_in_their_order(self, name: StandardName, language: str) -> None:
        """Of Thai the print says letters with marks twice, which `test_standard` allows for."""
        said = squeezed(read_out(name, language).text).casefold()
        words = labels(language)
        own = GOODS.get(language, "As agreed")
        expected = [words["invoice"], words["bill_to"], words["description"], "INV-2026-0042", "Northlight Studio Ltd"]
        expected += ["Example Bakery GmbH", "Musterstraße 7", "IE6388047V", "PO-7781"]
        assert [one for one in expected if squeezed(one).casefold() not in said] == []
        assert said.count(squeezed(own).casefold()) == (4 if language in GOODS else 1)

    @pytest.mark.parametrize("name", NAMES)
    def test_of_a_table_are_said_line_by_line(self, name: StandardName) -> None:
        (table,) = [
            one for one in structure(draw(name, samples.two_rates())).walk()
            if one.tag == "Table" and "Logo and wordmark" in one.text
        ]  # fmt: skip
        rows = [squeezed(row.text) for row in table.walk() if row.tag == "TR"]
        found = [row for row in rows if "Artdirection" in row]
        assert len(found) == 1
        assert (
            found[0].index("Artdirection")
            < found[0].index("12.5")
            < found[0].index("95.00")
            < found[0].index("1,068.75")
        )


def out_of_order(part: Part, language: str) -> list[str]:
    """Neighbors of which the later one stands above the earlier one, or before it on the same line."""
    found = [told for one in part.parts for told in out_of_order(one, language)]
    for one, after in pairwise(part for part in part.parts if part.box):
        assert one.box
        assert after.box
        is_below = after.page > one.page or after.box[3] <= one.box[1] + 3
        # A point stands lower than the letter after it: pieces of one text are above another only by a line.
        is_above = after.page < one.page or after.box[1] >= one.box[3] + (-3 if one.tag else 1.5)
        is_before = after.box[0] >= one.box[2] if language in LEFTWARD else after.box[2] <= one.box[0]
        if not is_below and (is_above or (is_before and one.tag)):
            found.append(f"{part.tag}: {one.text[:40]!r} {one.box} before {after.text[:40]!r} {after.box}")
    return found


class TestOrder:
    @pytest.mark.parametrize(("name", "language"), ALL)
    def test_of_a_screen_reader_is_that_of_the_eye(self, name: StandardName, language: str) -> None:
        assert out_of_order(read_out(name, language), language) == []
