"""What was decided about a supply, with its reasons."""

from dataclasses import dataclass, replace
from typing import Literal

from duespark.engine.tax.country import Category
from duespark.engine.tax.treatment.supply import OneStopShop
from duespark.engine.tax.treatment.territory import Place

TreatmentName = Literal[
    "domestic",
    "reverse_charge",
    "intra_eu",
    "export",
    "oss",
    "exempt",
    "zero",
    "out_of_scope",
    "margin",
]
"""Taxed by the seller under the law of `place`, at home or where the seller is registered; owed by the buyer; exempt
supply of goods into another member state; exempt or zero-rated supply leaving the country; taxed at the buyer's place
through a one-stop shop; exempt; zero-rated; not subject to the seller's tax; taxed on the margin, not on the price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something for a person, by a code that programs compare and a sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """How a supply is taxed.

    `place` is where, `category` the EN 16931 category of what would otherwise carry the standard rate, `reason` and
    `reason_code` what is printed where no tax is charged (BT-120, BT-121; the code is one of the VATEX list), `mentions`
    the words the law wants on the invoice, `scheme` the one-stop shop it is declared in. `abroad`: the rates are those
    of `place`, not the seller's own. `needs` must be settled by a person: until then this is the safe default, and
    settled it may be another treatment. `checks` are evidence to keep and duties to fulfil. `sources` name the law,
    `why` tells the steps of the decision in order.
    """

    name: TreatmentName
    place: Place
    category: Category
    reason: str = ""
    reason_code: str = ""
    mentions: tuple[str, ...] = ()
    scheme: OneStopShop | None = None
    abroad: bool = False
    sources: tuple[str, ...] = ()
    needs: tuple[Note, ...] = ()
    checks: tuple[Note, ...] = ()
    why: tuple[str, ...] = ()

    def is_taxed(self) -> bool:
        """Whether the seller charges tax on the price."""
        return self.name in ("domestic", "oss")


def preceded(
    treatment: Treatment,
    *why: str,
    sources: tuple[str, ...] = (),
    needs: tuple[Note, ...] = (),
    checks: tuple[Note, ...] = (),
) -> Treatment:
    """The same treatment with the steps that led to it put first; nothing is named twice.

    >>> home = Treatment(name="domestic", place=Place(country="DE"), category="S", why=("It is taxed there.",))
    >>> preceded(home, "The goods stay in DE.", sources=("Article 31",)).why
    ('The goods stay in DE.', 'It is taxed there.')
    """
    return replace(
        treatment,
        why=(*why, *treatment.why),
        sources=tuple(dict.fromkeys((*sources, *treatment.sources))),
        needs=tuple(dict.fromkeys((*needs, *treatment.needs))),
        checks=tuple(dict.fromkeys((*checks, *treatment.checks))),
    )
