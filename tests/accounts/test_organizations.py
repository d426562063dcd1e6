"""Organizations: created, switched, changed; and the test clock, which is a fact about one of them."""

from datetime import timedelta

import pytest

from duespark.accounts.clock import ClockGoesForward, reset_clock, set_clock
from duespark.runtime.ids import new_id
from duespark.runtime.tx import clock
from tests.accounts.house import ORGANIZATION, House, failed, me_of, new_email
from tests.support.world import World


class TestCreate:
    async def test_its_maker_is_owner_and_goes_on_in_it(self, house: House) -> None:
        browser = await house.person()
        failed(await browser.get("/v1/organization"), 409, "organization.none")
        response = await browser.post("/v1/organizations", json=ORGANIZATION)
        assert response.status_code == 201
        created = response.json()
        assert {**created, **ORGANIZATION} == created
        assert (created["version"], created["is_demo"], created["clock_at"], created["language"]) == (
            1,
            False,
            None,
            "en",
        )
        me = await me_of(browser)
        assert (me["organization"], me["role"]) == (created, "owner")
        assert "organization.write" in me["permissions"]
        assert me["organizations"] == [{"id": created["id"], "name": "Example", "role": "owner", "is_demo": False}]
        entry = (await browser.get("/v1/audit", params={"action": "organization.create"})).json()["data"][0]
        assert (entry["subject_id"], entry["before"], entry["after"]["name"]) == (created["id"], None, "Example")

    async def test_is_told_to_other_modules(self, house: House) -> None:
        browser = await house.owner()
        id = (await me_of(browser))["organization"]["id"]
        rows = await house.fetch("SELECT kind, subject_id FROM events WHERE org_id = $1", id)
        assert ("organization.created", id) in [(row["kind"], str(row["subject_id"])) for row in rows]

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"name": ""}, "#/name"),
            ({"country": "ZZ"}, "#/country"),
            ({"country": "pl"}, "#/country"),
            ({"time_zone": "Mars/Base"}, "#/time_zone"),
            ({"time_zone": "../../etc/passwd"}, "#/time_zone"),
            ({"base_currency": "XXL"}, "#/base_currency"),
            ({"language": "xx"}, "#/language"),
            ({"is_demo": True}, "#/is_demo"),
        ],
    )
    async def test_names_the_field_that_is_wrong(self, house: House, change: dict[str, object], pointer: str) -> None:
        browser = await house.person()
        response = await browser.post("/v1/organizations", json={**ORGANIZATION, **change})
        failed(response, 422, "request.invalid", pointer)

    async def test_a_repeated_request_makes_one(self, house: House) -> None:
        browser = await house.owner()
        body = {**ORGANIZATION, "name": "Second"}
        first_org = (await me_of(browser))["organization"]["id"]
        answers = [await browser.post("/v1/organizations", json=body, headers={"idempotency-key": "k-1"})]
        assert answers[0].status_code == 201
        await browser.post(f"/v1/organizations/{first_org}/switch")
        answers.append(await browser.post("/v1/organizations", json=body, headers={"idempotency-key": "k-1"}))
        assert answers[1].headers["idempotent-replayed"] == "true"
        assert answers[0].json() == answers[1].json()
        assert len((await me_of(browser))["organizations"]) == 2

    async def test_an_api_key_makes_none(self, world: World) -> None:
        failed(await world.api.post("/v1/organizations", json=ORGANIZATION), 403, "person.needed")


