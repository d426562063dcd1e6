"""What somebody says of a client when adding or changing one, and the rules it must keep."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field, Strict

from duespark.companies.formats import check_language, check_lines, check_text, check_time_zone
from duespark.companies.profile import check_profile
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Party
from duespark.engine.money.currency import currency
from duespark.runtime.web import Closed

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")


class InvalidCode(Invalid):
    code = "client.invalid_code"
    sentence = "{value!r} cannot stand in an invoice number. Use at most 16 letters A to Z, digits and dashes."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientIn(Closed):
    """A client as it should be."""

    profile: Party
    code: Annotated[str, Field(description="Short name for invoice numbers; empty: made from the name, or kept.")] = ""
    currency: str
    language: str = "en"
    time_zone: Annotated[str, Field(description="IANA name; empty: the organization's.")] = ""
    payment_terms_days: Annotated[int, Strict(), Field(ge=0, le=365)] | None = None
    reminders_paused: Annotated[bool, Strict()] = False
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
        notes=check_lines(wanted.notes, pointer="/notes"),
    )


def _check_code(text: str) -> str:
    code = check_text(text, pointer="/code").upper()
    if code and not _CODE.fullmatch(code):
        raise InvalidCode(pointer="/code", value=code)
    return code
