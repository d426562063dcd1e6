"""Interest and compensation that the law gives a creditor who is paid late, from dated tables, one file a country.

Directive 2011/7/EU: the reference rate plus eight points at least, without a reminder, and at least 40 euros.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from duespark.engine.errors import Invalid
from duespark.engine.payment.interest_law import InterestLaw
from duespark.engine.payment.interest_rates import LAWS, MAXIMA
from duespark.engine.payment.interest_terms import InterestTerms, RateTable
from duespark.engine.payment.terms import Debtor

__all__ = ["Claimable", "InterestLaw", "NoInterestLaw", "compensation", "find_law", "maximum_for", "statutory"]


class NoInterestLaw(Invalid):
    code = "payment.no_interest_law"
    sentence = (
        "No statutory interest is on file for {country}, debtor {debtor}, contract of {contract_date}. "
        "Use the rate the contract names."
    )


class WrongDebtCurrency(Invalid):
    code = "payment.compensation_currency"
    sentence = "Compensation in {country} depends on the debt in {needed}. Convert the debt of {currency} first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """An amount the law lets a creditor claim, and by which statute."""

    amount: Decimal
    currency: str
    source: str


def find_law(country: str, contract_date: date, *, debtor: Debtor = "business") -> InterestLaw:
    """The rules for what `debtor` owes a creditor in `country` from a contract made on `contract_date`.

    Public bodies are treated like businesses where the law has nothing else for them. Raises `NoInterestLaw`.

    >>> find_law("DE", date(2026, 1, 1)).source, find_law("DE", date(2026, 1, 1), debtor="consumer").source
    ('§ 288 Abs. 2 BGB', '§ 288 Abs. 1 BGB')
    """
    dated = [law for law in LAWS.get(country, ()) if law.since <= contract_date <= law.until]
    fallback: Debtor = "consumer" if debtor == "consumer" else "business"
    for wanted in (debtor, fallback):
        for law in dated:
            if law.debtor == wanted:
                return law
    raise NoInterestLaw(pointer="/country", country=country, debtor=debtor, contract_date=contract_date)


def statutory(law: InterestLaw, due_date: date) -> InterestTerms:
    """How a debt that fell due on `due_date` bears interest under `law`, from the day after it.

    Raises `NoInterestRate` where the rate is fixed on that day and not on file.

    >>> terms = statutory(find_law("GB", date(2025, 3, 1)), date(2025, 6, 30))
    >>> str(terms.rate.on(date(2026, 3, 1)))
    '12.25'
    """
    table = law.reference
    steps, until = table.steps, table.until
    if law.fixed:
        first = date.fromordinal(due_date.toordinal() + 1)
        steps, until = ((first, table.on(first)),), None
    rate = RateTable(
        name=f"{table.name} + {law.points}" if law.points else table.name,
        steps=tuple((since, _percent(law, reference)) for since, reference in steps),
        source=law.source,
        until=until,
    )
    return InterestTerms(rate=rate, day_count=law.day_count, capitalized=law.capitalized)


def _percent(law: InterestLaw, reference: Decimal) -> Decimal:
    percent = reference + law.points
    if law.step is None:
        return percent
    return (percent / law.step).to_integral_value(ROUND_CEILING) * law.step


def compensation(law: InterestLaw, debt: Decimal, *, currency: str) -> Claimable | None:
    """The lump sum for the costs of recovering `debt` (in `currency`, tax included), once for each late invoice; None
    where the law has none. Article 6 of Directive 2011/7/EU. Raises `WrongDebtCurrency`.

    >>> compensation(find_law("PL", date(2026, 1, 1)), Decimal("50000.00"), currency="PLN").amount
    Decimal('100')
    """
    rule = law.compensation
    if rule is None:
        return None
    if rule.debt_currency not in ("", currency):
        raise WrongDebtCurrency(pointer="/currency", country=law.country, needed=rule.debt_currency, currency=currency)
    amount = next(lump.amount for lump in rule.sums if lump.is_for(debt))
    return Claimable(amount=amount, currency=rule.currency, source=rule.source)


def maximum_for(country: str) -> RateTable | None:
    """The most a contract may ask for in `country`, for `contractual`; None where no number is on file.

    >>> str(maximum_for("PL").on(date(2026, 9, 1)))
    '18.50'
    """
    return MAXIMA.get(country)
