"""What stands on every document that is issued, whatever it says: the organization's signature and the brand's look."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duespark.accounts.signing import Signer, signer
from duespark.companies.brands.look import look_of
from duespark.invoices.brand import chosen_brand
from duespark.invoices.queries import InvoiceRow
from duespark.runtime.together import together
from duespark.runtime.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The key that signs, and the look that is frozen with the document."""

    signer: Signer
    look: Mapping[str, Any]


async def stamp_for(tx: Tx, row: InvoiceRow) -> Stamp:
    """The stamp for a draft, as of now. Raises `SigningKeyLocked`."""
    key, brand = await together(
        tx,
        signer,
        lambda tx: chosen_brand(
            tx, company_id=row.company_id, client_id=row.client_id, kind=row.kind, chosen=row.brand_id
        ),
    )
    return Stamp(signer=key, look=look_of(brand))
