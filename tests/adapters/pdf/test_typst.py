"""Typst gets data as data, reports what it cannot draw, and draws only with the fonts that are shipped."""

import asyncio
from pathlib import Path
from typing import Final

import orjson
import pytest

from duespark.adapters.pdf import typst
from duespark.adapters.pdf.coverage import characters, drawable
from tests.documents.reading import pdf_text, squeezed

PAGE = """
#let view = json(bytes(sys.inputs.doc))
#set document(title: view.text, date: auto)
#set text(font: "Inter")
= #view.text
"""


SHEET = """
#let look = json(bytes(sys.inputs.look))
#let sheet(view) = {
  set document(title: look.name)
  set page(width: 200pt, height: 100pt)
  set text(font: "Inter")
  if view.at("note", default: none) != none { place(link("mark:" + view.note, box(width: 1pt, height: 1pt))) }
  [#look.name: #view.text]
}
"""


@pytest.fixture
def template(tmp_path: Path) -> typst.Template:
    (tmp_path / "main.typ").write_text(PAGE)
    return typst.Template(root=tmp_path, main="main.typ")


class TestRender:
    def test_makes_pdf_svg_and_png(self, template: typst.Template) -> None:
        doc = typst.Input(b'{"text": "Hello"}')
        assert asyncio.run(typst.pdf(doc, template=template, day=None)).startswith(b"%PDF")
        assert asyncio.run(typst.svg(doc, template=template))[0].startswith("<svg")
        assert asyncio.run(typst.png(doc, template=template))[0].startswith(b"\x89PNG")

    def test_says_why_it_failed(self, template: typst.Template) -> None:
        with pytest.raises(typst.RenderFailed, match="does not contain key"):
            typst.render_pdf(typst.Input(b"{}"), template=template, day=None)

    def test_works_after_a_failure(self, template: typst.Template) -> None:
        with pytest.raises(typst.RenderFailed):
            typst.render_pdf(typst.Input(b"{}"), template=template, day=None)
        assert typst.render_pdf(typst.Input(b'{"text": "x"}'), template=template, day=None)

    def test_cannot_read_outside_its_root(self, template: typst.Template) -> None:
        (template.root / "main.typ").write_text('#read("../../../../../../etc/passwd")')
        with pytest.raises(typst.RenderFailed):
            typst.render_svg(typst.Input(b"{}"), template=template)


