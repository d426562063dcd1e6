"""Logos as SVG: what is kept, what is thrown away, what is refused, and that nothing reaches outside (FM-30)."""

import re
import time

import pypdfium2
import pytest

from duespark.companies import vector
from duespark.companies.picture import LogoDamaged, LogoNotAPicture
from duespark.companies.vector import clean_svg, is_svg
from tests.companies.test_brands import at, the_default
from tests.support.world import World

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHAPE = '<rect width="10" height="5" fill="#0F766E"/>'


def svg(inner: str = SHAPE, *, head: str = "", attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"{head}<svg {NS} {attributes}>{inner}</svg>".encode()


def kept(inner: str) -> str:
    return clean_svg(svg(SHAPE + inner)).content.decode()


class TestKept:
    def test_shapes_gradients_and_styles_stay(self) -> None:
        text = kept(
            '<style>.a{fill:#fff;stroke:url(#g)}</style><defs><linearGradient id="g"><stop offset="0" stop-color="red"/>'
            '</linearGradient></defs><g transform="translate(1 2)"><path class="a" d="M0 0h9v9z" fill="url(#g)"/></g>'
        )
        for part in (
            ".a{fill:#fff;stroke:url(#g)}",
            "linearGradient",
            'd="M0 0h9v9z"',
            "translate(1 2)",
            'fill="url(#g)"',
        ):
            assert part in text

    @pytest.mark.parametrize(
        ("attributes", "size"),
        [
            ('viewBox="0 0 100 50"', ("100", "50")),
            ('viewBox="0,0,31.4,10"', ("31", "10")),
            ('width="120px" height="60px"', ("120", "60")),
            ('width="10mm" height="5mm" viewBox="0 0 200 100"', ("200", "100")),
        ],
    )
    def test_says_its_size(self, attributes: str, size: tuple[str, str]) -> None:
        text = clean_svg(svg(attributes=attributes)).content.decode()
        assert re.match(r'<svg width="(\d+)" height="(\d+)" ', text).groups() == size  # type: ignore[union-attr]

    def test_cleaning_twice_changes_nothing_more(self) -> None:
        once = clean_svg(svg('<g><path d="M0 0h9v9z"/></g>')).content
        assert clean_svg(once).content == once

    def test_is_known_by_its_content(self) -> None:
        assert is_svg(svg(head='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'))
        assert not is_svg(b"\x89PNG\r\n\x1a\n<svg")
        assert not is_svg(b"hello")


class TestThrownAway:
    @pytest.mark.parametrize(
        "hostile",
        [
            "<script>alert(1)</script>",
            '<script xlink:href="https://evil.example/x.js"/>',
            '<rect onload="alert(1)" width="1" height="1"/>',
            '<a xlink:href="javascript:alert(1)"><rect width="1" height="1"/></a>',
            '<image xlink:href="file:///etc/passwd" width="1" height="1"/>',
            '<image href="https://evil.example/pixel.png" width="1" height="1"/>',
            '<use xlink:href="https://evil.example/x.svg#a"/>',
            '<use href="file:///etc/passwd#a"/>',
            '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><img src="https://evil.example"/></div></foreignObject>',
            "<style>@import url(https://evil.example/x.css);</style>",
            "<style>rect{fill:url(https://evil.example/x)}</style>",
            "<style>rect{fill:\\75rl(https://evil.example/x)}</style>",
            '<rect width="1" height="1" style="fill:url(https://evil.example/x)"/>',
            '<rect width="1" height="1" fill="url(https://evil.example/x#a)"/>',
            '<animate attributeName="href" to="javascript:alert(1)"/>',
            '<set attributeName="onload" to="alert(1)"/>',
            '<filter id="f"><feImage href="https://evil.example/x.png"/></filter>',
            '<font-face><font-face-uri href="https://evil.example/x"/></font-face>',
            '<?xml-stylesheet href="https://evil.example/x.css"?>',
            "<!-- https://evil.example -->",
            '<x:y xmlns:x="https://evil.example/ns"/>',
        ],
    )
    def test_nothing_of_it_is_left(self, hostile: str) -> None:
        text = kept(hostile)
        for word in ("evil", "alert", "passwd", "script", "onload", "import", "file:", "foreignObject"):
            assert word not in text
        assert 'fill="#0F766E"' in text


class TestRefused:
    def test_entities(self) -> None:
        laughs = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        outside = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        for head in (laughs, outside, outside.replace("ENTITY", "entity")):
            with pytest.raises((vector.SvgWithEntities, LogoDamaged)):
                clean_svg(svg("<title>&b;&x;</title>" + SHAPE, head=head))

    def test_text_that_needs_a_font(self) -> None:
        with pytest.raises(vector.SvgWithText):
            clean_svg(svg('<text x="1" y="2">Studio</text>'))

    def test_shapes_that_multiply(self) -> None:
        levels = "".join(f'<g id="l{level}">' + f'<use href="#l{level - 1}"/>' * 10 + "</g>" for level in range(1, 9))
        began = time.monotonic()
        with pytest.raises(vector.SvgTooComplex):
            clean_svg(svg(f'<defs><rect id="l0" width="1" height="1"/>{levels}</defs><use href="#l8"/>'))
        with pytest.raises(vector.SvgTooComplex):
            clean_svg(svg('<g id="me"><rect width="1" height="1"/><use href="#me"/></g>'))
        with pytest.raises(vector.SvgTooComplex):
            clean_svg(svg(SHAPE * (vector.MOST_ELEMENTS + 1)))
        assert time.monotonic() - began < 5

    @pytest.mark.parametrize("inner", ["", "<script>x</script>", "<g/>"])
    def test_what_draws_nothing(self, inner: str) -> None:
        with pytest.raises(vector.SvgEmpty):
            clean_svg(svg(inner))

    @pytest.mark.parametrize(
        "attributes", ["", 'viewBox="0 0 0 0"', 'viewBox="0 0 a b"', 'viewBox="0 0 1 500"', 'width="9%"']
    )
    def test_what_has_no_size(self, attributes: str) -> None:
        with pytest.raises(vector.SvgEmpty):
            clean_svg(svg(attributes=attributes))

    def test_what_is_broken_or_something_else(self) -> None:
        with pytest.raises(LogoDamaged):
            clean_svg(svg()[:-4])
        with pytest.raises(LogoNotAPicture):
            clean_svg(b"<html><svg/></html>")


class TestUploaded:
    async def test_prints_as_shapes_and_has_variants(self, world: World) -> None:
        brand = await the_default(world)
        path = f"{at(world)}/{brand['id']}/logo"
        made = (await world.api.put(path, content=svg('<circle cx="20" cy="20" r="18" fill="#0F766E"/>'))).json()
        assert {one["variant"] for one in made["logos"]} == {"full", "mono", "favicon"}
        answer = await world.api.get(path)
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert (await world.api.get(path, params={"variant": "mono"})).headers["content-type"] == "image/png"
        invoice = await world.add_invoice()
        page = pypdfium2.PdfDocument((await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content)[0]
        assert not any(isinstance(one, pypdfium2.PdfImage) for one in page.get_objects())
        colors = page.render(scale=1).to_pil().convert("RGB").getcolors(maxcolors=100_000)
        assert (15, 118, 110) in {color for _, color in colors or []}
        again = (await world.api.delete(path, params={"variant": "mono"})).json()
        assert {one["variant"] for one in again["logos"]} == {"full", "mono", "favicon"}

    async def test_a_hostile_one_is_harmless_everywhere(self, world: World) -> None:
        path = f"{at(world)}/{(await the_default(world))['id']}/logo"
        hostile = (
            '<script>alert(1)</script><image href="file:///etc/passwd"/><rect width="9" height="9" onclick="x()"/>'
        )
        assert (await world.api.put(path, content=svg(hostile))).status_code == 200
        kept = (await world.api.get(path)).text
        assert [word for word in ("script", "passwd", "onclick") if word in kept] == []
