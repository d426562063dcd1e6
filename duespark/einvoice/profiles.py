"""Who defines which e-invoice: the profiles this program writes, and what each asks for beyond EN 16931."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from duespark.einvoice import cii, ubl
from duespark.einvoice.codes import MEANS
from duespark.einvoice.party_terms import vat_number
from duespark.einvoice.payment_terms import in_words
from duespark.einvoice.peppol_nations import as_nations_want, is_between
from duespark.einvoice.table import Syntax, Terms
from duespark.einvoice.terms_of import coded_note, terms_of
from duespark.einvoice.write import write_xml
from duespark.engine.invoice.document import Document

ProfileName = Literal["ubl", "cii", "xrechnung", "peppol", "factur-x", "factur-x-xrechnung"]

_EN = "urn:cen.eu:en16931:2017"
XRECHNUNG = f"{_EN}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
_ZERO, _ONE = Decimal(0), Decimal(1)
_SLACK = Decimal("0.02")
_BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile: `customization` is BT-24, `process` BT-23."""

    name: ProfileName
    title: str
    syntax: Literal["ubl", "cii"]
    customization: str
    process: str = ""


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        one.name: one
        for one in (
            Profile(name="ubl", title="UBL 2.1 (EN 16931)", syntax="ubl", customization=_EN),
            Profile(name="cii", title="CII D16B (EN 16931)", syntax="cii", customization=_EN),
            Profile(
                name="xrechnung",
                title="XRechnung 3.0",
                syntax="ubl",
                customization=XRECHNUNG,
                process=_BILLING,
            ),
            Profile(
                name="peppol",
                title="Peppol BIS Billing 3.0",
                syntax="ubl",
                customization=f"{_EN}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
                process=_BILLING,
            ),
            Profile(name="factur-x", title="Factur-X EN 16931", syntax="cii", customization=_EN),
            Profile(
                name="factur-x-xrechnung",
                title="ZUGFeRD XRechnung",
                syntax="cii",
                customization=XRECHNUNG,
                process=_BILLING,
            ),
        )
    }
)
"""By name. Factur-X and ZUGFeRD carry the CII of EN 16931 inside a PDF; by itself it is the same file."""


def syntax_of(profile: Profile, terms: Terms) -> Syntax:
    """The table that writes these terms in a profile: UBL has another document for credit notes."""
    if profile.syntax == "cii":
        return cii.INVOICE
    return ubl.CREDIT_NOTE if terms["BT-3"] == "381" else ubl.INVOICE


def profile_terms(document: Document, profile: Profile) -> Terms:
    """The terms of a document as a profile wants them. Raises `NoEInvoice`."""
    terms = terms_of(document)
    terms["BT-24"] = profile.customization
    if profile.process:
        terms["BT-23"] = profile.process
    if profile.syntax == "ubl":
        terms["BG-1"] = [{"BT-22": coded_note(note["BT-21"], note["BT-22"])} for note in terms["BG-1"]]
        if "BT-14" in terms:
            terms.setdefault("BT-13", "NA")  # the schema wants an order's number before the sales order's
    else:
        for more in terms["BG-24"][1:]:  # CII names one supporting document (CII-SR-475)
            more.pop("BT-123", None)
    if profile.customization == XRECHNUNG:
        return _xrechnung(document, terms)
    if profile.name == "peppol":
        return _peppol(document, terms)
    return terms


def _xrechnung(document: Document, terms: Terms) -> Terms:
    """What German rules want, lines that can be calculated again (PEPPOL-EN16931-R120), electronic addresses."""
    _recalculate(_as_germans_want(document, terms))
    return _with_endpoints(document, terms)


def _as_germans_want(document: Document, terms: Terms) -> Terms:
    """Discounts for early payment in the form of BR-DE-18, a rate on every tax (BR-DE-14), one way to pay (BR-DE-1)."""
    early = [
        f"#SKONTO#TAGE={one.days}#PROZENT={one.percent:.2f}#" for one in document.payment_terms.early if one.percent
    ]
    terms["BG-16"] = terms["BG-16"][:1]
    if not terms["BG-16"] and document.kind == "credit_note":
        terms["BG-16"] = [{"BT-81": MEANS["other"]}]  # BR-DE-1 asks for a way to pay, also where nobody is to pay
    said = "\n".join(in_words(document, terms, early=False))
    if early or said:
        texts = [f"- {line}" if line.strip().startswith("#") else line for line in said.split("\n") if said]
        terms["BT-20"] = "\n".join([*texts, *early]) + ("\n" if early else "")
    for row in terms["BG-23"]:
        row.setdefault("BT-119", _ZERO)
    return terms


