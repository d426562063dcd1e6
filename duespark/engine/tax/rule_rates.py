"""From a seller's own rules to the rates of one document: own rules follow the country's, and places are stacked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from duespark.engine.money.text import decimal_text
from duespark.engine.tax.charge import stacked
from duespark.engine.tax.country import TaxComponent, TaxRate, untaxed
from duespark.engine.tax.rules import TaxAddress, TaxRule, check_overlaps, holds

Supplied = Literal["goods", "services"]


def rates_with_rules(
    country: Iterable[TaxRate], rules: Iterable[TaxRule], *, on: date, at: TaxAddress, supplied: Supplied = "services"
) -> tuple[TaxRate, ...]:
    """The rates a document may use: the country's, with the seller's own in place of those of the same key.

    Of a seller's rules for one key hold those of the day, the place and the supply. Sales taxes of a state and of the
    places in it are charged together, from the widest to the narrowest; one without a rule for a key charges its
    "standard" rate, so that a missing row never taxes too little. Of VAT and GST the narrowest place decides, then what
    is meant for the supply, then the later start. Compound taxes come last. A tax holiday takes the place of the taxes
    of its place and within; where none is left the rate is exempt, with the holiday as its reason. The usual choice,
    "standard", comes first. Raises `OverlappingTaxRules`.

    >>> from decimal import Decimal
    >>> def rule(place, level, name, rate):
    ...     return TaxRule(key="standard", name=name, type="sales_tax", rate=Decimal(rate), jurisdiction=place, level=level,
    ...         start_date=date(2026, 1, 1))
    >>> rules = [rule("US-TX-Austin", "city", "City tax", 1), rule("US-TX", "", "State tax", "6.25")]
    >>> here = TaxAddress(country="US", region="TX", city="Austin")
    >>> rates_with_rules((), rules, on=date(2026, 5, 1), at=here)[0].label
    'State tax 6.25% + City tax 1%'
    """
    holding = [rule for rule in rules if rule.type != "withholding" and holds(rule, on=on, at=at, supplied=supplied)]
    check_overlaps(holding)
    known = {rate.key: rate for rate in country}
    own = {key: _rate(key, holding, known.get(key)) for key in dict.fromkeys(rule.key for rule in holding)}
    first = ["standard"] if "standard" in own and "standard" not in known else []
    merged = {**known, **own}
    return tuple(merged[key] for key in dict.fromkeys([*first, *merged]))


def withheld(
    rules: Iterable[TaxRule], *, on: date, at: TaxAddress, supplied: Supplied = "services"
) -> tuple[TaxRule, ...]:
    """The rules by which the buyer keeps tax back, on that day and in that place. Raises `OverlappingTaxRules`.

    >>> withheld((), on=date(2026, 1, 1), at=TaxAddress(country="IN"))
    ()
    """
    found = tuple(rule for rule in rules if rule.type == "withholding" and holds(rule, on=on, at=at, supplied=supplied))
    check_overlaps(found)
    return found


def _rate(key: str, holding: Sequence[TaxRule], country: TaxRate | None) -> TaxRate:
    stack = _stack(key, holding)
    holidays = [rule for rule in holding if rule.type == "holiday" and rule.key == key]
    charged = [rule for rule in stack if not any(_is_within(rule, holiday) for holiday in holidays)]
    parts = [part for rule in charged for part in _parts(rule)]
    parts = [part for part in (*parts, *map(_part, holidays)) if part.rate]
    if len(parts) == 1 and not parts[0].compound:
        return _single(key, parts[0])
    if parts:
        return stacked(parts, key=key, jurisdiction=parts[-1].jurisdiction)
    known_as = country.name if country else ""
    named = (stack or holidays)[-1]
    if holidays:
        return _free(key, max(holidays, key=_narrowness), name=known_as or named.name)
    zero = untaxed(key, "Z", f"{named.name} 0%")
    return replace(zero, name=named.name, jurisdiction=named.jurisdiction)


def _stack(key: str, holding: Sequence[TaxRule]) -> list[TaxRule]:
    """The taxes of a key, in the order of calculation."""
    rules = [rule for rule in holding if rule.type != "holiday"]
    mine = [rule for rule in rules if rule.key == key]
    on_top = [rule for rule in mine if _is_compound(rule)]
    single = [rule for rule in mine if rule.type in ("vat", "gst") and not rule.compound]
    sales = _sales_taxes(key, rules) if any(rule.type == "sales_tax" for rule in mine) else []
    return [*sorted(single, key=_narrowness)[-1:], *sales, *sorted(on_top, key=_narrowness)]


def _sales_taxes(key: str, rules: Sequence[TaxRule]) -> list[TaxRule]:
    """One of each jurisdiction: for the key, else its standard one; meant for the supply rather than for all."""
    found: dict[str, TaxRule] = {}
    plain = [rule for rule in rules if rule.type == "sales_tax" and not rule.compound and rule.key in (key, "standard")]
    for rule in sorted(plain, key=lambda rule: (rule.key == key, _narrowness(rule))):
        found[rule.jurisdiction] = rule
    return sorted(found.values(), key=_narrowness)


def _narrowness(rule: TaxRule) -> tuple[int, bool, date, str]:
    return (rule.depth(), rule.applies_to != "all", rule.start_date, rule.jurisdiction)


def _is_compound(rule: TaxRule) -> bool:
    return rule.compound or rule.type == "compound"


def _is_within(rule: TaxRule, holiday: TaxRule) -> bool:
    return rule.jurisdiction == holiday.jurisdiction or rule.jurisdiction.startswith(f"{holiday.jurisdiction}-")


def _parts(rule: TaxRule) -> list[TaxComponent]:
    return list(rule.components) or [_part(rule)]


def _part(rule: TaxRule) -> TaxComponent:
    return TaxComponent(name=rule.name, rate=rule.rate, jurisdiction=rule.jurisdiction, compound=_is_compound(rule))


def _single(key: str, part: TaxComponent) -> TaxRate:
    return TaxRate(
        key=key,
        category="S",
        rate=part.rate,
        label=f"{part.name} {decimal_text(part.rate)}%",
        name=part.name,
        jurisdiction=part.jurisdiction,
    )


def _free(key: str, holiday: TaxRule, *, name: str) -> TaxRate:
    label = f"Tax holiday: {holiday.name}"
    reason = f"{label} ({holiday.source})" if holiday.source else label
    return replace(untaxed(key, "E", label, reason), name=name, jurisdiction=holiday.jurisdiction)
