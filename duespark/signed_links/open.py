"""Opens a signed link: finds its document, checks that nothing of it was changed, and says what it is worth now."""

import re
from dataclasses import dataclass
from typing import Literal

from duespark.accounts.signing import SigningKeyLocked, signer_of
from duespark.engine.payment.qr.pay_link import verify
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.runtime.db import Q
from duespark.runtime.tx import Actor, Tx, bind, clock
from duespark.signed_links.find import LinkState, state_of
from duespark.signed_links.rows import COLUMNS, SIGNS, LinkRow, newest_version

Standing = LinkState | Literal["altered"]

_FIND = Q(f"SELECT org_id, {COLUMNS} FROM signed_links WHERE token = :token")
_TOKEN = re.compile(r"[A-Za-z0-9]{16,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Where a link leads. Of an `altered` one nothing but that may be shown. `is_old`: the document was changed since."""

    standing: Standing
    invoice: InvoiceRow
    version: int
    is_old: bool


async def open_link(tx: Tx, token: str, *, url: str) -> Opened | None:
    """Bind the transaction to the link's organization; None for an unknown token. `url` is the address as it was opened."""
    link = await find_signed(tx, token)
    if link is None:
        return None
    invoice = await get_invoice(tx, link.invoice_id)
    newest, _ = await newest_version(tx, invoice.id)
    standing = state_of(link, invoice, now=clock()) if await _is_intact(tx, link, invoice, url) else "altered"
    return Opened(standing=standing, invoice=invoice, version=link.version, is_old=link.version < newest)


async def find_signed(tx: Tx, token: str) -> LinkRow | None:
    """The link behind a token; binds the transaction to its organization, for somebody who has the link and nothing else."""
    row = await _FIND.one(tx.conn, token=token) if _TOKEN.fullmatch(token) else None
    if row is None:
        return None
    facts = dict(row)
    await bind(tx, facts.pop("org_id"))
    tx.actor = Actor(kind="client", label="Somebody with the link")
    return LinkRow(**facts)


async def _is_intact(tx: Tx, link: LinkRow, invoice: InvoiceRow, url: str) -> bool:
    """Whether the address is as it was signed. One whose key cannot be opened any more proves nothing."""
    try:
        secret = (await signer_of(tx, link.key_id)).secret(SIGNS)
    except SigningKeyLocked:
        return False
    said = verify(url, key=secret, now=clock(), balance=invoice.balance, currency=invoice.currency)
    return said != "tampered"
