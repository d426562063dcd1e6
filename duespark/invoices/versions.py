"""The versions of an invoice: what each said, whether its proof holds, and what changed between two."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import asyncpg

from duespark.accounts.signing import PublicKey, find_keys
from duespark.engine.errors import NotFound
from duespark.engine.invoice.diff import Change, diff
from duespark.engine.invoice.history import Version, check_history
from duespark.engine.invoice.plain import load
from duespark.invoices.chain import SEALED, version_of
from duespark.invoices.erase import signed_erasure
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import InvoiceVersion, Proof, VersionChange, VersionDiff
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

# What stands before a version in the chain of its series: nothing for the first, null for one that is gone.
_ROWS = Q(
    f"SELECT {SEALED}, position, key_id, signature, CASE WHEN position = 1 THEN '' ELSE ("
    "   SELECT b.hash FROM invoice_versions AS b WHERE b.org_id = v.org_id AND b.series_id = v.series_id"
    "   AND b.position = v.position - 1) END AS hash_before, (SELECT CAST(to_jsonb(e) AS text) FROM document_erasures AS e"
    "   WHERE e.org_id = v.org_id AND e.invoice_id = v.invoice_id AND v.document = '{}') AS erasure"
    " FROM invoice_versions AS v WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) ORDER BY number DESC"
)


class VersionNotFound(NotFound):
    code = "version.not_found"
    sentence = "The invoice has no version {number}. GET /v1/invoices/{id}/versions lists those it has."


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """A version and how it is shown."""

    version: Version
    shown: InvoiceVersion


def proof_of(version: Version, *, hash_before: str | None, key: PublicKey | None, signature: bytes) -> Proof:
    """Whether content, link and signature of one version hold; the first that does not."""
    if check_history([version], after=version.seal.previous) is not None:
        return "content"
    if hash_before != version.seal.previous:
        return "previous"
    if key is None or not key.signed(version.seal.hash, signature):
        return "signature"
    return "erased" if version.erased else "valid"


def _stored(row: asyncpg.Record, keys: Mapping[UUID, PublicKey], newest: int) -> StoredVersion:
    version = version_of(row)
    erasure = row["erasure"]
    if erasure is not None and signed_erasure(erasure).proves(version.seal.hash, keys):
        version = replace(version, erased=True)
    proof = proof_of(version, hash_before=row["hash_before"], key=keys.get(row["key_id"]), signature=row["signature"])
    shown = InvoiceVersion(
        **{name: row[name] for name in _SHOWN},
        is_current=version.number == newest,
        signature=base64.b64encode(row["signature"]).decode(),
        proof=proof,
    )
    return StoredVersion(version=version, shown=shown)


_SHOWN = [name for name in InvoiceVersion.__dataclass_fields__ if name not in ("is_current", "signature", "proof")]


async def _read(tx: Tx, id: UUID) -> list[StoredVersion]:
    rows = await _ROWS.all(tx.conn, org=tx.org_id, id=id)
    keys = {key.id: key for key in await find_keys(tx)}
    return [_stored(row, keys, rows[0]["number"]) for row in rows]


async def find_versions(tx: Tx, id: UUID) -> list[InvoiceVersion]:
    """The frozen versions of an invoice the actor may see, newest first; none of a draft."""
    return [one.shown for one in await _read(tx, id)]


async def get_version(tx: Tx, id: UUID, number: int) -> StoredVersion:
    """One version of an invoice the actor may see. Raises `VersionNotFound`, and `ContentErased` for an erased one."""
    (await get_invoice(tx, id)).require_content()
    for one in await _read(tx, id):
        if one.version.number == number:
            return one
    raise VersionNotFound(id=id, number=number)


async def compare_versions(tx: Tx, id: UUID, before: int, after: int) -> VersionDiff:
    """What changed from one version to the other. Raises `VersionNotFound`."""
    old, new = await get_version(tx, id, before), await get_version(tx, id, after)
    changes = diff(load(old.version.document), load(new.version.document))
    return VersionDiff(before=before, after=after, changes=list(_readable(changes)))


def _readable(changes: Iterable[Change]) -> Iterable[VersionChange]:
    for one in changes:
        yield VersionChange(
            path=one.path, field=one.field, label=label_of(one.path), kind=one.kind, old=one.old, new=one.new
        )


def label_of(path: str) -> str:
    """A JSON pointer into a document as words.

    >>> label_of("/lines/1/unit_price"), label_of("/due_date"), label_of("/buyer/address/city")
    ('Line 2, unit price', 'Due date', 'Buyer, address, city')
    """
    words: list[str] = []
    for part in path.split("/")[1:]:
        if part.isdigit() and words:
            words[-1] = f"{_SINGULAR.get(words[-1], words[-1])} {int(part) + 1}"
        else:
            words.append(part.replace("_", " "))
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


_SINGULAR: Mapping[str, Any] = {
    "lines": "line", "allowances": "allowance", "charges": "charge", "references": "reference", "withholdings": "withholding",
    "prepayments": "prepayment", "tax ids": "tax id",
}  # fmt: skip
