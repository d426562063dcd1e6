"""Brands on paper and screen: colors by role, letters, sizes, the place of the logo; every PDF stays what PDFs here promise."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from duespark.adapters.pdf.typst import RenderFailed
from duespark.companies.brands.design import Design, FontChoice, LogoPosition
from duespark.companies.fonts.families import PAIRINGS, families, read_font
from duespark.companies.vector import clean_svg
from duespark.documents.public_page import render_html
from duespark.documents.render import check_pages, render_pages, render_pdf
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look, print_view
from duespark.engine.look.palette import Palette
from duespark.engine.look.typography import SIZES, Element, Typography
from tests.documents import samples
from tests.documents.reading import pdf_fonts, pdf_text, squeezed
from tests.support import verapdf
from tests.support.fonts import font, own_letters

PALETTE = Palette(
    primary="#0F766E", secondary="#7C2D12", accent="#B91C1C", heading="#134E4A", body="#1F2937", muted="#4B5563",
    surface="#ECFDF5",
)  # fmt: skip
SHAPES = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><defs><linearGradient id="g"><stop offset="0"'
    b' stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity=".4"/></linearGradient><mask id="m"><rect'
    b' width="60" height="50" fill="white"/></mask></defs><rect width="100" height="50" fill="url(#g)" mask="url(#m)"/>'
    b'<circle cx="20" cy="20" r="15" opacity=".5"/></svg>'
)
LARGEST = Typography(**{name: Element(size=most, weight="bold", line_height=180) for name, (_, most) in SIZES.items()})


def logo() -> bytes:
    buffer, picture = BytesIO(), Image.new("RGBA", (400, 120))
    ImageDraw.Draw(picture).rounded_rectangle((0, 0, 399, 119), 30, fill="#0F766E")
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def looking(name: StandardName = "modern", *, language: str = "", **design: Any) -> Look:
    return Look(
        design=Design(**{"palette": PALETTE, **design}),
        logo=logo(),
        language=language,
        template=standard_template(name),
    )


def own_look(folder: Path) -> Look:
    """Titles in a font with outlines of the one kind, text in one of the other."""
    letters = own_letters(folder / "own", font("Aone", outlines="cff"), font("Btwo"), font("Btwo", weight=700))
    return replace(looking(fonts=FontChoice(heading="Aone", body="Btwo")), letters=letters)


def pdf_of(look: Look) -> bytes:
    return asyncio.run(render_pdf(samples.german(), look=look, status="issued"))


def svg_of(look: Look) -> str:
    return "".join(asyncio.run(render_pages(samples.german(), look=look, status="issued"))).upper()


class TestColors:
    @pytest.mark.parametrize("name", NAMES)
    def test_each_role_is_on_the_page(self, name: StandardName) -> None:
        shown = svg_of(looking(name))
        unused = {"modern": {PALETTE.surface}, "classic": {PALETTE.surface, PALETTE.primary, PALETTE.accent}}
        unused |= {
            "legal": {PALETTE.primary, PALETTE.accent},
            "service": {PALETTE.primary},
            "product": {PALETTE.accent},
        }
        unused |= {"bold": {PALETTE.accent, PALETTE.heading}}
        roles = {getattr(PALETTE, role) for role in Palette.__dataclass_fields__}
        assert {color for color in roles if color not in shown} <= unused.get(name, set())

    def test_an_unset_role_leaves_the_page_as_it_was(self) -> None:
        plain = svg_of(Look(design=Design(palette=Palette(primary="#0F766E"))))
        assert "#1C1917" in plain
        assert "#7C2D12" not in plain


class TestLetters:
    def test_more_than_thirty_families_come_along_each_with_its_license(self) -> None:
        folder = Path("duespark/fonts/brand")
        assert len(families()) >= 30
        for name, family in families().items():
            stem = name.replace(" ", "")
            assert "SIL OPEN FONT LICENSE" in (folder / f"OFL-{stem}.txt").read_text().upper()
            assert "Regular" in family.styles
            assert {"SemiBold", "Bold"} & set(family.styles)
            assert all(read_font(name, style)[:4] == b"\0\1\0\0" for style in family.styles)
        assert sum(file.stat().st_size for file in folder.iterdir()) < 8 * 1024 * 1024

    def test_pairs_are_of_families_there_are(self) -> None:
        assert {name for pair in PAIRINGS for name in (pair.heading, pair.body)} <= set(families())

    def test_title_and_text_are_set_in_the_families_chosen(self) -> None:
        names = pdf_fonts(pdf_of(looking(fonts=FontChoice(heading="Bitter", body="Karla"))))
        assert any(name.startswith("Bitter") for name in names)
        assert any(name.startswith("Karla") for name in names)

    @pytest.mark.parametrize("language", ["ar", "hi", "ja", "pl"])
    def test_no_letter_of_any_language_is_lost(self, language: str) -> None:
        text = pdf_text(pdf_of(looking(fonts=FontChoice(heading="Outfit", body="Poppins"), language=language)))
        assert "□" not in text
        assert squeezed("Webanwendung") in text

    @pytest.mark.parametrize("name", NAMES)
    def test_the_largest_letters_still_fit_the_page(self, name: StandardName) -> None:
        checked = asyncio.run(check_pages(samples.german(), look=looking(name, typography=LARGEST), status="issued"))
        assert checked.pages
        assert checked.overflow == []

    def test_own_fonts_are_beside_those_that_come_along_for_one_look_only(self, tmp_path: Path) -> None:
        look = own_look(tmp_path)
        assert {"Aone-Regular", "Btwo-Regular"} <= pdf_fonts(pdf_of(look))
        plain = pdf_fonts(pdf_of(looking()))
        assert not {name for name in plain if name.startswith(("Aone", "Btwo"))}
        assert look.letters is not None
        (look.letters.fonts.folder / look.letters.fonts.files[0]).unlink()
        with pytest.raises(RenderFailed):
            pdf_of(look)

    def test_the_page_of_the_client_has_the_letters_from_here(self) -> None:
        look = looking(fonts=FontChoice(heading="Fraunces", body="Figtree"))
        page = render_html(print_view(samples.german(), look=look, status="issued"), links={"pdf": "/i/1/pdf"})
        assert 'src: url("/v1/fonts/Figtree/Regular")' in page
        assert 'font-family: "Fraunces"' in page
        assert "http" not in page.split("</style>")[0]


class TestPdf:
    @pytest.mark.skipif(not verapdf.is_java_here(), reason="needs java")
    def test_is_archivable_and_accessible_however_it_looks(self, tmp_path: Path) -> None:
        """veraPDF: each template in another pair of families, with the logo in another place, the largest letters once."""
        places: list[LogoPosition] = ["start", "center", "end", "full", "template", "end"]
        files = []
        for name, place, pair in zip(NAMES, places, PAIRINGS, strict=False):
            fonts = FontChoice(heading=pair.heading, body=pair.body)
            look = looking(name, fonts=fonts, logo_position=place, language="ar" if place == "full" else "")
            if name == "legal":
                look = replace(look, design=replace(look.design, typography=LARGEST))
            files.append(tmp_path / f"{name}.pdf")
            files[-1].write_bytes(pdf_of(look))
        files.append(tmp_path / "own.pdf")
        files[-1].write_bytes(pdf_of(own_look(tmp_path)))
        files.append(tmp_path / "shapes.pdf")
        files[-1].write_bytes(pdf_of(replace(looking(), logo=clean_svg(SHAPES).content)))
        assert verapdf.failures(files) == []


class TestIcon:
    def test_stands_in_the_tab_of_the_page_of_the_client(self) -> None:
        for icon in (None, logo()):
            view = print_view(samples.german(), look=replace(looking(), icon=icon), status="issued")
            assert (
                '<link rel="icon" href="data:image/png;base64,' in render_html(view, links={"pdf": "/i/1/pdf"})
            ) is bool(icon)


class TestWhiteLabel:
    def test_leaves_no_name_of_the_program_on_the_page_of_the_client(self) -> None:
        for hidden in (False, True):
            view = print_view(samples.german(), look=looking(white_label=hidden), status="issued")
            page = render_html(view, links={"pdf": "/i/1/pdf"})
            assert ("DueSpark" in page) is not hidden