def _peppol(document: Document, terms: Terms) -> Terms:
    """One note at most (PEPPOL-EN16931-R002), lines that can be calculated again (R120), and what nations want."""
    if len(terms["BG-1"]) > 1:
        terms["BG-1"] = [{"BT-22": "\n\n".join(note["BT-22"] for note in terms["BG-1"])}]
    if is_between(terms, "DE"):
        terms = _as_germans_want(document, terms)
    _recalculate(terms)
    return _with_endpoints(document, as_nations_want(terms), PEPPOL_SCHEMES)


def _recalculate(terms: Terms) -> None:
    for line in terms["BG-25"]:
        _recalculable(line)
    _drop_vague_percents(terms)


_FIRST = {"BG-20": 92, "BG-21": 99, "BG-27": 136, "BG-28": 141}


def _drop_vague_percents(terms: Terms) -> None:
    """A percentage that does not come to its amount within two cents is not said (PEPPOL-EN16931-R040); the amount is."""
    for group in (terms, *terms["BG-25"]):
        for kind, first in _FIRST.items():
            for each in group.get(kind, ()):
                base, percent = each.get(f"BT-{first + 1}"), each.get(f"BT-{first + 2}")
                if (
                    base is not None
                    and percent is not None
                    and abs(base * percent / 100 - each[f"BT-{first}"]) > _SLACK
                ):
                    del each[f"BT-{first + 1}"], each[f"BT-{first + 2}"]


def _recalculable(line: Terms) -> None:
    """Where quantity times price is more than two cents beside the line's amount (yen have no cents), the price is that of the
    whole quantity."""
    charges = sum((each["BT-141"] for each in line.get("BG-28", ())), _ZERO)
    allowances = sum((each["BT-136"] for each in line.get("BG-27", ())), _ZERO)
    whole = line["BT-131"] - charges + allowances
    quantity = line["BT-129"]
    if abs(quantity * line["BT-146"] / line.get("BT-149", _ONE) - whole) <= _SLACK or not quantity:
        return
    line |= {"BT-146": abs(whole), "BT-149": abs(quantity), "BT-150": line["BT-130"]}
    if (whole < 0) != (quantity < 0):
        line["BT-129"] = -quantity


_VAT_SCHEMES = {
    "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931", "GB": "9932",
    "GR": "9933", "HR": "9934", "IE": "9935", "LI": "9936", "LT": "9937", "LU": "9938", "LV": "9939", "MC": "9940",
    "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947", "SI": "9949", "SK": "9950", "ES": "9920",
    "HU": "9910", "CH": "9927", "FR": "9957", "IT": "0211",
}  # fmt: skip
"""Codes of the EAS list for VAT numbers, by country."""


PEPPOL_SCHEMES = frozenset((
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135", "0142", "0147", "0151",
    "0154", "0158", "0170", "0177", "0183", "0184", "0188", "0190", "0191", "0192", "0193", "0194", "0195", "0196",
    "0198", "0199", "0200", "0201", "0202", "0203", "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213",
    "0215", "0216", "0217", "0218", "0221", "0225", "0230", "0235", "0240", "9910", "9913", "9914", "9915", "9918",
    "9919", "9920", "9922", "9923", "9924", "9925", "9926", "9927", "9928", "9929", "9930", "9931", "9932", "9933",
    "9934", "9935", "9936", "9937", "9938", "9939", "9940", "9941", "9942", "9943", "9944", "9945", "9946", "9947",
    "9948", "9949", "9950", "9951", "9952", "9953", "9957", "9959",
))  # fmt: skip
"""Codes of electronic addresses that Peppol delivers to (PEPPOL-EN16931-CL008); an e-mail address is none."""


def _with_endpoints(document: Document, terms: Terms, schemes: frozenset[str] | None = None) -> Terms:
    """Both parties' electronic addresses: as given, else the VAT number, the number of a register, the e-mail address (EM); of
    these `schemes`."""
    for endpoint, number, party in (("BT-34", "BT-30", document.seller), ("BT-49", "BT-47", document.buyer)):
        given = terms.get(f"{endpoint}-1")
        if party is None or (endpoint in terms and given and (schemes is None or given in schemes)):
            continue
        country = party.address.country
        vat = next((one.value for one in party.tax_ids if one.scheme == "VAT"), "")
        if vat and country in _VAT_SCHEMES:
            terms |= {endpoint: vat_number(vat, country), f"{endpoint}-1": _VAT_SCHEMES[country]}
        elif register := terms.get(f"{number}-1"):
            terms |= {endpoint: terms[number], f"{endpoint}-1": register}
        elif party.email and schemes is None:
            terms |= {endpoint: party.email, f"{endpoint}-1": "EM"}
    return terms


def plain_terms(terms: Terms) -> Terms:
    """The same terms as those of EN 16931 itself, which the official rules of CII want to see."""
    return terms | {"BT-24": _EN}


def write_einvoice(document: Document, profile: Profile) -> bytes:
    """The XML of an issued document in a profile; not validated. Raises `NoEInvoice`."""
    terms = profile_terms(document, profile)
    return write_xml(syntax_of(profile, terms), terms)
