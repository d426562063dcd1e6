"""Which tax rates a seller may charge on a day, from dated tables of law, one file a country."""

from dataclasses import replace
from datetime import date

from duespark.engine.money.text import decimal_text
from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.country import OUT_OF_SCOPE, CountryRates, DatedRate, TaxRate

__all__ = ["CountryRates", "DatedRate", "TaxRate", "rates_for"]

_NAMES = {
    "standard": "",
    "intermediate": "intermediate",
    "reduced": "reduced",
    "second_reduced": "second reduced",
    "super_reduced": "super-reduced",
    "zero": "zero-rated",
}


def rates_for(country: str, on: date, *, registered: bool = True) -> tuple[TaxRate, ...]:
    """What a seller established in `country` (ISO 3166-1 alpha-2) may put on a line on the day `on`.

    The first is the usual choice. Keys: "standard", "intermediate", "reduced", "second_reduced",
    "super_reduced", "zero", then the treatments "exempt", "reverse_charge", "intra_eu", "export" as the
    country has them, and always "out_of_scope". A seller who is not registered gets only "out_of_scope"
    with the reason the law wants printed. So does a seller in a country without a table or without a
    national rate (United States): rates of their own are added to the context by whoever builds it.

    >>> [(rate.key, str(rate.rate)) for rate in rates_for("DE", date(2020, 8, 1))][:2]
    [('standard', '16'), ('reduced', '5')]
    >>> [rate.reason for rate in rates_for("FR", date(2026, 1, 1), registered=False)]
    ['TVA non applicable, article 293 B du CGI']
    """
    table = COUNTRIES.get(country)
    if table is None:
        return (OUT_OF_SCOPE,)
    if not registered:
        return (replace(OUT_OF_SCOPE, reason=table.unregistered),)
    charged = [_tax_rate(table, dated) for dated in table.rates if dated.is_valid(on)]
    return (*charged, *table.treatments)


def _tax_rate(table: CountryRates, dated: DatedRate) -> TaxRate:
    words = [table.name, f"{decimal_text(dated.percent)}%", _NAMES[dated.key]]
    label = " ".join(word for word in words if word)
    return TaxRate(key=dated.key, category="S" if dated.percent else "Z", rate=dated.percent, label=label)
