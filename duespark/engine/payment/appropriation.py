"""What a payment pays within one debt: the costs, the interest or the principal first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from duespark.engine.errors import Invalid

Kind = Literal["costs", "interest", "principal"]
Order = tuple[Kind, Kind, Kind]

COSTS_INTEREST_PRINCIPAL: Order = ("costs", "interest", "principal")
COSTS_PRINCIPAL_INTEREST: Order = ("costs", "principal", "interest")
"""For consumer loans in Germany (§ 497(3) BGB), and where a creditor agrees to it."""

PRINCIPAL_INTEREST_COSTS: Order = ("principal", "interest", "costs")
"""Only where the debtor asked for it and the creditor agreed (§ 367(2) BGB)."""

STATUTES: Mapping[str, str] = MappingProxyType(
    {
        "AT": "§ 1416 ABGB",
        "DE": "§ 367 Abs. 1 BGB",
        "ES": "artículo 1173 del Código Civil",
        "FR": "article 1343-1 du Code civil",
        "IT": "articolo 1194 del Codice civile",
        "NL": "artikel 6:44 BW",
        "PL": "art. 451 § 1 Kodeksu cywilnego",
    }
)
"""The law, by country, that lets a creditor take costs and interest before the principal."""


class InvalidAppropriation(Invalid):
    code = "payment.invalid_appropriation"
    sentence = "Cannot use a payment for {what} of {amount}: amounts must not be below zero."


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is open of one debt: costs of collection, interest for late payment, and the invoice itself."""

    costs: Decimal = Decimal(0)
    interest: Decimal = Decimal(0)
    principal: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appropriation:
    """What a payment paid of each; together with `unallocated` it is the whole payment."""

    costs: Decimal
    interest: Decimal
    principal: Decimal
    unallocated: Decimal


def appropriate(amount: Decimal, owed: Owed, order: Order = COSTS_INTEREST_PRINCIPAL) -> Appropriation:
    """Use `amount` for what is `owed` in that order; the usual one is that of `STATUTES`.

    Nothing is paid beyond what is owed, nothing is lost. Raises `InvalidAppropriation`.

    >>> owed = Owed(costs=Decimal("40.00"), interest=Decimal("12.50"), principal=Decimal("1000.00"))
    >>> paid = appropriate(Decimal("100.00"), owed)
    >>> str(paid.costs), str(paid.interest), str(paid.principal), str(paid.unallocated)
    ('40.00', '12.50', '47.50', '0.00')
    """
    if amount < 0:
        raise InvalidAppropriation(pointer="/amount", what="an amount", amount=amount)
    left, parts = amount, dict[Kind, Decimal]()
    for kind in order:
        open_part: Decimal = getattr(owed, kind)
        if open_part < 0:
            raise InvalidAppropriation(pointer=f"/{kind}", what=kind, amount=open_part)
        parts[kind] = min(left, open_part)
        left -= parts[kind]
    return Appropriation(**parts, unallocated=left)
