"""The columns of a client that people set, as they are stored."""

from typing import Any

from duespark.clients.details import ClientIn
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json


def columns_of(tx: Tx, client: ClientIn) -> dict[str, Any]:
    """Values by column; `name` and `email` are projected from the profile."""
    return {
        "name": client.profile.name,
        "email": client.profile.email,
        "profile": to_json(client.profile).decode(),
        "code": client.code,
        "currency": client.currency,
        "language": client.language,
        "time_zone": client.time_zone,
        "payment_terms_days": client.payment_terms_days,
        "reminders_paused": client.reminders_paused,
        "notes": client.notes,
        "updated_at": tx.now,
    }
