"""What the authority answered about a client's tax number: kept with its day, and used when a sale is taxed (FM-45)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Party, TaxId
from duespark.engine.tax.treatment.supply import BuyerTaxId
from duespark.engine.tax.treatment.territory import is_eu_number
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed, decode_cursor, encode_cursor
from duespark.taxes.details import Day
from duespark.taxes.events import TaxIdChecked
from duespark.taxes.models import tax_id_checks

_INSERT = insert(tax_id_checks)
_SELECT = (
    "SELECT id, client_id, number, state, checked_on, reference, checked_by, created_at FROM tax_id_checks"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid)"
)
_PAGE = Q(
    f"{_SELECT} AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid)) ORDER BY id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q("SELECT count(*) FROM tax_id_checks WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid)")
_NEWEST = Q(
    "SELECT DISTINCT ON (number) number, state, checked_on FROM tax_id_checks WHERE org_id = CAST(:org AS uuid)"
    " AND client_id = CAST(:client AS uuid) ORDER BY number, checked_on DESC, id DESC"
)
_GREECE = {"GR": "EL"}
_SCHEMES = ("VAT", "NIP", "GSTIN", "ABN", "UID")


class NotTheClientsNumber(Invalid):
    code = "tax_id_check.not_the_clients"
    sentence = "{number} is no tax number of this client. Add it to the client first."


class CheckedInFuture(Invalid):
    code = "tax_id_check.in_future"
    sentence = "The number cannot have been checked on {day}, a day that is still to come."


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxIdCheckIn(Closed):
    """An answer of the authority about one of the client's tax numbers; today's where no day is given."""

    number: Annotated[str, Len(1, 40)]
    state: Literal["valid", "invalid"]
    checked_on: Day | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxIdCheck(Closed):
    """An answer as it was kept."""

    id: UUID
    client_id: UUID
    number: str
    state: Literal["valid", "invalid"]
    checked_on: date
    reference: str
    checked_by: str
    created_at: datetime


async def keep_check(tx: Tx, client_id: UUID, *, wanted: TaxIdCheckIn) -> TaxIdCheck:
    """The kept answer; `TaxIdChecked` is recorded. Raises `ClientNotFound`, `NotTheClientsNumber`, `CheckedInFuture`."""
    client = await get_client(tx, client_id)
    day = wanted.checked_on or tx.today
    if day > tx.today:
        raise CheckedInFuture(pointer="/checked_on", day=day)
    number = next((one for one in _numbers(client.profile) if _plain(wanted.number) in (one, one[2:])), "")
    if not number:
        raise NotTheClientsNumber(pointer="/number", number=wanted.number)
    kept = TaxIdCheck(
        id=new_id(),
        client_id=client_id,
        number=number,
        state=wanted.state,
        checked_on=day,
        reference=check_text(wanted.reference, pointer="/reference", most=60),
        checked_by=tx.actor.label,
        created_at=tx.now,
    )
    values = {name: getattr(kept, name) for name in TaxIdCheck.__dataclass_fields__}
    await _INSERT.run(tx.conn, org_id=tx.org_id, **values)
    await record(tx, TaxIdChecked(client_id, number, wanted.state, day))
    await audit(tx, "tax_id.check", subject="client", id=client_id, after=kept)
    return kept


async def find_checks(
    tx: Tx, client_id: UUID, *, limit: int, cursor: str | None
) -> tuple[list[TaxIdCheck], str | None, int]:
    """One page, the newest first, the cursor of the next, and how many there are. Raises `ClientNotFound`, `BadCursor`."""
    await get_client(tx, client_id)
    place = decode_cursor(cursor, "newest")
    rows = await _PAGE.all(tx.conn, org=tx.org_id, client=client_id, after=place and place[1], most=limit + 1)
    found = [TaxIdCheck(**row) for row in rows[:limit]]
    more = encode_cursor("newest", None, found[-1].id) if len(rows) > limit else None
    return found, more, await _COUNT.value(tx.conn, org=tx.org_id, client=client_id)


async def newest_answers(tx: Tx, client_id: UUID) -> dict[str, tuple[str, date]]:
    """The newest answer about each number: valid or invalid, and its day."""
    rows = await _NEWEST.all(tx.conn, org=tx.org_id, client=client_id)
    return {row["number"]: (row["state"], row["checked_on"]) for row in rows}


def choose_number(profile: Party, answers: Mapping[str, tuple[str, date]], *, on: date) -> BuyerTaxId | None:
    """The number of a profile by which the client is taxed, with the newest answer about it.

    In the EU one of the country of its address before others; outside, where no number is asked for, only one that an
    authority has answered about.

    >>> profile = Party(name="Example", tax_ids=(TaxId(scheme="VAT", value="FR 40 303 265 045"),))
    >>> choose_number(profile, {}, on=date(2026, 1, 1))
    BuyerTaxId(country='FR', number='40303265045', state='unchecked', checked_on=None)
    """
    home = _GREECE.get(profile.address.country, profile.address.country)
    numbers = [one for one in _numbers(profile) if is_eu_number(one[:2], on, goods=True) or one in answers]
    number = min(numbers, key=lambda one: one[:2] != home, default=None)
    if number is None:
        return None
    known = BuyerTaxId(country=number[:2], number=number[2:])
    if number not in answers:
        return known
    state, day = answers[number]
    return replace(known, state="valid" if state == "valid" else "invalid", checked_on=day)


def _numbers(profile: Party) -> list[str]:
    """The value-added tax numbers of a profile, each with its prefix; a Polish NIP is one too."""
    country = profile.address.country
    return [_with_prefix(one, country) for one in profile.tax_ids if one.scheme in _SCHEMES]


def _with_prefix(tax_id: TaxId, country: str) -> str:
    plain = _plain(tax_id.value)
    if tax_id.scheme == "NIP":
        return plain if plain.startswith("PL") else f"PL{plain}"
    return plain if plain[:2].isalpha() else f"{_GREECE.get(country, country)}{plain}"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())
