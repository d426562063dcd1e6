"""Choose where rates come from, how often and with which key; the key is encrypted at rest and never shown again."""

from typing import Any

from duespark.accounts.audit import audit
from duespark.adapters.fx_rates.sources import Credentials
from duespark.engine.errors import Invalid
from duespark.fx.queries import credentials_context, find_credentials, get_settings
from duespark.fx.refresh import ask_for_rates, is_on
from duespark.fx.schemas import RateSettings, RateSettingsIn
from duespark.runtime.db import Q
from duespark.runtime.security import seal
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, to_json

# Version 0 stands for the row that is not there yet.
_WRITE = Q(
    "INSERT INTO rate_settings AS s (org_id, source, refresh, max_age_days, credentials, key_hint, version, updated_at)"
    " SELECT CAST(:org AS uuid), CAST(:source AS text), CAST(:refresh AS text), CAST(:max_age AS int),"
    " CAST(:credentials AS bytea), CAST(:hint AS text), 1, CAST(:now AS timestamptz)"
    " ON CONFLICT (org_id) DO UPDATE SET source = EXCLUDED.source, refresh = EXCLUDED.refresh,"
    " max_age_days = EXCLUDED.max_age_days, credentials = EXCLUDED.credentials, key_hint = EXCLUDED.key_hint,"
    " version = s.version + 1, updated_at = EXCLUDED.updated_at WHERE s.version = CAST(:version AS int) RETURNING version"
)
_LOCK = Q("SELECT 1 FROM rate_settings WHERE org_id = CAST(:org AS uuid) FOR UPDATE")
_AT_ONCE = Q("UPDATE rate_feeds SET next_at = clock_timestamp() WHERE org_id = CAST(:org AS uuid)")


class KeyMissing(Invalid):
    code = "exchange_rate.key_missing"
    sentence = "{source} gives rates only to its customers. Enter the {what} of your account."


async def change_settings(tx: Tx, wanted: RateSettingsIn, *, version: int) -> RateSettings:
    """What holds from now on; a source that may be asked is asked at once. Without credentials those of the same source
    are kept, and with another source they are forgotten.

    Raises `KeyMissing`, `ChangedElsewhere`.
    """
    await _LOCK.one(tx.conn, org=tx.org_id)
    before = await get_settings(tx)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    credentials = await _credentials(tx, wanted)
    sealed, hint = None, ""
    if credentials is not None:
        sealed = seal(to_json(credentials).decode(), context=credentials_context(tx.org_id))
        hint = _hint(credentials.key)
    values: dict[str, Any] = {"source": wanted.source, "refresh": wanted.refresh, "max_age": wanted.max_age_days}
    written = await _WRITE.value(
        tx.conn, org=tx.org_id, credentials=sealed, hint=hint, now=tx.now, version=version, **values
    )
    if written is None:
        raise ChangedElsewhere(version + 1)
    after = await get_settings(tx)
    await audit(tx, "exchange_rates.settings", subject="organization", id=tx.org_id, before=before, after=after)
    await _AT_ONCE.run(tx.conn, org=tx.org_id)
    if wanted.source != "manual" and is_on(wanted.source):
        await ask_for_rates(tx)
    return after


async def _credentials(tx: Tx, wanted: RateSettingsIn) -> Credentials | None:
    """What the source wants to see. Raises `KeyMissing`."""
    if wanted.source == "ecb" or wanted.source == "manual":
        return None
    if wanted.credentials is None:
        kept = await find_credentials(tx, wanted.source)
        if kept is None:
            what = "app id" if wanted.source == "openexchangerates" else "account id and the API key"
            raise KeyMissing(pointer="/credentials/key", source=wanted.source, what=what)
        return kept
    given = Credentials(account_id=wanted.credentials.account_id.strip(), key=wanted.credentials.key.strip())
    if wanted.source == "xe" and not given.account_id:
        raise KeyMissing(pointer="/credentials/account_id", source=wanted.source, what="account id")
    if not given.key:
        raise KeyMissing(pointer="/credentials/key", source=wanted.source, what="key")
    return given


def _hint(key: str) -> str:
    """The end of a key long enough to hide something; nothing of a short one.

    >>> _hint("0123456789abcdef"), _hint("short")
    ('••••cdef', '••••')
    """
    return f"••••{key[-4:]}" if len(key) >= 12 else "••••"
