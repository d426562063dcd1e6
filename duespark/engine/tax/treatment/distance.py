"""Whether sales to consumers in other member states are taxed at the buyer's place yet: the limit of EUR 10,000."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duespark.engine.tax.thresholds import is_exceeded, threshold
from duespark.engine.tax.treatment.decision import Note
from duespark.engine.tax.treatment.supply import Supply

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Whether the supply is taxed at the buyer's place, and why; `article` is that of the Directive for goods."""

    at_buyer: bool
    why: str
    article: str
    needs: tuple[Note, ...] = ()


def destination_of(supply: Supply, what: Literal["goods", "digital"]) -> Destination:
    """Where a sale to a consumer in another member state is taxed, for a seller of one member state who sends goods
    from there (Directive 2006/112/EC, Article 59c).

    At the buyer's place when the seller chose so (joining the Union scheme is choosing), or when the sales of last year
    or of this year with this sale are above the limit. Unknown sales mean the seller's place until somebody says so.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, DistanceSales, Seller
    >>> from duespark.engine.tax.treatment.territory import Place
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="FR"), kind="consumer")
    >>> sales = DistanceSales(last_year=Decimal(0), this_year=Decimal(9990), this_sale=Decimal(20))
    >>> destination_of(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), distance=sales), "digital").at_buyer
    True
    """
    sales = supply.distance
    if sales.opted or "union" in supply.seller.one_stop_shops:
        return _at_buyer("The seller chose to tax sales to consumers at the buyer's place.")
    limit = threshold(f"distance_sales_{what}", "EU", supply.on)
    if limit is None:
        return _before_the_limit(what)
    this_year = (sales.this_year or _ZERO) + (sales.this_sale or _ZERO)
    if is_exceeded(limit, last_year=sales.last_year or _ZERO, this_year=this_year):
        return _at_buyer("Sales to consumers in other member states are above EUR 10,000 a year.")
    if None in (sales.last_year, sales.this_year, sales.this_sale):
        return _at_seller(
            "Whether sales to consumers in other member states are above EUR 10,000 is not known.", _UNKNOWN
        )
    return _at_seller("Sales to consumers in other member states are not above EUR 10,000, last year or this year.")


def _at_buyer(why: str) -> Destination:
    return Destination(at_buyer=True, why=why, article="33")


def _at_seller(why: str, *needs: Note, article: str = "59c") -> Destination:
    return Destination(at_buyer=False, why=why, article=article, needs=needs)


def _before_the_limit(what: Literal["goods", "digital"]) -> Destination:
    if what == "digital":
        return _at_buyer("Before 2019 digital services to consumers had no limit.")
    return _at_seller("Before July 2021 distance sales of goods had national limits.", _NATIONAL, article="32")


_UNKNOWN = Note(
    code="distance_sales_unknown",
    text="State the net sales to consumers in other member states of last year, this year and this sale: above EUR 10,000 "
    "the tax of the buyer's country is due.",
)
_NATIONAL = Note(
    code="national_distance_limit",
    text="Before July 2021 each member state had a limit of its own for distance sales of goods: look it up.",
)
