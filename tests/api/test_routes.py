"""Rules that every route keeps, checked over the API's own description so that no new route is forgotten."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from duespark.accounts.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from duespark.app import create_app
from duespark.runtime.dispatch import Application
from tests.support.description import description
from tests.support.world import World, new_world

HOUSE = {"get_health", "get_readiness", "get_metrics", "get_web_app"}
"""Routes that are not the API's: they carry no business data."""


def routes(app: FastAPI) -> list[APIRoute]:
    """The API's routes, which the app dispatches to directly, and those somebody added to the app itself."""
    assert isinstance(app, Application)
    found = [route for route in app.routes if isinstance(route, APIRoute)]
    assert all(route in found for route in app.direct.routes)
    return [route for route in found if route.name not in HOUSE]


def without_permission(app: FastAPI) -> list[str]:
    known = {*PERMISSIONS, PUBLIC, SIGNED_IN}
    return [route.name for route in routes(app) if getattr(route.endpoint, "__permission__", None) not in known]


def deaf_to_head(app: FastAPI) -> list[str]:
    pages = [route for route in routes(app) if not route.path.startswith("/v1/")]
    return [route.path for route in pages if "GET" in (route.methods or ()) and "HEAD" not in (route.methods or ())]


def with_ids(path: str, id: str) -> str:
    """The path with this id; the numbers of versions in it are those of the first."""
    return (
        path.replace("{id}", id)
        .replace("{number}", "1")
        .replace("{other}", "1")
        .replace("{brand}", id)
        .replace("{link_id}", id)
        .replace("{certificate_id}", id)
    )


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


class TestPages:
    def test_every_page_answers_head(self) -> None:
        assert deaf_to_head(create_app()) == []

    def test_one_that_does_not_is_found(self) -> None:
        app = create_app()

        async def forgotten() -> None: ...

        app.add_api_route("/forgotten", forgotten)
        assert deaf_to_head(app) == ["/forgotten"]


class TestPermissions:
    def test_every_route_names_one(self) -> None:
        assert without_permission(create_app()) == []

    def test_a_route_without_one_is_found(self) -> None:
        app = create_app()

        async def forgotten() -> None: ...

        app.add_api_route("/v1/forgotten", forgotten)
        assert without_permission(app) == ["forgotten"]

    def test_all_of_them_are_looked_at(self) -> None:
        app = create_app()
        looked_at = {route.name for route in routes(app)}
        assert looked_at >= {operation["operationId"] for _, _, operation in operations()} - HOUSE

    async def test_nobody_comes_in_without_signing_in(self, world: World) -> None:
        guest = world.guest()
        for route in routes(world.app):
            if getattr(route.endpoint, "__permission__", None) == PUBLIC or not route.path.startswith("/v1"):
                continue
            for method in route.methods:
                path = route.path.replace("{id}", str(uuid4())).replace("{user_id}", str(uuid4()))
                response = await guest.request(method, path)
                assert response.status_code in (401, 422), f"{method} {path}: {response.status_code} {response.text}"
                assert response.headers["content-type"] == "application/problem+json"

    async def test_a_viewer_cannot_write(self, world: World) -> None:
        viewer = await world.user("viewer")
        allowed = {name for name, roles in PERMISSIONS.items() if "viewer" in roles} | {PUBLIC, SIGNED_IN}
        draft = await world.add_draft()
        for route in routes(world.app):
            permission = route.endpoint.__permission__  # type: ignore[attr-defined]
            if permission in allowed or "{" in route.path.replace("{id}", ""):
                continue
            for method in route.methods - {"GET", "HEAD"}:
                response = await viewer.request(
                    method, route.path.replace("{id}", draft["id"]), headers={"if-match": '"1"'}
                )
                assert response.status_code in (403, 422), f"{method} {route.path}: {response.status_code}"
        assert (await world.api.get(f"/v1/invoices/{draft['id']}")).json() == draft


