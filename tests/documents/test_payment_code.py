"""The code that pays a document, read back from paper and page by a program that knows nothing of ours."""

import re
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from duespark.documents.public_page import render_html
from duespark.documents.render import render_pdf
from duespark.documents.screen_page import render_screen
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.party import BankAccount
from tests.documents import samples
from tests.documents.reading import html_text, pdf_text
from tests.signed_links.paper import open_account, pay
from tests.support.world import World

LINES = (samples.item("Design", "1", "1000.00"),)


async def printed_codes(document: dict[str, Any], *, status: str = "issued", pay_url: str | None = None) -> list[str]:
    pdf = await render_pdf(document, look=Look(), status=status, pay_url=pay_url)
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(page)]


def code_of(document: dict[str, Any], *, status: str = "issued", balance: Decimal | None = None) -> dict[str, Any]:
    found: dict[str, Any] = print_view(document, look=Look(), status=status, balance=balance)["payment"]["code"]
    return found


class TestOnPaper:
    async def test_a_transfer_in_euro_names_account_amount_and_number(self) -> None:
        (text,) = await printed_codes(samples.document(LINES))
        assert text.split("\n") == [
            *("BCD", "002", "1", "SCT", "AIBKIE2D", "Northlight Studio Ltd", "IE29AIBK93115212345678"),
            *("EUR1230.00", "", "", "INV-2026-0042"),
        ]

    async def test_asks_for_what_is_due_and_not_for_the_total(self) -> None:
        (text,) = await printed_codes(samples.document(LINES, prepaid=Decimal("230.00")))
        assert text.split("\n")[7] == "EUR1000.00"

    async def test_what_no_transfer_code_can_ask_for_is_paid_by_link(self) -> None:
        dollars = samples.document(LINES, currency="USD")
        assert await printed_codes(dollars, pay_url="https://pay.example.com/p/abc") == [
            "https://pay.example.com/p/abc"
        ]
        assert await printed_codes(dollars) == []

    @pytest.mark.parametrize(("given", "structured", "words"), [
        ("RF18 5390 0754 7034", "RF18539007547034", ""),
        ("Contract 7, March", "", "Contract 7, March"),
        ("RF17539007547034", "", "RF17539007547034"),
        ("x" * 141, "", "INV-2026-0042"),
    ])  # fmt: skip
    async def test_a_reference_that_was_given_is_the_one_to_quote(
        self, given: str, structured: str, words: str
    ) -> None:
        """As in the e-invoice (BT-83), in the code and beside it."""
        document = samples.document(LINES, payment_reference=given)
        (text,) = await printed_codes(document)
        assert [*text.split("\n")[9:], ""][:2] == [structured, words]
        rows = print_view(document, look=Look(), status="issued")["payment"]["rows"]
        assert rows[-1]["value"] == given

    @pytest.mark.parametrize("status", ["void", "credited", "written_off", "paid"])
    async def test_what_nobody_owes_has_none(self, status: str) -> None:
        assert await printed_codes(samples.document(LINES), status=status) == []

    async def test_what_is_no_claim_has_none(self) -> None:
        assert await printed_codes(samples.document(LINES, kind="credit_note")) == []
        assert await printed_codes(samples.document(LINES, kind="quote")) == []

    async def test_an_account_outside_sepa_has_none(self) -> None:
        account = BankAccount(holder="Northlight", account_number="12345678", bank_name="Example Bank")
        assert await printed_codes(samples.document(LINES, bank_account=account)) == []

    def test_facts_too_long_for_a_code_cost_the_code_and_not_the_invoice(self) -> None:
        seller = replace(samples.SELLER, name="N" * 71)
        account = replace(samples.ACCOUNT, holder="")
        assert code_of(samples.document(LINES, seller=seller, bank_account=account)) is None

    def test_is_two_centimeters_and_a_white_border_of_four_modules_at_least(self) -> None:
        code = code_of(samples.document(LINES))
        modules = int(re.search(r'viewBox="0 0 (\d+) ', code["svg"]).group(1))  # type: ignore[union-attr]
        assert Decimal(code["width"]) * (modules - 8) / modules >= Decimal("19.99")
        assert code["pixels"] >= 200


