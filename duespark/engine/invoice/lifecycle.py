"""What may be done with a document: tables by legal status and by kind, and what may be made from it.

Overdue, sent, partly paid are not statuses: they are derived from facts. Credit and write-off leave the status
`issued`, because the document itself does not change; only the balance does. What was issued changes by another
document, or by a new version of it where the company's policy and its country's law allow that.
"""

from collections.abc import Mapping
from typing import Literal

from duespark.engine.errors import Conflict
from duespark.engine.invoice.document import DocumentKind

Status = Literal["draft", "issued", "void"]
Action = Literal[
    "edit", "delete", "issue", "duplicate", "send", "void", "amend",
    "pay", "remind", "credit", "correct", "write_off",
    "refund", "apply",
    "accept", "reject", "expire", "convert",
]  # fmt: skip
AmendmentPolicy = Literal["credit_and_reissue", "new_version"]
"""How an issued document is amended: taken back by another and issued anew, or kept with a new version of it."""

ALLOWED: Mapping[Status, Mapping[Action, Status | None]] = {
    "draft": {"edit": "draft", "delete": None, "issue": "issued", "duplicate": "draft"},
    "issued": {
        "duplicate": "issued",
        "send": "issued",
        "void": "void",
        "amend": "issued",
        "pay": "issued",
        "remind": "issued",
        "credit": "issued",
        "correct": "issued",
        "write_off": "issued",
        "refund": "issued",
        "apply": "issued",
        "accept": "issued",
        "reject": "issued",
        "expire": "issued",
        "convert": "issued",
    },
    "void": {"duplicate": "void", "send": "void"},
}
"""For each status the actions allowed and the status each leads to; None when the document is gone."""

_EVERY: frozenset[Action] = frozenset({"edit", "delete", "issue", "duplicate", "send", "void", "amend"})
_OWED: frozenset[Action] = _EVERY | {"pay", "remind", "credit", "correct", "write_off"}

FITS: Mapping[DocumentKind, frozenset[Action]] = {
    "quote": _EVERY | {"accept", "reject", "expire", "convert"},
    "proforma": _EVERY | {"convert"},
    "invoice": _OWED,
    "deposit_invoice": _OWED | {"apply"},
    "final_invoice": _OWED,
    "corrective_invoice": _OWED | {"refund", "apply"},
    "credit_note": _EVERY | {"refund", "apply"},
    "receipt": _EVERY,
}
"""The actions that make sense for each kind, in whatever status."""

WITHHELD: Mapping[AmendmentPolicy, frozenset[Action]] = {
    "credit_and_reissue": frozenset({"amend"}),
    "new_version": frozenset(),
}
"""The actions a company's policy takes away."""

FOLLOWS: Mapping[DocumentKind, tuple[DocumentKind, ...]] = {
    "quote": ("invoice", "proforma", "deposit_invoice"),
    "proforma": ("invoice", "deposit_invoice"),
    "invoice": ("credit_note", "corrective_invoice", "receipt"),
    "deposit_invoice": ("final_invoice", "credit_note", "corrective_invoice", "receipt"),
    "final_invoice": ("credit_note", "corrective_invoice", "receipt"),
    "corrective_invoice": ("corrective_invoice", "credit_note", "receipt"),
    "credit_note": ("invoice", "deposit_invoice", "final_invoice"),
    "receipt": (),
}
"""The kinds that may be made from an issued document of each kind; behind a credit note, what is issued anew."""

_FIX: Mapping[Status, str] = {
    "draft": "Issue it first",
    "issued": "What was issued stays as it is: credit it, or void it and issue a new one",
    "void": "It keeps its number and asks for no money; make a new document instead",
}


class NotAllowed(Conflict):
    code = "invoice.not_allowed"
    sentence = "A document in status {status} does not allow the action {action}. {fix}."


class NotForKind(Conflict):
    code = "invoice.not_for_kind"
    sentence = "The action {action} makes no sense for a {kind}. It has these: {valid}."


class CannotFollow(Conflict):
    code = "invoice.cannot_follow"
    sentence = "No {wanted} can be made from a {kind}. Possible: {valid}."


def is_allowed(
    status: Status,
    action: Action,
    *,
    kind: DocumentKind | None = None,
    policy: AmendmentPolicy = "credit_and_reissue",
) -> bool:
    """Whether the tables allow the action; without a `kind`, whether they do for some kind.

    >>> is_allowed("draft", "edit"), is_allowed("issued", "edit")
    (True, False)
    >>> is_allowed("issued", "pay", kind="invoice"), is_allowed("issued", "pay", kind="quote")
    (True, False)
    """
    fits = kind is None or action in FITS[kind]
    return fits and action in ALLOWED[status] and action not in WITHHELD[policy]


def require(
    status: Status,
    action: Action,
    *,
    kind: DocumentKind | None = None,
    policy: AmendmentPolicy = "credit_and_reissue",
) -> Status | None:
    """The status the action leads to, None when the document is deleted. Raises `NotAllowed`, `NotForKind`.

    >>> require("draft", "issue")
    'issued'
    >>> require("void", "pay")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    duespark.engine.invoice.lifecycle.NotAllowed: A document in status void does not allow the action pay. ...
    """
    if kind is not None and action not in FITS[kind]:
        raise NotForKind(kind=_words(kind), action=_words(action), valid=", ".join(map(_words, sorted(FITS[kind]))))
    if not is_allowed(status, action, policy=policy):
        raise NotAllowed(status=status, action=action, fix=_FIX[status])
    return ALLOWED[status][action]


def asks_for_money(kind: DocumentKind) -> bool:
    """Whether a document of this kind is something to pay and to be reminded of.

    >>> asks_for_money("invoice"), asks_for_money("quote"), asks_for_money("credit_note")
    (True, False, False)
    """
    return "pay" in FITS[kind]


def require_follow(status: Status, kind: DocumentKind, wanted: DocumentKind) -> None:
    """Passes when a document of the kind `wanted` may be made from this one. Raises `NotAllowed`, `CannotFollow`.

    >>> require_follow("issued", "quote", "invoice")
    >>> require_follow("issued", "quote", "credit_note")
    Traceback (most recent call last):
    duespark.engine.invoice.lifecycle.CannotFollow: No credit note can be made from a quote. \
Possible: invoice, proforma, deposit invoice.
    """
    if wanted not in FOLLOWS[kind]:
        valid = ", ".join(map(_words, FOLLOWS[kind])) or "nothing"
        raise CannotFollow(kind=_words(kind), wanted=_words(wanted), valid=valid)
    if status != "issued":
        raise NotAllowed(status=status, action="convert", fix=_FIX[status])


def amended_by(kind: DocumentKind, policy: AmendmentPolicy) -> tuple[DocumentKind, ...]:
    """The documents that amend an issued one of this kind, in order; none where it gets a new version.

    What asks for money is taken back by a credit note and issued anew (Directive 2006/112/EC, article 219); other
    kinds are voided and issued anew.

    >>> amended_by("invoice", "credit_and_reissue"), amended_by("invoice", "new_version")
    (('credit_note', 'invoice'), ())
    """
    if "amend" not in WITHHELD[policy]:
        return ()
    return ("credit_note", kind) if "credit" in FITS[kind] else (kind,)


def _words(name: str) -> str:
    return name.replace("_", " ")
