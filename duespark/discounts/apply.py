"""What a draft earns by the rules: asks the engine, and says of each rule what it gave or why nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from duespark.clients.queries import ClientRow
from duespark.clients.segments import segments_of
from duespark.discounts.details import engine_rule, segment_keys
from duespark.discounts.queries import RuleRow, find_rules_for_sale
from duespark.discounts.uses import Exhausted, find_exhausted
from duespark.engine.invoice.discount_effect import taken_by_rules
from duespark.engine.invoice.discount_rules import DiscountFacts, Refusal, why_not
from duespark.engine.invoice.discounts import apply_discounts
from duespark.engine.invoice.document import Document
from duespark.engine.money.text import Amount
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed

_WHY: Mapping[str, str] = {
    "unknown_code": "No rule has this code.",
    "used_up": "It was used as often as it may be.",
    "used_up_by_client": "This client used it as often as it may.",
    "not_yet": "It begins on {since}.",
    "expired": "It ended on {until}.",
    "other_client": "It is not for this client.",
    "other_item": "It is for other items.",
    "below_minimum": "The minimum is not reached.",
    "no_benefit": "It would take nothing off.",
    "not_stackable": "Another discount is better or excludes it.",
}
_Refusal = Refusal | Exhausted
_WITHIN_REACH: frozenset[_Refusal] = frozenset(
    {"below_minimum", "not_stackable", "no_benefit", "used_up", "used_up_by_client"}
)
"""What a person may still change on the draft or in the rule. A rule that was never meant for it is not worth a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutcome(Closed):
    """What became of a rule on a draft: `taken` is what it takes off, as prices are typed; else `refusal` with the reason in words.
    A `code` that no rule has is an outcome without `rule_id`."""

    rule_id: UUID | None
    name: str
    code: str
    taken: Amount | None
    refusal: Refusal | Exhausted | Literal["unknown_code"] | None
    why: str


async def apply_rules(
    tx: Tx, document: Document, *, client: ClientRow, codes: Iterable[str], on: date, source_id: UUID | None = None
) -> tuple[Document, tuple[RuleOutcome, ...]]:
    """The document with what the rules in use take off on this day, and what became of those worth telling.

    What an earlier call wrote into the document is taken back first; what the offer `source_id` promised stays possible. Codes are compared in capitals.
    """
    given = frozenset(code.strip().upper() for code in codes)
    rows = await find_rules_for_sale(tx, currency=document.currency)
    segments = segment_keys(await segments_of(tx, client)) if any(row.rule.segment_ids for row in rows) else frozenset()
    facts = DiscountFacts(on=on, client=str(client.id), segments=segments | frozenset(client.tags), codes=given)
    spent = await find_exhausted(tx, rows, client_id=client.id, source_id=source_id)
    rules = {row.id: engine_rule(str(row.id), row.rule) for row in rows}
    found = apply_discounts(document, [rule for id, rule in rules.items() if id not in spent], facts)
    taken, refused = taken_by_rules(found.document), dict[str, _Refusal](found.refused)
    refused |= {str(id): why for id, why in spent.items() if why_not(rules[id], facts) is None}
    outcomes = [
        _outcome(row, taken=taken.get(str(row.id)), refusal=refused.get(str(row.id)))
        for row in rows
        if str(row.id) in taken or _worth_telling(row, refused.get(str(row.id)), given)
    ]
    return found.document, (*outcomes, *_unknown(rows, given))


def _worth_telling(row: RuleRow, refusal: _Refusal | None, given: frozenset[str]) -> bool:
    return refusal in _WITHIN_REACH or (row.rule.code != "" and row.rule.code in given)


def _outcome(row: RuleRow, *, taken: Amount | None, refusal: _Refusal | None) -> RuleOutcome:
    why = "" if taken is not None else _WHY.get(refusal or "", "").format(since=row.rule.since, until=row.rule.until)
    return RuleOutcome(
        rule_id=row.id,
        name=row.rule.name,
        code=row.rule.code,
        taken=taken,
        refusal=None if taken is not None else refusal,
        why=why,
    )


def _unknown(rows: Sequence[RuleRow], given: frozenset[str]) -> list[RuleOutcome]:
    known = {row.rule.code for row in rows}
    why = _WHY["unknown_code"]
    return [
        RuleOutcome(rule_id=None, name=code, code=code, taken=None, refusal="unknown_code", why=why)
        for code in sorted(given - known)
    ]
