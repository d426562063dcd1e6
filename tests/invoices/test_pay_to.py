"""Where an invoice is paid to: the account chosen, else the default of its currency, frozen when it is issued."""

from typing import Any

import pytest

from duespark.companies.bank_account import FIELDS
from tests.support.world import SELLER, World

ZLOTY, EURO, SECOND = "PL61109010140000071219812874", "DE89370400440532013000", "DE02120300000000202051"


@pytest.fixture
async def company(world: World) -> dict[str, Any]:
    return await world.add_company(
        bank_accounts=[
            {"label": "Zloty", "iban": ZLOTY, "currency": "PLN"},
            {"label": "Euro", "iban": EURO, "currency": "EUR"},
            {"label": "Second", "iban": SECOND, "currency": "EUR"},
        ]
    )


async def keep(world: World, company: dict[str, Any], accounts: list[dict[str, Any]]) -> dict[str, Any]:
    body = {"profile": SELLER, "tax_registered": True, "currency": "PLN", "bank_accounts": accounts}
    answer = await world.api.put(
        f"/v1/companies/{company['id']}", json=body, headers={"If-Match": f'"{company["version"]}"'}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def issued(world: World, draft: dict[str, Any]) -> dict[str, Any]:
    answer = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json={})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def iban(invoice: dict[str, Any]) -> str:
    found: str = invoice["document"]["bank_account"]["iban"]
    return found


class TestDraft:
    @pytest.mark.parametrize(("currency", "expected"), [("PLN", ZLOTY), ("EUR", EURO), ("USD", ZLOTY)])
    async def test_takes_the_default_of_its_currency(
        self, world: World, company: dict[str, Any], currency: str, expected: str
    ) -> None:
        draft = await world.add_draft(company_id=company["id"], currency=currency)
        assert (iban(draft), draft["bank_account_id"]) == (expected, None)

    async def test_takes_the_chosen_one_and_prints_nothing_else_of_it(
        self, world: World, company: dict[str, Any]
    ) -> None:
        chosen = company["bank_accounts"][2]["id"]
        draft = await world.add_draft(company_id=company["id"], currency="EUR", bank_account_id=chosen)
        assert (iban(draft), draft["bank_account_id"]) == (SECOND, chosen)
        assert set(draft["document"]["bank_account"]) == {*FIELDS}
        assert iban(await issued(world, draft)) == SECOND

    async def test_a_copy_and_a_restored_state_keep_the_choice(self, world: World, company: dict[str, Any]) -> None:
        chosen = company["bank_accounts"][2]["id"]
        fields = {"company_id": company["id"], "currency": "EUR"}
        draft = await world.add_draft(**fields, bank_account_id=chosen)
        path = f"/v1/invoices/{draft['id']}"
        copy = await world.api.post(f"{path}/duplicate", json={})
        assert iban(copy.json()) == SECOND
        await world.api.put(path, json=world.draft(**fields), headers={"If-Match": '"1"'})
        back = await world.api.post(f"{path}/saves/1/restore", headers={"If-Match": '"2"'})
        assert (iban(back.json()), back.json()["bank_account_id"]) == (SECOND, chosen)

    async def test_refuses_an_account_that_is_none_of_the_company(self, world: World, company: dict[str, Any]) -> None:
        foreign = company["bank_accounts"][0]["id"]
        answer = await world.api.post("/v1/invoices", json=world.draft(bank_account_id=foreign))
        assert (answer.status_code, answer.json()["code"]) == (422, "invoice.unknown_bank_account")
        assert answer.json()["errors"][0]["pointer"] == "#/bank_account_id"
        draft = await world.add_draft()
        answer = await world.api.put(
            f"/v1/invoices/{draft['id']}", json=world.draft(bank_account_id=foreign), headers={"If-Match": '"1"'}
        )
        assert answer.status_code == 422

    async def test_a_preview_and_a_comparison_name_it_too(self, world: World, company: dict[str, Any]) -> None:
        foreign = company["bank_accounts"][0]["id"]
        draft = await world.add_draft()
        for path in ("/v1/invoices/preview", f"/v1/invoices/{draft['id']}/compare"):
            answer = await world.api.post(path, json=world.draft(bank_account_id=foreign))
            assert (answer.status_code, answer.json()["code"]) == (422, "invoice.unknown_bank_account"), path
            assert answer.json()["errors"][0]["pointer"] == "#/bank_account_id"


class TestRemovedAccount:
    async def test_nobody_is_asked_to_pay_into_it(self, world: World, company: dict[str, Any]) -> None:
        chosen = company["bank_accounts"][2]["id"]
        fields = {"company_id": company["id"], "currency": "EUR", "bank_account_id": chosen}
        draft = await world.add_draft(**fields)
        await keep(world, company, company["bank_accounts"][:2])
        saved = await world.api.put(
            f"/v1/invoices/{draft['id']}", json=world.draft(**fields), headers={"If-Match": '"1"'}
        )
        assert iban(saved.json()) == EURO
        preview = await world.api.post(f"/v1/invoices/preview?invoice_id={draft['id']}", json=world.draft(**fields))
        assert iban(preview.json()) == EURO
        assert iban(await issued(world, draft)) == EURO


class TestIssued:
    async def test_keeps_the_account_it_was_issued_with(self, world: World, company: dict[str, Any]) -> None:
        invoice = await issued(world, await world.add_draft(company_id=company["id"], currency="EUR"))
        await keep(world, company, [{"iban": SECOND}])
        again = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert iban(again) == EURO
