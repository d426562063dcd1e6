"""Addresses on documents that are read from right to left lead where they say."""

import asyncio
import io
import re

import pikepdf
import pytest

from duespark.documents.public_page import render_html
from duespark.documents.render import render_pdf
from duespark.documents.screen_page import render_screen
from duespark.documents.templates.read import read_template
from duespark.documents.view import Look, print_view
from duespark.signed_links.printed import PrintedLinks
from tests.documents import samples

PAGE = "https://pay.example.com/i/8f2c/"
LINKS = PrintedLinks(pay="https://duespark.example.com/pay/8f2c", check="https://duespark.example.com/check/8f2c")


@pytest.mark.parametrize("language", ["ar", "he"])
class TestRightToLeft:
    def test_the_link_to_pay_opens_from_the_paper(self, language: str) -> None:
        made = samples.two_rates() | {"language": language}
        pdf = asyncio.run(render_pdf(made, look=Look(), status="issued", pay_url=PAGE))
        with pikepdf.open(io.BytesIO(pdf)) as file:
            led = {bytes(one.A.URI) for page in file.pages for one in page.obj.get("/Annots", [])}  # type: ignore[attr-defined]
        assert PAGE.encode() in led
        assert [url for url in led if not url.startswith((b"https:", b"mailto:"))] == []

    def test_and_from_the_page(self, language: str) -> None:
        view = print_view(
            samples.two_rates() | {"language": language}, look=Look(), status="issued", pay_url=PAGE, links=LINKS
        )
        assert f'href="{PAGE}"' in render_html(view, links={"pdf": "/i/8f2c/pdf"})

    @pytest.mark.parametrize("code", ["verification", "payment_link"])
    def test_codes_show_in_the_html(self, language: str, code: str) -> None:
        qr = {"id": "qr", "type": "qr", "options": {"code": code}}
        look = Look(template=read_template({"blocks": [{"id": "lines", "type": "lines"}, qr]}))
        page = render_screen(
            print_view(samples.two_rates() | {"language": language}, look=look, status="issued", links=LINKS)
        )
        assert [source[:10] for source in re.findall(r'<img src="([^"]+)"', page)] == ["data:image"]