class TestDescription:
    def test_operation_ids_are_unique_and_plain(self) -> None:
        ids = [operation["operationId"] for _, _, operation in operations()]
        assert len(ids) == len(set(ids))
        assert all(one.isidentifier() for one in ids)

    def test_every_refusal_is_described_as_a_problem(self) -> None:
        update = description()["paths"]["/v1/invoices/{id}"]["put"]
        assert {"400", "401", "403", "404", "409", "412", "422", "428", "503"} <= update["responses"].keys()
        assert {one["name"] for one in update["parameters"]} == {"id", "If-Match", "Idempotency-Key"}
        assert "HTTPValidationError" not in description()["components"]["schemas"]
        missing = [
            operation["operationId"]
            for _, _, operation in operations()
            if operation["operationId"] not in HOUSE and "422" not in operation["responses"]
        ]
        assert missing == []

    def test_no_amount_is_a_json_number(self) -> None:
        schemas = description()["components"]["schemas"]
        numbers = [
            f"{name}.{field}"
            for name, schema in schemas.items()
            for field, kind in schema.get("properties", {}).items()
            if kind.get("type") == "number"
        ]
        assert numbers == []


class TestTenants:
    async def test_the_other_organizations_ids_are_unknown(self, world: World, database: str) -> None:
        """FM-46: every route with an id, called with another organization's, answers 404 and changes nothing."""
        async with new_world(database) as other:
            theirs = await _ids_of(other)
            before = await _snapshot(other)
            tried = 0
            for method, path, operation in operations():
                if not path.startswith("/v1") or "{id}" not in path or "mailbox" in path:
                    continue
                for id in theirs:
                    body = _body_for(operation, world)
                    response = await world.api.request(
                        method, with_ids(path, id), json=body, params=_query_for(operation), headers={"if-match": '"1"'}
                    )
                    needs_person = response.status_code == 403 and response.json()["code"] == "person.needed"
                    assert response.status_code == 404 or needs_person, f"{method} {path}: {response.text}"
                    tried += 1
            assert tried > 100
            assert await _snapshot(other) == before


CONTACT = {"name": "Ada", "email": "ada@example.com"}
CERTIFICATE = {"number": "ZW-1", "country": "PL", "valid_from": "2026-01-01"}
FIELD = {"key": "region", "label": "Region", "kind": "text"}
SEGMENT = {"name": "Polish", "rules": {"countries": ["PL"]}}


def _query_for(operation: dict[str, Any]) -> dict[str, str]:
    """A value for each query parameter that must be there."""
    known = {"currency": "PLN", "adding": "1.00"}
    wanted = [one for one in operation.get("parameters", []) if one["in"] == "query" and one.get("required")]
    return {one["name"]: known.get(one["name"], "2026-01-01") for one in wanted}


_RULE = {"name": "Theirs", "type": "vat", "jurisdiction": "PL", "start_date": "2026-01-01"}
_DISCOUNT = {"name": "Theirs", "kind": "volume", "reason": "Many", "tiers": [{"percent": "5"}]}
_REGISTRATION = {"country": "FR", "since": "2026-01-01"}
_TERMS = {"currency": "PLN", "unit_price": "1", "since": "2026-01-01"}


async def _ids_of(world: World) -> list[str]:
    """Ids of all kinds of things of an organization."""
    invoice, draft = await world.add_invoice(), await world.add_draft()
    series = (await world.api.get("/v1/series")).json()["data"][0]["id"]
    contact = (await world.api.post(f"/v1/clients/{world.client['id']}/contacts", json=CONTACT)).json()
    paper = (await world.api.post(f"/v1/clients/{world.client['id']}/certificates", json=CERTIFICATE)).json()
    field = (await world.api.post("/v1/client-fields", json=FIELD)).json()
    segment = (await world.api.post("/v1/segments", json=SEGMENT)).json()
    item = (await world.api.post("/v1/items", json={"name": "Theirs"})).json()
    price = {"client_id": world.client["id"], **_TERMS}
    agreed = (await world.api.post(f"/v1/items/{item['id']}/contract-prices", json=price)).json()
    discount = (await world.api.post("/v1/discount-rules", json=_DISCOUNT)).json()
    ours = {"company_id": world.company["id"]}
    rule = (await world.api.post("/v1/tax-rules", json={**ours, **_RULE})).json()
    registration = (await world.api.post("/v1/tax-registrations", json={**ours, **_REGISTRATION})).json()
    ids = [world.company["id"], world.client["id"], invoice["id"], draft["id"], series, str(world.org)]
    file = (await world.api.post(f"/v1/invoices/{draft['id']}/attachments?name=a.pdf", content=b"%PDF-1.7")).json()
    things = [item["id"], agreed["id"], contact["id"], field["id"], segment["id"], paper["id"], file["id"]]
    run = {"action": "export_pdf", "filters": {"ids": [draft["id"]]}}
    bulk = (await world.api.post("/v1/bulk-runs", json=run)).json()
    saved = {"list": "invoices", "name": "Theirs", "filters": {}, "shared": True}
    view = (await world.api.post("/v1/saved-views", json=saved)).json()
    rules = f"/v1/companies/{world.company['id']}/invoice-rules"
    await world.api.put(rules, json={"free_credit": "1"}, headers={"if-match": '"0"'})
    wish = {"invoice_id": invoice["id"], "act": "credit", "credit": {"reason": "broken"}}
    asked = (await world.api.post("/v1/approvals", json=wish)).json()
    template = (await world.api.post("/v1/templates", json={"name": "Theirs"})).json()
    brand = (await world.api.get(f"/v1/companies/{world.company['id']}/brands")).json()["data"][0]
    return [
        *ids,
        *things,
        brand["id"],
        rule["id"],
        discount["id"],
        registration["id"],
        bulk["id"],
        view["id"],
        asked["id"],
        template["id"],
    ]


