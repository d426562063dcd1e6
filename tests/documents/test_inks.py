"""Brands with inks: the PDF has exactly those a brand states, stays archivable and small, and screens see nothing of them."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.adapters.pdf.inks import profile
from duespark.adapters.pdf.merge import merge_pdfs
from duespark.companies.brands.design import Design
from duespark.companies.vector import clean_svg
from duespark.documents.public_page import render_html
from duespark.documents.render import render_pages, render_pdf
from duespark.documents.source.first import first_source
from duespark.documents.templates.standard import StandardName, standard_template
from duespark.documents.view import Look, print_view
from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.engine.invoice.plain import load
from duespark.engine.look.inks import Ink, Inks
from tests.documents import samples
from tests.documents.reading import pdf_text
from tests.documents.test_brand_look import PALETTE
from tests.support import verapdf


def ink(*percents: int) -> Ink:
    return Ink(**dict(zip(("cyan", "magenta", "yellow", "black"), percents, strict=True)))


INKS = Inks(
    primary=ink(78, 0, 44, 46), secondary=ink(0, 83, 100, 60), accent=ink(0, 99, 100, 25), heading=ink(78, 0, 42, 73),
    body=ink(0, 0, 0, 95), muted=ink(0, 0, 0, 72), surface=ink(6, 0, 3, 0),
)  # fmt: skip
STATED = {tuple(map(int, str(getattr(INKS, role)).split())) for role in Inks.__dataclass_fields__}
MIXED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><defs><linearGradient id="g"><stop offset="0"'
    b' stop-color="#0F766E"/><stop offset="1" stop-color="blue"/></linearGradient><mask id="m"><rect width="60" height="50"'
    b' fill="#0F766E"/></mask></defs><rect width="100" height="50" fill="url(#g)" mask="url(#m)"/><circle cx="20" cy="20" r="15"'
    b' fill="#0F766E" opacity=".5"/><circle cx="60" cy="20" r="9" fill="#123456" stroke="#0F766E"/></svg>'
)
"""A logo with the main color as a fill, a line, in a gradient and in a mask."""


def look(name: StandardName = "bold", inks: Inks = INKS) -> Look:
    return Look(design=Design(palette=PALETTE, inks=inks), template=standard_template(name))


def drawn(look: Look, status: str = "issued") -> bytes:
    return asyncio.run(render_pdf(samples.two_rates(), look=look, status=status))


def streams(file: pikepdf.Pdf) -> list[Any]:
    forms = [each for each in file.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
    return [*(page.obj for page in file.pages), *forms]


def colors(pdf: bytes) -> tuple[Counter[tuple[int, ...]], Counter[tuple[int, ...]]]:
    """Every color set on the pages: inks in percent, and RGB from 0 to 255."""
    inks, rgb = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    with pikepdf.open(BytesIO(pdf)) as file:
        for operands, operator in (each for one in streams(file) for each in pikepdf.parse_content_stream(one)):
            if str(operator) in ("k", "K"):
                assert all(float(part) * 100 == round(float(part) * 100) for part in operands)  # type: ignore[arg-type]
                inks[tuple(round(float(part) * 100) for part in operands)] += 1  # type: ignore[arg-type]
            elif str(operator) in ("rg", "RG", "scn", "SCN") and len(operands) == 3:
                rgb[tuple(round(float(part) * 255) for part in operands)] += 1  # type: ignore[arg-type]
    return inks, rgb


def channels(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return drawn(look(inks=Inks()))


@pytest.fixture(scope="module")
def inked() -> bytes:
    return drawn(look())


class TestPaper:
    def test_has_exactly_the_inks_of_the_brand_and_none_of_its_screen_colors(self, plain: bytes, inked: bytes) -> None:
        inks, rgb = colors(inked)
        assert inks.keys() <= STATED
        assert len(inks) == 5
        of_brand = {channels(getattr(PALETTE, role)) for role in Inks.__dataclass_fields__}
        assert rgb.keys().isdisjoint(of_brand)
        before = colors(plain)[1]
        assert sum(before[color] for color in of_brand) == inks.total()
        assert {color: count for color, count in before.items() if color not in of_brand} == rgb

    def test_a_color_without_inks_stays_as_it_was(self, plain: bytes) -> None:
        inks, rgb = colors(drawn(look(inks=Inks(body=ink(0, 0, 0, 95)))))
        assert set(inks) == {(0, 0, 0, 95)}
        before = colors(plain)[1]
        assert rgb == Counter({color: count for color, count in before.items() if color != channels(PALETTE.body)})

    def test_without_inks_it_is_the_very_same_file(self, plain: bytes) -> None:
        assert plain == drawn(Look(design=Design(palette=PALETTE), template=standard_template("bold")))
        assert b"DefaultCMYK" not in plain

    def test_says_the_same_as_before(self, plain: bytes, inked: bytes) -> None:
        assert pdf_text(inked) == pdf_text(plain)

    def test_equal_input_gives_equal_bytes(self, inked: bytes) -> None:
        assert drawn(look()) == inked

    def test_stays_small(self, inked: bytes) -> None:
        assert len(inked) < 80_000
        assert len(profile()) < 30_000

    def test_a_drawn_logo_has_the_inks_too_but_not_in_its_masks(self) -> None:
        inks, rgb = colors(drawn(replace(look("modern", Inks(primary=INKS.primary)), logo=clean_svg(MIXED).content)))
        assert inks[78, 0, 44, 46] >= 2
        assert rgb[channels("#123456")] == 1
        assert rgb[channels("#0F766E")] == 1


class TestStandards:
    @pytest.mark.verapdf
    @pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
    def test_is_archivable_and_accessible(self, inked: bytes, tmp_path: Path) -> None:
        """veraPDF: with a drawn logo, as a draft, with an e-invoice inside, merged with one from HTML and CSS."""
        xml = write_einvoice(load(samples.two_rates()), PROFILES["factur-x"])
        source = drawn(replace(look(), template=None, source=first_source()))
        made = {"logo": drawn(replace(look("modern"), logo=clean_svg(MIXED).content), status="draft")}
        made["hybrid"] = embed_einvoice(inked, xml, level="EN 16931", day=date(2026, 3, 2))
        made["merged"] = merge_pdfs([("a", made["hybrid"]), ("b", source)], title="All")
        for name, pdf in made.items():
            (tmp_path / f"{name}.pdf").write_bytes(pdf)
        assert verapdf.failures(sorted(tmp_path.iterdir())) == []
        assert colors(made["hybrid"]) == colors(inked)
        assert colors(source)[0].keys() <= STATED
        assert colors(source)[0].total() > 5
        self.holds_merged(made["merged"], colors(inked)[0].total() + colors(source)[0].total())

    def holds_merged(self, pdf: bytes, count: int) -> None:
        """All inks, and one profile for all files."""
        assert colors(pdf)[0].total() == count
        with pikepdf.open(BytesIO(pdf)) as file:
            assert [each for each in file.objects if isinstance(each, pikepdf.Stream) and each.get("/N") == 4][1:] == []
            assert all("/DefaultCMYK" in page.obj.Resources.ColorSpace for page in file.pages)

    def test_the_profile_is_what_its_header_says(self) -> None:
        head = profile()
        assert int.from_bytes(head[:4], "big") == len(head)
        assert (head[12:24], head[36:40]) == (b"prtrCMYKLab ", b"acsp")


class TestScreen:
    def test_sees_nothing_of_inks(self) -> None:
        def pages(inks: Inks) -> list[str]:
            return asyncio.run(render_pages(samples.two_rates(), look=look(inks=inks), status="issued"))

        assert pages(INKS) == pages(Inks())

    def test_nor_does_the_page_of_the_client(self) -> None:
        def page(inks: Inks) -> str:
            view = print_view(samples.two_rates(), look=look(inks=inks), status="issued")
            return render_html(view, links={"pdf": "/i/1/pdf"})

        assert page(INKS) == page(Inks())
