"""Writes how to pay a document in bitcoin: the amount at the price of the day, the address, and the code that holds both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from duespark.documents.formats import Formats
from duespark.documents.payment_code import bitcoin_code
from duespark.engine.money.currency import currency
from duespark.engine.payment.qr.bip21 import owed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class BitcoinPrice:
    """What one bitcoin was worth in the document's currency on a day, as the seller said."""

    price: Decimal
    day: date


def bitcoin(
    doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], *, owed: Decimal, price: BitcoinPrice | None
) -> dict[str, Any] | None:
    """The amount that is `owed` in bitcoin; None without an address or a price, and where that amount is not exact."""
    account = doc["bank_account"] or {}
    if price is None or not account.get("bitcoin") or owed <= 0:
        return None
    amount = owed_at(price.price, owed, decimals=currency(doc["currency"]).decimals)
    code = bitcoin_code(doc, words, amount=amount) if amount is not None else None
    if code is None:
        return None
    return {
        "address": account["bitcoin"],
        "amount": f"{amount:f} BTC",
        "rate": f"1 BTC = {form.money(str(price.price))} · {form.day(price.day.isoformat())}",
        "code": code,
    }
