"""What is let in of a font somebody uploads, and what print gets of it. Hostile ones end in a process of their own."""

import io
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import brotli
import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import _g_l_y_f as glyf
from fontTools.ttLib.tables.ttProgram import Program

from duespark.companies.fonts.alphabets import ALPHABETS
from duespark.companies.fonts.child import answered
from duespark.companies.fonts.file import ReadFont, read_fonts
from duespark.companies.fonts.inspect import inspect_fonts
from duespark.companies.fonts.names import print_name
from duespark.companies.fonts.problems import FontDamaged, FontTooLarge, NotAFont
from duespark.documents.labels import PRINTED, labels
from duespark.runtime.confined import Stopped, run_confined
from tests.support.fonts import changed, font, outline_of, variable_font


def problem_of(content: bytes) -> str:
    head, _ = answered(content)
    return f"{head.get('problem')}: {head.get('facts', {}).get('reason', '')}"


def read_font(content: bytes) -> ReadFont:
    """The one font of a file."""
    (read,) = read_fonts(content)
    return read


def tables_of(read: ReadFont) -> TTFont:
    return TTFont(io.BytesIO(read.content))


class TestRead:
    @pytest.mark.parametrize("outlines", ["glyf", "cff"])
    @pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
    def test_ttf_otf_and_both_woff_become_one_kind_of_file(self, outlines: str, flavor: str | None) -> None:
        content = font(outlines=outlines, flavor=flavor)
        read = read_font(content)
        assert read.content[:4] in (b"\0\1\0\0", b"OTTO")
        assert outline_of(read.content, "A") == outline_of(font(outlines=outlines), "A")
        assert read_font(content).content == read.content, "equal files stay equal, or they would be kept twice"

    @pytest.mark.parametrize(
        ("options", "family", "weight", "italic"),
        [
            ({"family": "Acme Grotesk", "weight": 700}, "Acme Grotesk", 700, False),
            ({"family": "Acme Semi Bold Italic", "weight": 600, "italic": True}, "Acme", 600, True),
            ({"family": "Acme Light", "names": {"typographicFamily": "Acme Light"}}, "Acme Light", 400, False),
            ({"family": "Acme", "weight": 5}, "Acme", 500, False),
            ({"family": "Acme\u202e\x07 <b>&"}, "Acme <b>&", 400, False),
            ({"family": "A" * 300}, "A" * 60, 400, False),
        ],
    )
    def test_family_weight_and_slope(self, options: dict[str, Any], family: str, weight: int, italic: bool) -> None:
        named = read_font(font(**options)).named
        assert (named.family, named.weight, named.italic) == (family, weight, italic)

    def test_print_knows_it_by_a_name_no_other_font_has(self) -> None:
        read = read_font(font("Inter", names={"copyright": "© Acme", "licenseDescription": "Ours"}))
        names = tables_of(read)["name"]
        assert names.getDebugName(1) == print_name("Inter") != "Inter"
        assert (names.getDebugName(0), names.getDebugName(13)) == ("© Acme", "Ours")

    def test_only_what_print_needs_is_kept(self) -> None:
        def add(made: TTFont) -> None:
            for tag in ("fpgm", "prep"):
                made[tag] = newTable(tag)
                made[tag].program = Program()
                made[tag].program.fromBytecode(b"\x00" * 40)
            made["gasp"] = newTable("gasp")
            made["gasp"].version, made["gasp"].gaspRange = 1, {}

        kept = set(tables_of(read_font(changed(font(), add))).keys())
        assert not kept & {"fpgm", "prep", "gasp"}

    def test_widths_are_said_one_way(self) -> None:
        def widen(made: TTFont) -> None:
            made["hmtx"].metrics["u0041"] = (900, 50)

        read = read_font(changed(font(outlines="cff"), widen))
        assert set(tables_of(read)["hmtx"].metrics.values()) == {(600, 50)}

    def test_says_which_languages_it_has_the_letters_of(self) -> None:
        assert read_font(font()).languages == ("en",)
        assert read_font(font(letters=ALPHABETS["pl"] + " ")).languages == ("en", "pl")

    def test_alphabets_are_those_of_documents(self) -> None:
        assert tuple(ALPHABETS) == PRINTED
        for language in PRINTED:
            said = {
                letter
                for text in labels(language).values()
                for letter in text
                if letter.isalpha() and letter < "\u3400"
            }
            assert said - set(ALPHABETS["en"]) <= set(ALPHABETS[language])


