"""The rates one document may use, looked up by the key its lines carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import RoundingPolicy
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.treatment.decision import Treatment


class UnknownRate(Invalid):
    code = "tax.unknown_rate"
    sentence = "There is no tax rate {key!r} here. Use one of: {valid}."


class DestinationRatesMissing(Invalid):
    code = "tax.destination_rates_missing"
    sentence = "The supply is taxed in {country}, but its rates are not known here. Add the rates of {country}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxContext:
    """What one document may charge: rates by key, `treatment` as it was decided, `rounding` the name of its policy.

    `supplies` are the rates of lines that say what they supply, where goods and services are taxed differently;
    `mentions` are words the law wants on a document that charges tax.
    """

    rates: Mapping[str, TaxRate]
    supplies: Mapping[str, Mapping[str, TaxRate]] = field(default_factory=dict)
    treatment: str = ""
    mentions: tuple[str, ...] = ()
    rounding: RoundingPolicy = "half_up"

    @classmethod
    def of(cls, rates: Iterable[TaxRate], *, treatment: str = "", rounding: RoundingPolicy = "half_up") -> "TaxContext":
        """A context of these rates; of two with one key the later wins, so that own rates follow a country's.

        >>> from decimal import Decimal
        >>> vat = TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%")
        >>> TaxContext.of([vat]).rate("standard").rate
        Decimal('23')
        """
        return cls(rates={rate.key: rate for rate in rates}, treatment=treatment, rounding=rounding)

    def rate(self, key: str, *, supply: str = "", pointer: str | None = None) -> TaxRate:
        """The rate with this key, of what is supplied. Raises `UnknownRate`, which lists the valid keys.

        >>> TaxContext(rates={}).rate("standard", pointer="/lines/0/tax")
        Traceback (most recent call last):
        duespark.engine.tax.context.UnknownRate: There is no tax rate 'standard' here. Use one of: .
        """
        rates = self.supplies.get(supply, self.rates)
        found = rates.get(key)
        if found is None:
            raise UnknownRate(pointer=pointer, key=key, valid=", ".join(rates))
        return found


_LABELS = {
    "reverse_charge": "Reverse charge",
    "intra_eu": "Intra-EU supply",
    "export": "Export",
    "exempt": "Exempt",
    "zero": "Zero-rated",
    "out_of_scope": "No tax",
    "margin": "Margin scheme",
}
_CHARGED = ("S", "L", "M")


def context_for(
    treatment: Treatment,
    domestic_rates: Iterable[TaxRate],
    destination_rates: Iterable[TaxRate] = (),
    *,
    rounding: RoundingPolicy = "half_up",
) -> TaxContext:
    """The rates of a document under a treatment, by the same keys as at home.

    Taxed at home: the seller's rates. Taxed abroad: those of the destination, and no others; a key the destination does
    not have is missing. Untaxed: each rate that charges tax, and zero rates of supplies that leave the country, become
    the treatment's 0 % with its reason; keys chosen on purpose ("exempt", "out_of_scope" and other treatments) stay.
    Out of scope leaves no other key, as EN 16931 wants (BR-O-11). Raises `DestinationRatesMissing`.

    >>> from duespark.engine.tax.rates import rates_for
    >>> from duespark.engine.tax.treatment.territory import Place
    >>> from datetime import date
    >>> found = Treatment(name="intra_eu", place=Place(country="DE"), category="K", reason="§ 6a UStG")
    >>> context = context_for(found, rates_for("DE", date(2026, 1, 1)))
    >>> context.treatment, context.rate("standard").category, str(context.rate("standard").rate)
    ('intra_eu', 'K', '0')
    """
    if treatment.is_taxed() and treatment.abroad:
        rates = list(destination_rates)
        if not rates:
            raise DestinationRatesMissing(pointer="/destination_rates", country=treatment.place.country)
        found = TaxContext.of(rates, treatment=treatment.name, rounding=rounding)
        return replace(found, mentions=treatment.mentions)
    if treatment.is_taxed():
        found = TaxContext.of(domestic_rates, treatment=treatment.name, rounding=rounding)
        return replace(found, mentions=treatment.mentions)
    usual = _untaxed(treatment, "standard")
    changed = [_under(treatment, rate) for rate in domestic_rates]
    own = _untaxed(treatment, treatment.name)
    return TaxContext.of([usual, *changed, own], treatment=treatment.name, rounding=rounding)


def joined(contexts: Mapping[str, TaxContext], *, usual: str) -> TaxContext:
    """The context of a document that supplies several kinds of things, each taxed by its own; lines that do not say
    what they supply are taxed like `usual`.

    >>> vat = TaxContext(rates={}, treatment="domestic")
    >>> joined({"goods": vat, "services": replace(vat, treatment="reverse_charge")}, usual="goods").treatment
    'domestic+reverse_charge'
    """
    first = contexts[usual]
    if len(contexts) == 1:
        return first
    return replace(
        first,
        supplies={supply: context.rates for supply, context in contexts.items()},
        treatment="+".join(dict.fromkeys((first.treatment, *(one.treatment for one in contexts.values())))),
        mentions=tuple(dict.fromkeys(mention for one in contexts.values() for mention in one.mentions)),
    )


def _under(treatment: Treatment, rate: TaxRate) -> TaxRate:
    is_changed = (
        rate.category in _CHARGED
        or treatment.name == "out_of_scope"
        or (rate.category == "Z" and (treatment.abroad or treatment.name in ("intra_eu", "export", "exempt")))
    )
    return _untaxed(treatment, rate.key) if is_changed else rate


def _untaxed(treatment: Treatment, key: str) -> TaxRate:
    return TaxRate(
        key=key,
        category=treatment.category,
        rate=Decimal(0),
        label=_LABELS[treatment.name],
        reason=treatment.reason,
        reason_code=treatment.reason_code,
    )
