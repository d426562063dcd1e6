"""What pages of signed links say: why one shows nothing to pay, and what a paper's code says of it."""

from collections.abc import Mapping
from typing import Any, Final

from duespark.documents.formats import formats
from duespark.documents.labels import labels
from duespark.documents.notices.page import Issuer, Notice, Tone
from duespark.documents.notices.words import notice_words
from duespark.signed_links.check import Checked
from duespark.signed_links.find import LinkState

_ENDED = {"revoked": "ask_for_new", "expired": "ask_for_new", "used": "ask_for_new", "closed": "do_not_pay"}

ERASED: Final = Notice(title="erased", lines=("erased_text",))
DRAFT: Final = Notice(title="draft", lines=("draft_text",))
TOO_OFTEN: Final = Notice(title="too_often", lines=("too_often_text",))
CLOSED_LINK: Final = Notice(title="closed_link", lines=("ask_for_new",))
"""Of a public link that was replaced nothing is named: who opens it may be whom it was taken from."""


def ended_notice(number: str, state: LinkState) -> Notice:
    """Why a payment link shows nothing to pay, and the way on; of the document only number and company are named."""
    return Notice(title=state, lines=(_ENDED[state],), number=number)


def checked_notice(issuer: Issuer, checked: Checked) -> Notice:
    """What a paper's code says of it: number, date, total and seal of its version, and whether that is current."""
    number = checked.invoice.number or ""
    if checked.proof != "valid":
        return Notice(title="broken", lines=("broken_text",), tone="bad", number=number)
    words, label, document = notice_words(issuer.language), labels(issuer.language), checked.document
    form = formats(issuer.language, document["currency"])
    rows = [
        {"label": words["issuer"], "value": document["seller"]["name"]},
        {"label": words["number"], "value": document["number"]},
        {"label": label["issue_date"], "value": form.day(document["issue_date"])},
        {"label": words["total"], "value": form.money(document["totals"]["gross"])},
        {"label": words["version"], "value": str(checked.number)},
        {"label": words["seal"], "value": checked.hash},
    ]
    if account := _ending(document["bank_account"] or {}):
        rows.insert(4, {"label": words["account"], "value": account})
    text = {"current": "compare", "replaced": "ask_for_newer", "void": "void_text"}[checked.standing]
    tone: Tone = "good" if checked.standing == "current" else "bad"
    return Notice(title=checked.standing, lines=(text,), tone=tone, number=number, rows=rows)


def _ending(account: Mapping[str, Any]) -> str:
    """The end of the account's number, to be compared: what a forger of papers changes first is where to pay."""
    number = account.get("iban") or account.get("account_number") or ""
    return f"… {number[-4:]}" if len(number) >= 8 else ""
