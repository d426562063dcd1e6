"""India: goods and services tax, split by where the supply takes place.

Inside a state half of the rate is CGST and half SGST, or UTGST in a union territory without a legislature. Between
states, from or to abroad, and to or by a special economic zone (SEZ) the whole is IGST. Compensation cess is not
in the table.
"""

from datetime import date
from decimal import Decimal

from duespark.engine.money.rounding import EXACT
from duespark.engine.tax.charge import single, stacked
from duespark.engine.tax.countries.in_states import State, state
from duespark.engine.tax.country import OUT_OF_SCOPE, CountryRates, DatedRate, TaxComponent, TaxRate, rates, untaxed

SEZ = "SEZ"
"""A place of supply: a unit or developer of a special economic zone, for authorized operations."""

ABROAD = "96"
"""A place of supply outside India, as returns code it."""

_LUT = "under bond or letter of undertaking without payment of integrated tax"

TABLE = CountryRates(
    country="IN",
    name="GST",
    law="Central, Integrated and Union Territory Goods and Services Tax Acts, 2017; GST acts of the states",
    authority="Central Board of Indirect Taxes and Customs",
    rates=(
        *rates(
            "18 18 2017-07-01",
            "5 5 2017-07-01",
            source="Notifications 1/2017 and 11/2017; from 2025-09-22 Notification 9/2025 - Central Tax (Rate)",
        ),
        *rates(
            "40 40 2025-09-22",
            source="Notification 9/2025 - Central Tax (Rate), Schedule III",
        ),
        *rates(
            "28 28 2017-07-01 2026-01-31",
            source="Notification 1/2017, Schedule IV; tobacco from 2025-09-22 Notification 9/2025, Schedule VII, "
            "omitted by Notification 19/2025 - Central Tax (Rate)",
        ),
        *rates(
            "12 12 2025-09-22",
            source="Notification 14/2025 - Central Tax (Rate) (bricks and roofing tiles)",
        ),
        *rates(
            "12 12 2017-07-01 2025-09-21",
            source="Notification 1/2017 - Central Tax (Rate), Schedule II",
        ),
        *rates(
            "3 3 2017-07-01",
            source="Notifications 1/2017, Schedule V, and 9/2025, Schedule IV - Central Tax (Rate) (gold, jewelry)",
        ),
        *rates(
            "1.5 1.5 2019-10-01",
            source="Notification 20/2019 - Central Tax (Rate) (diamonds)",
        ),
        *rates(
            "0.25 0.25 2017-07-01",
            source="Notifications 1/2017, Schedule VI, and 9/2025, Schedule V - Central Tax (Rate) (rough diamonds)",
        ),
    ),
    treatments=(
        untaxed("exempt", "E", "Exempt", "Exempt supply, s. 11 Central Goods and Services Tax Act, 2017"),
        untaxed("reverse_charge", "AE", "Reverse charge", "Tax payable on reverse charge: Yes, s. 9(3) CGST Act, 2017"),
        untaxed("export", "G", "Export under LUT", f"Supply meant for export {_LUT}, s. 16 IGST Act, 2017"),
        untaxed("sez", "G", "SEZ under LUT", f"Supply to SEZ unit or SEZ developer {_LUT}, s. 16 IGST Act, 2017"),
        OUT_OF_SCOPE,
    ),
    unregistered="No GST: the supplier is not registered under the CGST Act, 2017",
)
"""The words on exports and supplies to an SEZ are those of rule 46 of the CGST Rules, 2017."""


def is_interstate(seller_state: str, place_state: str) -> bool:
    """Whether IGST is due: the states differ, or the place of supply is abroad (`ABROAD`) or an SEZ (`SEZ`).

    Source: Integrated Goods and Services Tax Act, 2017, ss. 7 and 8. Raises `UnknownRegion`.

    >>> is_interstate("MH", "27"), is_interstate("MH", "KA"), is_interstate("MH", "SEZ")
    (False, True, True)
    """
    seller = state(seller_state, pointer="/seller_region")
    place = _place(place_state)
    return place is None or place != seller


def rates_between(on: date, *, seller_state: str, place_state: str) -> tuple[TaxRate, ...]:
    """The rates of the day `on`, keyed by their percentage ("18"), as CGST with SGST or UTGST, or as IGST.

    Where either state is not known the rates stand whole, without components. Raises `UnknownRegion`.

    >>> inside = rates_between(date(2026, 1, 1), seller_state="MH", place_state="MH")
    >>> inside[0].label, [rate.key for rate in inside][:3]
    ('CGST 9% + SGST 9%', ['18', '5', '40'])
    """
    valid = [dated for dated in TABLE.rates if dated.is_valid(on)]
    if not seller_state or not place_state:
        return tuple(single(dated, name=TABLE.name, jurisdiction="IN") for dated in valid)
    inside = None if is_interstate(seller_state, place_state) else state(seller_state)
    return tuple(_split(dated, inside) for dated in valid)


def _place(code: str) -> State | None:
    """The state of supply, or none where it is outside India's states."""
    if code.strip().upper() in (SEZ, ABROAD):
        return None
    return state(code, pointer="/place_region")


def _split(dated: DatedRate, inside: State | None) -> TaxRate:
    if inside is None:
        igst = TaxComponent(name="IGST", rate=dated.percent, jurisdiction="IN")
        return stacked((igst,), key=dated.key, jurisdiction="IN")
    half = EXACT.divide(dated.percent, Decimal(2))
    cgst = TaxComponent(name="CGST", rate=half, jurisdiction="IN")
    local = TaxComponent(name=inside.local_tax, rate=half, jurisdiction=inside.iso)
    return stacked((cgst, local), key=dated.key, jurisdiction=inside.iso)
