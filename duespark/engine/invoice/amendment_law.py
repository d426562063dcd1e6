"""Where the law wants an issued invoice corrected by another document, so that a new version of it is not enough.

In the European Union a document that amends an invoice and refers to it is itself an invoice (Directive 2006/112/EC,
article 219); the countries named here prescribe it by a law of their own.
"""

from collections.abc import Mapping

from duespark.engine.tax.countries import EU_MEMBERS

EU_LAW = "Directive 2006/112/EC, article 219"

LAWS: Mapping[str, str] = {
    "DE": "UStDV § 31 (5)",
    "ES": "Real Decreto 1619/2012, artículo 15",
    "FR": "CGI, article 289 I 5",
    "IT": "DPR 633/1972, articolo 26",
    "PL": "Ustawa o VAT, art. 106j",
}


def correction_law(country: str) -> str | None:
    """The law of the seller's country that wants invoices corrected by documents; None where none is known to us.

    >>> correction_law("PL"), correction_law("IE"), correction_law("US")
    ('Ustawa o VAT, art. 106j', 'Directive 2006/112/EC, article 219', None)
    """
    return LAWS.get(country) or (EU_LAW if country in EU_MEMBERS else None)
