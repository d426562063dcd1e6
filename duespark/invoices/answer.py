"""The answer of a route about one invoice: its stored document, spliced in as it is."""

from typing import Any

import orjson
from fastapi.responses import Response

from duespark.invoices.find import days_past_due
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.schemas import Balance, Invoice
from duespark.runtime.tx import Tx
from duespark.runtime.web import etag, json_response

_MADE = ("document", "series_id", "balance", "days_past_due")
_SHOWN = tuple(name for name in Invoice.__dataclass_fields__ if name not in _MADE)


def answer_invoice(tx: Tx, row: InvoiceRow, status: int = 200) -> Response:
    """The invoice with its version as ETag."""
    return json_response(show_invoice(tx, row), status, etag(row.version))


def show_invoice(tx: Tx, row: InvoiceRow) -> dict[str, Any]:
    """The invoice with its stored document spliced in as it is: no re-assembly."""
    shown: dict[str, Any] = {name: getattr(row, name) for name in _SHOWN}
    shown["document"] = orjson.Fragment(row.document_json)
    shown["series_id"] = row.series_id or row.chosen_series_id
    shown["balance"] = {name: getattr(row, name) for name in Balance.__dataclass_fields__}
    shown["days_past_due"] = days_past_due(row.due_date, row.balance, tx.today)
    return shown
