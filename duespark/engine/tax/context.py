"""The rates one document may use, looked up by the key its lines carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import RoundingPolicy
from duespark.engine.tax.country import TaxRate


class UnknownRate(Invalid):
    code = "tax.unknown_rate"
    sentence = "There is no tax rate {key!r} here. Use one of: {valid}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxContext:
    """Rates in force for one document: those of the seller's country on its tax date, and the seller's own."""

    rates: Mapping[str, TaxRate]
    treatment: str = ""
    rounding: RoundingPolicy = "half_up"

    @classmethod
    def of(cls, rates: Iterable[TaxRate]) -> "TaxContext":
        """A context of these rates; of two with one key the later wins, so that own rates follow a country's.

        >>> from decimal import Decimal
        >>> vat = TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%")
        >>> TaxContext.of([vat]).rate("standard").rate
        Decimal('23')
        """
        return cls(rates={rate.key: rate for rate in rates})

    def rate(self, key: str, *, pointer: str | None = None) -> TaxRate:
        """The rate with this key. Raises `UnknownRate`, which lists the valid keys.

        >>> TaxContext(rates={}).rate("standard", pointer="/lines/0/tax")
        Traceback (most recent call last):
        duespark.engine.tax.context.UnknownRate: There is no tax rate 'standard' here. Use one of: .
        """
        found = self.rates.get(key)
        if found is None:
            raise UnknownRate(pointer=pointer, key=key, valid=", ".join(self.rates))
        return found
