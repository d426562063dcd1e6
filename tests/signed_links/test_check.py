"""The code that checks a paper: whose it is, what its version says, and whether it is the current one."""

from dataclasses import replace
from typing import Any

import pytest

from duespark.delivery.notice import checked_notice
from duespark.documents.notices.issuer import issuer_of
from duespark.documents.notices.page import issuer_page
from duespark.signed_links.check import check_paper
from tests.documents.test_templates import act, begin, choose, publish
from tests.invoices.test_amend import MORE, allow, amend
from tests.signed_links.paper import ZLOTY, follow, on_paper, open_account, scan
from tests.support.world import World


@pytest.fixture(autouse=True)
async def account(world: World) -> None:
    await open_account(world)


async def put_code_on_paper(world: World) -> None:
    """The company's template has the code to check beside the one to pay."""
    made = await begin(world)
    block = {"id": "genuine", "type": "qr", "options": {"code": "verification"}}
    content = made["content"] | {"blocks": [*made["content"]["blocks"], block]}
    changed = await act(world, "PUT", "", made, {"name": made["name"], "content": content})
    assert changed.status_code == 200, changed.text
    await publish(world, changed.json())
    chosen = await choose(world, template_id=made["id"])
    assert chosen.status_code == 200, chosen.text


async def check_path(world: World, invoice: dict[str, Any]) -> str:
    return (await on_paper(world, invoice))[1]


class TestCheck:
    async def test_shows_number_date_total_and_seal_and_nothing_of_the_client(self, world: World) -> None:
        await put_code_on_paper(world)
        invoice = await world.add_invoice()
        [path] = [path for path in await scan(world, invoice) if path.startswith("/check/")]
        assert path == await check_path(world, invoice)
        page = await follow(world, path)
        [version] = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions")).json()["data"]
        assert page.status_code == 200
        for text in (
            "genuine and current",
            invoice["number"],
            "1,476.00",
            f"… {ZLOTY[-4:]}",
            version["hash"],
            "Example Studio",
        ):
            assert text in page.text
        assert "Bakery" not in page.text

    async def test_says_of_an_old_paper_that_it_was_replaced(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        old = await check_path(world, invoice)
        await amend(world, invoice, lines=MORE)
        page = await follow(world, old)
        assert (page.status_code, "replaced by a newer version" in page.text, "1,476.00" in page.text) == (
            200,
            True,
            True,
        )
        assert "genuine and current" in (await follow(world, await check_path(world, invoice))).text

    async def test_says_of_a_void_one_that_it_is(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = await check_path(world, invoice)
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        for each in (path, await check_path(world, invoice)):
            assert "was voided" in (await follow(world, each)).text

    async def test_another_hash_is_a_changed_code(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = await check_path(world, invoice)
        page = await follow(world, path[:-4] + "0000")
        assert (page.status_code, "leads nowhere" in page.text, invoice["number"] in page.text) == (404, True, False)

    async def test_says_when_the_seal_does_not_fit_the_record(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = await check_path(world, invoice)
        token, _, hash = path.removeprefix("/check/").partition("?hash=")
        async with world.tx() as tx:
            checked = await check_paper(tx, token, hash)
            assert checked is not None
            issuer = await issuer_of(tx, checked.invoice)
        assert checked.proof == "valid"
        page = issuer_page(checked_notice(issuer, replace(checked, proof="content")), issuer)
        assert ("is damaged" in page, "1,476.00" in page) == (True, False)
