"""The people at a client: who gets invoices and reminders, in which role and language."""

from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from typing import NamedTuple
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.models import client_contacts
from duespark.clients.queries import get_client, hold_client
from duespark.clients.schemas import Contact, ContactIn
from duespark.companies.formats import check_email, check_language, check_lines, check_text
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Page, decode_cursor, encode_cursor, like_pattern

ContactRow = Contact
"""A contact as other modules know it."""
MOST = 100
_COLUMNS = ", ".join(Contact.__dataclass_fields__)
_OF_CLIENT = Q(
    f"SELECT {_COLUMNS} FROM client_contacts WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid)"
    " ORDER BY id"
)
_MATCH = (
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid) AND (CAST(:like AS text) IS NULL OR"
    " name ILIKE CAST(:like AS text) OR email ILIKE CAST(:like AS text) OR phone ILIKE CAST(:like AS text))"
)
# Without a number to stop at it is all of them.
_PAGE = Q(
    f"SELECT {_COLUMNS} FROM client_contacts{_MATCH} AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))"
    " ORDER BY id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM client_contacts{_MATCH}")
_ONE = f"SELECT {_COLUMNS} FROM client_contacts WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
_GET, _LOCK = Q(_ONE), Q(f"{_ONE} FOR UPDATE")
_INSERT = insert(client_contacts, skip=["version"])
_UPDATE = Q(
    "UPDATE client_contacts SET name = :name, role = :role, email = :email, phone = :phone, language = :language,"
    " channel = :channel, receives_invoices = CAST(:receives_invoices AS bool),"
    " receives_reminders = CAST(:receives_reminders AS bool), notes = :notes, updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_DELETE = Q("DELETE FROM client_contacts WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_MOVE = Q(
    "UPDATE client_contacts SET client_id = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


class ContactLine(NamedTuple):
    """The columns of the contacts as CSV."""

    name: str
    role: str
    email: str
    phone: str
    language: str
    channel: str
    receives_invoices: str
    receives_reminders: str
    notes: str
    id: UUID


class ContactNotFound(NotFound):
    code = "contact.not_found"
    sentence = "There is no contact {id}."


class UnreachableContact(Invalid):
    code = "contact.unreachable"
    sentence = "{problem}"


class TooManyContacts(Conflict):
    code = "contact.too_many"
    sentence = "A client has room for {most} contacts. Remove one first."


async def find_contacts(tx: Tx, client_id: UUID, *, q: str, limit: int, cursor: str | None) -> Page[Contact]:
    """One page of the client's contacts with `q` in name, address or number, the oldest first. Raises `ClientNotFound`,
    `BadCursor`."""
    await get_client(tx, client_id)
    place = decode_cursor(cursor, "id")
    values = {"org": tx.org_id, "client": client_id, "like": like_pattern(q)}
    rows = await _PAGE.all(tx.conn, **values, after=place and place[1], most=limit + 1)
    data = [Contact(**row) for row in rows[:limit]]
    more = encode_cursor("id", "", data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_contacts(tx: Tx, client_id: UUID, *, q: str) -> AsyncIterator[ContactLine]:
    """The same as rows of a spreadsheet."""
    values = {"org": tx.org_id, "client": client_id, "like": like_pattern(q)}
    for row in await _PAGE.all(tx.conn, **values, after=None, most=None):
        gets = ("yes" if row[name] else "no" for name in ("receives_invoices", "receives_reminders"))
        said = (row[name] or "" for name in ("name", "role", "email", "phone", "language", "channel"))
        yield ContactLine._make((*said, *gets, row["notes"], row["id"]))


async def contacts_of(tx: Tx, client_id: UUID) -> list[Contact]:
    """The contacts of a client that is known to exist."""
    return [Contact(**row) for row in await _OF_CLIENT.all(tx.conn, org=tx.org_id, client=client_id)]


async def find_contact(tx: Tx, id: UUID) -> ContactRow | None:
    """The contact, if it is still there."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    return None if row is None else Contact(**row)


async def get_contact(tx: Tx, id: UUID) -> Contact:
    """Raises `ContactNotFound`."""
    found = await find_contact(tx, id)
    if found is None:
        raise ContactNotFound(id=id)
    return found


async def add_contact(tx: Tx, client_id: UUID, wanted: ContactIn) -> Contact:
    """A new contact. Raises `ClientNotFound`, `ClientGone`, `TooManyContacts`, subclasses of `Invalid`."""
    await hold_client(tx, client_id)
    contact, id = _check(wanted), new_id()
    if len(await contacts_of(tx, client_id)) >= MOST:
        raise TooManyContacts(most=MOST)
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=id, client_id=client_id, created_at=tx.now, updated_at=tx.now, **asdict(contact)
    )
    made = await get_contact(tx, id)
    await audit(tx, "contact.create", subject="client", id=client_id, after=made)
    return made


async def change_contact(tx: Tx, id: UUID, wanted: ContactIn, *, version: int) -> Contact:
    """The changed contact. Raises `ContactNotFound`, `ChangedElsewhere`, subclasses of `Invalid`."""
    before = await _lock(tx, id, version)
    await _UPDATE.run(tx.conn, org=tx.org_id, id=id, now=tx.now, **asdict(_check(wanted)))
    after = await get_contact(tx, id)
    await audit(tx, "contact.update", subject="client", id=after.client_id, before=before, after=after)
    return after


async def remove_contact(tx: Tx, id: UUID, *, version: int) -> None:
    """Forget a contact; mail that was sent keeps its address. Raises `ContactNotFound`, `ChangedElsewhere`."""
    before = await _lock(tx, id, version)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "contact.remove", subject="client", id=before.client_id, before=before)


async def move_contacts(tx: Tx, *, source: UUID, into: UUID) -> None:
    """Give the contacts of one client to another; the merge that does so audits."""
    await _MOVE.run(tx.conn, org=tx.org_id, source=source, into=into, now=tx.now)


async def _lock(tx: Tx, id: UUID, version: int) -> Contact:
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise ContactNotFound(id=id)
    if row["version"] != version:
        raise ChangedElsewhere(row["version"])
    return Contact(**row)


def _check(wanted: ContactIn) -> ContactIn:
    """The contact with tidy fields, reachable the way it wants to be. Raises subclasses of `Invalid`."""
    tidy = replace(
        wanted,
        name=check_text(wanted.name, pointer="/name"),
        email=check_email(wanted.email, pointer="/email"),
        phone=check_text(wanted.phone, pointer="/phone", most=60),
        language=wanted.language and check_language(wanted.language, pointer="/language"),
        notes=check_lines(wanted.notes, pointer="/notes", most=1000),
    )
    if not tidy.name:
        raise UnreachableContact(pointer="/name", problem="The contact has no name. Write one.")
    if not getattr(tidy, tidy.channel):
        kind = "e-mail address" if tidy.channel == "email" else "phone number"
        raise UnreachableContact(
            pointer=f"/{tidy.channel}", problem=f"The contact wants to be reached by {tidy.channel}, but has no {kind}."
        )
    if tidy.channel != "email" and (tidy.receives_invoices or tidy.receives_reminders):
        problem = "Invoices and reminders go by e-mail. Choose the channel e-mail, or switch them off for this contact."
        raise UnreachableContact(pointer="/channel", problem=problem)
    return replace(tidy, language=tidy.language or None)
