"""What one can go to from the paper: the parties' e-mail addresses and pages, and where to pay."""

import asyncio
import io
from typing import Any

import pikepdf
import pytest

from duespark.documents.render import render_pdf
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look
from tests.documents import samples

SELLER = {"mailto:billing@northlight.example.com", "https://northlight.example.com"}


def links(made: dict[str, Any], name: StandardName = "modern") -> set[str]:
    look = Look(template=standard_template(name))
    pdf = asyncio.run(render_pdf(made, look=look, status="issued", pay_url="https://pay.example.com/i/8f2c"))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [one for page in file.pages for one in page.obj.get("/Annots", [])]  # type: ignore[attr-defined]
        return {bytes(one.A.URI).decode() for one in found}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_addresses_of_the_seller_and_of_the_buyer_open(name: StandardName, language: str) -> None:
    is_one_line = (name, language) == ("classic", "ar")  # the letterhead, where links would part the line
    wanted = (set() if is_one_line else SELLER) | {
        "mailto:accounts@bakery.example.com",
        "https://pay.example.com/i/8f2c",
    }
    assert links(samples.two_rates() | {"language": language}, name) == wanted


@pytest.mark.parametrize("site", ["javascript:alert(1)", "file:///etc/passwd", "ask us", "a b.example.com", "//evil"])
def test_what_is_no_address_stays_text(site: str) -> None:
    made = samples.two_rates()
    made["seller"] |= {"website": site, "email": "x"}
    assert links(made) == {"mailto:accounts@bakery.example.com", "https://pay.example.com/i/8f2c"}
