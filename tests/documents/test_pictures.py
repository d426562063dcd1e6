"""The looks of the standard templates, held by pictures: a change of look is seen before a client sees it.

A picture that differs is written beside the expected one and their difference, and the failing test says where. When the
change is meant, look at them, and run `PICTURES=write .venv/bin/python -m pytest -n 0 tests/documents/test_pictures.py`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import pypdfium2
import pytest
from PIL import Image, ImageChops

from duespark.documents.templates.standard import NAMES
from tests.documents import samples
from tests.documents.test_qr_bill import draw as draw_bill
from tests.documents.test_qr_bill import paper
from tests.documents.test_standard import document, draw

HERE = Path(__file__).with_name("pictures")
SEEN = Path(gettempdir()) / "duespark-pictures"
DOTS = 72
"""Pixels an inch: enough to see a line or a word move, and twenty kilobytes a picture."""
GRAYS = 16
FAR = 80
"""Shades of 255 by which a pixel differs visibly; edges of letters may differ by less."""
MOST = 0.0001
"""Share of pixels that may differ: fifty, and a word has more."""
PRINTS: dict[str, Callable[[], bytes]] = {
    **{name: lambda name=name: draw(name, samples.two_rates()) for name in NAMES},  # type: ignore[misc]
    "modern-ar": lambda: draw("modern", document("ar", 3)),
    "qr-bill": lambda: draw_bill(paper(2, language="de")),
}


def picture(pdf: bytes) -> Image.Image:
    """The first page, in few grays."""
    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS / 72, grayscale=True).to_pil()
    return drawn.quantize(GRAYS).convert("L")


def difference(expected: Image.Image, actual: Image.Image) -> Image.Image | None:
    """White where the two are alike and black where they differ; None when they are the same to the eye."""
    if expected.size != actual.size:
        return ImageChops.difference(expected, actual.resize(expected.size))
    seen = ImageChops.difference(expected, actual).point(lambda shade: 0 if shade > FAR else 255)
    share = seen.histogram()[0] / (seen.width * seen.height)
    return seen if share > MOST else None


def compare(name: str, actual: Image.Image, *, folder: Path) -> str:
    """Empty where the picture is as expected; else where to look, after three pictures were written there."""
    expected = Image.open(HERE / f"{name}.png").convert("L")
    seen = difference(expected, actual)
    if seen is None:
        return ""
    folder.mkdir(exist_ok=True, parents=True)
    for kind, one in {"expected": expected, "actual": actual, "difference": seen}.items():
        one.save(folder / f"{name}-{kind}.png")
    return f"{name} looks different: see {folder}/{name}-difference.png, beside it -expected.png and -actual.png"


class TestPictures:
    @pytest.mark.parametrize("name", PRINTS)
    def test_a_print_looks_as_it_did(self, name: str) -> None:
        actual = picture(PRINTS[name]())
        if os.environ.get("PICTURES") == "write":
            HERE.mkdir(exist_ok=True)
            actual.quantize(GRAYS).save(HERE / f"{name}.png", optimize=True)
        assert compare(name, actual, folder=SEEN) == ""

    def test_a_word_that_moved_is_seen_and_shown(self, tmp_path: Path) -> None:
        """Two points to the right is enough."""
        expected = Image.open(HERE / "modern.png").convert("L")
        moved = expected.copy()
        word = expected.crop((50, 90, 180, 150))
        moved.paste(255, (50, 90, 180, 150))
        moved.paste(word, (52, 90))
        assert "modern-difference.png" in compare("modern", moved, folder=tmp_path)
        assert sorted(one.name for one in tmp_path.iterdir()) == [
            "modern-actual.png", "modern-difference.png", "modern-expected.png",
        ]  # fmt: skip

    def test_they_take_little_room(self) -> None:
        assert {one.stem for one in HERE.glob("*.png")} == set(PRINTS)
        assert sum(one.stat().st_size for one in HERE.glob("*.png")) < 300_000
