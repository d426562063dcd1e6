"""The permission table, held against every route the program mounts."""

import re
from uuid import UUID

import pytest
from fastapi.routing import APIRoute

from duespark import app
from duespark.accounts.permissions import PERMISSIONS, PUBLIC, ROLE_PERMISSIONS, SIGNED_IN
from tests.accounts.house import failed
from tests.support.world import World


def api_routes() -> list[APIRoute]:
    return [route for router in app.ROUTERS for route in router.api.routes if isinstance(route, APIRoute)]


def permission_of(route: APIRoute) -> str:
    return str(getattr(route.endpoint, "__permission__", ""))


class TestEveryRoute:
    def test_declares_a_permission_of_the_table(self) -> None:
        known = {*PERMISSIONS, PUBLIC, SIGNED_IN}
        assert [route.path for route in api_routes() if permission_of(route) not in known] == []
        assert len(api_routes()) >= 30

    def test_a_write_never_asks_for_a_reading_permission(self) -> None:
        previews = {  # they store nothing
            "preview_invoice", "preview_series", "parse_lines", "price_lines", "read_lines_file", "compare_invoice_draft",
            "preview_template", "check_template", "lock_invoice_pdf", "check_contrast", "check_inks", "preview_brand",
        }  # fmt: skip
        own = {"choose_default_company"}  # of the one person who asks
        loose = [
            route.name
            for route in api_routes()
            if permission_of(route).endswith(".read")
            and not route.methods <= {"GET", "HEAD"}
            and route.name not in previews | own
        ]
        assert loose == []

    async def test_refuses_strangers_unless_it_is_public(self, world: World) -> None:
        guest = world.guest()
        for route in api_routes():
            if permission_of(route) == PUBLIC:
                continue
            path = re.sub(r"\{[^}]+\}", str(UUID(int=1)), route.path)
            for method in route.methods:
                response = await guest.request(method, path, json={})
                assert response.status_code in (401, 422), f"{method} {path}: {response.status_code}"

    async def test_a_viewer_cannot_write(self, world: World) -> None:
        viewer = await world.user("viewer")
        tried = 0
        for route in api_routes():
            name = permission_of(route)
            if name in (PUBLIC, SIGNED_IN) or name in ROLE_PERMISSIONS["viewer"] or "GET" in route.methods:
                continue
            path = re.sub(r"\{[^}]+\}", str(UUID(int=1)), route.path)
            for method in route.methods:
                response = await viewer.request(method, path)
                assert response.status_code in (403, 422), f"{method} {path}: {response.status_code} {response.text}"
                tried += 1
        assert tried >= 6
        rows = await world.fetch("SELECT action FROM audit_entries WHERE org_id = $1", world.org)
        assert rows == []


class TestTable:
    @pytest.mark.parametrize("name", sorted(PERMISSIONS))
    def test_owners_may_do_everything(self, name: str) -> None:
        assert "owner" in PERMISSIONS[name]

    def test_viewers_only_read(self) -> None:
        assert {name.rsplit(".", 1)[1] for name in ROLE_PERMISSIONS["viewer"]} == {"read"}

    async def test_is_public_to_members(self, world: World) -> None:
        viewer = await world.user("viewer")
        found = {one["name"]: one["roles"] for one in (await viewer.get("/v1/permissions")).json()["data"]}
        assert found["api_keys.write"] == ["owner", "admin"]
        assert set(found) == set(PERMISSIONS)

    async def test_the_refusal_names_what_is_missing(self, world: World) -> None:
        viewer = await world.user("viewer")
        response = await viewer.post("/v1/api-keys", json={"name": "x", "scopes": ["members.read"]})
        failed(response, 403, "permission.missing")
        assert "api_keys.write" in response.json()["detail"]
