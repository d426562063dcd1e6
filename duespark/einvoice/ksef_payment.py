"""How an invoice of FA(3) is paid (Platnosc), and what was paid or rounded before (Rozliczenie)."""

import re

from duespark.einvoice.ksef_nodes import Node, amount, text
from duespark.engine.invoice.document import Document, Totals
from duespark.engine.invoice.party import BankAccount

_FORMS = {"cash": "1", "card": "2", "check": "4", "credit_transfer": "6"}
_OTHERS = {"direct_debit": "polecenie zapłaty", "online": "płatność online", "other": "inna"}
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_NUMBER = re.compile(r"[A-Za-z0-9]{10,34}")


def payment(document: Document, sign: int) -> list[Node]:
    """Platnosc of what is to be paid; nothing where money is given back."""
    if sign < 0:
        return []
    found: list[Node] = []
    if document.due_date is not None:
        found.append(("TerminPlatnosci", [("Termin", document.due_date)]))
    found += _form(document)
    found += [("RachunekBankowy", account) for account in _accounts(document)]
    for one in document.payment_terms.early[:1]:
        terms: list[Node] = [
            ("WarunkiSkonta", f"zapłata w ciągu {one.days} dni od daty wystawienia"),
            ("WysokoscSkonta", f"{one.percent.normalize():f}%"),
        ]
        found.append(("Skonto", terms))
    return found


def _form(document: Document) -> list[Node]:
    kinds = [one.kind for one in document.payment_means] or (["credit_transfer"] if document.bank_account else [])
    if not kinds:
        return []
    if kinds[0] in _FORMS:
        return [("FormaPlatnosci", _FORMS[kinds[0]])]
    about = text(document.payment_means[0].text) or _OTHERS[kinds[0]]
    return [("PlatnoscInna", "1"), ("OpisPlatnosci", about)]


def _accounts(document: Document) -> list[list[Node]]:
    given = [one.account for one in document.payment_means if one.kind == "credit_transfer" and one.account]
    accounts = [*([document.bank_account] if document.bank_account else []), *given]
    return [found for one in dict.fromkeys(accounts) if (found := _account(one))]


def _account(account: BankAccount) -> list[Node]:
    number = re.sub(r"[\s./-]", "", account.iban or account.account_number)
    if not _NUMBER.fullmatch(number):
        return []
    bic = re.sub(r"\s", "", account.bic).upper()
    return [
        ("NrRB", number),
        ("SWIFT", bic if _BIC.fullmatch(bic) else None),
        ("NazwaBanku", text(account.bank_name)),
        ("OpisRachunku", text(account.holder)),
    ]


def settlement(totals: Totals, sign: int) -> list[Node] | None:
    """Rozliczenie: from the total (P_15) to what is left to pay; None where they are the same."""
    off = [(totals.prepaid, "Zapłacono wcześniej"), (totals.withheld, "Podatek pobrany przez nabywcę")]
    rounded = (abs(totals.rounding), "Zaokrąglenie")
    on = [rounded] if totals.rounding > 0 else []
    off += [rounded] if totals.rounding < 0 else []
    charges = [one for one in on if one[0]] + [(-value, word) for value, word in off if value < 0]
    deductions = [one for one in off if one[0] > 0]
    if not (charges or deductions) or sign < 0:
        return None
    found: list[Node] = [("Obciazenia", [("Kwota", amount(value)), ("Powod", word)]) for value, word in charges]
    if charges:
        found.append(("SumaObciazen", amount(sum(value for value, _ in charges))))  # type: ignore[arg-type]
    found += [("Odliczenia", [("Kwota", amount(value)), ("Powod", word)]) for value, word in deductions]
    if deductions:
        found.append(("SumaOdliczen", amount(sum(value for value, _ in deductions))))  # type: ignore[arg-type]
    due = totals.amount_due
    return [*found, ("DoZaplaty", amount(due)) if due >= 0 else ("DoRozliczenia", amount(-due))]
