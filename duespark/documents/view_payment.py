"""Writes how to pay a document: the bank account, the reference to give, and the link to pay online."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.payment_code import link_code, payment_code, reference_of
from duespark.documents.qr_bill import qr_bill

_PAYABLE = ("invoice", "corrective_invoice", "proforma", "deposit_invoice", "final_invoice")


def payment(
    doc: Mapping[str, Any],
    words: Mapping[str, str],
    *,
    owed: Decimal,
    said: str,
    pay_url: str | None,
    page: str = "",
    with_bill: bool = False,
    with_link: bool = False,
) -> dict[str, Any] | None:
    """Rows of label and value, the link, and the code that pays what is `owed`, which the document writes as `said`; None for a
    document nobody pays.

    `page` is the address of the page that says how to pay; its code stands where no other may, and `with_link` beside it.
    `with_bill` says whether there is a place for the payment part of the Swiss QR-bill. Where that stands, there is no second
    code for a transfer.
    """
    account = doc["bank_account"]
    asks = doc["kind"] in _PAYABLE and (doc["totals"] is None or Decimal(doc["totals"]["amount_due"]) >= 0)
    if not asks or not (account or pay_url):
        return None
    bill = qr_bill(doc, amount=owed) if with_bill else None
    page = page if account else ""
    code = payment_code(doc, words, amount=owed, pay_url=pay_url or page, said=said)
    return {
        "rows": _rows(doc, account, words) if account else [],
        "url": pay_url or "",
        "code": code if bill is None or (code and code["scheme"] != "epc") else None,
        "link_code": link_code(page, words) if with_link and page and owed > 0 else None,
        "bill": bill,
    }


def _rows(doc: Mapping[str, Any], account: Mapping[str, str], words: Mapping[str, str]) -> list[dict[str, str]]:
    seller = doc["seller"] or {"name": ""}
    values = {
        words["account_holder"]: account["holder"] or seller["name"],
        "IBAN": by_fours(account["iban"]),
        words["account_number"]: account["account_number"],
        "BIC": account["bic"],
        words["bank_name"]: account["bank_name"],
        "UPI": account.get("upi", ""),
        "PayNow": account.get("paynow", ""),
        "PIX": account.get("pix", ""),
        words["payment_reference"]: reference_of(doc),
    }
    return [{"label": label, "value": value} for label, value in values.items() if value]


def by_fours(iban: str) -> str:
    """An IBAN in its printed form (ISO 13616): groups of four.

    >>> by_fours("DE89370400440532013000")
    'DE89 3704 0044 0532 0130 00'
    """
    compact = "".join(iban.split())
    return " ".join(compact[start : start + 4] for start in range(0, len(compact), 4))
