"""Pages of few words: why a signed link shows nothing to pay, and what a paper's code says of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from liquid import CachingFileSystemLoader, Environment, StrictUndefined

from duespark.delivery.link_words import link_words
from duespark.delivery.paper import Paper
from duespark.documents.formats import formats
from duespark.documents.labels import labels, spoken
from duespark.documents.legible import legible
from duespark.signed_links.check import Checked
from duespark.signed_links.find import LinkState

_HERE: Final = Path(__file__).parent / "pages"
_ENDED = {"revoked": "ask_for_new", "expired": "ask_for_new", "used": "ask_for_new", "closed": "do_not_pay"}

ALTERED: Final = (
    "This code was changed",
    "Its address is not as it was written. Do not pay from it, and do not trust the paper or message it came with.",
    "Open the invoice from the e-mail you got, or ask the company that issued it.",
)
ERASED: Final = (
    "The content of this document was erased",
    "It was issued here. The law no longer asks for its content to be kept, so there is nothing left to show.",
)
DRAFT: Final = (
    "This document is not issued yet",
    "The code was printed on a draft or an example. It works on the document once that is issued.",
)


def plain_notice(title: str, *lines: str, tone: str = "") -> str:
    """A page that says nothing of any document, in English: nobody knows whose it is."""
    return _drawn(language="en", title=title, lines=lines, tone=tone)


def ended_notice(paper: Paper, state: LinkState) -> str:
    """Why a payment link shows nothing to pay, and the way on; of the document only number and company are named."""
    return _about(paper, title=state, text=_ENDED[state])


def checked_notice(paper: Paper, checked: Checked) -> str:
    """What a paper's code says of it: number, date, total and seal of its version, and whether that is current."""
    words, label = link_words(paper.document["language"]), labels(paper.document["language"])
    if checked.proof != "valid":
        return _about(paper, title="broken", text="broken_text", tone="bad")
    form = formats(paper.document["language"], paper.document["currency"])
    document = checked.document
    rows = [
        {"label": words["issuer"], "value": legible(document["seller"]["name"])},
        {"label": words["number"], "value": legible(document["number"])},
        {"label": label["issue_date"], "value": form.day(document["issue_date"])},
        {"label": words["total"], "value": form.money(document["totals"]["gross"])},
        {"label": words["version"], "value": str(checked.number)},
        {"label": words["seal"], "value": checked.hash},
    ]
    if account := _ending(document["bank_account"] or {}):
        rows.insert(4, {"label": words["account"], "value": account})
    text = {"current": "compare", "replaced": "ask_for_newer", "void": "void_text"}[checked.standing]
    tone = "good" if checked.standing == "current" else "bad"
    return _about(paper, title=checked.standing, text=text, tone=tone, rows=rows)


def _ending(account: Mapping[str, Any]) -> str:
    """The end of the account's number, to be compared: what a forger of papers changes first is where to pay."""
    number = account.get("iban") or account.get("account_number") or ""
    return f"… {number[-4:]}" if len(number) >= 8 else ""


def _about(paper: Paper, *, title: str, text: str, tone: str = "", rows: Sequence[dict[str, str]] = ()) -> str:
    document = legible(paper.document)
    words, company = link_words(document["language"]), document["seller"]["trading_name"] or document["seller"]["name"]
    email = paper.company.profile.email
    return _drawn(
        language=spoken(document["language"]), title=words[title], tone=tone,
        about=words["about"].format(number=paper.number, company=company),
        lines=(words[text].format(company=company),), rows=rows, email=email, subject=paper.number,
        write=words["write"].format(email=email),
    )  # fmt: skip


def _drawn(**page: Any) -> str:
    usual = {"tone": "", "about": "", "rows": (), "email": "", "subject": "", "write": ""}
    filled = {**usual, **page}
    filled["subject"] = quote(filled["subject"])
    return _environment().get_template("notice").render(page=filled)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = CachingFileSystemLoader(_HERE, auto_reload=False, ext=".liquid")
    return Environment(autoescape=True, undefined=StrictUndefined, loader=loader)
