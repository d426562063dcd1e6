"""The guide of a brand is drawn whatever the brand is called."""

import pytest

from tests.companies.test_brands import at, put, the_default
from tests.support.world import World


@pytest.mark.parametrize(
    ("name", "file"), [("\ufffe\ue000", "Example-Studio"), ("../..\\a:b\u202e", "a-b%20brand"), ("名\u200b", "")]
)
async def test_is_drawn_whatever_its_name(world: World, name: str, file: str) -> None:
    await put(world, brand := await the_default(world), name=name)
    answer = await world.api.get(f"{at(world)}/{brand['id']}/guide")
    assert answer.status_code == 200, answer.text
    assert f"''{file}" in answer.headers["content-disposition"]
    assert not any(sign in answer.headers["content-disposition"] for sign in ("%2F", "%5C", "..", "%E2%80%AE"))
