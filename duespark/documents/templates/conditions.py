"""When a block is drawn: conditions from a fixed list, on facts of the document. Nothing is computed from text."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from annotated_types import Len

from duespark.runtime.web import Closed

Asked = Literal[
    "has_ship_to", "has_due_date", "has_notes", "has_terms", "has_bank_account", "has_tax", "has_discount",
    "has_prepayment", "has_purchase_order", "has_attachments", "is_reverse_charge", "is_foreign", "is_draft", "is_void",
    "kind", "currency", "language", "buyer_country", "seller_country"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Closed):
    """`fact` holds, or, for a fact that is a text, is one of `any_of`; `negate` turns it round.

    >>> holds(Condition(fact="kind", any_of=("quote",), negate=True), {"kind": "invoice"})
    True
    """

    fact: Asked
    any_of: Annotated[tuple[Annotated[str, Len(1, 20)], ...], Len(0, 50)] = ()
    negate: bool = False


def holds(condition: Condition, facts: Mapping[str, bool | str]) -> bool:
    """Whether the condition is true of a document with these facts."""
    fact = facts[condition.fact]
    met = fact in condition.any_of if isinstance(fact, str) else fact
    return met is not condition.negate


def facts_of(doc: Mapping[str, Any], *, status: str) -> dict[str, bool | str]:
    """Every fact a condition may ask of a document in its plain form."""
    totals = doc["totals"] or {"breakdown": (), "tax": "0"}
    seller, buyer = doc["seller"] or {}, doc["buyer"] or {}
    countries = [str((party.get("address") or {}).get("country", "")) for party in (seller, buyer)]
    return {
        "has_ship_to": bool(doc["ship_to"]),
        "has_due_date": bool(doc["due_date"]),
        "has_notes": bool(doc["notes"]),
        "has_terms": bool(doc["terms"]),
        "has_bank_account": bool(doc["bank_account"]),
        "has_tax": any(Decimal(row["tax"]) for row in totals["breakdown"]),
        "has_discount": bool(doc["allowances"]) or any(_is_reduced(line) for line in doc["lines"]),
        "has_prepayment": bool(doc["prepayments"]) or bool(Decimal(doc["prepaid"])),
        "has_purchase_order": bool(doc["purchase_order"]),
        "has_attachments": bool(doc["attachments"]),
        "is_reverse_charge": any(row["category"] == "AE" for row in totals["breakdown"]),
        "is_foreign": all(countries) and countries[0] != countries[1],
        "is_draft": status == "draft",
        "is_void": status == "void",
        "kind": doc["kind"],
        "currency": doc["currency"],
        "language": doc["language"],
        "seller_country": countries[0],
        "buyer_country": countries[1],
    }


def _is_reduced(line: Mapping[str, Any]) -> bool:
    return bool(line["amounts"]) and bool(Decimal(line["amounts"]["discount"]))
