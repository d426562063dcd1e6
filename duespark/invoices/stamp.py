"""What every document gets when it is issued, whatever it says: the organization's signature, the brand's look, and the series
that numbers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from duespark.accounts.signing import Signer, signer
from duespark.companies.brands.look import look_of
from duespark.invoices.brand import chosen_brand
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.series.queries import SeriesRow, series_for
from duespark.runtime.together import together
from duespark.runtime.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The key that signs, the look that is frozen with the document, and the series as it was read, not locked: `chosen` by a
    person, else the default."""

    signer: Signer
    look: Mapping[str, Any]
    series: SeriesRow
    chosen: UUID | None


async def stamp_for(tx: Tx, row: InvoiceRow, *, series_id: UUID | None = None) -> Stamp:
    """The stamp for a draft, as of now. Raises `SeriesNotFound`, `SigningKeyLocked`."""
    key, series, brand = await together(
        tx,
        signer,
        lambda tx: series_for(tx, row.company_id, row.kind, chosen=series_id),
        lambda tx: chosen_brand(
            tx, company_id=row.company_id, client_id=row.client_id, kind=row.kind, chosen=row.brand_id
        ),
    )
    return Stamp(signer=key, look=look_of(brand), series=series, chosen=series_id)
