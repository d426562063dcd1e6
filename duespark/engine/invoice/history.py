"""The versions of one document since it was issued: who changed what, when and why, each sealed to the one before.

The newest version is what the document says; those before it are superseded, and stay. Drafts have no history:
it begins at issue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.plain import load, plain
from duespark.engine.invoice.versions import Break, NotCanonical, Seal, find_break, seal

ChangeType = Literal["issue", "duplication", "amendment", "correction", "cancellation"]
"""Why there is a version: issued as new or as a copy of another, changed by wish, put right, or voided."""

FIRST: frozenset[ChangeType] = frozenset({"issue", "duplication"})
"""How a history begins; every other change follows a version and needs a reason."""

KEPT = ("number", "kind")
"""What no version changes: it is the same document."""


class ReasonMissing(Invalid):
    code = "version.reason_missing"
    sentence = "A version made by {change} needs a reason. Say why the document changes."


class WrongChange(Conflict):
    code = "version.wrong_change"
    sentence = "There is no {change} here: {problem}."


class IdentityChanged(Conflict):
    code = "version.identity_changed"
    sentence = "Every version of a document has the same {field}: {before}, not {after}. Issue a new document instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of an issued document in plain form; its seal covers everything else in it.

    `look` is what it is printed with (colors, the name of the logo by its content), as plain data.
    """

    number: int
    document: Mapping[str, Any]
    look: Mapping[str, Any] = field(default_factory=dict)
    change: ChangeType
    reason: str = ""
    actor: str
    at: datetime
    seal: Seal
    erased: bool = False
    """Whether a record says that its content was taken out; only its place in the chain is checked then."""


def first_version(
    document: Document,
    *,
    change: ChangeType = "issue",
    actor: str,
    at: datetime,
    previous: str = "",
    look: Mapping[str, Any] | None = None,
) -> Version:
    """The version a document is issued as; `previous` is the hash of the seal it is chained to, if to any.

    `at` carries its zone. Raises `WrongChange`, `NotCanonical`.

    >>> version = first_version(Document(number="INV-1"), actor="Ada", at=datetime(2026, 5, 9, tzinfo=UTC))
    >>> version.number, version.change, version.document["number"]
    (1, 'issue', 'INV-1')
    """
    if change not in FIRST:
        raise WrongChange(change=change, problem="nothing was issued yet")
    made = Version(
        number=1,
        document=plain(document),
        look=look or {},
        change=change,
        actor=actor,
        at=at,
        seal=Seal(hash="", previous=previous),
    )
    return _sealed(made)


def next_version(
    before: Version,
    document: Document,
    *,
    change: ChangeType,
    reason: str,
    actor: str,
    at: datetime,
    previous: str | None = None,
) -> Version:
    """The version after `before`, with the same number, kind and look. Whether it may be made is `lifecycle.require`'s.

    A cancellation leaves the document as it is, to the byte, and ends its history; other changes change something.
    It is chained to `before`, or to `previous` where versions of other documents came between. `at` carries its
    zone. Raises `WrongChange`, `ReasonMissing`, `IdentityChanged`, `NotCanonical`.

    >>> at = datetime(2026, 5, 9, tzinfo=UTC)
    >>> first = first_version(Document(number="INV-1"), actor="Ada", at=at)
    >>> second = next_version(
    ...     first, Document(number="INV-1", notes="x"), change="correction", reason="Note forgotten", actor="Ada", at=at
    ... )
    >>> second.number, second.seal.previous == first.seal.hash
    (2, True)
    """
    earlier = load(before.document)
    _require_change(before.change, change, is_same=earlier == document)
    if not reason.strip():
        raise ReasonMissing(pointer="/reason", change=change)
    for name in KEPT:
        was, is_now = getattr(earlier, name), getattr(document, name)
        if was != is_now:
            raise IdentityChanged(pointer=f"/{name}", field=name, before=was, after=is_now)
    made = Version(
        number=before.number + 1,
        document=before.document if change == "cancellation" else plain(document),
        look=before.look,
        change=change,
        reason=reason,
        actor=actor,
        at=at,
        seal=Seal(hash="", previous=before.seal.hash if previous is None else previous),
    )
    return _sealed(made)


def _require_change(before: ChangeType, change: ChangeType, *, is_same: bool) -> None:
    if change in FIRST:
        raise WrongChange(change=change, problem="the document was issued before")
    if before == "cancellation":
        raise WrongChange(change=change, problem="the document was canceled, which is final")
    if change == "cancellation" and not is_same:
        raise WrongChange(change=change, problem="it must leave the document as it is")
    if change != "cancellation" and is_same:
        raise WrongChange(change=change, problem="nothing has changed")


def _sealed(version: Version) -> Version:
    return replace(version, seal=seal(covered(version), previous=version.seal.previous))


def covered(version: Version) -> dict[str, Any]:
    """What the seal of a version covers, in canonical terms; the instant in UTC. Raises `NotCanonical`.

    >>> first = first_version(Document(number="INV-1"), actor="Ada", at=datetime(2026, 5, 9, tzinfo=UTC))
    >>> seal(covered(first), previous="") == first.seal
    True
    """
    if version.at.tzinfo is None:
        raise NotCanonical(kind="instant without a time zone", value=version.at.isoformat())
    return {
        "number": version.number,
        "document": version.document,
        "look": version.look,
        "change": version.change,
        "reason": version.reason,
        "actor": version.actor,
        "at": version.at.astimezone(UTC).isoformat(),
    }


def check_history(versions: Iterable[Version], *, after: str = "", until: str | None = None) -> Break | None:
    """The first break in a history, as `find_break` tells it; None when every version is as it was sealed.

    >>> first = first_version(Document(number="INV-1"), actor="Ada", at=datetime(2026, 5, 9, tzinfo=UTC))
    >>> check_history([first]), check_history([first], until="0" * 64)
    (None, Break(at=1, what='end'))
    """
    links = ((None if version.erased else covered(version), version.seal) for version in versions)
    return find_break(links, after=after, until=until)