def _weights_of(content: bytes) -> dict[int, int]:
    """The weights taken of a variable font, each with the width of a letter in it."""
    return {read.named.weight: tables_of(read)["hmtx"].metrics["u0041"][0] for read in read_fonts(content)}


class TestVariable:
    @pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
    def test_regular_and_bold_are_taken_at_their_place(self, flavor: str | None) -> None:
        reads = read_fonts(variable_font(flavor=flavor))
        assert [(read.named.family, read.named.weight) for read in reads] == [("Acme Flow", 400), ("Acme Flow", 600)]
        assert _weights_of(variable_font(flavor=flavor)) == {400: 600, 600: 720}
        assert all(not {"fvar", "gvar", "STAT", "HVAR", "avar"} & set(tables_of(read).keys()) for read in reads)
        assert [read.content for read in read_fonts(variable_font(flavor=flavor))] == [read.content for read in reads]

    @pytest.mark.parametrize(
        ("weights", "taken"),
        [
            ((300, 300, 700), {400: 675, 600: 825}),
            ((100, 400, 500), {400: 600, 500: 900}),
            ((100, 400, 430), {400: 600}),
            ((700, 700, 900), {700: 600}),
        ],
    )
    def test_weights_it_does_not_reach_are_the_nearest_it_has(
        self, weights: tuple[int, int, int], taken: dict[int, int]
    ) -> None:
        assert _weights_of(variable_font(weights=weights)) == taken

    def test_other_axes_are_at_their_default(self) -> None:
        assert _weights_of(variable_font(axes="wght opsz")) == {400: 600, 600: 720}
        assert _weights_of(variable_font(axes="opsz")) == {400: 600}

    def test_rights_are_those_of_the_whole(self) -> None:
        def forbid(made: TTFont) -> None:
            made["OS/2"].fsType = 2

        assert problem_of(changed(variable_font(), forbid)).startswith("EmbeddingForbidden")


FORBIDDEN = [(0x0002, "restricted"), (0x0100, "no subsetting"), (0x0104, "no subsetting"), (0x0200, "bitmap")]


class TestRights:
    @pytest.mark.parametrize(("rights", "word"), FORBIDDEN)
    def test_what_its_maker_forbids_is_not_done(self, rights: int, word: str) -> None:
        assert problem_of(font(rights=rights)).startswith("EmbeddingForbidden")
        assert word in problem_of(font(rights=rights))

    @pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008, 0x0006, 0x000A])
    def test_print_and_preview_is_enough(self, rights: int) -> None:
        assert read_font(font(rights=rights)).named.family == "Acme Grotesk"


def _without(tag: str) -> Callable[[TTFont], None]:
    def change(made: TTFont) -> None:
        del made[tag]

    return change


def _tall(made: TTFont) -> None:
    made["hhea"].ascent = 32000


def _turned_around(made: TTFont) -> None:
    for axis in made["fvar"].axes:
        axis.minValue, axis.maxValue = axis.maxValue, axis.minValue


