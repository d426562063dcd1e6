"""United States: no national rate. Sales tax is state and local law; sellers bring their own rates."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from duespark.engine.tax.country import CountryRates, untaxed

Sourcing = Literal["origin", "destination", "mixed", "none"]

TABLE = CountryRates(
    country="US",
    name="Sales tax",
    law="No federal value-added or sales tax; state law applies",
    authority="The revenue department of each state",
    treatments=(
        untaxed("out_of_scope", "O", "No sales tax", "No sales tax collected"),
        untaxed("zero", "Z", "Sales tax 0%"),
        untaxed("exempt", "E", "Exempt sale", "Exempt from sales tax"),
    ),
    unregistered="No sales tax collected",
)

_CODES = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR
    RI SC SD TN TX UT VT VA WA WV WI WY
"""
STATES = frozenset(_CODES.split())
"""The states, the District of Columbia and Puerto Rico, which has a sales and use tax of its own."""

_NAMES = """
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|Hawaii|
    Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|
    Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|
    Oregon|Pennsylvania|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|
    Washington|West Virginia|Wisconsin|Wyoming
"""
STATE_NAMES: Mapping[str, str] = MappingProxyType(
    dict(zip(_CODES.split(), (name.strip() for name in _NAMES.split("|")), strict=True))
)
"""The name of each of them, by its code."""

_ORIGIN = frozenset({"AZ", "IL", "MO", "OH", "PA", "TN", "TX", "UT", "VA"})
_NO_STATE_TAX = frozenset({"AK", "DE", "MT", "NH", "OR"})


def sourcing(state: str) -> Sourcing:
    """Where a seller in `state` ("TX") who delivers goods inside it looks for the rate.

    "origin": the seller's place; "destination": the buyer's; "mixed" (California): state, county and city at the
    seller's place, districts at the buyer's; "none": the state charges no sales tax, though places of Alaska do. A sale
    into another state always goes by the buyer's place, and so do many services. Sources: the sourcing statutes of the
    states, such as 34 Tex. Admin. Code § 3.334, Cal. Rev. & Tax. Code §§ 7205 and 7261, Ohio Rev. Code § 5739.033.

    >>> sourcing("TX"), sourcing("NY"), sourcing("CA"), sourcing("OR")
    ('origin', 'destination', 'mixed', 'none')
    """
    if state in _NO_STATE_TAX:
        return "none"
    if state == "CA":
        return "mixed"
    return "origin" if state in _ORIGIN else "destination"
