"""The columns of a client that people set, as they are stored."""

from typing import Any

from duespark.clients.details import ClientIn
from duespark.clients.words import folded, words_of
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json


def columns_of(tx: Tx, client: ClientIn) -> dict[str, Any]:
    """Values by column; `name`, `email` and what one searches by are projected from the profile."""
    return {
        "name": client.profile.name,
        "email": client.profile.email,
        "profile": to_json(client.profile).decode(),
        "kind": client.kind,
        "code": client.code,
        "currency": client.currency,
        "language": client.language,
        "time_zone": client.time_zone,
        "payment_terms_days": client.payment_terms_days,
        "early_discounts": None if client.early_discounts is None else to_json(client.early_discounts).decode(),
        "shipping_address": client.shipping_address and to_json(client.shipping_address).decode(),
        "order_format": client.order_format,
        "credit_limit": client.credit_limit,
        "custom": to_json(dict(client.custom)).decode(),
        "tags": list(client.tags),
        "folded_name": folded(client.profile.name),
        "search": f" {' '.join(words_of(client.profile, client.code))} ",
        "reminders_paused": client.reminders_paused,
        "notes": client.notes,
        "updated_at": tx.now,
    }
