"""Who defines which e-invoice: the profiles this program writes, and what each asks for beyond EN 16931."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from duespark.einvoice import cii, ubl
from duespark.einvoice.table import Syntax, Terms
from duespark.einvoice.terms_of import coded_note, terms_of
from duespark.einvoice.write import write_xml
from duespark.engine.invoice.document import Document

ProfileName = Literal["ubl", "cii", "xrechnung", "peppol", "factur-x", "factur-x-xrechnung"]

_EN = "urn:cen.eu:en16931:2017"
_XRECHNUNG = f"{_EN}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
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
                customization=_XRECHNUNG,
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
                customization=_XRECHNUNG,
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
    if profile.customization == _XRECHNUNG:
        return _xrechnung(document, terms)
    if profile.name == "peppol":
        return _peppol(terms)
    return terms


def _xrechnung(document: Document, terms: Terms) -> Terms:
    """Discounts for early payment in the form of BR-DE-18, one way to pay (BR-DE-23 to 25), electronic addresses."""
    early = [
        f"#SKONTO#TAGE={one.days}#PROZENT={one.percent:.2f}#" for one in document.payment_terms.early if one.percent
    ]
    if early:
        note = document.payment_terms.note.strip()
        terms["BT-20"] = "\n".join([*([note] if note else []), *early]) + "\n"
    terms["BG-16"] = terms["BG-16"][:1]
    return _with_endpoints(terms)


def _peppol(terms: Terms) -> Terms:
    """One note at most (PEPPOL-EN16931-R002)."""
    if len(terms["BG-1"]) > 1:
        terms["BG-1"] = [{"BT-22": "\n\n".join(note["BT-22"] for note in terms["BG-1"])}]
    return _with_endpoints(terms)


_VAT_SCHEMES = {
    "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931", "GB": "9932",
    "GR": "9933", "HR": "9934", "IE": "9935", "LI": "9936", "LT": "9937", "LU": "9938", "LV": "9939", "MC": "9940",
    "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947", "SI": "9949", "SK": "9950", "ES": "9920",
    "HU": "9910", "CH": "9927", "FR": "9957",
}  # fmt: skip
"""Codes of the EAS list for VAT numbers, by country."""


def _with_endpoints(terms: Terms) -> Terms:
    """Both parties' electronic addresses: as given, else the VAT number, else the e-mail address (scheme EM)."""
    for endpoint, vat, country, email in (("BT-34", "BT-31", "BT-40", "BT-43"), ("BT-49", "BT-48", "BT-55", "BT-58")):
        if endpoint in terms and f"{endpoint}-1" in terms:
            continue
        scheme = _VAT_SCHEMES.get(str(terms.get(country)))
        if vat in terms and scheme:
            terms |= {endpoint: terms[vat], f"{endpoint}-1": scheme}
        elif email in terms:
            terms |= {endpoint: terms[email], f"{endpoint}-1": "EM"}
    return terms


def plain_terms(terms: Terms) -> Terms:
    """The same terms as those of EN 16931 itself, which the official rules of CII want to see."""
    return terms | {"BT-24": _EN}


def write_einvoice(document: Document, profile: Profile) -> bytes:
    """The XML of an issued document in a profile; not validated. Raises `NoEInvoice`."""
    terms = profile_terms(document, profile)
    return write_xml(syntax_of(profile, terms), terms)
