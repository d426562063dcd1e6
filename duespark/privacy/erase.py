"""Erase what the law does not keep of a client: its request to be forgotten (GDPR, articles 17 and 18).

Issued documents, payments, letters that were sent and proofs of exemption stay as they are: articles 17 (3) (b) and (e)
leave to the books what other law wants kept. They are what the hash chain proves, so nothing in it changes.
"""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.redact import redact_entries
from duespark.clients.anonymize import anonymize_clients
from duespark.clients.queries import lock_client
from duespark.delivery.forget import forget_visits
from duespark.engine.errors import Conflict
from duespark.privacy.events import ClientErased
from duespark.privacy.models import client_erasures
from duespark.privacy.preview import last_day, preview_erasure
from duespark.privacy.schemas import Erasure
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.signed_links.forget import close_links_of_clients

_INSERT = insert(client_erasures)
_IMPORTS = Q(
    "UPDATE import_rows SET label = '', problem = '' WHERE org_id = CAST(:org AS uuid)"
    " AND subject_id = ANY(CAST(:clients AS uuid[]))"
)


class NotErasable(Conflict):
    code = "client.not_erasable"
    sentence = "Nothing was erased. {problem}"


async def erase_client(tx: Tx, client_id: UUID, *, reason: str) -> Erasure:
    """Make the client nameless and take away its people, its links and what tells of them elsewhere, at once.

    Raises `ClientNotFound`, `ClientGone`, `PrivacyNeedsAllCompanies`, and `NotErasable` with everything that stands against it.
    """
    await lock_client(tx, client_id)
    preview = await preview_erasure(tx, client_id)
    if preview.hindrances:
        raise NotErasable(problem=" ".join(one.detail for one in preview.hindrances))
    kept = last_day(preview.stays)
    clients = await anonymize_clients(tx, client_id)
    await forget_visits(tx, clients)
    await close_links_of_clients(tx, clients)
    await redact_entries(tx, "client", clients)
    await _IMPORTS.run(tx.conn, org=tx.org_id, clients=clients)
    made = Erasure(
        id=new_id(), client_id=client_id, reason=reason, done_by=tx.actor.label, done_at=tx.now, kept_until=kept
    )
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=made.id, client_id=client_id, reason=reason, done_by=made.done_by,
        done_at=tx.now, kept_until=kept,
    )  # fmt: skip
    await audit(tx, "client.erase", subject="client", id=client_id, after=made)
    await record(tx, ClientErased(client_id=client_id))
    return made
