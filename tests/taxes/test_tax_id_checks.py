"""What an authority answered about a client's tax number is kept, and the newest answer counts (FM-45)."""

import pytest

from tests.support.world import World
from tests.taxes.test_decide import NUMBERS, client, company, preview, taxed


class TestTaxIdChecks:
    async def test_are_kept_with_their_day_and_who_asked(self, world: World) -> None:
        them = await client(world, "DE", number="DE 136 695 976")
        path = f"/v1/clients/{them['id']}/tax-id-checks"
        kept = (await world.api.post(path, json={"number": "136695976", "state": "valid", "reference": "R1"})).json()
        assert (kept["number"], kept["state"], kept["reference"]) == ("DE136695976", "valid", "R1")
        listed = (await world.api.get(path)).json()
        assert (listed["data"], listed["total"]) == ([kept], 1)

    async def test_the_newest_answer_counts(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"], state="valid")
        path = f"/v1/clients/{them['id']}/tax-id-checks"
        await world.api.post(path, json={"number": NUMBERS["DE"], "state": "invalid", "checked_on": "2026-03-05"})
        assert taxed(await preview(world, seller, them))[0] == "domestic"
        await world.api.post(path, json={"number": NUMBERS["DE"], "state": "valid", "checked_on": "2026-03-04"})
        assert taxed(await preview(world, seller, them))[0] == "domestic"

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"number": "FR40303265045"}, "tax_id_check.not_the_clients"),
            ({"checked_on": "2999-01-01"}, "tax_id_check.in_future"),
            ({"state": "pending"}, "request.invalid"),
        ],
    )
    async def test_say_what_is_wrong(self, world: World, fields: dict[str, str], code: str) -> None:
        them = await client(world, "DE", number=NUMBERS["DE"])
        body = {"number": NUMBERS["DE"], "state": "valid", **fields}
        response = await world.api.post(f"/v1/clients/{them['id']}/tax-id-checks", json=body)
        assert (response.status_code, response.json()["code"]) == (422, code)
