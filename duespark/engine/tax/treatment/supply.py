"""The facts a treatment is decided from: who sells what to whom, from where to where, and when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from duespark.engine.tax.exemption import ExemptionCertificate, TaxHoliday
from duespark.engine.tax.treatment.territory import Place

SellerStatus = Literal["registered", "small_enterprise", "unregistered"]
"""Charges tax; is exempt as a small enterprise (§ 19 UStG, art. 113 ustawy o VAT, article 293 B du CGI, Indian
composition scheme); is not registered for the tax at all."""

BuyerKind = Literal["business", "consumer"]
"""Associations and public bodies with a VAT number are businesses (Directive 2006/112/EC, Article 43)."""

Verification = Literal["valid", "invalid", "pending", "unchecked"]

SupplyKind = Literal[
    "goods",
    "services",
    "digital",
    "intangible",
    "land",
    "event",
    "online_event",
    "passenger_transport",
    "goods_transport",
    "restaurant",
    "vehicle_hire",
    "work_on_goods",
]
"""`digital`: telecommunications, broadcasting, electronic services. `intangible`: licenses, advertising, advice, data
processing, staff (Article 59). `land`: works on land, letting, hotels. `event`: admission and what belongs to it;
`online_event`: the same over a stream. `vehicle_hire`: up to 30 days. `services`: everything else."""

Taxability = Literal["taxable", "zero", "exempt", "input_taxed", "out_of_scope"]
"""What the law of the seller's country says of the product itself; `input_taxed` is the Australian word for exempt."""

OneStopShop = Literal["union", "non_union", "ioss"]

MarginKind = Literal["second_hand", "art", "collectors", "travel", "land"]
"""Goods of a dealer (Directive 2006/112/EC, Articles 312 to 325), travel agents (306 to 310), Australian real property."""

ReverseClass = Literal["construction", "cleaning", "scrap", "gold", "mobile_phones", "energy", "emission_allowances"]
"""Products whose buyer may owe the tax at home (Directive 2006/112/EC, Articles 199 and 199a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerTaxId:
    """The buyer's tax number: `country` is its prefix ("DE", "EL", "XI"), `checked_on` the day of the last answer."""

    country: str
    number: str
    state: Verification = "unchecked"
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who supplies. `registrations` are other places with a tax registration (a country, or a state of the US),
    `one_stop_shops` the schemes joined (Directive 2006/112/EC, Articles 358 to 369x), `small_enterprise_in` the member
    states where a small enterprise of the EU is exempt too (Article 284), `letter_of_undertaking` the Indian LUT."""

    place: Place
    status: SellerStatus = "registered"
    registrations: frozenset[Place] = frozenset()
    one_stop_shops: frozenset[OneStopShop] = frozenset()
    small_enterprise_in: frozenset[str] = frozenset()
    letter_of_undertaking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Who is supplied. `special_zone`: the buyer is an Indian SEZ unit or developer."""

    place: Place
    kind: BuyerKind = "business"
    tax_id: BuyerTaxId | None = None
    special_zone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceSales:
    """Net EUR of goods and digital services to consumers in other member states: last year, this year before this
    sale, and this sale; None where it is not known. `opted`: the seller chose to tax them at the buyer's place."""

    last_year: Decimal | None = None
    this_year: Decimal | None = None
    this_sale: Decimal | None = None
    opted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """One supply, or several of the same kind on one document, on the day `on` (the tax point).

    Goods move from `dispatch` (the seller's place where None) to `arrival` (the buyer's where None); goods handed over
    on the spot have the same place in both. `performed_in` is where the land lies, the event or meal takes place, the
    vehicle is handed over, the transport runs or begins. `low_value`: the consignment is within the limit of
    `thresholds.consignment_limit` at its arrival. `middle_of_three`: the seller is the one in the middle of a triangular
    transaction (Directive 2006/112/EC, Article 141). `unit_price` is the price of one item, for caps of tax holidays.
    """

    seller: Seller
    buyer: Buyer
    on: date
    kind: SupplyKind = "services"
    taxability: Taxability = "taxable"
    dispatch: Place | None = None
    arrival: Place | None = None
    performed_in: Place | None = None
    margin: MarginKind | None = None
    reverse_class: ReverseClass | None = None
    low_value: bool = False
    middle_of_three: bool = False
    distance: DistanceSales = DistanceSales()
    product_class: str = ""
    unit_price: Decimal | None = None
    certificates: tuple[ExemptionCertificate, ...] = ()
    holidays: tuple[TaxHoliday, ...] = ()
