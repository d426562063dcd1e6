"""Further addresses of a company beside the registered one: branches, warehouses, and where its bills go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

import orjson
from annotated_types import Len
from pydantic import Field

from duespark.companies.formats import check_text
from duespark.companies.profile import check_address
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Address
from duespark.runtime.ids import new_id

MOST_ADDRESSES = 50
AddressRole = Literal["branch", "warehouse", "billing"]


class AddressRepeated(Invalid):
    code = "company_address.repeated"
    sentence = "Two addresses have the id {id}. Leave out the id of a new address."


class AddressNameless(Invalid):
    code = "company_address.nameless"
    sentence = "Give the address a name, such as the town it is in, so that it can be chosen."


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAddressIn:
    """A further address as it should be. A new one has no `id`."""

    id: UUID | None = None
    name: Annotated[str, Field(description="What the company calls it; never printed.")]
    role: AddressRole
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAddress:
    """A further address of a company."""

    id: UUID
    name: str
    role: AddressRole
    address: Address


AddressesIn = Annotated[tuple[CompanyAddressIn, ...], Len(0, MOST_ADDRESSES)]


def check_addresses(wanted: Iterable[CompanyAddressIn]) -> tuple[CompanyAddressIn, ...]:
    """The addresses, each with an id and a name. Raises subclasses of `Invalid` that point below "/addresses"."""
    found = tuple(_check(one, pointer=f"/addresses/{at}") for at, one in enumerate(wanted))
    for at, one in enumerate(found):
        if any(one.id == other.id for other in found[:at]):
            raise AddressRepeated(pointer=f"/addresses/{at}/id", id=one.id)
    return found


def _check(one: CompanyAddressIn, *, pointer: str) -> CompanyAddressIn:
    name = check_text(one.name, pointer=f"{pointer}/name", most=60)
    if not name:
        raise AddressNameless(pointer=f"{pointer}/name")
    address = check_address(one.address, needs_country=True, pointer=f"{pointer}/address")
    return CompanyAddressIn(id=one.id or new_id(), name=name, role=one.role, address=address)


def load_addresses(text: str) -> tuple[CompanyAddress, ...]:
    """The addresses from their stored JSON."""
    return tuple(
        CompanyAddress(**{**one, "id": UUID(one["id"]), "address": Address(**one["address"])})
        for one in orjson.loads(text)
    )
