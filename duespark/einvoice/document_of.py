"""The document of terms: what was typed, calculated again, and beside it what the e-invoice states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, get_args

from duespark.einvoice.codes import KINDS, means_kind
from duespark.einvoice.fields import NOTES, PARTIES, PLAIN, REFERENCES
from duespark.einvoice.line_terms import line_of
from duespark.einvoice.party_terms import party_of
from duespark.einvoice.stated_totals import Difference, as_stated, differences
from duespark.einvoice.table import Terms
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import (
    Adjustment,
    Attachment,
    Document,
    Exchange,
    PaymentMeans,
    PaymentTerms,
    Reference,
)
from duespark.engine.invoice.line import Period
from duespark.engine.invoice.party import BankAccount
from duespark.engine.invoice.totals import calculate
from duespark.engine.money.rounding import round_to
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import Category, TaxRate

_ZERO = Decimal(0)
_NOTE = re.compile(r"\s*#([A-Z]{3})#(.*)", re.DOTALL)
_CATEGORIES = frozenset(get_args(Category))


class NotImportable(Invalid):
    code = "einvoice.incomplete"
    sentence = "This e-invoice cannot be taken over: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class FromEInvoice:
    """A document as its e-invoice states it, and where our own calculation comes to something else."""

    document: Document
    differences: tuple[Difference, ...]


def document_of(terms: Terms, law: TaxContext | None = None) -> FromEInvoice:
    """The document of these terms, with the amounts they state. Rates take the keys of `law` where it has them.

    Raises `NotImportable`, and what `calculate` raises for lines that no document of ours can say.
    """
    if "BT-1" not in terms or "BT-2" not in terms:
        raise NotImportable(problem="it has no number (BT-1) or no issue date (BT-2)")
    if "BT-5" not in terms:
        raise NotImportable(problem="it does not say its currency (BT-5), and an amount without one is none")
    if not terms.get("BG-25"):
        raise NotImportable(problem="it has no line (BG-25)")
    terms = _positive(terms)
    rates = _Rates(terms.get("BG-23", ()), law)
    document = Document(
        kind=KINDS.get(terms.get("BT-3", "380"), "invoice"),
        lines=tuple(line_of(each, tax=rates.key(each, "BT-151", "BT-152")) for each in terms["BG-25"]),
        allowances=tuple(_adjustment(each, 92, rates) for each in terms.get("BG-20", ())),
        charges=tuple(_adjustment(each, 99, rates) for each in terms.get("BG-21", ())),
        prepaid=max(terms.get("BT-113", _ZERO), _ZERO),
        **_plain(terms),
        **_texts(terms),
        **_parties(terms),
        **_payment(terms),
    )
    document = replace(document, exchange=_exchange(terms), references=_references(terms), attachments=_attached(terms))
    made = calculate(document, rates.context())
    return FromEInvoice(document=as_stated(made, terms), differences=tuple(differences(made, terms)))


class _Rates:
    """The rates an e-invoice uses, by keys: those of the law in force where they are the same, else made-up ones."""

    def __init__(self, breakdown: Iterable[Terms], law: TaxContext | None) -> None:
        self._breakdown = list(breakdown)
        self._law = dict(law.rates) if law else {}
        self._rates: dict[str, TaxRate] = {}

    def key(self, terms: Terms, category_term: str, rate_term: str) -> str:
        category, rate = self._stated(terms, category_term, rate_term)
        for key, known in self._law.items():
            if (known.category, known.rate) == (category, rate) and not known.components:
                self._rates.setdefault(key, replace(known, reason=self._reason(category, rate) or known.reason))
                return key
        key = f"{category} {rate.normalize():f}"
        self._rates.setdefault(key, self._made(key, category, rate))
        return key

    def _stated(self, terms: Terms, category_term: str, rate_term: str) -> tuple[Category, Decimal]:
        category = str(terms.get(category_term, "S" if terms.get(rate_term) else "O"))
        if category not in _CATEGORIES:
            raise NotImportable(problem=f"its tax category {category!r} is none of EN 16931")
        return category, terms.get(rate_term, _ZERO)  # type: ignore[return-value]

    def _row(self, category: str, rate: Decimal) -> Terms:
        alike = (
            each for each in self._breakdown if each.get("BT-118") == category and each.get("BT-119", _ZERO) == rate
        )
        return next(alike, {})

    def _reason(self, category: str, rate: Decimal) -> str:
        return str(self._row(category, rate).get("BT-120", ""))

    def _made(self, key: str, category: Category, rate: Decimal) -> TaxRate:
        return TaxRate(
            key=key,
            category=category,
            rate=rate,
            label=f"VAT {rate.normalize():f}%",
            reason=self._reason(category, rate),
            reason_code=str(self._row(category, rate).get("BT-121", "")),
        )

    def context(self) -> TaxContext:
        return TaxContext(rates=self._rates)


def _plain(terms: Terms) -> dict[str, Any]:
    found = {field: terms[term] for field, term in PLAIN.items() if term in terms}
    start, end = terms.get("BT-73"), terms.get("BT-74")
    if found.get("payment_reference") == found.get("number"):
        found.pop("payment_reference", None)
    if found.get("purchase_order") == "NA":
        found.pop("purchase_order")
    return found | ({"period": Period(start=start, end=end)} if start or end else {})


def _parties(terms: Terms) -> dict[str, Any]:
    return {field: party_of(terms, names) for field, names in PARTIES.items()}


def _texts(terms: Terms) -> dict[str, Any]:
    """Notes by their subject; those of other subjects are notes."""
    found: dict[str, list[str]] = {}
    for each in terms.get("BG-1", ()):
        text = str(each.get("BT-22", ""))
        coded = None if each.get("BT-21") else _NOTE.match(text)
        subject = each.get("BT-21") or (coded[1] if coded else "")
        field = NOTES.get(subject, "notes")
        found.setdefault(field, []).append((coded[2] if coded else text).strip())
    return {field: "\n\n".join(text for text in texts if text) for field, texts in found.items()}


def _references(terms: Terms) -> tuple[Reference, ...]:
    single = [
        Reference(kind=kind, number=terms[term])  # type: ignore[arg-type]
        for kind, term in REFERENCES.items()
        if terms.get(term)
    ]
    before = [
        Reference(kind="corrects", number=each["BT-25"], issue_date=each.get("BT-26"))
        for each in terms.get("BG-3", ())
        if each.get("BT-25")
    ]
    return (*before, *single)


def _attached(terms: Terms) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(name=each["BT-122"], description=each.get("BT-123", ""), url=each.get("BT-124", ""))
        for each in terms.get("BG-24", ())
        if each.get("BT-122")
    )


def _positive(terms: Terms) -> Terms:
    """The terms with no negative allowance or charge: one is the other, and counts in the other's sum."""
    found = terms | {"BG-20": [], "BG-21": []}
    moved = False
    for kind, first, other, other_first in (("BG-20", 92, "BG-21", 99), ("BG-21", 99, "BG-20", 92)):
        for each in terms.get(kind, ()):
            if each.get(f"BT-{first}", _ZERO) >= 0:
                found[kind].append(each)
                continue
            moved = True
            turned = {
                f"BT-{other_first + at}": each[f"BT-{first + at}"] for at in (3, 4, 5) if f"BT-{first + at}" in each
            }
            found[other].append(turned | {f"BT-{other_first}": -each[f"BT-{first}"]})
    if moved:
        found["BT-107"] = sum((each.get("BT-92", _ZERO) for each in found["BG-20"]), _ZERO)
        found["BT-108"] = sum((each.get("BT-99", _ZERO) for each in found["BG-21"]), _ZERO)
    return found


