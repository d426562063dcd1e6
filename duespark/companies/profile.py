"""What a legal profile must be, for those who issue invoices and for those who receive them."""

from dataclasses import replace

import orjson

from duespark.companies.formats import check_country, check_email, check_text, check_website
from duespark.companies.tax_ids import check_tax_id
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Address, Identifier, Party, TaxId
from duespark.engine.invoice.plain import load_party

_MOST_TAX_IDS = 10
_ADDRESS_TEXTS = ("line1", "line2", "city", "postal_code", "region")
_PROFILE_TEXTS = ("name", "trading_name", "registration_number", "legal_form", "contact_name", "phone")


class NameMissing(Invalid):
    code = "profile.name_missing"
    sentence = "The name is empty. Write the name that invoices carry."


class TooManyTaxIds(Invalid):
    code = "profile.too_many_tax_ids"
    sentence = "There is room for {most} tax numbers, and these are {count}. Remove some."


def check_profile(profile: Party, *, needs_country: bool) -> Party:
    """The profile without stray white space, with every field checked; `needs_country` for those who owe tax.

    Raises subclasses of `Invalid` that point to the field below "/profile".
    """
    texts = {name: check_text(getattr(profile, name), pointer=f"/profile/{name}") for name in _PROFILE_TEXTS}
    if not texts["name"]:
        raise NameMissing(pointer="/profile/name")
    address = check_address(profile.address, needs_country=needs_country, pointer="/profile/address")
    return replace(
        profile,
        **texts,
        address=address,
        tax_ids=_check_tax_ids(profile.tax_ids, address.country),
        identifiers=tuple(
            _check_identifier(one, pointer=f"/profile/identifiers/{at}") for at, one in enumerate(profile.identifiers)
        ),
        endpoint=profile.endpoint and _check_identifier(profile.endpoint, pointer="/profile/endpoint"),
        email=check_email(profile.email, pointer="/profile/email"),
        website=check_website(profile.website, pointer="/profile/website"),
    )


def _check_identifier(identifier: Identifier, *, pointer: str) -> Identifier:
    return Identifier(
        value=check_text(identifier.value, pointer=f"{pointer}/value"),
        scheme=check_text(identifier.scheme, pointer=f"{pointer}/scheme"),
    )


def check_address(address: Address, *, needs_country: bool, pointer: str) -> Address:
    """The address without stray white space. Raises subclasses of `Invalid` that point below `pointer`."""
    texts = {name: check_text(getattr(address, name), pointer=f"{pointer}/{name}") for name in _ADDRESS_TEXTS}
    if address.country or needs_country:
        check_country(address.country, pointer=f"{pointer}/country")
    return replace(address, **texts)


def _check_tax_ids(tax_ids: tuple[TaxId, ...], country: str) -> tuple[TaxId, ...]:
    if len(tax_ids) > _MOST_TAX_IDS:
        raise TooManyTaxIds(pointer="/profile/tax_ids", most=_MOST_TAX_IDS, count=len(tax_ids))
    return tuple(
        check_tax_id(tax_id, country=country, pointer=f"/profile/tax_ids/{at}") for at, tax_id in enumerate(tax_ids)
    )


def load_profile(text: str) -> Party:
    """The profile from its stored JSON."""
    return load_party(orjson.loads(text))
