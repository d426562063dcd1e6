"""What people do with a paper: scan its codes and open what they say."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx2
import pypdfium2
import zxingcpp

from duespark.invoices.queries import get_invoice
from duespark.signed_links.printed import printed_links
from tests.support.world import World

ZLOTY = "PL61109010140000071219812874"
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


async def open_account(world: World) -> None:
    """From now on the world's company is one with a bank account for which no bank's code exists."""
    world.company = await world.add_company(bank_accounts=[{"label": "Zloty", "iban": ZLOTY, "currency": "PLN"}])


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def codes_in(pdf: bytes) -> list[str]:
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(page)]


async def scan(world: World, invoice: dict[str, Any], *, version: int | None = None) -> list[str]:
    """The addresses in the codes of the invoice's PDF, as a phone reads them."""
    which = f"/versions/{version}" if version else ""
    answer = await world.api.get(f"/v1/invoices/{invoice['id']}{which}/pdf")
    assert answer.status_code == 200, answer.text
    return [path_of(text) for text in codes_in(answer.content)]


async def on_paper(world: World, invoice: dict[str, Any]) -> tuple[str, str]:
    """What the codes of the invoice's print say, to pay and to check, without printing it."""
    async with world.tx() as tx:
        row = await get_invoice(tx, UUID(invoice["id"]))
        links = await printed_links(tx, row, row.plain)
    return path_of(links.pay), path_of(links.check)


async def follow(world: World, path: str) -> httpx2.Response:
    """Opened in a browser, from an address of the world's own: links are limited by address."""
    address = ".".join(str(byte) for byte in (10, *world.org.bytes[-3:]))
    return await world.guest_from(address).get(path, headers=BROWSER)


async def pay(world: World, invoice: dict[str, Any], amount: str) -> dict[str, Any]:
    body = {
        "client_id": world.client["id"],
        "amount": amount,
        "currency": invoice["document"]["currency"],
        "method": "cash",
    }
    body |= {"received_on": invoice["document"]["issue_date"]}
    allocations = [{"invoice_id": invoice["id"], "amount": amount}]
    answer = await world.api.post("/v1/payments", json={**body, "allocations": allocations})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found