def _empty(made: TTFont) -> None:
    for table in made["cmap"].tables:
        table.cmap = {}


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "NotAFont"),
            (b"%PDF-1.7" * 100, "NotAFont"),
            (b"ttcf" + bytes(200), "FontNotPrintable"),
            (font()[:-1000], "FontDamaged"),
            (font(flavor="woff2")[:-200], "FontDamaged"),
            (b"OTTO" + b"\xff" * 500, "FontDamaged"),
            (changed(font(), _without("hmtx")), "FontDamaged: the table hmtx"),
            (changed(font(), _without("glyf")), "FontNotPrintable: The letters"),
            (changed(variable_font(), _turned_around), "FontDamaged"),
            (font(flavor="woff")[:-200], "FontDamaged"),
            (changed(font(), _tall), "FontDamaged: its lines"),
            (changed(font(), _empty), "FontDamaged: it has no letters"),
        ],
    )
    def test_fm_30_what_is_no_whole_font(self, content: bytes, problem: str) -> None:
        assert problem_of(content).startswith(problem)

    def test_fm_30_a_byte_changed_anywhere_is_read_or_refused_but_never_more(self) -> None:
        whole = font(letters="Ab1 ")
        for place in range(0, len(whole), 7):
            broken = bytearray(whole)
            broken[place] ^= 0xA5
            head, content = answered(bytes(broken))
            assert bool(content) is ("problem" not in head)

    async def test_one_that_is_too_large_is_not_looked_at(self) -> None:
        with pytest.raises(FontTooLarge):
            await inspect_fonts(bytes(5 * 1024 * 1024 + 1))
        with pytest.raises(NotAFont):
            await inspect_fonts(b"hello" * 100)


def bomb_of_components() -> bytes:
    """Each glyph is two of the one before: the last has 2^60 boxes."""

    def change(made: TTFont) -> None:
        order = made.getGlyphOrder()
        for before, name in pairwise(order[1:62]):
            made["glyf"][name] = _twice(before)

    return changed(font(), change)


def _twice(name: str) -> glyf.Glyph:
    made = glyf.Glyph()
    made.numberOfContours = -1
    parts = []
    for _ in range(2):
        part = glyf.GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = name, 0, 0, 0x204
        parts.append(part)
    made.components = parts
    return made


def bomb_of_zeros() -> bytes:
    """A WOFF2 of a few kilobytes that unpacks to two gigabytes, and says it were small."""
    packer, packed = brotli.Compressor(quality=1), b""
    piece = bytes(64 * 2**20)
    for _ in range(32):
        packed += packer.process(piece)
    packed += packer.finish()
    directory, size = b"\x00\x10", 50 + len(packed)
    head = struct.pack(">4sIIHHIIHHIIIII", b"wOF2", 0x00010000, size, 1, 0, 5000, len(packed), 1, 0, 0, 0, 0, 0, 0)
    return head + directory + packed


def bomb_of_woff() -> bytes:
    """The same as a WOFF of the first kind, one table of two gigabytes that says it were small."""
    packer = zlib.compressobj(9)
    begun, piece = packer.compress(bytes(2**24)) + packer.flush(zlib.Z_FULL_FLUSH), packer.compress(bytes(2**24))
    packed = begun + 127 * (piece + packer.flush(zlib.Z_FULL_FLUSH))
    entry = struct.pack(">4sIIII", b"head", 64, len(packed), 5000, 0)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 64 + len(packed), 1, 0, 5000, 1, 0, 0, 0, 0, 0, 0)
    return head + entry + packed


class TestBombs:
    async def test_fm_30_a_glyph_of_a_million_others_is_stopped(self) -> None:
        with pytest.raises(Stopped) as stopped:
            await run_confined(
                "duespark.companies.fonts.child",
                bomb_of_components(),
                seconds=20,
                environment={"DUESPARK_SECONDS": "2"},
            )
        assert stopped.value.late

    @pytest.mark.parametrize("bomb", [bomb_of_zeros, bomb_of_woff])
    async def test_fm_30_two_gigabytes_in_a_small_file_are_not_unpacked(self, bomb: Callable[[], bytes]) -> None:
        content = bomb()
        assert len(content) < 3_000_000
        with pytest.raises((FontTooLarge, FontDamaged)):
            await inspect_fonts(content)
