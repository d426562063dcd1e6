"""Company-scoped access: nobody grants more companies than they may see, and owners and admins see all."""

from uuid import UUID

from duespark.engine.errors import Invalid
from duespark.runtime.tx import Actor

FULL_ACCESS = frozenset({"owner", "admin"})


class CompaniesBeyondYours(Invalid):
    code = "companies.beyond_yours"
    sentence = "You can only grant access to companies you may see yourself. Name them in company_ids."


class RoleSeesAll(Invalid):
    code = "companies.role_sees_all"
    sentence = "The role {role} sees all companies. Leave company_ids empty, or choose another role."


def check_companies(actor: Actor, wanted: list[UUID] | None, *, role: str | None = None) -> list[UUID] | None:
    """The companies to grant, null for all. Raises `CompaniesBeyondYours`, `RoleSeesAll`."""
    if wanted is not None and role in FULL_ACCESS:
        raise RoleSeesAll(pointer="/company_ids", role=role)
    if actor.company_ids is not None and (wanted is None or not actor.company_ids.issuperset(wanted)):
        raise CompaniesBeyondYours(pointer="/company_ids")
    return None if wanted is None else sorted(set(wanted))
