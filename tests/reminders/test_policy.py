"""Policies: what an organization begins with, and what an edit may say."""

from typing import Any

import pytest

from duespark.delivery.words import SAMPLE, fill
from duespark.engine.dunning.policy import STANDARD
from duespark.reminders.wording import STANDARD_STEPS
from tests.reminders.test_sweep import at, go_to, issued, steps
from tests.support.post_office import Wire
from tests.support.world import World, new_world


async def policy_of(world: World) -> dict[str, Any]:
    [policy] = (await world.api.get("/v1/reminder-policies")).json()["data"]
    return policy


async def save(world: World, policy: dict[str, Any], *, version: int | None = None, **fields: Any) -> Any:
    body = {name: policy[name] for name in ("name", "steps", "weekly_cap", "quiet_weekends")} | fields
    headers = {"If-Match": f'"{version or policy["version"]}"'}
    return await world.api.put(f"/v1/reminder-policies/{policy['id']}", json=body, headers=headers)


class TestDefault:
    async def test_is_the_standard_sequence_and_made_once(self, world: World) -> None:
        policy = await policy_of(world)
        assert [(step["key"], step["offset_days"]) for step in policy["steps"]] == [
            (step.key, step.offset_days) for step in STANDARD.steps
        ]
        assert (policy["is_default"], policy["weekly_cap"], policy["quiet_weekends"]) == (True, 2, True)
        assert (await policy_of(world))["id"] == policy["id"]

    @pytest.mark.parametrize("step", STANDARD_STEPS, ids=lambda step: step.key)
    def test_every_text_can_be_filled_in(self, step: Any) -> None:
        for text in (step.subject, step.body):
            filled = fill(text, SAMPLE)
            assert SAMPLE["invoice"]["number"] in filled
            assert "{" not in filled


class TestUpdate:
    async def test_changes_what_is_sent_next(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        policy = await policy_of(world)
        step = {**policy["steps"][0], "key": "early", "offset_days": -10, "subject": "Hi {{ client.name }}"}
        answer = await save(world, policy, steps=[*policy["steps"], step])
        assert answer.status_code == 200, answer.text
        assert [step["offset_days"] for step in answer.json()["steps"]][:2] == [-10, -7]
        assert await go_to(world, at(5)) == 1
        assert wire.taken[0].subject == "Hi Example Bakery"
        assert await steps(world, invoice) == {"early": "sent"}

    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        policy = await policy_of(world)
        assert (await save(world, policy)).status_code == 200
        old = await save(world, policy)
        assert (old.status_code, old.headers["etag"]) == (412, '"2"')
        missing = await world.api.put(f"/v1/reminder-policies/{policy['id']}", json={})
        assert missing.status_code in (422, 428)

    @pytest.mark.parametrize(
        "body",
        [
            "{{ invoice.iban }}",
            "{{ unclosed",
            "{% for n in (1..100000000) %}x{% endfor %}",
            "{% for n in (1..100000000000) reversed %}x{% endfor %}",
            "{% include 'secret' %}",
            "{{ x | y }}",
        ],
    )
    async def test_points_at_a_text_that_cannot_be_filled_in(self, world: World, body: str) -> None:
        policy = await policy_of(world)
        policy["steps"][2]["body"] = body
        answer = await save(world, policy)
        assert (answer.status_code, answer.json()["code"]) == (422, "template.bad")
        assert answer.json()["errors"][0]["pointer"] == "#/steps/2/body"

    async def test_refuses_what_the_rule_cannot_follow(self, world: World) -> None:
        policy = await policy_of(world)
        twice = await save(world, policy, steps=[policy["steps"][0], {**policy["steps"][1], "offset_days": -7}])
        assert (twice.status_code, twice.json()["code"]) == (422, "dunning.invalid_policy")
        for fields in ({"weekly_cap": 0}, {"steps": [{**policy["steps"][0], "at": "25:00"}]}, {"color": "red"}):
            assert (await save(world, policy, **fields)).status_code == 422
        assert (await policy_of(world))["version"] == 1

    async def test_who_may(self, world: World, database: str) -> None:
        policy = await policy_of(world)
        viewer = await world.user("viewer")
        assert (await viewer.get("/v1/reminder-policies")).status_code == 200
        assert (await viewer.put(f"/v1/reminder-policies/{policy['id']}", json=policy)).status_code in (403, 422)
        async with new_world(database, empty=True) as other:
            assert (await save(other, policy)).status_code == 404
