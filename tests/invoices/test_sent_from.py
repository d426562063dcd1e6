"""Further addresses of a company: kept with it, chosen in a draft, frozen and printed with the invoice."""

from typing import Any

import pytest

from tests.support.world import SELLER, World, new_world

LODZ = {"line1": "Piotrkowska 1", "city": "Lodz", "postal_code": "90-001", "country": "PL"}
PORT = {"line1": "Portowa 9", "city": "Gdynia", "postal_code": "81-001", "country": "PL"}
VIENNA = {"line1": "Ring 1", "city": "Vienna", "postal_code": "1010", "country": "AT"}


async def with_addresses(world: World, *, status: int = 200, **changes: Any) -> Any:
    wanted = [
        {"name": "Lodz", "role": "branch", "address": LODZ},
        {"name": "Port", "role": "warehouse", "address": PORT},
        {"name": "Vienna", "role": "branch", "address": VIENNA},
    ]
    at = f"/v1/companies/{world.company['id']}"
    company = (await world.api.get(at)).json()
    body = {"profile": SELLER, "tax_registered": True, "currency": "PLN", "addresses": wanted, **changes}
    answer = await world.api.put(at, json=body, headers={"if-match": f'"{company["version"]}"'})
    assert answer.status_code == status, answer.text
    return answer.json()


class TestAddresses:
    async def test_are_kept_with_their_roles(self, world: World) -> None:
        """CMP-04."""
        company = await with_addresses(world)
        assert [(one["name"], one["role"]) for one in company["addresses"]] == [
            ("Lodz", "branch"), ("Port", "warehouse"), ("Vienna", "branch"),
        ]  # fmt: skip
        again = await with_addresses(world, addresses=company["addresses"][:1])
        assert again["addresses"] == company["addresses"][:1]

    @pytest.mark.parametrize(
        ("address", "pointer"),
        [
            ({"name": " ", "role": "branch", "address": LODZ}, "#/addresses/0/name"),
            ({"name": "Lodz", "role": "castle", "address": LODZ}, "#/addresses/0/role"),
            ({"name": "Lodz", "role": "branch", "address": {"line1": "x"}}, "#/addresses/0/address/country"),
        ],
    )
    async def test_name_what_is_wrong(self, world: World, address: dict[str, Any], pointer: str) -> None:
        problem = await with_addresses(world, status=422, addresses=[address])
        assert problem["errors"][0]["pointer"] == pointer

    async def test_have_ids_of_their_own(self, world: World) -> None:
        one = (await with_addresses(world))["addresses"][0]
        problem = await with_addresses(world, status=422, addresses=[one, one])
        assert problem["code"] == "company_address.repeated"


class TestDraft:
    async def test_prints_and_freezes_what_was_chosen(self, world: World) -> None:
        branch, port, _ = (await with_addresses(world))["addresses"]
        draft = await world.add_draft(seller_address_id=branch["id"], ship_from_id=port["id"])
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        await with_addresses(world, addresses=[])
        after = (await world.api.get(f"/v1/invoices/{issued['id']}")).json()
        document = after["document"]
        assert (document["seller"]["name"], document["seller"]["address"]["city"]) == (SELLER["name"], "Lodz")
        assert document["ship_from"]["address"]["city"] == "Gdynia"
        assert (after["seller_address_id"], after["ship_from_id"]) == (branch["id"], port["id"])
        page = await world.api.get(f"/v1/invoices/{issued['id']}/html")
        assert "Piotrkowska 1" in page.text
        assert "Shipped from" in page.text
        assert "Portowa 9" in page.text
        xml = (await world.api.get(f"/v1/invoices/{issued['id']}/einvoice?profile=ubl")).text
        assert "Piotrkowska 1" in xml

    async def test_is_taxed_by_the_registered_address(self, world: World) -> None:
        branch = (await with_addresses(world))["addresses"][0]
        usual, chosen = await world.add_draft(), await world.add_draft(seller_address_id=branch["id"])
        assert chosen["document"]["totals"] == usual["document"]["totals"]
        assert chosen["document"]["treatment"] == usual["document"]["treatment"]

    async def test_an_address_removed_since_gives_way_to_the_registered_one(self, world: World) -> None:
        branch, port, _ = (await with_addresses(world))["addresses"]
        chosen = {"seller_address_id": branch["id"], "ship_from_id": port["id"]}
        draft = await world.add_draft(**chosen)
        await with_addresses(world, addresses=[])
        at = f"/v1/invoices/{draft['id']}"
        saved = await world.api.put(at, json=world.draft(**chosen), headers={"if-match": '"1"'})
        assert saved.status_code == 200, saved.text
        issued = (await world.api.post(f"{at}/issue")).json()
        assert issued["document"]["seller"]["address"]["city"] == "Krakow"
        assert issued["document"]["ship_from"] is None

    async def test_copies_and_earlier_states_keep_it(self, world: World) -> None:
        branch = (await with_addresses(world))["addresses"][0]
        draft = await world.add_draft(seller_address_id=branch["id"])
        at = f"/v1/invoices/{draft['id']}"
        copy = (await world.api.post(f"{at}/duplicate")).json()
        assert copy["document"]["seller"]["address"]["city"] == "Lodz"
        await world.api.put(at, json=world.draft(), headers={"if-match": '"1"'})
        back = (await world.api.post(f"{at}/saves/1/restore", headers={"if-match": '"2"'})).json()
        assert (back["seller_address_id"], back["document"]["seller"]["address"]["city"]) == (branch["id"], "Lodz")

    @pytest.mark.parametrize("path", ["/v1/invoices", "/v1/invoices/preview"])
    async def test_takes_only_addresses_of_the_company(self, world: World, database: str, path: str) -> None:
        vienna = (await with_addresses(world))["addresses"][2]
        async with new_world(database) as other:
            theirs = (await with_addresses(other))["addresses"][0]
        for field in ("seller_address_id", "ship_from_id"):
            answer = await world.api.post(path, json=world.draft(**{field: theirs["id"]}))
            assert (answer.status_code, answer.json()["code"]) == (422, "invoice.unknown_company_address")
            assert answer.json()["errors"][0]["pointer"] == f"#/{field}"
        abroad = await world.api.post(path, json=world.draft(seller_address_id=vienna["id"]))
        assert (abroad.status_code, abroad.json()["code"]) == (422, "invoice.seller_address_abroad")
        assert (await world.api.post(path, json=world.draft(ship_from_id=vienna["id"]))).status_code in (200, 201)
