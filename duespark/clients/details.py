"""What somebody says of a client when adding or changing one, and the rules it must keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from duespark.companies.early import EarlySteps, check_early
from duespark.companies.formats import check_language, check_lines, check_text, check_time_zone
from duespark.companies.profile import check_address, check_profile
from duespark.engine.errors import Invalid
from duespark.engine.invoice.order_format import check_order_format
from duespark.engine.invoice.party import Address, Party
from duespark.engine.money.currency import currency
from duespark.engine.money.rounding import round_money
from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
_MOST_TAGS, _LONGEST_TAG = 20, 40


class InvalidCode(Invalid):
    code = "client.invalid_code"
    sentence = "{value!r} cannot stand in an invoice number. Use at most 16 letters A to Z, digits and dashes."


class TooManyTags(Invalid):
    code = "client.too_many_tags"
    sentence = "There is room for {most} tags, and these are {count}. Remove some."


class InvalidCreditLimit(Invalid):
    code = "client.invalid_credit_limit"
    sentence = (
        "{value} {currency} cannot be a credit limit. Write an amount of zero or more in the currency's decimals."
    )


ClientKind = Literal["business", "consumer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientIn(Closed):
    """A client as it should be."""

    profile: Party
    kind: Annotated[ClientKind, Field(description="Whether it buys for a business; taxes depend on it.")] = "business"
    code: Annotated[str, Field(description="Short name for invoice numbers; empty: made from the name, or kept.")] = ""
    currency: str
    language: str = "en"
    time_zone: Annotated[str, Field(description="IANA name; empty: the organization's.")] = ""
    payment_terms_days: Annotated[int, Field(ge=0, le=365)] | None = None
    early_discounts: Annotated[
        EarlySteps | None, Field(description="For early payment; null: those of the company that bills, empty: none.")
    ] = None
    shipping_address: Annotated[Address | None, Field(description="Null: where the profile's address is.")] = None
    order_format: Annotated[str, Field(description="Of its purchase orders: # digit, @ letter, * either, + more.")] = ""
    credit_limit: Annotated[Amount | None, Field(description="In the client's currency; null: none.")] = None
    custom: Annotated[Mapping[str, str], Field(description="Values by key of the organization's own fields.")] = field(
        default_factory=dict
    )
    tags: tuple[str, ...] = ()
    reminders_paused: bool = False
    notes: str = ""


def check_client(wanted: ClientIn, *, zone: str, today: date) -> ClientIn:
    """The client with tidy fields, in `zone` where it names none. Raises subclasses of `Invalid` with a pointer."""
    currency(wanted.currency, on=today, pointer="/currency")
    return replace(
        wanted,
        profile=check_profile(wanted.profile, needs_country=False),
        code=_check_code(wanted.code),
        language=check_language(wanted.language, pointer="/language"),
        time_zone=check_time_zone(wanted.time_zone or zone, pointer="/time_zone"),
        early_discounts=None if wanted.early_discounts is None else check_early(wanted.early_discounts),
        shipping_address=_check_shipping(wanted.shipping_address),
        order_format=check_order_format(
            check_text(wanted.order_format, pointer="/order_format"), pointer="/order_format"
        ),
        credit_limit=_check_limit(wanted.credit_limit, wanted.currency),
        tags=check_tags(wanted.tags, pointer="/tags"),
        notes=check_lines(wanted.notes, pointer="/notes"),
    )


def _check_code(text: str) -> str:
    code = check_text(text, pointer="/code").upper()
    if code and not _CODE.fullmatch(code):
        raise InvalidCode(pointer="/code", value=code)
    return code


def _check_shipping(address: Address | None) -> Address | None:
    """The address, or None when nothing of it is filled in."""
    if address is None or address == Address():
        return None
    return check_address(address, needs_country=False, pointer="/shipping_address")


def _check_limit(limit: Decimal | None, code: str) -> Decimal | None:
    if limit is None:
        return None
    rounded = round_money(limit, code)
    if rounded != limit or rounded < 0:
        raise InvalidCreditLimit(pointer="/credit_limit", value=limit, currency=code)
    return rounded


def check_tags(tags: tuple[str, ...], *, pointer: str) -> tuple[str, ...]:
    """Tags in alphabetical order, each once whatever its case, as it was written last.

    >>> check_tags((" vip", "Retail", "VIP", ""), pointer="/tags")
    ('Retail', 'VIP')
    """
    tidy = [check_text(tag, pointer=f"{pointer}/{at}", most=_LONGEST_TAG) for at, tag in enumerate(tags)]
    once = {tag.casefold(): tag for tag in tidy if tag}
    if len(once) > _MOST_TAGS:
        raise TooManyTags(pointer=pointer, most=_MOST_TAGS, count=len(once))
    return tuple(once[key] for key in sorted(once))
