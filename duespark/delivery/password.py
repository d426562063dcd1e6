"""The password a PDF is locked with for one sending: encrypted while the message is under way, and then gone.

It is in no mail, no log and no audit entry. A message that was to be locked never leaves without it.
"""

from uuid import UUID

from duespark.engine.errors import Conflict, Invalid
from duespark.runtime.db import Q
from duespark.runtime.security import seal, unseal
from duespark.runtime.tx import Tx

_GET = Q("SELECT password FROM deliveries WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


class PasswordForgotten(Conflict):
    code = "delivery.password_forgotten"
    sentence = (
        "The password of this message was forgotten when it failed, so it cannot be tried again. "
        "Send the invoice anew and choose a password."
    )


class PasswordInMail(Invalid):
    code = "delivery.password_in_mail"
    sentence = "The mail would tell the password of the PDF it carries. Take it out, and tell your client another way."


def keep_out(password: str | None, **words: str) -> None:
    """Raises `PasswordInMail` that points at the field of `words` in which the password stands."""
    for name, text in words.items():
        if password is not None and password.casefold() in text.casefold():
            raise PasswordInMail(pointer=f"/{name}")


def _context(org: UUID, id: UUID) -> str:
    return f"{org}/deliveries/{id}/password"


def sealed_password(org: UUID, id: UUID, password: str | None) -> bytes | None:
    """What is stored of it with its delivery."""
    return None if password is None else seal(password, context=_context(org, id))


async def find_password(tx: Tx, id: UUID) -> str | None:
    """The password of a delivery under way; None where it has none or has forgotten it."""
    sealed: bytes | None = await _GET.value(tx.conn, org=tx.org_id, id=id)
    return None if sealed is None else unseal(sealed, context=_context(tx.org_id, id))