async def _snapshot(world: World) -> list[Any]:
    found = []
    for table in (
        "invoices",
        "companies",
        "brands",
        "brand_choices",
        "clients",
        "client_contacts",
        "client_certificates",
        "client_fields",
        "client_segments",
        "items",
        "contract_prices",
        "tax_rules",
        "discount_rules",
        "tax_registrations",
        "tax_id_checks",
        "series",
        "payments",
        "attachments",
        "deliveries",
        "reminder_plans",
        "bulk_runs",
        "saved_views",
        "approvals",
        "invoice_rules",
        "audit_entries",
    ):
        rows = await world.fetch(f"SELECT to_jsonb(t) AS row FROM {table} AS t WHERE org_id = $1 ORDER BY 1", world.org)
        found.append((table, [row["row"] for row in rows]))
    return found


def _query_for(operation: dict[str, Any]) -> dict[str, str]:
    """What the address must say for the route to be tried at all."""
    asked = {"currency": "PLN", "adding": "1.00", "q": "a"}
    needed = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query" and one.get("required")]
    return {name: asked.get(name, "") for name in needed}


def _body_for(operation: dict[str, Any], world: World) -> Any:
    """A body that would be right for our own things."""
    name = operation["operationId"]
    bodies: dict[str, Any] = {
        "update_invoice": world.draft(),
        "update_attachment": {"name": "Ours.pdf"},
        "lock_invoice_pdf": {"password": "not ours at all"},
        "upload_signing_certificate": {"pkcs12": "AAAA"},
        "share_preview": {"days": 1},
        "make_bulk_file_link": {"hours": 1},
        "change_print_settings": {"einvoice": "off"},
        "compare_invoice_draft": world.draft(),
        "set_draft_aside": world.draft(),
        "void_invoice": {"reason": "not ours"},
        "credit_invoice": {"reason": "not ours"},
        "preview_credit": {"reason": "not ours"},
        "correct_invoice": {"reason": "not ours", "lines": [{"id": "1"}]},
        "preview_correction": {"reason": "not ours", "lines": [{"id": "1"}]},
        "write_off_invoice": {"reason": "other"},
        "undo_write_off": {"reason": "not ours"},
        "answer_quote": {"answer": "accepted", "name": "Not ours"},
        "create_deposit_invoice": {"percent": "10"},
        "preview_invoice_amendment": world.draft(),
        "amend_invoice": {"reason": "not ours", "draft": world.draft()},
        "update_invoice_rules": {"free_credit": "1"},
        "decline_request": {"note": "not ours"},
        "update_series": {"pattern": "X-{seq:4}", "reset": "never"},
        "explain_series_gap": {"period": "", "first": 1, "last": 1, "reason": "not ours"},
        "pause_reminders": {"reason": "manual"},
        "resolve_delivery": {"arrived": True},
        "reverse_payment": {"reason": "not ours"},
        "change_deposit_terms": {},
        "refund_deposit": {"reason": "not ours", "refunded_on": "2026-01-01"},
        "forfeit_deposit": {"reason": "not ours"},
        "undo_forfeit": {"reason": "not ours"},
        "make_default_series": None,
        "undo_credit_use": {"reason": "not ours"},
        "refund_credit": {"amount": "1.00", "currency": "PLN", "refunded_on": "2026-01-01"},
        "update_reminder_policy": {"name": "Ours", "steps": [], "weekly_cap": 2, "quiet_weekends": True},
        "update_company": {key: world.company[key] for key in ("profile", "tax_registered", "currency")},
        "add_brand": {"name": "Ours"},
        "update_brand": {"name": "Ours"},
        "choose_brand_for": {"kind": "invoice"},
        "preview_brand": {"design": {}},
        "create_contact": CONTACT,
        "update_contact": CONTACT,
        "create_certificate": CERTIFICATE,
        "update_certificate": CERTIFICATE,
        "update_client_field": FIELD,
        "update_segment": SEGMENT,
        "place_legal_hold": {"reason": "not ours"},
        "release_legal_hold": {"reason": "not ours"},
        "erase_client": {"reason": "not ours"},
        "change_company_retention": {"erases": True},
        "merge_clients": {
            "source": world.client["id"],
            "source_version": 1,
            "client": {key: world.client[key] for key in ("profile", "currency")},
        },
        "update_saved_view": {"list": "invoices", "name": "Ours", "filters": {}},
        "change_template": {"name": "Ours", "content": {"extends": "classic"}},
        "update_item": {"name": "Ours"},
        "agree_contract_price": {"client_id": world.client["id"], **_TERMS},
        "change_contract_price": _TERMS,
        "change_import": {"columns": [], "options": {}},
        "change_tax_rule": _RULE,
        "change_discount_rule": _DISCOUNT,
        "keep_tax_id_check": {"number": "PL5260001246", "state": "valid"},
        "end_tax_rule": {"end_date": "2026-12-31"},
        "change_tax_registration": _REGISTRATION,
        "update_client": {key: world.client[key] for key in ("profile", "currency")},
    }
    return bodies.get(name, {} if "requestBody" in operation else None)