class TestLimits:
    """FM-30: what takes too much ends alone, in time, and the next print is as good as ever."""

    LONG: Final = "#for i in range(100000) { for j in range(100000) {} }"
    LARGE: Final = "#range(400000000)"

    def test_a_run_without_end_is_ended(self, template: typst.Template, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(typst, "SECONDS", 1.0)
            with pytest.raises(typst.RenderFailed, match="took longer than 1 seconds"):
                self.draw(template, self.LONG)
        assert self.draw(template, PAGE).startswith(b"%PDF")

    def test_one_that_takes_all_memory_is_ended(self, template: typst.Template) -> None:
        with pytest.raises(typst.RenderFailed, match="stumbled"):
            self.draw(template, self.LARGE)
        assert self.draw(template, PAGE).startswith(b"%PDF")

    def test_it_keeps_no_other_waiting(self, template: typst.Template, tmp_path: Path) -> None:
        (tmp_path / "long.typ").write_text(self.LONG)
        hung = typst.Template(root=tmp_path, main="long.typ")

        async def both() -> bytes:
            first = asyncio.create_task(typst.pdf(typst.Input(b"{}"), template=hung, day=None))
            drawn = await typst.pdf(typst.Input(b'{"text": "x"}'), template=template, day=None)
            assert not first.done()
            with pytest.raises(typst.RenderFailed):
                await first
            return drawn

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(typst, "SECONDS", 5.0)
            assert asyncio.run(both()).startswith(b"%PDF")

    def test_who_waits_too_long_for_a_turn_is_told(
        self, template: typst.Template, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(typst, "_PATIENCE", 0.0)
        with pytest.raises(typst.RenderFailed, match="too many others"):
            self.draw(template, PAGE)

    @staticmethod
    def draw(template: typst.Template, program: str) -> bytes:
        (template.root / "main.typ").write_text(program)
        return asyncio.run(typst.pdf(typst.Input(b'{"text": "x"}'), template=template, day=None))


class TestLook:
    """The look given apart, the document an argument."""

    @pytest.fixture
    def sheet(self, tmp_path: Path) -> typst.Template:
        (tmp_path / "sheet.typ").write_text(SHEET)
        return typst.Template(root=tmp_path, main="sheet.typ", draws="sheet")

    @pytest.mark.parametrize(
        "text",
        ['")) #panic("out', "\\", '\\")', "\\u{41}", '"', "#look.name", "line\nline", "// gone", "*bold* $x$ \\n"],
    )
    def test_nothing_in_a_document_is_a_program(self, sheet: typst.Template, text: str) -> None:
        given = typst.Input(orjson.dumps({"text": text}), b'{"name": "A"}')
        assert pdf_text(typst.render_pdf(given, template=sheet, day=None)) == squeezed(f"A: {text}")

    def test_looks_in_turn_do_not_mix(self, sheet: typst.Template) -> None:
        """Nor after a print that failed, whose look the compiler had already taken."""
        one, two = b'{"name": "One"}', b'{"name": "Two"}'
        first = typst.render_svg(typst.Input(b'{"text": "x"}', one), template=sheet)
        with pytest.raises(typst.RenderFailed):
            typst.render_svg(typst.Input(b"{}", two), template=sheet)
        assert typst.render_svg(typst.Input(b'{"text": "x"}', two), template=sheet) != first
        assert typst.render_svg(typst.Input(b'{"text": "x"}', one), template=sheet) == first

    def test_notes_are_told_and_taken_off_the_pages(self, sheet: typst.Template) -> None:
        clean = typst.render_svg(typst.Input(b'{"text": "x"}', b'{"name": "A"}'), template=sheet)
        noted = typst.Input(b'{"text": "x", "note": "lines:3"}', b'{"name": "A"}')
        assert typst.render_checked(noted, template=sheet, mark="mark") == (clean, ["lines:3"])


class TestDrawable:
    def test_leaves_what_the_fonts_have(self) -> None:
        text = "Zażółć Ελληνικά Кириллица ₹ ₽ → ″"
        assert drawable(text, typst.FONTS) == text

    def test_puts_a_box_for_what_they_lack(self) -> None:
        assert drawable("茶 🍰 ש ಅ", typst.FONTS) == "茶 □ ש □"

    def test_drops_what_shows_nothing(self) -> None:
        assert drawable("a\u2060b\ufe0f", typst.FONTS) == "ab"

    def test_knows_exactly_what_typst_can_draw(self, template: typst.Template) -> None:
        covered = sorted(code for code in characters(typst.FONTS) if 0x250 <= code < 0xE000)
        assert len(covered) > 8000
        for start in range(0, len(covered), 1500):
            doc = '{"text": "' + " ".join(map(chr, covered[start : start + 1500])) + '"}'
            assert typst.render_pdf(typst.Input(doc.encode()), template=template, day=None)

    @pytest.mark.parametrize(
        "text", ["क्" * 2500, "क़्\u200d" * 300, "र्क्ष्" * 200, "क" + "ि" * 400, "न\u200c\u0940" + "\u0940\u200d" * 300]
    )
    def test_a_syllable_without_end_does_not_stop_the_print(self, template: typst.Template, text: str) -> None:
        """Its shaper counts the letters of a syllable in a byte."""
        doc = f'{{"text": "{text}"}}'
        printed = pdf_text(typst.render_pdf(typst.Input(doc.encode()), template=template, day=None))
        assert text[0] in printed

    @pytest.mark.parametrize("text", ["\u0e4a\u226a\u031c\u0699", "\u200b\u2b1c\u08df\u201f", "ก\u064bक\u05b4茶\u0301"])
    def test_marks_on_letters_of_another_script_do_not_stop_the_print(
        self, template: typst.Template, text: str
    ) -> None:
        doc = f'{{"text": "{text}"}}'
        assert typst.render_pdf(typst.Input(doc.encode()), template=template, day=None)
