"""Programs compare the codes of errors: once given, they stay."""

import importlib
import pkgutil

import duespark.engine.payment
from duespark.engine.errors import DueSparkError

CODES = {
    "CreditOverdrawn": "payment.credit_overdrawn",
    "DiscountNotCalculated": "payment.discount_not_calculated",
    "InvalidAllocation": "payment.invalid_allocation",
    "InvalidAppropriation": "payment.invalid_appropriation",
    "InvalidClaim": "payment.invalid_claim",
    "InvalidCreditEntry": "payment.invalid_credit_entry",
    "InvalidCreditUse": "payment.invalid_credit_use",
    "InvalidDeposit": "payment.invalid_deposit",
    "InvalidDueDay": "payment.invalid_due_day",
    "InvalidInstallments": "payment.invalid_installments",
    "InvalidInterest": "payment.invalid_interest",
    "InvalidLateFee": "payment.invalid_late_fee",
    "InvalidPayment": "payment.invalid_amount",
    "InvalidReduction": "payment.invalid_reduction",
    "InvalidTerms": "payment.invalid_terms",
    "InvalidTolerance": "payment.invalid_tolerance",
    "NoInterestLaw": "payment.no_interest_law",
    "NoInterestRate": "payment.no_interest_rate",
    "NotRefundable": "payment.not_refundable",
    "WrongDebtCurrency": "payment.compensation_currency",
}


def codes() -> dict[str, str]:
    """The errors that the modules of this folder, not of its subfolders, raise."""
    found = {}
    for module in pkgutil.iter_modules(duespark.engine.payment.__path__, "duespark.engine.payment."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DueSparkError) and value.__module__ == module.name:
                found[value.__name__] = value.code
    return found


class TestCodes:
    def test_are_these(self) -> None:
        assert codes() == CODES
