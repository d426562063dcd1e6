"""Names in Korean and in Chinese of both kinds on an English invoice: drawn whole, by both printers, and bold where others are."""

import asyncio
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from duespark.adapters.pdf.coverage import characters
from duespark.adapters.pdf.typst import FONTS
from duespark.documents.render import print_pdf
from duespark.documents.source.first import first_source
from duespark.documents.templates.standard import standard_template
from duespark.documents.view import Look
from tests.documents import samples
from tests.documents.reading import pdf_fonts, pdf_text, squeezed
from tests.support import verapdf

CLIENTS = {
    "KR": "㈜한빛디자인 쀍쌰 · 대표 김하늘",
    "SC": "北京华信创业科技有限公司 · 陶喆 · 赵𬭚",
    "TC": "臺灣龐氏麵館股份有限公司 · 鄧寬 · 鰂魚涌嘅",
}
LOOKS = {"blocks": Look(template=standard_template("bold")), "source": Look(source=first_source())}
ALL = " ".join(CLIENTS.values())
MIXED = f"Zażółć 東京で {ALL} שלום ไทย €5 🍰"
SETS = {"euc_kr": range(0xA1, 0xFF), "gb2312": range(0xA1, 0xFF), "big5": range(0x40, 0xFF)}


@cache
def printed(look: str, client: str) -> bytes:
    """An invoice in English for a client of this name, with all the names in one line."""
    made: dict[str, Any] = samples.two_rates() | {"notes": MIXED}
    made["buyer"] = made["buyer"] | {"name": client, "contact_name": client}
    return asyncio.run(print_pdf(made, look=LOOKS[look], status="issued")).pdf


class TestNames:
    @pytest.mark.parametrize("script", CLIENTS)
    def test_of_a_client_can_be_read_and_copied(self, script: str) -> None:
        pdf = printed("blocks", CLIENTS[script])
        assert pdf_text(pdf).count(squeezed(CLIENTS[script])) == 3
        assert {f"NotoSansCJK{script.lower()}-Regular", f"NotoSansCJK{script.lower()}-Bold"} <= pdf_fonts(pdf)

    @pytest.mark.parametrize("look", LOOKS)
    def test_of_all_kinds_stand_in_one_line(self, look: str) -> None:
        """What no font has is a box, and nothing else is."""
        text = pdf_text(printed(look, ALL))
        assert squeezed(ALL) in text
        assert squeezed(MIXED.replace("🍰", "□")) in text
        assert text.count("□") == 1

    @pytest.mark.parametrize("look", LOOKS)
    def test_are_bold_where_other_names_are(self, look: str) -> None:
        found = {font.replace("-", "").casefold() for font in pdf_fonts(printed(look, ALL))}
        assert {f"notosanscjk{script.casefold()}bold" for script in CLIENTS} <= found
        assert len(printed(look, ALL)) < 250_000

    def test_typed_letter_by_letter_are_composed(self) -> None:
        """A Mac hands out Hangul in parts."""
        assert squeezed("한빛디자인") in pdf_text(printed("blocks", unicodedata.normalize("NFD", CLIENTS["KR"])))

    @pytest.mark.verapdf
    @pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
    def test_are_archivable_and_accessible(self, tmp_path: Path) -> None:
        files = [tmp_path / f"{look}.pdf" for look in LOOKS]
        for file in files:
            file.write_bytes(printed(file.stem, ALL))
        assert verapdf.failures(files) == []


class TestCharacters:
    @pytest.mark.parametrize("codec", SETS)
    def test_of_the_national_sets_are_all_there(self, codec: str) -> None:
        pairs = (bytes([row, cell]) for row in range(0xA1, 0xFF) for cell in SETS[codec])
        texts = (unicodedata.normalize("NFC", pair.decode(codec, "ignore")) for pair in pairs)
        wanted = {ord(text) for text in texts if len(text) == 1 and unicodedata.category(text) == "Lo"}
        assert wanted - characters(FONTS) == set()

    def test_of_korean_are_all_syllables(self) -> None:
        assert set(range(0xAC00, 0xD7A4)) <= characters(FONTS)

    def test_are_in_one_font_each(self) -> None:
        """Which is drawn would else depend on the order of fonts, and the letters would be carried twice."""
        shared = 0
        for weight in ("Regular", "Bold"):
            fonts = sorted(FONTS.glob(f"NotoSansCJK*-{weight}.otf"))
            assert len(fonts) == 4
            shared = max(shared, sum(map(len, map(_ideographs, fonts))) - len(set().union(*map(_ideographs, fonts))))
        assert shared == 0

    def test_stay_within_what_the_package_may_weigh(self) -> None:
        assert sum(file.stat().st_size for file in FONTS.iterdir() if file.is_file()) < 14 * 2**20


def _ideographs(font: Path) -> set[int]:
    from fontTools.ttLib import TTFont

    return {code for code in TTFont(font, lazy=True).getBestCmap() if code >= 0x3400}
