"""Uploading and running imports as a person would, and a made-up retail file."""

import csv
import io
from typing import Any

from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.support.world import World

RETAIL = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")


def table(*rows: tuple[str, ...], headings: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def retail(invoices: int = 12, lines: int = 3) -> bytes:
    """Sales of a shop: every fifth is a cancellation with a C before its number, every seventh names no customer, and one
    adjusts a bad debt below zero."""
    rows = []
    for at in range(invoices):
        cancelled, nameless = at % 5 == 4, at % 7 == 6
        number = f"{'C' if cancelled else ''}{536365 + at}"
        for line in range(lines):
            quantity = (-1 if cancelled else 1) * (line + 1) * 6
            price = f"{2 + at % 3}.{(line * 37 + at * 11) % 100:02d}"
            customer = "" if nameless else str(17850 + at % 4)
            rows.append((number, f"{85100 + line}A", f"LANTERN NO. {line}", str(quantity), f"{1 + at % 28}/12/2010 8:26", price,
                         customer, "United Kingdom" if at % 4 else "EIRE"))  # fmt: skip
    rows.append(("A563187", "B", "Adjust bad debt", "1", "12/12/2010 14:52", "-11062.06", "17850", "United Kingdom"))
    return table(*rows, headings=RETAIL)


async def uploaded(world: World, content: bytes, kind: str, name: str = "file.csv", **more: Any) -> dict[str, Any]:
    answer = await world.api.post(
        "/v1/imports", params={"kind": kind, "file_name": name, **more}, content=content,
        headers={"content-type": "application/octet-stream"},
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def changed(world: World, run: dict[str, Any], **options: Any) -> dict[str, Any]:
    body = {"columns": [one["field"] for one in run["columns"]], "options": {**run["options"], **options}}
    headers = {"if-match": f'"{run["version"]}"'}
    answer = await world.api.put(f"/v1/imports/{run['id']}", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def done(world: World, run: dict[str, Any], *acts: str) -> dict[str, Any]:
    """The import after these acts, each done by a worker."""
    for act in acts:
        answer = await world.api.post(f"/v1/imports/{run['id']}/{act}")
        assert answer.status_code == 200, answer.text
        await run_waiting_jobs(world.pool)
    found: dict[str, Any] = (await world.api.get(f"/v1/imports/{run['id']}")).json()
    return found


async def rows_of(world: World, run: dict[str, Any], fate: str) -> list[dict[str, Any]]:
    answer = await world.api.get(f"/v1/imports/{run['id']}/rows", params={"fate": fate})
    found: list[dict[str, Any]] = answer.json()["data"]
    return found