class TestSwitch:
    async def test_the_session_goes_on_in_the_other(self, house: House) -> None:
        browser = await house.owner()
        first = (await me_of(browser))["organization"]
        second = (await browser.post("/v1/organizations", json={**ORGANIZATION, "name": "Second"})).json()
        assert (await browser.get("/v1/organization")).json()["id"] == second["id"]
        response = await browser.post(f"/v1/organizations/{first['id']}/switch")
        assert response.status_code == 200
        assert response.json()["organization"]["id"] == first["id"]
        assert response.json()["csrf_token"] == browser.headers["x-csrf-token"]
        assert (await browser.get("/v1/organization")).json()["id"] == first["id"]
        entries = (await browser.get("/v1/audit", params={"action": "session.switch"})).json()
        assert entries["total"] == 1

    async def test_an_organization_one_is_not_in_is_unknown(self, house: House) -> None:
        browser, stranger = await house.owner(), await house.owner()
        other = (await me_of(stranger))["organization"]["id"]
        for id in (other, str(new_id())):
            failed(await browser.post(f"/v1/organizations/{id}/switch"), 404, "organization.unknown")
        assert (await me_of(browser))["organization"]["id"] != other

    async def test_an_api_key_stays_where_it_is(self, world: World) -> None:
        failed(await world.api.post(f"/v1/organizations/{world.org}/switch"), 403, "person.needed")


class TestUpdate:
    async def test_needs_the_version_that_was_read(self, house: House) -> None:
        browser = await house.owner()
        body = {**ORGANIZATION, "name": "Changed", "language": "pl"}
        failed(await browser.put("/v1/organization", json=body), 428, "request.if_match_missing")
        read = await browser.get("/v1/organization")
        assert read.headers["etag"] == '"1"'
        response = await browser.put("/v1/organization", json=body, headers={"if-match": read.headers["etag"]})
        assert (response.status_code, response.headers["etag"]) == (200, '"2"')
        assert response.json() == {**read.json(), **body, "version": 2}
        stale = await browser.put("/v1/organization", json=body, headers={"if-match": '"1"'})
        failed(stale, 412, "request.changed_elsewhere")
        assert stale.headers["etag"] == '"2"'
        entry = (await browser.get("/v1/audit", params={"action": "organization.update"})).json()["data"][0]
        assert (entry["before"]["name"], entry["after"]["name"]) == ("Example", "Changed")

    async def test_is_for_owners_and_admins(self, house: House) -> None:
        owner = await house.owner()
        viewer = await house.invited(owner, "viewer")
        response = await viewer.put("/v1/organization", json=ORGANIZATION, headers={"if-match": '"1"'})
        failed(response, 403, "permission.missing")


class TestClock:
    async def test_moves_forward_and_back_to_the_real_time(self, world: World) -> None:
        later = clock() + timedelta(days=40)
        async with world.tx() as tx:
            await set_clock(tx, later)
            assert tx.now == later
        async with world.tx() as tx:
            assert tx.now == later
            with pytest.raises(ClockGoesForward):
                await set_clock(tx, later - timedelta(seconds=1))
        me = (await world.api.get("/v1/me")).json()
        assert me["now"] == me["test_clock"] == me["organization"]["clock_at"] is not None
        async with world.tx() as tx:
            await reset_clock(tx)
            assert tx.now < later
        assert (await world.api.get("/v1/me")).json()["test_clock"] is None
        rows = await world.fetch("SELECT action FROM audit_entries WHERE org_id = $1 ORDER BY id", world.org)
        assert [row["action"] for row in rows] == ["test_clock.set", "test_clock.reset"]

    async def test_cannot_begin_in_the_past(self, world: World) -> None:
        async with world.tx() as tx:
            with pytest.raises(ClockGoesForward):
                await set_clock(tx, clock() - timedelta(minutes=1))

    async def test_neither_signs_people_out_nor_lengthens_their_sessions(self, house: House) -> None:
        email = new_email()
        browser = await house.owner(email)
        org = (await me_of(browser))["organization"]["id"]
        await house.execute("UPDATE organizations SET clock_at = now() + interval '2 years' WHERE id = $1", org)
        assert (await browser.get("/v1/me")).status_code == 200
        await house.signed_in(email)
        rows = await house.fetch(
            "SELECT max(expires_at) < now() + interval '60 days' AS soon FROM sessions WHERE org_id = $1", org
        )
        assert rows[0]["soon"]
