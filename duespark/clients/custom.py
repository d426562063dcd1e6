"""Fields an organization adds to its clients: text, number, date or choice. Values are text in a form of their kind."""

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.clients.schemas import Field, FieldIn
from duespark.companies.formats import check_text
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

MOST_FIELDS, MOST_CHOICES = 30, 50
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLUMNS = "id, key, label, kind, choices, archived, version"
_ALL = Q(f"SELECT {_COLUMNS} FROM client_fields WHERE org_id = CAST(:org AS uuid) ORDER BY archived, created_at, id")
_LOCK = Q(
    f"SELECT {_COLUMNS} FROM client_fields WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR UPDATE"
)
_INSERT = Q(
    "INSERT INTO client_fields (org_id, id, key, label, kind, choices, created_at, updated_at)"
    " VALUES (CAST(:org AS uuid), CAST(:id AS uuid), :key, :label, :kind, CAST(:choices AS text[]),"
    " CAST(:now AS timestamptz), CAST(:now AS timestamptz))"
)
_UPDATE = Q(
    "UPDATE client_fields SET label = :label, choices = CAST(:choices AS text[]), archived = CAST(:archived AS bool),"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class FieldNotFound(NotFound):
    code = "client_field.not_found"
    sentence = "There is no field {id}."


class FieldTaken(Conflict):
    code = "client_field.key_taken"
    sentence = "There is a field with the key {key} already. Choose another key, or take the old field up again."


class InvalidField(Invalid):
    code = "client_field.invalid"
    sentence = "The field cannot be kept like this: {problem}."


class InvalidValue(Invalid):
    code = "client_field.invalid_value"
    sentence = "{value!r} cannot stand in the field {label}. {fix}"


class UnknownField(Invalid):
    code = "client_field.unknown"
    sentence = "Your organization has no field {key!r} in use. Add it first, or leave the value out."


_FIXES: Mapping[str, str] = {
    "number": "Write a number such as 12 or -3.5, at most 15 digits and 6 decimals.",
    "date": "Write a day such as 2026-03-04.",
    "choice": "Choose one of: {choices}.",
}


async def find_fields(tx: Tx) -> list[Field]:
    """All fields, those in use first, the oldest first."""
    return [Field(**{**row, "choices": tuple(row["choices"])}) for row in await _ALL.all(tx.conn, org=tx.org_id)]


async def add_field(tx: Tx, wanted: FieldIn) -> Field:
    """A new field. Raises `InvalidField`, `FieldTaken`."""
    label, choices = _check(wanted)
    if not _KEY.fullmatch(wanted.key):
        raise InvalidField(
            pointer="/key", problem="a key is made of small letters, digits and _, and begins with a letter"
        )
    if len(await find_fields(tx)) >= MOST_FIELDS:
        raise InvalidField(pointer="/key", problem=f"there is room for {MOST_FIELDS} fields")
    id = new_id()
    try:
        await _INSERT.run(
            tx.conn, org=tx.org_id, id=id, key=wanted.key, label=label, kind=wanted.kind, choices=choices, now=tx.now
        )
    except asyncpg.UniqueViolationError as error:
        raise FieldTaken(pointer="/key", key=wanted.key) from error
    made = await _lock(tx, id)
    await audit(tx, "client_field.create", subject="client_field", id=id, after=made)
    return made


async def change_field(tx: Tx, id: UUID, wanted: FieldIn, *, version: int) -> Field:
    """Rename it, change its choices, or put it away; clients keep their values. Key and kind stay.

    Raises `FieldNotFound`, `ChangedElsewhere`, `InvalidField`.
    """
    before = await _lock(tx, id)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    if (wanted.key, wanted.kind) != (before.key, before.kind):
        raise InvalidField(pointer="/key", problem="key and kind of a field never change; add another one")
    label, choices = _check(wanted)
    await _UPDATE.run(tx.conn, org=tx.org_id, id=id, label=label, choices=choices, archived=wanted.archived, now=tx.now)
    after = await _lock(tx, id)
    await audit(tx, "client_field.update", subject="client_field", id=id, before=before, after=after)
    return after


async def check_custom(tx: Tx, values: Mapping[str, str], *, before: Mapping[str, str] | None = None) -> dict[str, str]:
    """The values, tidy, without empty ones. Those of fields put away, and those that were there, are kept as they are.

    Raises `UnknownField`, `InvalidValue`.
    """
    before = before or {}
    if not values and not before:
        return {}
    fields = {field.key: field for field in await find_fields(tx)}
    kept = {key: value for key, value in before.items() if key not in fields or fields[key].archived}
    for key, value in values.items():
        known = fields.get(key)
        if before.get(key) == value:
            kept[key] = value
        elif known is None or known.archived:
            raise UnknownField(pointer=f"/custom/{key[:40]}", key=key[:40])
        elif value.strip():
            kept[key] = _check_value(known, value)
    return kept


def _check_value(field: Field, value: str) -> str:
    pointer = f"/custom/{field.key}"
    value = check_text(value, pointer=pointer, most=500)
    if not _is_of_kind(field, value):
        fix = _FIXES[field.kind].format(choices=", ".join(field.choices))
        raise InvalidValue(pointer=pointer, value=value[:60], label=field.label, fix=fix)
    return value


def _is_of_kind(field: Field, value: str) -> bool:
    if field.kind == "number":
        return _NUMBER.fullmatch(value) is not None
    if field.kind == "choice":
        return value in field.choices
    if field.kind == "date":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return True


def _check(wanted: FieldIn) -> tuple[str, list[str]]:
    label = check_text(wanted.label, pointer="/label", most=60)
    choices = [check_text(one, pointer=f"/choices/{at}", most=100) for at, one in enumerate(wanted.choices)]
    problem = ""
    if not label:
        problem = "it has no label"
    elif (wanted.kind == "choice") != bool(choices):
        problem = "a choice needs choices" if wanted.kind == "choice" else "only a choice has choices"
    elif len(set(choices)) < len(choices) or "" in choices or len(choices) > MOST_CHOICES:
        problem = f"choices are at most {MOST_CHOICES}, none of them empty or twice"
    if problem:
        raise InvalidField(pointer="/label" if not label else "/choices", problem=problem)
    return label, choices


async def _lock(tx: Tx, id: UUID) -> Field:
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise FieldNotFound(id=id)
    return Field(**{**row, "choices": tuple(row["choices"])})
