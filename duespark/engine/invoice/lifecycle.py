"""What may be done with a document in which legal status: one table.

Overdue, sent, partly paid are not statuses: they are derived from facts. Credit and write-off leave the status
`issued`, because the document itself does not change; only the balance does.
"""

from collections.abc import Mapping
from typing import Literal

from duespark.engine.errors import Conflict

Status = Literal["draft", "issued", "void"]
Action = Literal["edit", "delete", "issue", "send", "pay", "remind", "void", "credit", "write_off"]

ALLOWED: Mapping[Status, Mapping[Action, Status | None]] = {
    "draft": {"edit": "draft", "delete": None, "issue": "issued"},
    "issued": {
        "send": "issued",
        "pay": "issued",
        "remind": "issued",
        "void": "void",
        "credit": "issued",
        "write_off": "issued",
    },
    "void": {"send": "void"},
}
"""For each status the actions allowed and the status each leads to; None when the document is gone."""

_FIX: Mapping[Status, str] = {
    "draft": "Issue it first",
    "issued": "What was issued stays as it is: credit it, or void it and issue a new one",
    "void": "It keeps its number and asks for no money; make a new document instead",
}


class NotAllowed(Conflict):
    code = "invoice.not_allowed"
    sentence = "A document in status {status} does not allow the action {action}. {fix}."


def is_allowed(status: Status, action: Action) -> bool:
    """Whether the table allows the action.

    >>> is_allowed("draft", "edit"), is_allowed("issued", "edit")
    (True, False)
    """
    return action in ALLOWED[status]


def require(status: Status, action: Action) -> Status | None:
    """The status the action leads to, None when the document is deleted. Raises `NotAllowed`.

    >>> require("draft", "issue")
    'issued'
    >>> require("void", "pay")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    duespark.engine.invoice.lifecycle.NotAllowed: A document in status void does not allow the action pay. ...
    """
    if not is_allowed(status, action):
        raise NotAllowed(status=status, action=action, fix=_FIX[status])
    return ALLOWED[status][action]
