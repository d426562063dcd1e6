"""A page that would hold a few lines alone is saved: there is less white between things, and no letter is smaller."""

import asyncio
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from bench.pdf.documents import documents
from duespark.documents.render import render_pages
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look
from tests.documents import samples
from tests.documents.reading import pdf_pages
from tests.documents.test_qr_bill import draw as draw_bill
from tests.documents.test_qr_bill import paper
from tests.documents.test_standard import document, draw


def baselines(pdf: bytes, *words: str) -> list[float]:
    """How high each word stands on the first page, in points."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = [page.search(word).get_next() for word in words]
    assert None not in found
    return [float(page.get_charbox(one[0])[1]) for one in found if one]


def row_of(pdf: bytes) -> float:
    first, second = baselines(pdf, "Article 002", "Article 003")
    return first - second


def letters_of(pdf: bytes) -> set[float]:
    """The sizes of the letters on the first page."""
    found = [each.get_font_size() for each in _texts(pdf)]
    return {round(size, 2) for size in found}


def _texts(pdf: bytes) -> list[pypdfium2.PdfTextObj]:
    drawn = pypdfium2.PdfDocument(pdf)
    return [each for each in drawn[0].get_objects() if isinstance(each, pypdfium2.PdfTextObj)]


def of_lines(count: int, **changes: Any) -> dict[str, Any]:
    return samples.long(count) | changes


class TestFit:
    @pytest.mark.parametrize("name", [name for name in NAMES if name != "legal"])
    def test_twelve_lines_are_one_page(self, name: StandardName) -> None:
        """The words under the totals stood alone on a second page."""
        (made,) = documents(1)
        assert len(pdf_pages(draw(name, dict(made)))) == 1

    @pytest.mark.parametrize("language", ["de", "ar", "ja"])
    def test_so_they_are_in_other_scripts(self, language: str) -> None:
        assert len(pdf_pages(draw("modern", document(language, 12)))) == 1

    @pytest.mark.parametrize("count", [10, 11, 12, 13, 14, 15, 16, 25, 40, 60])
    def test_no_last_page_holds_words_alone(self, count: int) -> None:
        pages = pdf_pages(draw("classic", of_lines(count)))
        assert len(pages) == 1 or "Article" in pages[-1]

    def test_white_gives_way_and_no_letter_is_smaller(self) -> None:
        short, full = draw("classic", of_lines(4)), draw("classic", of_lines(13))
        assert len(pdf_pages(full)) == 1
        assert 0.6 < row_of(full) / row_of(short) < 0.95
        assert letters_of(full) == letters_of(short)

    @pytest.mark.parametrize("count", [20, 21, 120])
    def test_nothing_is_narrower_where_no_page_is_saved(self, count: int) -> None:
        full = draw("classic", of_lines(count))
        assert len(pdf_pages(full)) > 1
        assert row_of(full) == pytest.approx(row_of(draw("classic", of_lines(4))), abs=0.02)

    def test_a_page_is_saved_for_the_payment_part_too(self) -> None:
        """Seven lines above it; an eighth does not fit however little white there is, and then all stand as usual."""
        usual, full, over = (draw_bill(paper(count, language="de")) for count in (2, 7, 8))
        assert [len(pdf_pages(bill)) for bill in (usual, full, over)] == [1, 1, 2]
        pitches = [
            baselines(bill, "Gardening 0")[0] - baselines(bill, "Gardening 1")[0] for bill in (usual, full, over)
        ]
        assert pitches[1] < pitches[0] == pytest.approx(pitches[2], abs=0.02)

    def test_the_preview_shows_the_same_pages(self) -> None:
        made = of_lines(13)
        pages = asyncio.run(render_pages(made, look=Look(template=standard_template("classic")), status="issued"))
        assert len(pages) == 1

    def test_is_the_same_every_time(self) -> None:
        made = of_lines(13, prepaid=str(Decimal(10)))
        assert draw("classic", made) == draw("classic", made)
