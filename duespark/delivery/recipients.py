"""Whom a document goes to."""

from collections.abc import Sequence

from duespark.adapters.email.message import BadMail, address_of
from duespark.delivery.paper import Paper
from duespark.engine.errors import Invalid


class NoRecipient(Invalid):
    code = "delivery.no_recipient"
    sentence = "{client} has no e-mail address. Add one to the client, or say where to send it."


class BadRecipient(Invalid):
    code = "delivery.bad_recipient"
    sentence = "{address} is not an e-mail address. Write it like name@example.com."


def client_address(paper: Paper) -> str:
    """The client's present address, else the one the document names; empty when there is neither."""
    return paper.client.profile.email.strip() or str(paper.document["buyer"]["email"]).strip()


def recipients(paper: Paper, chosen: Sequence[str] | None) -> list[str]:
    """The chosen addresses, each once whatever its case, or the client's. Raises `NoRecipient`, `BadRecipient`."""
    found: dict[str, str] = {}
    for place, address in enumerate(chosen or [client_address(paper)]):
        if not address and not chosen:
            raise NoRecipient(client=paper.document["buyer"]["name"], pointer="/to")
        try:
            spec = address_of(address.strip())
        except BadMail as error:
            raise BadRecipient(address=address[:100], pointer=f"/to/{place}") from error
        if "." not in spec.domain:
            raise BadRecipient(address=address[:100], pointer=f"/to/{place}")
        found.setdefault(spec.addr_spec.lower(), spec.addr_spec)
    return list(found.values())
