"""Inks of brands: kept, measured, refused where no press prints them, frozen at issue and printed."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.companies.test_brands import at, put, the_default
from tests.support.world import World

INK = {"cyan": 78, "magenta": 0, "yellow": 44, "black": 46}


def with_inks(brand: dict[str, Any], **inks: dict[str, int]) -> dict[str, Any]:
    return {**brand["design"], "inks": inks}


class TestInks:
    async def test_are_kept_with_the_brand_and_stand_in_its_table(self, world: World) -> None:
        brand = await world.paint(primary="#0F766E")
        answer = await put(world, brand, design=with_inks(brand, primary=INK))
        assert answer.status_code == 200
        assert {role: ink for role, ink in answer.json()["design"]["inks"].items() if ink} == {"primary": INK}
        table = (await world.api.get(f"{at(world)}.csv")).content.decode("utf-8-sig").splitlines()
        row = dict(zip(*(line.split(",") for line in table), strict=True))
        assert (row["primary_inks"], row["body_inks"]) == ("78 0 44 46", "")

    @pytest.mark.parametrize(
        ("inks", "code", "pointer"),
        [
            ({"body": {**INK, "cyan": 101}}, "request.invalid", "#/design/inks/body/cyan"),
            ({"body": {**INK, "cyan": -1}}, "request.invalid", "#/design/inks/body/cyan"),
            ({"body": {**INK, "cyan": 12.5}}, "request.invalid", "#/design/inks/body/cyan"),
            ({"body": {"cyan": 100, "magenta": 100, "yellow": 100, "black": 1}}, "brand.too_much_ink", "#/design/inks/body"),
            ({"body": INK, "heading": {**INK, "black": 99}}, "brand.inks_differ", "#/design/inks/body"),
        ],
    )  # fmt: skip
    async def test_no_press_prints_are_refused(self, world: World, inks: Any, code: str, pointer: str) -> None:
        brand = await the_default(world)
        answer = await put(world, brand, design=with_inks(brand, **inks))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["pointer"].startswith(pointer)

    async def test_are_shown_and_suggested_without_being_saved(self, world: World) -> None:
        much = {"cyan": 90, "magenta": 90, "yellow": 90, "black": 90}
        design = {"palette": {"primary": "#0F766E"}, "inks": {"primary": INK, "muted": much}}
        answer = await world.api.post("/v1/brands/inks", json={"design": design})
        found = {one["role"]: one for one in answer.json()["data"]}
        primary, body, muted = (found[role] for role in ("primary", "body", "muted"))
        assert primary["color"] == "#0F766E"
        assert primary["chosen"]["ink"] == primary["suggestion"]["ink"] == INK
        assert (primary["chosen"]["is_visible"], float(primary["chosen"]["difference"]) < 1) == (False, True)
        assert (body["chosen"], body["suggestion"]["ink"]["black"]) == (None, 100)
        assert (muted["chosen"]["total"], muted["chosen"]["dries"], muted["chosen"]["is_visible"]) == (360, False, True)
        assert (await the_default(world))["version"] == 1

    async def test_are_frozen_and_printed_and_a_look_without_has_none(self, world: World) -> None:
        """FM-24: what was issued before keeps its look, its hash and its bytes."""
        before = await world.add_invoice()
        plain = (await world.api.get(f"/v1/invoices/{before['id']}/pdf")).content
        brand = await world.paint(primary="#0F766E")
        brand = (await put(world, brand, design=with_inks(brand, primary=INK))).json()
        after = await world.add_invoice()
        await put(world, brand, design=with_inks(brand))
        looks = [
            (await world.api.get(f"/v1/invoices/{one['id']}/versions/1")).json()["look"] for one in (before, after)
        ]
        assert "inks" not in looks[0]
        assert looks[1]["inks"] == {"primary": INK}
        await world.execute("DELETE FROM prints WHERE org_id = $1", world.org)
        assert (await world.api.get(f"/v1/invoices/{before['id']}/pdf")).content == plain
        with pikepdf.open(BytesIO((await world.api.get(f"/v1/invoices/{after['id']}/pdf")).content)) as file:
            assert b"0.78 0 0.44 0.46 k" in file.pages[0].Contents.read_bytes()
            assert "/DefaultCMYK" in file.pages[0].Resources.ColorSpace
            assert file.Root.OutputIntents[0].OutputCondition == "sRGB"
        thumbnail = await world.api.get(f"/v1/invoices/{after['id']}/thumbnail")
        assert thumbnail.status_code == 200