@pytest.mark.parametrize("path", ["/v1/nothing", "/assets/nothing.js", "/v1/invoices/not-a-uuid"])
async def test_unknown_addresses_are_problems(world: World, path: str) -> None:
    response = await world.api.get(path)
    assert response.status_code in (404, 422)
    assert response.headers["content-type"] == "application/problem+json"


async def test_texts_with_u_0000_are_refused_by_name_and_place(world: World) -> None:
    body = world.draft(notes="a\\u0000 is a backslash, a letter and four digits")
    assert (await world.api.post("/v1/invoices", json=body)).status_code == 201
    refused = await world.api.post("/v1/invoices", json=body | {"lines": [{"description": "a\0b"}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")
    assert refused.json()["errors"] == [
        {"detail": "Text must not contain the character U+0000.", "pointer": "#/lines/0/description"}
    ]


@pytest.mark.parametrize("path", ["/v1/companies?q=%00", "/v1/invoices?q=a%00b", "/i/%00"])
async def test_addresses_with_u_0000_are_refused_by_name(world: World, path: str) -> None:
    """PostgreSQL cannot keep the character, so nothing can be found by it: a clear answer, not a crash."""
    response = await world.api.get(path)
    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")
    assert "U+0000" in response.json()["detail"]


@pytest.mark.parametrize(("method", "path", "allowed"), [
    ("GET", "/v1/auth/sign-up", "POST"),
    ("GET", "/v1/items/import", "POST"),
    ("PATCH", "/v1/invoices/019f0000-0000-7000-8000-000000000000", "DELETE, GET, PUT"),
])  # fmt: skip
async def test_a_wrong_method_is_told_the_right_ones(world: World, method: str, path: str, allowed: str) -> None:
    response = await world.api.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("version", ["7640068162", "2147483648", "1" * 400, "²", "-1", "1_0", ""])
async def test_a_version_no_row_can_have_is_refused(world: World, version: str) -> None:
    """Larger than PostgreSQL's integer it was a crash."""
    view = {"list": "invoices", "name": "Mine", "filters": {}}
    made = (await world.api.post("/v1/saved-views", json=view)).json()
    headers = {"if-match": f'"{version}"'.encode()}
    response = await world.api.delete(f"/v1/saved-views/{made['id']}", headers=headers)
    assert (response.status_code, response.json()["code"]) == (412, "request.if_match_unknown")


@pytest.mark.parametrize("day", ["0", "86400", "2026-1-1", "20260101", "2026-02-30", "2026-01-01T00:00:00"])
async def test_only_written_days_are_days(world: World, day: str) -> None:
    """A number was taken as seconds since 1970."""
    for path in (f"/v1/tax-rules?on={day}", f"/v1/invoices?issued_from={day}", f"/v1/payments?from={day}"):
        response = await world.api.get(path)
        assert (response.status_code, response.json()["code"]) == (422, "request.invalid"), path
