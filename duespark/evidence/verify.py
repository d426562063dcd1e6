"""Checks everything an organization ever issued, series by series, and names the first broken link of each."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from duespark.accounts.signing import PublicKey, find_keys
from duespark.engine.invoice.history import check_history
from duespark.evidence.numbers import NumberReport, read_numbers
from duespark.evidence.walk import PAGE, ChainRow, walk_chain
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

Broken = Literal["content", "erasure", "order", "previous", "end", "signature", "key", "ledger", "unsealed"]
Progress = Callable[[int], None]

_CHAINS = Q("""
SELECT s.id, c.name || ', ' || replace(s.kind, '_', ' ') AS name, coalesce(h.position, 0) AS length, coalesce(h.hash, '') AS hash
  FROM series AS s JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id
  LEFT JOIN series_chains AS h ON h.org_id = s.org_id AND h.series_id = s.id
 WHERE s.org_id = CAST(:org AS uuid) ORDER BY c.name, s.kind <> 'invoice', s.kind, s.id
""")
_UNSEALED = Q("""
SELECT i.id, i.number FROM invoices AS i
 WHERE i.org_id = CAST(:org AS uuid) AND i.series_id = CAST(:series AS uuid) AND i.status <> 'draft' AND NOT EXISTS (
   SELECT 1 FROM invoice_versions AS v WHERE v.org_id = i.org_id AND v.invoice_id = i.id AND v.series_id = i.series_id)
 ORDER BY i.period, i.sequence LIMIT 1
""")
SENTENCES: Mapping[Broken, str] = {
    "content": "its content is not what was sealed",
    "erasure": "its content is gone, and no record that holds says that it might go",
    "order": "it does not stand where it was sealed: versions changed places",
    "previous": "the version before it is missing or was sealed anew",
    "end": "the newest versions behind it are missing",
    "signature": "its signature was not made with the key it names",
    "key": "the key it was signed with is missing",
    "ledger": "the invoice as the program shows it is not what was sealed ({fact})",
    "unsealed": "it was issued, but has no sealed version",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """Where a chain breaks first. `version` is 0 where there is none."""

    what: Broken
    position: int
    invoice_id: UUID | None
    invoice_number: str
    version: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesProof:
    """One series: how far its chain holds, how much of it was erased lawfully, and whether its numbers follow each other."""

    series_id: UUID
    name: str
    versions: int
    erased: int
    head: str
    broken: BrokenLink | None
    numbers: NumberReport

    @property
    def holds(self) -> bool:
        return self.broken is None and not self.numbers.gaps and not self.numbers.duplicates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    id: UUID
    name: str
    length: int
    hash: str


async def verify_organization(
    tx: Tx, *, progress: Progress = lambda _: None, page: int = PAGE
) -> AsyncIterator[SeriesProof]:
    """Every series of the organization, one after the other. `progress` is told how many versions were checked."""
    keys = {key.id: key for key in await find_keys(tx)}
    for row in await _CHAINS.all(tx.conn, org=tx.org_id):
        chain = _Chain(**row)
        checked, erased, broken = await _check(tx, chain, keys, progress, page)
        yield SeriesProof(
            series_id=chain.id,
            name=chain.name,
            versions=checked,
            erased=erased,
            head=chain.hash,
            broken=broken or await _unsealed(tx, chain),
            numbers=await read_numbers(tx, chain.id),
        )


async def _check(
    tx: Tx, chain: _Chain, keys: Mapping[UUID, PublicKey], progress: Progress, page: int
) -> tuple[int, int, BrokenLink | None]:
    """How many versions hold from the first on, how many of them were erased, and what breaks behind them."""
    checked, erased, previous, last = 0, 0, "", None
    async for rows in walk_chain(tx, chain.id, page=page):
        found = _first_break(rows, previous, keys)
        holding = rows[: rows.index(found[0])] if found else rows
        checked, erased = checked + len(holding), erased + sum(row.version.erased for row in holding)
        if found is not None:
            return checked, erased, _link(*found)
        previous, last = rows[-1].version.seal.hash, rows[-1]
        progress(len(rows))
    if (checked, previous) == (chain.length, chain.hash):
        return checked, erased, None
    return (
        checked,
        erased,
        _link(last, "end")
        if last
        else BrokenLink(
            what="end",
            position=0,
            invoice_id=None,
            invoice_number="",
            version=0,
            sentence="all its versions are missing",
        ),
    )


def _first_break(
    rows: Sequence[ChainRow], previous: str, keys: Mapping[UUID, PublicKey]
) -> tuple[ChainRow, Broken] | None:
    chain = check_history((row.version for row in rows), after=previous)
    for row in rows[: chain.at if chain else None]:
        key = keys.get(row.key_id)
        if key is None:
            return row, "key"
        if not key.signed(row.version.seal.hash, row.signature):
            return row, "signature"
        if row.erasure is not None and not row.erasure.proves(row.version.seal.hash, keys):
            return row, "erasure"
        if row.difference:
            return row, "ledger"
    return (rows[chain.at], chain.what) if chain else None


def _link(row: ChainRow, what: Broken) -> BrokenLink:
    return BrokenLink(
        what=what,
        position=row.position,
        invoice_id=row.invoice_id,
        invoice_number=row.invoice_number,
        version=row.version.number,
        sentence=SENTENCES[what].format(fact=row.difference),
    )


async def _unsealed(tx: Tx, chain: _Chain) -> BrokenLink | None:
    row = await _UNSEALED.one(tx.conn, org=tx.org_id, series=chain.id)
    if row is None:
        return None
    sentence = SENTENCES["unsealed"]
    return BrokenLink(
        what="unsealed", position=0, invoice_id=row["id"], invoice_number=row["number"], version=0, sentence=sentence
    )