class TestBesideTheCode:
    def test_stands_what_it_asks_for(self) -> None:
        document = samples.document(LINES)
        assert code_of(document)["amount"] == "€1,230.00"
        view = print_view(document, look=Look(), status="partly_paid", balance=Decimal("30.00"))
        assert view["payment"]["code"]["amount"] == "€30.00"
        assert "Scanwithyourbankingapp€30.00" in html_text(render_screen(view))

    async def test_stands_what_it_asks_for_on_paper(self) -> None:
        pdf = await render_pdf(samples.document(LINES), look=Look(), status="issued")
        assert "Scanwithyourbankingapp€1,230.00" in pdf_text(pdf)

    def test_of_a_page_stands_nothing_that_another_day_changes(self) -> None:
        document = samples.document(LINES, currency="USD")
        view = print_view(document, look=Look(), status="issued", pay_url="https://pay.example.com/p/abc")
        assert view["payment"]["code"]["amount"] == ""


class TestOnTheScreen:
    def test_asks_for_what_is_still_owed(self) -> None:
        view = print_view(samples.document(LINES), look=Look(), status="partly_paid", balance=Decimal("30.00"))
        page = render_html(view, links={"pdf": "/i/x.pdf"})
        assert f'alt="{view["words"]["code_alt"]}"' in page
        (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
        svg = b64decode(picture).decode()
        assert svg == view["payment"]["code"]["svg"]
        assert zxingcpp.read_barcodes(_drawn(svg))[0].text.split("\n")[7] == "EUR30.00"


class TestTheFileToKeep:
    async def test_qrc_11_asks_for_what_is_owed_when_it_is_taken(self, world: World) -> None:
        """The PDF stays as it was issued; a page taken today must not ask for what was paid already."""
        account = {"iban": samples.ACCOUNT.iban, "bic": samples.ACCOUNT.bic}
        company = await world.add_company(currency="EUR", bank_accounts=[account])
        invoice = await world.add_invoice(company_id=company["id"], currency="EUR")
        assert amounts_asked(await file_of(world, invoice)) == ["EUR1476.00"]
        await pay(world, invoice, "476.00")
        page = await file_of(world, invoice)
        assert amounts_asked(page) == ["EUR1000.00"]
        assert "Balancedue€1,000.00" in html_text(page)
        await pay(world, invoice, "1000.00")
        assert amounts_asked(await file_of(world, invoice)) == []

    async def test_of_a_void_one_asks_for_nothing(self, world: World) -> None:
        await open_account(world)
        invoice = await world.add_invoice()
        assert len(pictures_in(await file_of(world, invoice))) == 1
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        assert pictures_in(await file_of(world, invoice)) == []


async def file_of(world: World, invoice: dict[str, Any]) -> str:
    return (await world.api.get(f"/v1/invoices/{invoice['id']}/html")).text


def pictures_in(page: str) -> list[str]:
    return [b64decode(found).decode() for found in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)]


def amounts_asked(page: str) -> list[str]:
    return [zxingcpp.read_barcodes(_drawn(svg))[0].text.split("\n")[7] for svg in pictures_in(page)]


def _drawn(svg: str) -> Any:
    """The squares of the path as a picture of eight pixels a module."""
    from PIL import Image, ImageDraw

    edge = int(re.search(r'viewBox="0 0 (\d+) ', svg).group(1))  # type: ignore[union-attr]
    picture = Image.new("L", (edge * 8, edge * 8), 255)
    draw = ImageDraw.Draw(picture)
    x, y = 0.0, 0.0
    for word, first, second in re.findall(r"([Mmh])(-?[\d.]+) ?(-?[\d.]+)?", svg.split('stroke="#000"')[1]):
        if word == "h":
            draw.rectangle((x * 8, (y - 0.5) * 8, (x + float(first)) * 8 - 1, (y + 0.5) * 8 - 1), fill=0)
            x += float(first)
        else:
            x, y = (float(first), float(second)) if word == "M" else (x + float(first), y + float(second))
    return picture
