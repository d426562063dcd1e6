"""What is known of two parties when a sale between them is taxed, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duespark.clients.certificates import exemptions_of
from duespark.engine.tax.exemption import ExemptionCertificate
from duespark.runtime.together import together
from duespark.runtime.tx import Tx
from duespark.taxes.registration_queries import RegistrationRow, registrations_of
from duespark.taxes.tax_id_checks import newest_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The client's exemption certificates, the company's registrations, and the newest answer about each tax number of
    the client: valid or not, and on which day."""

    certificates: Sequence[ExemptionCertificate]
    registrations: Sequence[RegistrationRow]
    answers: Mapping[str, tuple[str, date]]


async def known_of(tx: Tx, *, company_id: UUID, client_id: UUID) -> Known:
    """In one round trip; of any day."""
    certificates, registrations, answers = await together(
        tx,
        lambda tx: exemptions_of(tx, client_id),
        lambda tx: registrations_of(tx, company_id),
        lambda tx: newest_answers(tx, client_id),
    )
    return Known(certificates=certificates, registrations=registrations, answers=answers)
