"""Whom a document goes to: the client's contacts by their roles, else the client's own address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from duespark.adapters.email.message import BadMail, address_of
from duespark.clients.contacts import ContactRow, contacts_of, find_contact
from duespark.delivery.paper import Paper
from duespark.engine.dunning.policy import Tone
from duespark.engine.errors import Invalid
from duespark.runtime.tx import Tx

Purpose = Literal["invoices", "reminders"]
SEVERE: tuple[Tone, ...] = ("firm", "legal")
"""Reminders of these tones also go to contacts for escalation."""
_BESIDES = ("cc", "escalation")


class NoRecipient(Invalid):
    code = "delivery.no_recipient"
    sentence = "{client} has no e-mail address. Add one to the client, or say where to send it."


class BadRecipient(Invalid):
    code = "delivery.bad_recipient"
    sentence = "{address} is not an e-mail address. Write it like name@example.com."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An address, and the contact it belongs to, if it is one's."""

    address: str
    contact: ContactRow | None = None

    @property
    def contact_id(self) -> UUID | None:
        return self.contact.id if self.contact else None


def client_address(paper: Paper) -> str:
    """The client's present address, else the one the document names; empty when there is neither."""
    return paper.client.profile.email.strip() or str(paper.document["buyer"]["email"]).strip()


async def recipients(tx: Tx, paper: Paper, chosen: Sequence[str] | None) -> list[Recipient]:
    """The chosen addresses, or those that get the client's invoices. Raises `NoRecipient`, `BadRecipient`."""
    if chosen:
        contacts = {one.email.lower(): one for one in await contacts_of(tx, paper.client.id)}
        return _once([Recipient(address=one, contact=contacts.get(one.strip().lower())) for one in chosen])
    found = await regular_recipients(tx, paper, "invoices")
    if not found:
        raise NoRecipient(client=paper.document["buyer"]["name"], pointer="/to")
    return _once(found)


async def regular_recipients(tx: Tx, paper: Paper, purpose: Purpose, *, tone: Tone = "friendly") -> list[Recipient]:
    """Contacts that get these, then those that get a copy, for escalation only when the tone is severe.

    Where nobody is meant but for a copy, the client's own address stands first. Empty when there is no address at all.
    """
    willing = [one for one in await contacts_of(tx, paper.client.id) if _wants(one, purpose, tone)]
    main = [Recipient(address=one.email, contact=one) for one in willing if one.role not in _BESIDES]
    besides = [Recipient(address=one.email, contact=one) for one in willing if one.role in _BESIDES]
    own = client_address(paper)
    if not main and own:
        main = [Recipient(address=own)]
    return list({one.address.lower(): one for one in reversed(main + besides)}.values())[::-1]


async def addressed(tx: Tx, paper: Paper, contact_id: UUID | None) -> Paper:
    """The paper as the mail to this contact sees it: its name and language. The document itself stays as it is."""
    contact = await find_contact(tx, contact_id) if contact_id else None
    return paper if contact is None else spoken_to(paper, contact)


def spoken_to(paper: Paper, contact: ContactRow | None) -> Paper:
    """The paper for a mail to the contact; as it is without one."""
    if contact is None:
        return paper
    client = replace(paper.client, profile=replace(paper.client.profile, contact_name=contact.name))
    language = contact.language or paper.document["language"]
    return replace(paper, client=client, document={**paper.document, "language": language})


def _wants(contact: ContactRow, purpose: Purpose, tone: Tone) -> bool:
    if contact.channel != "email":
        return False
    if purpose == "invoices":
        return contact.receives_invoices
    return contact.receives_reminders and (contact.role != "escalation" or tone in SEVERE)


def _once(wanted: Sequence[Recipient]) -> list[Recipient]:
    """Each address once, whatever its case. Raises `BadRecipient`."""
    found: dict[str, Recipient] = {}
    for place, one in enumerate(wanted):
        try:
            spec = address_of(one.address.strip())
        except BadMail as error:
            raise BadRecipient(address=one.address[:100], pointer=f"/to/{place}") from error
        if "." not in spec.domain:
            raise BadRecipient(address=one.address[:100], pointer=f"/to/{place}")
        found.setdefault(spec.addr_spec.lower(), replace(one, address=spec.addr_spec))
    return list(found.values())
