"""Rows of signed links: read, written, and turned into the address that people open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from duespark.accounts.signing import signer
from duespark.engine.payment.qr.pay_link import PayLink, payload
from duespark.invoices.queries import InvoiceRow
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id, new_link_code
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx, clock

Purpose = Literal["print", "mail", "hand"]
SIGNS = "pay-link/1"
"""What the organization's key makes the secret of links for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A signed link as stored."""

    id: UUID
    invoice_id: UUID
    purpose: Purpose
    token: str
    version: int
    amount: Decimal
    currency: str
    paid: Decimal
    expires_at: datetime | None
    one_time: bool
    key_id: UUID
    created_at: datetime
    created_by: str
    revoked_at: datetime | None

    @property
    def said(self) -> PayLink:
        """What the link says, which is what is signed."""
        return PayLink(
            token=self.token,
            amount=self.amount,
            currency=self.currency,
            expires_at=self.expires_at,
            one_time=self.one_time,
        )


COLUMNS = ", ".join(LinkRow.__dataclass_fields__)
_INSERT = Q(
    f"INSERT INTO signed_links (org_id, {COLUMNS}) VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:invoice_id AS uuid),"
    " :purpose, :token, CAST(:version AS int), CAST(:amount AS numeric), :currency, CAST(:paid AS numeric),"
    " CAST(:expires_at AS timestamptz), CAST(:one_time AS boolean), CAST(:key_id AS uuid),"
    " CAST(:created_at AS timestamptz), :created_by, NULL) ON CONFLICT DO NOTHING"
)
_NEWEST = Q(
    "SELECT number, hash FROM invoice_versions WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    " ORDER BY number DESC LIMIT 1"
)


async def newest_version(tx: Tx, invoice_id: UUID) -> tuple[int, str]:
    """Number and hash of the document's newest version; 0 and "" for one that was taken over and has none."""
    row = await _NEWEST.one(tx.conn, org=tx.org_id, id=invoice_id)
    return (row["number"], row["hash"]) if row else (0, "")


async def write_link(
    tx: Tx,
    invoice: InvoiceRow,
    purpose: Purpose,
    *,
    version: int,
    amount: Decimal,
    expires_at: datetime | None = None,
    one_time: bool = False,
) -> UUID:
    """Write a link, unless there is one for the print of that version already. Raises `SigningKeyLocked`."""
    id = new_id()
    await _INSERT.run(
        tx.conn, org=tx.org_id, id=id, invoice_id=invoice.id, purpose=purpose, token=new_link_code(22), version=version,
        amount=amount, currency=invoice.currency, paid=invoice.paid,
        expires_at=expires_at.replace(microsecond=0) if expires_at else None, one_time=one_time,
        key_id=(await signer(tx)).key_id, created_at=clock(), created_by=tx.actor.label,
    )  # fmt: skip
    return id


def pay_url(link: LinkRow, secret: bytes) -> str:
    """The address to pay at, signed with the secret of the link's key."""
    return payload(link.said, page=f"{settings().base_url}/pay/", key=secret)