def _adjustment(terms: Terms, first: int, rates: _Rates) -> Adjustment:
    return Adjustment(
        amount=terms.get(f"BT-{first}", _ZERO),
        reason=terms.get(f"BT-{first + 5}", ""),
        code=terms.get(f"BT-{first + 6}", ""),
        tax=rates.key(terms, f"BT-{first + 3}", f"BT-{first + 4}"),
    )


def _exchange(terms: Terms) -> Exchange | None:
    """The rate an e-invoice does not state, as its two tax totals give it."""
    currency, tax, converted = terms.get("BT-6"), terms.get("BT-110"), terms.get("BT-111")
    if not currency or currency == terms.get("BT-5") or not tax or not converted or converted / tax <= 0:
        return None
    return Exchange(currency=currency, rate=round_to(converted / tax, 12), source="e-invoice")


def _payment(terms: Terms) -> dict[str, Any]:
    account, means = None, []
    for each in terms.get("BG-16", ()):
        kind = means_kind(str(each.get("BT-81", "")))
        found = _account(each)
        if kind == "credit_transfer" and account is None:
            account = found
        means.append(
            PaymentMeans(
                kind=kind,  # type: ignore[arg-type]
                text=each.get("BT-82", ""),
                account=found,
                mandate=each.get("BT-89") or terms.get("BT-89", "") if kind == "direct_debit" else "",
                creditor_id=terms.get("BT-90", "") if kind == "direct_debit" else "",
                card_digits=each.get("BT-87", ""),
            )
        )
    plain = [one for one in means if one != PaymentMeans(kind="credit_transfer", account=account)]
    return {
        "bank_account": account,
        "payment_means": tuple(plain),
        "payment_terms": PaymentTerms(note=str(terms.get("BT-20", "")).strip()),
    }


def _account(terms: Terms) -> BankAccount | None:
    number = str(terms.get("BT-84") or terms.get("BT-84-national") or terms.get("BT-91") or "")
    if not number:
        return None
    plain = "".join(number.split()).upper()
    is_iban = bool(re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", plain))
    return BankAccount(
        holder=terms.get("BT-85", ""),
        iban=plain if is_iban else "",
        account_number="" if is_iban else number,
        bic=terms.get("BT-86", ""),
    )
