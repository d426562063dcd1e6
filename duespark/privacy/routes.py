"""Routes of privacy."""

from uuid import UUID

from duespark.accounts.access import Router
from duespark.engine.invoice.retention import LAWS
from duespark.privacy import erase, holds
from duespark.privacy.preview import preview_erasure
from duespark.privacy.schemas import (
    Erasure,
    ErasurePreview,
    HoldIn,
    LegalHold,
    LegalHolds,
    ReasonIn,
    RetentionRule,
    RetentionRules,
)
from duespark.runtime.tx import Tx

router = Router(tags=["privacy"])


@router.get("/retention-rules", "privacy.read")
async def list_retention_rules(tx: Tx) -> RetentionRules:
    """How long the law of each country we know wants documents kept."""
    return RetentionRules(
        data=[
            RetentionRule(country=country, years=rule.years, year_after=rule.year_after, law=rule.law)
            for country, rule in sorted(LAWS.items())
        ]
    )


@router.get("/clients/{id}/legal-holds", "privacy.read")
async def list_legal_holds(tx: Tx, id: UUID) -> LegalHolds:
    """The legal holds on a client, also released ones, the newest first."""
    return LegalHolds(data=await holds.find_holds(tx, id))


@router.post("/clients/{id}/legal-holds", "privacy.write", status=201)
async def place_legal_hold(tx: Tx, id: UUID, wanted: HoldIn) -> LegalHold:
    """Say why nothing of the client may be erased for now."""
    return await holds.place_hold(tx, id, wanted)


@router.post("/legal-holds/{id}/release", "privacy.write")
async def release_legal_hold(tx: Tx, id: UUID, said: ReasonIn) -> LegalHold:
    """End a legal hold, with the reason."""
    return await holds.release_hold(tx, id, reason=said.reason)


@router.get("/clients/{id}/erasure", "privacy.read")
async def preview_client_erasure(tx: Tx, id: UUID) -> ErasurePreview:
    """What an erasure would take away, what the law keeps and until when, and what stands against it."""
    return await preview_erasure(tx, id)


@router.post("/clients/{id}/erasure", "privacy.write")
async def erase_client(tx: Tx, id: UUID, said: ReasonIn) -> Erasure:
    """Erase at once what the law does not keep of the client. It cannot be undone."""
    return await erase.erase_client(tx, id, reason=said.reason)
