"""Each list as a workbook: exactly the rows of its CSV file, with the same filters."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from duespark.runtime.tx import clock
from duespark.runtime.xlsx import MEDIA_TYPE
from tests.support.world import BUYER, World

LISTS: dict[str, dict[str, Any]] = {
    "invoices": {"q": "Bakery", "status": "issued"},
    "clients": {"q": "Bakery"},
    "items": {"q": "Chair"},
    "payments": {"q": "R-1"},
    "audit": {"action": "payment.record"},
    "deposits": {"state": "open"},
    "deposit-liability": {},
    "credit-uses": {"kind": "refund"},
}


async def filled(world: World) -> None:
    """Something of everything, and something else that the filters leave out."""
    day = (clock() - timedelta(days=1)).date().isoformat()
    pay = {"client_id": world.client["id"], "currency": "PLN", "received_on": day, "allocations": []}
    other = await world.add_client(profile={**BUYER, "name": "=Other()"})
    await world.add_invoice()
    await world.add_invoice(client_id=other["id"])
    for name in ("Chair", "Table"):
        await world.api.post("/v1/items", json={"name": name})
    for reference in ("R-1", "R-2"):
        await world.api.post("/v1/payments", json={**pay, "amount": "50.00", "reference": reference})
    back = {"amount": "5.00", "currency": "PLN", "refunded_on": day}
    await world.api.post(f"/v1/clients/{world.client['id']}/refunds", json=back)
    lines = [{"description": "Deposit", "unit_price": "100.00"}]
    made = await world.add_invoice(kind="deposit_invoice", lines=lines, prices_include_tax=True)
    part = {"invoice_id": made["id"], "amount": "100.00"}
    await world.api.post("/v1/payments", json={**pay, "amount": "100.00", "allocations": [part]})


@pytest.mark.parametrize("name", LISTS)
async def test_has_exactly_what_the_filter_finds(world: World, name: str) -> None:
    await filled(world)
    text = (await world.api.get(f"/v1/{name}.csv", params=LISTS[name])).text.lstrip("\ufeff")
    answer = await world.api.get(f"/v1/{name}.xlsx", params=LISTS[name])
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    wanted = list(csv.reader(io.StringIO(text)))
    assert rows[0] == wanted[0]
    assert len(rows) == len(wanted) >= 2
    named = [
        place for place, column in enumerate(wanted[0]) if column in ("number", "name", "client_name", "reference")
    ]
    assert [[str(row[at]) for at in named] for row in rows] == [
        [row[at].removeprefix("'") for at in named] for row in wanted
    ]
