"""Clients as rows of a spreadsheet, one a client."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from duespark.analytics.client_list import ClientFilter, walk_clients
from duespark.clients.queries import ClientRow
from duespark.companies.early import early_as_text
from duespark.runtime.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """The columns, in their order. `tax_ids` reads "VAT PL5260250995; REGON 012100784", `custom` "region: north; since: 2019",
    `early_discounts` "3 % in 7 days; 2 % in 14 days"."""

    code: str
    kind: str
    name: str
    email: str
    phone: str
    contact_name: str
    line1: str
    line2: str
    postal_code: str
    city: str
    region: str
    country: str
    tax_ids: str
    currency: str
    language: str
    time_zone: str
    payment_terms_days: int | None
    early_discounts: str
    order_format: str
    credit_limit: Decimal | None
    tags: str
    custom: str
    reminders_paused: str
    archived: str
    created_at: datetime
    id: UUID


COLUMNS = tuple(ClientLine.__dataclass_fields__)


async def walk_lines(tx: Tx, chosen: ClientFilter) -> AsyncIterator[ClientLine]:
    """Every client that is found, by name."""
    async for row in walk_clients(tx, chosen):
        yield _line(row)


def _line(row: ClientRow) -> ClientLine:
    address = row.profile.address
    return ClientLine(
        code=row.code,
        kind=row.kind,
        name=row.name,
        email=row.email,
        phone=row.profile.phone,
        contact_name=row.profile.contact_name,
        line1=address.line1,
        line2=address.line2,
        postal_code=address.postal_code,
        city=address.city,
        region=address.region,
        country=address.country,
        tax_ids="; ".join(f"{one.scheme} {one.value}" for one in row.profile.tax_ids),
        currency=row.currency,
        language=row.language,
        time_zone=row.time_zone,
        payment_terms_days=row.payment_terms_days,
        early_discounts=early_as_text(row.early_discounts),
        order_format=row.order_format,
        credit_limit=row.credit_limit,
        tags="; ".join(row.tags),
        custom="; ".join(f"{key}: {value}" for key, value in sorted(row.custom.items())),
        reminders_paused=_yes_no(row.reminders_paused),
        archived=_yes_no(row.archived_at is not None),
        created_at=row.created_at,
        id=row.id,
    )


def _yes_no(flag: bool) -> str:
    return "yes" if flag else "no"
