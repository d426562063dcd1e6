"""How and when to pay as terms (BG-16 to BG-19, BT-20): one kind of payment in codes, what else is possible in words."""

import re

from duespark.einvoice.codes import MEANS
from duespark.einvoice.table import Terms
from duespark.einvoice.write import clean
from duespark.engine.invoice.document import Document, PaymentMeans
from duespark.engine.invoice.party import BankAccount

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_WORDS = {
    "credit_transfer": "bank transfer", "card": "card", "direct_debit": "direct debit", "cash": "cash", "check": "check",
    "online": "online payment", "other": "other means",
}  # fmt: skip
_SEPA = {"30": "58", "49": "59"}
_UNDEFINED = MEANS["other"]


def payment_terms(document: Document) -> Terms:
    """Ways to pay, the reference to give, and the terms in words.

    All codes of ways to pay are the same (UBL-SR-47, CII-SR-467): the first way decides. There is one card, one mandate and
    one due date (UBL-SR-45, 54, 55), so only an invoice names several accounts. The others are said in the terms of payment.
    """
    means = _ways(document)
    found = [_means(one, document) for one in means]
    several = bool(found) and _is_transfer(found[0]) and document.kind != "credit_note"
    coded = [at for at, each in enumerate(found) if at == 0 or (several and each["BT-81"] == found[0]["BT-81"])]
    terms: Terms = {"BG-16": _in_one_text([found[at] for at in coded])} | _mandate(means, found)
    if coded and not clean(document.payment_reference).strip():
        terms["BT-83"] = document.number
    if words := in_words(document, terms):
        terms["BT-20"] = "\n".join(words)
    return terms


def _in_one_text(means: list[Terms]) -> list[Terms]:
    """Several accounts with one text (BT-82), that of all, at the first (UBL-SR-46, CII-SR-468)."""
    texts = ", ".join(dict.fromkeys(one["BT-82"] for one in means if "BT-82" in one))
    plain = [_without_text(one) for one in means]
    return [plain[0] | {"BT-82": texts}, *plain[1:]] if texts else means


def _is_transfer(terms: Terms) -> bool:
    return "BT-84" in terms or "BT-84-national" in terms


def _mandate(means: list[PaymentMeans], found: list[Terms]) -> Terms:
    """The mandate and the creditor of the direct debit, where that is the way to pay."""
    if not means or means[0].kind != "direct_debit":
        return {}
    pairs = (("BT-89", found[0].get("BT-89")), ("BT-90", means[0].creditor_id))
    return {term: value for term, value in pairs if value}


def _ways(document: Document) -> list[PaymentMeans]:
    means = list(document.payment_means)
    if document.bank_account and not any(one.kind == "credit_transfer" for one in means):
        means.insert(0, PaymentMeans(kind="credit_transfer", account=document.bank_account))
    return means


def in_words(document: Document, terms: Terms, *, early: bool = True) -> list[str]:
    """The terms of payment as people read them: the note, discounts for early payment, and ways to pay not in BG-16."""
    payment = document.payment_terms
    said = [payment.note.strip()] if clean(payment.note).strip() else []
    said += [
        f"{one.percent.normalize():f} % discount when paid within {one.days} days of the issue date"
        for one in payment.early
        if early
    ]
    if not said and document.due_date is None:
        said.append(f"{payment.days} days")
    coded = [_without_text(each) for each in terms["BG-16"]]
    for one in _ways(document):
        way = _means(one, document)
        if _without_text(way) not in coded:
            account = way.get("BT-84") or way.get("BT-84-national", "")
            about = " ".join(part for part in (clean(one.url or one.text).strip(), clean(account).strip()) if part)
            said.append(f"Or by {_WORDS[one.kind]}{f': {about}' if about else ''}")
    return said


def _without_text(means: Terms) -> Terms:
    return {term: value for term, value in means.items() if term != "BT-82"}


def _means(one: PaymentMeans, document: Document) -> Terms:
    account = one.account or (document.bank_account if one.kind == "credit_transfer" else None)
    terms = _account(one, account) if account is not None else {}
    is_iban = "BT-84" in terms or "BT-91" in terms
    code = MEANS[one.kind]
    if one.kind == "credit_transfer" and not _is_transfer(terms):
        code = _UNDEFINED  # a transfer names an account (BR-61)
    elif is_iban and document.currency == "EUR":
        code = _SEPA[code]
    if one.kind == "direct_debit" and one.mandate:
        terms["BT-89"] = one.mandate
    if one.kind == "card" and one.card_digits:
        terms["BT-87"] = one.card_digits
    text = clean(one.text).strip() or one.url
    return terms | {"BT-81": code} | ({"BT-82": text} if text else {})


def _account(one: PaymentMeans, account: BankAccount) -> Terms:
    """The payee's account of a transfer (BG-17), the payer's of a direct debit (BT-91)."""
    iban = "".join(account.iban.split()).upper()
    is_iban = bool(_IBAN.fullmatch(iban))
    if one.kind == "direct_debit":
        return {"BT-91": iban} if is_iban else {}
    if one.kind != "credit_transfer":
        return {}
    number = {"BT-84": iban} if is_iban else {"BT-84-national": account.account_number or iban}
    pairs = (*number.items(), ("BT-85", account.holder), ("BT-86", "".join(account.bic.split())))
    return {term: value for term, value in pairs if value}
