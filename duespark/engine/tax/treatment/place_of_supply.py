"""The place of supply of services: Directive 2006/112/EC, Articles 44 to 59c, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from duespark.engine.tax.treatment.decision import Note
from duespark.engine.tax.treatment.distance import destination_of
from duespark.engine.tax.treatment.supply import Supply, SupplyKind
from duespark.engine.tax.treatment.territory import Place, is_in_eu

Basis = Literal["buyer", "seller", "performed", "digital", "intangible"]
"""Where the buyer or the seller is established, where it is performed; `digital` at the buyer's, but with the limit of
EUR 10,000; `intangible` at the buyer's outside the EU, else at the seller's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """An article and what it looks at."""

    article: str
    basis: Basis
    text: str


_TO_BUSINESS = PlaceRule(
    article="44", basis="buyer", text="Services to a business are supplied where the business is established"
)
_TO_CONSUMER = PlaceRule(
    article="45", basis="seller", text="Services to a consumer are supplied where the seller is established"
)
_LAND = PlaceRule(article="47", basis="performed", text="Services connected with land are supplied where the land lies")
_PASSENGERS = PlaceRule(
    article="48", basis="performed", text="Passenger transport is supplied where it takes place, by distances covered"
)
_RESTAURANT = PlaceRule(article="55", basis="performed", text="Meals are supplied where they are served")
_HIRE = PlaceRule(
    article="56", basis="performed", text="Vehicles hired for a short time are supplied where they are handed over"
)

SERVICES: Mapping[SupplyKind, tuple[PlaceRule, PlaceRule]] = MappingProxyType(
    {
        "services": (_TO_BUSINESS, _TO_CONSUMER),
        "digital": (
            _TO_BUSINESS,
            PlaceRule(
                article="58",
                basis="digital",
                text="Digital services to a consumer are supplied where the consumer lives",
            ),
        ),
        "intangible": (
            _TO_BUSINESS,
            PlaceRule(
                article="59",
                basis="intangible",
                text="Intangible services to a consumer outside the EU are supplied where the consumer lives",
            ),
        ),
        "land": (_LAND, _LAND),
        "passenger_transport": (_PASSENGERS, _PASSENGERS),
        "restaurant": (_RESTAURANT, _RESTAURANT),
        "vehicle_hire": (_HIRE, _HIRE),
        "event": (
            PlaceRule(article="53", basis="performed", text="Admission to an event is supplied where it takes place"),
            PlaceRule(article="54", basis="performed", text="Events for consumers are supplied where they take place"),
        ),
        "online_event": (
            _TO_BUSINESS,
            PlaceRule(
                article="54", basis="buyer", text="Events streamed to a consumer are supplied where the consumer lives"
            ),
        ),
        "goods_transport": (
            _TO_BUSINESS,
            PlaceRule(
                article="50",
                basis="performed",
                text="Transport of goods for a consumer is supplied where it begins (outside the EU: by distances, Article 49)",
            ),
        ),
        "work_on_goods": (
            _TO_BUSINESS,
            PlaceRule(article="54", basis="performed", text="Work on a consumer's goods is supplied where it is done"),
        ),
    }
)
"""For each kind the rule for businesses, then the rule for consumers."""

ONLINE_EVENTS = date(2025, 1, 1)
"""Directive (EU) 2022/542: until then streamed events were taxed as events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a service is supplied, by which article, and the facts that were missing."""

    place: Place
    article: str
    why: str
    needs: tuple[Note, ...] = ()


def place_of_service(supply: Supply, *, to_business: bool) -> Where:
    """Where a service is supplied. A missing place of performance is taken for the seller's, with a need.

    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="FR"))
    >>> where = place_of_service(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1)), to_business=True)
    >>> where.place.country, where.why
    ('FR', 'Services to a business are supplied where the business is established: FR (Article 44).')
    """
    kind = supply.kind
    if kind == "online_event" and supply.on < ONLINE_EVENTS:
        kind = "event"
    business_rule, consumer_rule = SERVICES[kind]
    rule = business_rule if to_business else consumer_rule
    if rule.basis == "digital":
        return _digital(supply, rule)
    if rule.basis == "intangible" and is_in_eu(supply.buyer.place, supply.on):
        return _found(_TO_CONSUMER, supply.seller.place)
    if rule.basis == "performed":
        known = supply.performed_in
        return _found(rule, known) if known else _found(rule, supply.seller.place, NOT_SAID)
    return _found(rule, supply.seller.place if rule.basis == "seller" else supply.buyer.place)


NOT_SAID = Note(
    code="place_of_performance",
    text="Say where it is performed: until then the seller's place is assumed.",
)


def _found(rule: PlaceRule, place: Place, *needs: Note) -> Where:
    return Where(
        place=place, article=rule.article, why=f"{rule.text}: {place} (Article {rule.article}).", needs=tuple(needs)
    )


def _digital(supply: Supply, rule: PlaceRule) -> Where:
    """The limit of Article 59c is for sellers of a member state and consumers in another one."""
    seller, buyer = supply.seller.place, supply.buyer.place
    within = is_in_eu(seller, supply.on) and is_in_eu(buyer, supply.on) and seller.country != buyer.country
    if not within:
        return _found(rule, buyer)
    destination = destination_of(supply, "digital")
    if destination.at_buyer:
        found = _found(rule, buyer)
        return Where(place=buyer, article="58", why=f"{destination.why} {found.why}")
    return Where(
        place=seller,
        article="59c",
        why=f"{destination.why} Digital services are supplied where the seller is established: {seller} (Article 59c).",
        needs=destination.needs,
    )
