"""The code in a mail: it pays what is owed when the mail leaves, it can be seen and read, and a mail without one is whole."""

import io

import zxingcpp
from PIL import Image

from duespark.delivery.letter import CODE_ID
from tests.signed_links.paper import follow, open_account, path_of, pay
from tests.support.post_office import Wire, work_off
from tests.support.world import World


async def mailed(world: World, invoice_id: str) -> None:
    answer = await world.api.post(f"/v1/invoices/{invoice_id}/send", json={})
    assert answer.status_code == 202, answer.text
    await work_off(world)


def read(png: bytes) -> str:
    picture = Image.open(io.BytesIO(png))
    assert picture.width >= 400, "two pixels of a good screen for one of the page's"
    [code] = zxingcpp.read_barcodes(picture.convert("RGB"))
    return str(code.text)


class TestCode:
    async def test_stands_in_the_html_with_words_for_who_cannot_see_it(self, world: World, wire: Wire) -> None:
        await open_account(world)
        invoice = await world.add_invoice()
        preview = (await world.api.get(f"/v1/invoices/{invoice['id']}/send-preview")).json()["html"]
        assert ("data:image/png;base64," in preview, "cid:" in preview) == (True, False)
        await mailed(world, invoice["id"])
        mail = wire.taken[-1]
        [picture] = mail.pictures
        assert (picture.id, f'src="cid:{CODE_ID}"' in mail.html) == (CODE_ID, True)
        assert 'alt="QR code for this payment"' in mail.html
        url = read(picture.content)
        assert f'href="{url}"'.replace("&", "&amp;") in mail.html
        page = await follow(world, path_of(url))
        assert (page.status_code, "1,476.00" in page.text) == (200, True)

    async def test_asks_for_the_rest_after_a_part_was_paid(self, world: World, wire: Wire) -> None:
        """QRC-11: a code with the old amount would have the client pay too much."""
        await open_account(world)
        invoice = await world.add_invoice()
        await mailed(world, invoice["id"])
        await pay(world, invoice, "147.60")
        await mailed(world, invoice["id"])
        first, second = [read(mail.pictures[0].content) for mail in wire.taken[-2:]]
        assert ("amount=1476.00" in first, "amount=1328.40" in second) == (True, True)

    async def test_a_mail_with_nothing_to_pay_by_has_none(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        await mailed(world, invoice["id"])
        assert (wire.taken[-1].pictures, "cid:" in wire.taken[-1].html) == ((), False)

    async def test_the_bank_of_the_client_reads_it_where_it_can(self, world: World, wire: Wire) -> None:
        account = {"label": "Euro", "iban": "DE89370400440532013000", "holder": "Example Studio"}
        world.company = await world.add_company(bank_accounts=[account])
        invoice = await world.add_invoice(currency="EUR")
        await mailed(world, invoice["id"])
        lines = read(wire.taken[-1].pictures[0].content).split("\n")
        assert (lines[0], lines[6], lines[7]) == ("BCD", "DE89370400440532013000", "EUR1476.00")
