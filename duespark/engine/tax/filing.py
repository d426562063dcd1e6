"""How often a return is due where the law says so of everybody, until the authority or the seller chooses otherwise."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.tax.rules import FilingFrequency

FILING: Mapping[str, tuple[FilingFrequency, str]] = MappingProxyType(
    {
        "AU": ("quarterly", "GST Act 1999, s. 27-5"),
        "CH": ("quarterly", "Art. 35 Abs. 1 Bst. a MWSTG"),
        "DE": ("quarterly", "§ 18 Abs. 2 Satz 1 UStG"),
        "FR": ("monthly", "Article 287, 2 du CGI"),
        "GB": ("quarterly", "VAT Regulations 1995, reg. 25"),
        "IE": ("bimonthly", "VAT Consolidation Act 2010, s. 76"),
        "IN": ("monthly", "CGST Act 2017, s. 39(1)"),
        "NO": ("bimonthly", "Skatteforvaltningsloven § 8-3"),
        "PL": ("monthly", "Art. 99 ust. 1 ustawy o VAT"),
    }
)
"""Only countries where this is sure; turnover, choice or the authority's notice may set another period."""


def usual_filing(country: str) -> FilingFrequency:
    """The period of a return by default; empty where none is known here.

    >>> usual_filing("NO"), usual_filing("US")
    ('bimonthly', '')
    """
    return FILING.get(country, ("", ""))[0]
