"""Surcharges: what a seller adds for a card, a rush, fuel, a small order or foreign money, and where that is unlawful."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment, Basis, Document
from duespark.engine.invoice.line import LineCharge
from duespark.engine.invoice.spread import left
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to
from duespark.engine.money.split import split
from duespark.engine.money.text import Amount, Percent

SurchargeKind = Literal["card", "rush", "fuel", "small_order", "foreign_transaction", "other"]

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)

# Directive (EU) 2015/2366 covers the member states and, by Joint Committee Decision 165/2019, the EEA.
_EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


class SurchargeNotAllowed(Invalid):
    code = "surcharge.not_allowed"
    sentence = "A surcharge for paying by card may not be charged here: {law}. Put the cost into the prices."


class InvalidSurcharge(Invalid):
    code = "surcharge.invalid"
    sentence = "The surcharge {key!r} cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """A rule: `percent` of `basis`, or an `amount`, taxed as `tax` says.

    A "small_order" surcharge is added only while the lines come to less than `below`. With `included` it is no charge of
    its own: it is spread over the lines' amounts, and only the lines' charges tell. Always disclosed: `reason` is printed.
    """

    key: str
    kind: SurchargeKind
    reason: str
    percent: Percent | None = None
    amount: Amount | None = None
    basis: Basis = "lines"
    tax: str = "standard"
    below: Amount | None = None
    included: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLaw:
    """Where card surcharges are forbidden: in these countries (or a region of one), toward whom, since when."""

    countries: frozenset[str]
    buyers: Literal["consumers", "everyone"]
    source: str
    since: date = date.min
    region: str = ""


CARD_LAWS: tuple[CardLaw, ...] = (
    CardLaw(
        countries=_EEA,
        since=date(2018, 1, 13),
        buyers="consumers",
        source="Directive (EU) 2015/2366, article 62(4): cards whose interchange fees are capped",
    ),
    CardLaw(
        countries=frozenset({"GB"}),
        since=date(2018, 1, 13),
        buyers="consumers",
        source="Consumer Rights (Payment Surcharges) Regulations 2012, regulation 6A",
    ),
    CardLaw(
        countries=frozenset({"US"}),
        region="CT",
        buyers="everyone",
        source="Connecticut General Statutes, section 42-133ff",
    ),
    CardLaw(
        countries=frozenset({"US"}),
        region="MA",
        buyers="everyone",
        source="Massachusetts General Laws, chapter 140D, section 28A",
    ),
)
"""Law as dated data; more countries are one row each."""


def card_law(country: str, on: date, *, region: str = "", consumer: bool) -> CardLaw | None:
    """The law that forbids a card surcharge by a seller in this place toward this buyer; None where there is none known.

    >>> card_law("DE", date(2026, 1, 1), consumer=True).buyers
    'consumers'
    >>> card_law("DE", date(2026, 1, 1), consumer=False)
    """
    return next(
        (
            law
            for law in CARD_LAWS
            if country in law.countries and law.region in ("", region) and on >= law.since
            if consumer or law.buyers == "everyone"
        ),
        None,
    )


def apply_surcharges(document: Document, rules: Sequence[Surcharge], *, on: date, consumer: bool) -> Document:
    """The document with the charges these rules add on this day; those of an earlier call are taken back.

    Raises `SurchargeNotAllowed` where the seller's law forbids one, `InvalidSurcharge`, `UnknownCurrency`.

    >>> from duespark.engine.invoice.line import Line
    >>> rush = Surcharge(key="rush", kind="rush", reason="Rush", percent=Decimal(15))
    >>> lines = (Line(unit_price=Decimal(200)),)
    >>> apply_surcharges(Document(lines=lines), [rush], on=date(2026, 1, 1), consumer=False).charges[0].percent
    Decimal('15')
    """
    seller = document.seller
    for rule in rules:
        _check(rule)
        law = card_law(seller.address.country, on, region=seller.address.region, consumer=consumer) if seller else None
        if rule.kind == "card" and law:
            raise SurchargeNotAllowed(law=law.source)
    decimals = find_currency(document.currency, pointer="/currency").decimals
    clean = _without_rules(document)
    with localcontext(EXACT):
        of_lines = sum((left(line, decimals) for line in clean.lines if line.kind == "item"), _ZERO)
        due = [rule for rule in rules if rule.below is None or of_lines < rule.below]
        charges = tuple(_charge(rule) for rule in due if not rule.included)
        clean = replace(clean, charges=(*clean.charges, *charges))
        for rule in due:
            clean = _include(clean, rule, of_lines, decimals) if rule.included else clean
    return clean


def _check(rule: Surcharge) -> None:
    value = rule.amount if rule.percent is None else rule.percent
    problem = ""
    if (rule.percent is None) == (rule.amount is None) or value is None or value < 0:
        problem = "give either a percentage or an amount, not below zero"
    elif not rule.key or not rule.reason.strip():
        problem = "it needs a key and a reason; surcharges are disclosed"
    elif (rule.kind == "small_order") != (rule.below is not None):
        problem = "a small-order surcharge, and no other, says below which sum it is added"
    elif rule.included and rule.basis != "lines":
        problem = "what is included in prices is an amount or a share of the lines"
    if problem:
        raise InvalidSurcharge(key=rule.key, problem=problem)


def _without_rules(document: Document) -> Document:
    lines = tuple(
        replace(line, charges=tuple(each for each in line.charges if not each.rule)) for line in document.lines
    )
    return replace(document, lines=lines, charges=tuple(each for each in document.charges if not each.rule))


def _charge(rule: Surcharge) -> Adjustment:
    return Adjustment(
        percent=rule.percent, amount=rule.amount, basis=rule.basis, reason=rule.reason, rule=rule.key, tax=rule.tax
    )


def _include(document: Document, rule: Surcharge, of_lines: Decimal, decimals: int) -> Document:
    """Spread the surcharge over the items above zero, in proportion to what they come to."""
    weights = [max(left(line, decimals), _ZERO) if line.kind == "item" else _ZERO for line in document.lines]
    if not any(weights):
        return document
    whole = rule.amount if rule.percent is None else of_lines * rule.percent / _HUNDRED
    shares = split(round_to(whole or _ZERO, decimals), weights, document.currency)
    lines = tuple(
        replace(line, charges=(*line.charges, LineCharge(amount=share, reason=rule.reason, rule=rule.key)))
        if share
        else line
        for line, share in zip(document.lines, shares, strict=True)
    )
    return replace(document, lines=lines)
