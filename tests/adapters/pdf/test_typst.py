"""Typst gets data as data, reports what it cannot draw, and draws only with the fonts that are shipped."""

import asyncio
from pathlib import Path

import pytest

from duespark.adapters.pdf import typst
from duespark.adapters.pdf.coverage import characters, drawable

PAGE = """
#let view = json(bytes(sys.inputs.doc))
#set document(title: view.text, date: auto)
#set text(font: "Inter")
= #view.text
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

    @pytest.mark.parametrize("text", ["\u0e4a\u226a\u031c\u0699", "\u200b\u2b1c\u08df\u201f", "ก\u064bक\u05b4茶\u0301"])
    def test_marks_on_letters_of_another_script_do_not_stop_the_print(
        self, template: typst.Template, text: str
    ) -> None:
        doc = f'{{"text": "{text}"}}'
        assert typst.render_pdf(typst.Input(doc.encode()), template=template, day=None)
