"""Finding clients while typing: beginnings of words, misspelled words, who comes first, and what may be seen."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.support.world import World, new_world

CLIENTS = (
    ("Harbor Bakery Ltd", "ada@harbor.example", "Gdynia"),
    ("Northern Bakers", "info@northern.example", "Gdansk"),
    ("Łódź Maschinenbau GmbH", "office@lodz.example", "Łódź"),
    ("Straße & Söhne", "post@sohne.example", "Berlin"),
    ("Consulting Harbor", "hello@consulting.example", "Hamburg"),
)


@pytest.fixture
async def crowd(database: str) -> AsyncIterator[World]:
    async with new_world(database, empty=True) as world:
        for name, email, city in CLIENTS:
            await world.add_client(profile={"name": name, "email": email, "address": {"city": city, "country": "PL"}})
        yield world


async def suggested(world: World, q: str, **more: Any) -> list[str]:
    answer = await world.api.get("/v1/clients/suggest", params={"q": q, **more})
    return [one["name"] for one in answer.json()["data"]]


class TestTyping:
    @pytest.mark.parametrize(
        ("q", "first"),
        [
            ("harb", "Harbor Bakery Ltd"),
            ("HARBOR B", "Harbor Bakery Ltd"),
            ("bakery harbor", "Harbor Bakery Ltd"),
            ("lodz", "Łódź Maschinenbau GmbH"),
            ("łódź", "Łódź Maschinenbau GmbH"),
            ("strasse", "Straße & Söhne"),
            ("ada@har", "Harbor Bakery Ltd"),
            ("northern.example", "Northern Bakers"),
            ("hamburg", "Consulting Harbor"),
        ],
    )
    async def test_finds_every_word_by_its_beginning(self, crowd: World, q: str, first: str) -> None:
        assert (await suggested(crowd, q))[0] == first

    @pytest.mark.parametrize(
        ("q", "found"),
        [
            ("bakrey", "Harbor Bakery Ltd"),
            ("harbr bakery", "Harbor Bakery Ltd"),
            ("nothern", "Northern Bakers"),
            ("xorthern", "Northern Bakers"),
            ("maschinnenbau", "Łódź Maschinenbau GmbH"),
            ("consultng", "Consulting Harbor"),
        ],
    )
    async def test_forgives_a_slip(self, crowd: World, q: str, found: str) -> None:
        assert found in await suggested(crowd, q)
        listed = (await crowd.api.get("/v1/clients", params={"q": q})).json()["data"]
        assert found in [one["profile"]["name"] for one in listed]

    async def test_names_that_begin_so_come_first(self, crowd: World) -> None:
        assert (await suggested(crowd, "harbor"))[:2] == ["Harbor Bakery Ltd", "Consulting Harbor"]
        assert (await suggested(crowd, "con"))[0] == "Consulting Harbor"

    @pytest.mark.parametrize("q", ["qqqqqq", "%", "'; --", "harbor qqqqqq", "\\", ".*", "harbor (|)"])
    async def test_what_nobody_is_called_finds_nobody(self, crowd: World, q: str) -> None:
        found = await suggested(crowd, q)
        assert found == [] or (q == "harbor (|)" and len(found) == 2)

    async def test_a_changed_name_is_found_and_the_old_one_is_not(self, crowd: World) -> None:
        client = (await crowd.api.get("/v1/clients?q=northern")).json()["data"][0]
        body = {"profile": {"name": "Southern Grill", "email": ""}, "currency": "PLN", "code": "SG"}
        await crowd.api.put(f"/v1/clients/{client['id']}", json=body, headers={"If-Match": '"1"'})
        assert await suggested(crowd, "southern") == ["Southern Grill"]
        assert await suggested(crowd, "northern") == []

    async def test_a_tax_id_is_found_however_it_is_written(self, crowd: World) -> None:
        profile = {
            "name": "Taxed",
            "tax_ids": [{"scheme": "VAT", "value": "PL 526-000-12-46"}],
            "address": {"country": "PL"},
        }
        await crowd.add_client(profile=profile)
        assert await suggested(crowd, "pl5260001246") == ["Taxed"]

    async def test_tells_when_it_was_last_invoiced_as_far_as_one_may_see(self, world: World) -> None:
        second = await world.add_company()
        await world.add_invoice(issue_date="2026-01-05")
        await world.add_invoice(issue_date="2026-02-05", company_id=second["id"])
        scoped = await world.user("viewer", company_ids=[UUID(world.company["id"])])
        for api, day in ((world.api, "2026-02-05"), (scoped, "2026-01-05")):
            [found] = (await api.get("/v1/clients/suggest?q=bakery")).json()["data"]
            assert found["last_invoiced_on"] == day

    async def test_another_organization_s_words_are_unknown(self, crowd: World, database: str) -> None:
        """FM-46: neither a beginning nor a misspelling leads to somebody else's client."""
        async with new_world(database, empty=True) as stranger:
            for q in ("harbor", "harbr", "bakery"):
                assert await suggested(stranger, q) == []
                assert (await stranger.api.get("/v1/clients", params={"q": q})).json()["total"] == 0
