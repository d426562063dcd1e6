"""Payment terms: when an invoice falls due."""

from datetime import date, timedelta

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import PaymentTerms

LONGEST_DAYS = 3650


class InvalidTerms(Invalid):
    code = "payment.invalid_terms"
    sentence = "Payment is due {days} days after the issue date; use 0 to {longest}."


def due_date(issue_date: date, terms: PaymentTerms) -> date:
    """The last day on which payment is on time: `terms.days` calendar days after the issue date (BT-9).

    Raises `InvalidTerms`.

    >>> due_date(date(2026, 1, 31), PaymentTerms(days=30))
    datetime.date(2026, 3, 2)
    """
    if not 0 <= terms.days <= LONGEST_DAYS:
        raise InvalidTerms(pointer="/payment_terms/days", days=terms.days, longest=LONGEST_DAYS)
    return issue_date + timedelta(days=terms.days)
