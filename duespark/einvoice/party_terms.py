"""Parties as terms and back: names, addresses, registrations."""

import re
from typing import Any

from duespark.einvoice.fields import PartyTerms
from duespark.einvoice.table import Terms
from duespark.engine.invoice.party import Address, Identifier, Party, TaxId

_ADDRESS = ("line1", "line2", "", "city", "postal_code", "region", "country")
_PREFIXES = {"GR": "EL"}
"""Countries whose VAT numbers begin with other letters than their code (BR-CO-09 allows EL)."""

_VAT_PREFIXED = frozenset(
    (
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT",
        "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
    )
)  # fmt: skip


def party_terms(party: Party | None, names: PartyTerms, *, tax_ids: bool = True) -> Terms:
    """The terms of a party. Without `tax_ids` those EN 16931 forbids beside category O are left out (BR-O-02).

    >>> from duespark.einvoice.fields import BUYER
    >>> party_terms(Party(name="Acme", tax_ids=(TaxId(scheme="VAT", value="PL 526-000-12-46"),)), BUYER)
    {'BT-44': 'Acme', 'BT-48': 'PL5260001246'}
    """
    if party is None:
        return {}
    found: Terms = {}
    for field in ("name", "trading_name", "registration_number", "legal_form", "contact_name", "phone", "email"):
        _put(found, getattr(names, field), getattr(party, field).strip())
    if names.address:
        for field, term in zip(_ADDRESS, names.address, strict=True):
            _put(found, term, getattr(party.address, field).strip() if field else "")
    if names.endpoint and party.endpoint and party.endpoint.value:
        found[names.endpoint] = party.endpoint.value
        _put(found, f"{names.endpoint}-1", party.endpoint.scheme)
    if names.identifiers:
        _put(found, names.identifiers, [_identifier(one, names.identifiers) for one in _identifiers(party, names)])
    _put_tax_ids(found, party, names, tax_ids=tax_ids)
    return found


def _put(terms: Terms, term: str, value: Any) -> None:
    if term and value:
        terms[term] = value


def _identifiers(party: Party, names: PartyTerms) -> tuple[Identifier, ...]:
    """Those that are said: of a buyer or payee one (BT-46, BT-60), the one with a scheme before others."""
    if names.many_identifiers:
        return party.identifiers
    return tuple(sorted(party.identifiers, key=lambda one: not one.scheme)[:1])


def _identifier(one: Identifier, term: str) -> Terms:
    return {term: one.value} | ({f"{term}-1": one.scheme} if one.scheme else {})


def _put_tax_ids(terms: Terms, party: Party, names: PartyTerms, *, tax_ids: bool) -> None:
    """The VAT number, one other number, and the rest among what the law wants printed (BT-33), so that none is lost."""
    vat = next((one for one in party.tax_ids if one.scheme == "VAT"), None)
    others = [one for one in party.tax_ids if one is not vat]
    number = vat_number(vat.value, party.address.country) if vat else ""
    if not tax_ids:
        rest = [one for one in party.tax_ids if names.legal_form]
        if names.identifiers and rest and not terms.get(names.registration_number):
            terms.setdefault(names.identifiers, []).append({names.identifiers: rest[0].value})
        return
    _put(terms, names.vat, number)
    if names.other_tax and others:
        terms[names.other_tax] = others.pop(0).value
    if names.legal_form and others:
        texts = [terms.get(names.legal_form, ""), *(f"{one.scheme} {one.value}" for one in others)]
        terms[names.legal_form] = ", ".join(text for text in texts if text)


def vat_number(value: str, country: str) -> str:
    """A VAT number as BT-31 wants it: no white space or signs, the country's letters in front (BR-CO-09).

    >>> vat_number("526-000-12-46", "PL"), vat_number("el 123456789", "GR"), vat_number("IE6388047V", "IE")
    ('PL5260001246', 'EL123456789', 'IE6388047V')
    """
    plain = re.sub(r"[^A-Za-z0-9]", "", value).upper()
    prefix = _PREFIXES.get(country, country)
    if country in _VAT_PREFIXED and not plain.startswith((prefix, country)) and not plain[:2].isalpha():
        return prefix + plain
    return plain


def party_of(terms: Terms, names: PartyTerms) -> Party | None:
    """The party of these terms, None where its name is missing and nothing else is said.

    >>> from duespark.einvoice.fields import BUYER
    >>> party_of({"BT-44": "Acme", "BT-55": "PL"}, BUYER).address.country
    'PL'
    """
    texts = {
        field: str(terms.get(getattr(names, field), "")).strip()
        for field in ("name", "trading_name", "registration_number", "legal_form", "contact_name", "phone", "email")
        if getattr(names, field)
    }
    address = _address_of(terms, names)
    identifiers = tuple(
        Identifier(value=one[names.identifiers], scheme=one.get(f"{names.identifiers}-1", ""))
        for one in terms.get(names.identifiers, ())
        if one.get(names.identifiers)
    )
    tax_ids = _tax_ids_of(terms, names)
    if not (any(texts.values()) or address != Address() or identifiers or tax_ids):
        return None
    endpoint = terms.get(names.endpoint)
    return Party(
        **texts,
        address=address,
        identifiers=identifiers,
        tax_ids=tax_ids,
        endpoint=Identifier(value=endpoint, scheme=terms.get(f"{names.endpoint}-1", "")) if endpoint else None,
    )


def _address_of(terms: Terms, names: PartyTerms) -> Address:
    if not names.address:
        return Address()
    said = {field: str(terms.get(term, "")) for field, term in zip(_ADDRESS, names.address, strict=True) if field}
    third = str(terms.get(names.address[2], ""))
    if third:
        said["line2"] = ", ".join(text for text in (said["line2"], third) if text)
    return Address(**said)


def _tax_ids_of(terms: Terms, names: PartyTerms) -> tuple[TaxId, ...]:
    found = []
    if terms.get(names.vat):
        found.append(TaxId(scheme="VAT", value=terms[names.vat]))
    if terms.get(names.other_tax):
        found.append(TaxId(scheme="TAX", value=terms[names.other_tax]))
    return tuple(found)
