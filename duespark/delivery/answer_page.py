"""The answer on the public page, to a quote or to a new version: what the page shows of it, and what its form sends."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from duespark.delivery.amendments import answer_amendment, latest_amendment
from duespark.delivery.visit import Visit
from duespark.documents.answers import MOST_NAME, MOST_NOTE, Amended, Said, answer_view
from duespark.engine.errors import Conflict
from duespark.engine.schedule.local_time import local_date
from duespark.invoices.queries import Answered
from duespark.quotes.answer import give_answer
from duespark.quotes.state import find_given
from duespark.runtime.tx import Tx

_FIELDS = ("answer", "name", "note", "version")


def read_form(body: bytes) -> dict[str, str]:
    """What a browser sends of the form, cut to what is kept; characters a database cannot keep are gone."""
    sent = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    typed = {name: sent.get(name, [""])[0].replace("\x00", "").strip() for name in _FIELDS}
    return typed | {"name": typed["name"][:MOST_NAME], "note": typed["note"][:MOST_NOTE]}


async def take_answer(tx: Tx, visit: Visit, form: Mapping[str, str]) -> str:
    """Give the client's answer; returns the key of what is wrong with the form, empty where nothing is.

    One of our own people gives none, and an answer to what is closed by now changes nothing: the page says how it stands.
    """
    if visit.is_own or form["answer"] not in ("accepted", "rejected"):
        return ""
    if not form["name"]:
        return "name_needed"
    answer: Answered = "accepted" if form["answer"] == "accepted" else "rejected"
    id, said = visit.paper.invoice.id, {"name": form["name"], "note": form["note"]}
    if visit.paper.invoice.kind != "quote":
        await answer_amendment(tx, id, answer, version=form["version"], **said)
        return ""
    with suppress(Conflict):
        await give_answer(tx, id, answer, by_client=True, **said)
    return ""


async def answer_block(
    tx: Tx, visit: Visit, *, problem: str = "", typed: Mapping[str, str] | None = None
) -> dict[str, Any] | None:
    """The block of the page that asks for the answer or says what it was; None where there is nothing to answer."""
    paper = visit.paper
    if paper.invoice.status != "issued":
        return None
    form: dict[str, Any] = {"is_own": visit.is_own, "problem": problem, "typed": typed}
    if paper.invoice.kind != "quote":
        return await _amended_block(tx, visit, form)
    given = await find_given(tx, paper.invoice.id)
    said = Said(name=given.name, on=local_date(given.at, tx.zone), note=given.note) if given else None
    state = given.answer if given else paper.standing
    return answer_view(paper.document, state, said=said, **form)


async def _amended_block(tx: Tx, visit: Visit, form: dict[str, Any]) -> dict[str, Any] | None:
    latest = await latest_amendment(tx, visit.paper.invoice.id)
    if latest is None:
        return None
    said = None
    if latest.at is not None:
        said = Said(name=latest.name or "", on=local_date(latest.at, tx.zone), note=latest.note or "")
    amended = Amended(version=latest.version, reason=latest.reason, before=latest.before)
    return answer_view(visit.paper.document, latest.answer or "open", said=said, amended=amended, **form)
