"""Polish VAT as FA(3) writes it: the code of a rate (P_12) and the sums it belongs to (P_13, P_14)."""

from dataclasses import dataclass
from decimal import Decimal

from duespark.einvoice.ksef_nodes import NoKsef
from duespark.engine.invoice.document import Document, TaxSubtotal
from duespark.engine.tax.country import Category
from duespark.engine.tax.treatment.territory import Place, is_in_eu

_MARGIN = frozenset({"VATEX-EU-D", "VATEX-EU-F", "VATEX-EU-I", "VATEX-EU-J"})
_PASSED_ON = "VATEX-EU-79-C"
_TAXED = {"23": "1", "22": "1", "8": "2", "7": "2", "5": "3", "4": "4", "3": "4"}
_UNTAXED = {"0 KR": "6_1", "0 WDT": "6_2", "0 EX": "6_3", "zw": "7", "np I": "8", "np II": "9", "oo": "10"}
_PLAIN: dict[Category, str] = {"Z": "0 KR", "K": "0 WDT", "G": "0 EX", "E": "zw", "O": "np I"}


@dataclass(frozen=True, slots=True)
class Rate:
    """A code of P_12 and the ending of its sums: `1` for P_13_1 and P_14_1. `taxed` where there is a P_14."""

    code: str
    sum: str
    taxed: bool


def rate_of(document: Document, category: Category, rate: Decimal) -> Rate:
    """The rate of a line, allowance or charge. Raises `NoKsef` for tax that is none of Poland's.

    >>> from duespark.engine.invoice.document import Document
    >>> rate_of(Document(), "S", Decimal("8.00")), rate_of(Document(), "E", Decimal(0)).code
    (Rate(code='8', sum='2', taxed=True), 'zw')
    """
    if category == "S":
        code = f"{rate.normalize():f}"
        if code not in _TAXED:
            raise NoKsef(pointer="/lines", problem=f"{code} % is no rate of Polish VAT")
        return Rate(code, _TAXED[code], True)
    code = _reverse_charge(document) if category == "AE" else _PLAIN.get(category, "")
    if not code:
        raise NoKsef(pointer="/lines", problem="it charges a tax of the Canary Islands, Ceuta or Melilla")
    return Rate(code, _UNTAXED[code], False)


def _reverse_charge(document: Document) -> str:
    """Within Poland "oo"; of services for a business elsewhere in the Union "np II" (art. 100 ust. 1 pkt 4), else "np I"."""
    country = document.buyer.address.country if document.buyer else ""
    if country in ("PL", ""):
        return "oo"
    on = document.supply_date or document.issue_date
    in_union = on is not None and is_in_eu(Place(country=country), on)
    return "np II" if in_union and document.supply != "goods" else "np I"


def refuse_what_has_no_sums(document: Document, row: TaxSubtotal) -> None:
    """Raises `NoKsef` for another country's tax, for the margin scheme, whose invoice states no tax, and for expenses that
    are only passed on."""
    _refuse_tax_of_others(document, row)
    if row.reason_code in _MARGIN:
        raise NoKsef(pointer="/lines", problem="it is taxed by its margin, which this program does not write for KSeF")
    if row.reason_code == _PASSED_ON:
        raise NoKsef(
            pointer="/lines",
            problem="it passes expenses on, which are no turnover. Bill them on a document of their own",
        )


def _refuse_tax_of_others(document: Document, row: TaxSubtotal) -> None:
    """23 % of Ireland is no Polish tax, though Poland has that rate. Rows of both, which state no country, are refused too."""
    country = row.jurisdiction.partition("-")[0]
    is_mixed = not country and row.category in ("S", "Z") and "oss" in document.treatment.split("+")
    if is_mixed or country not in ("", "PL"):
        whose = f"tax of {country}" if country else "tax of another country"
        raise NoKsef(
            pointer="/lines",
            problem=f"it charges {whose}, which this program does not write for KSeF. Send it as another e-invoice, or as PDF",
        )
