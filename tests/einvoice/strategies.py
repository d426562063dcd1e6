"""Random issued documents that say everything an e-invoice has a term for: parties, references, ways to pay, items, periods."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from duespark.engine.invoice.document import (
    Attachment,
    Document,
    EarlyDiscount,
    Exchange,
    PaymentMeans,
    PaymentTerms,
    Prepayment,
    Reference,
)
from duespark.engine.invoice.line import (
    Attribute,
    Classification,
    ItemDetails,
    Line,
    LineLinks,
    Period,
)
from duespark.engine.invoice.party import Address, BankAccount, Identifier, Party, TaxId
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from tests.einvoice.papers import BUYER, SELLER
from tests.einvoice.papers import TAX as EVERY_CATEGORY
from tests.engine.invoice.strategies import TAX as OF_TWO_COUNTRIES
from tests.engine.invoice.strategies import documents_of

TAX = TaxContext.of([*EVERY_CATEGORY.rates.values(), *(
    replace(rate, key=f"law {key}") for key, rate in OF_TWO_COUNTRIES.rates.items()
)])  # fmt: skip
OUT_OF_SCOPE = sorted(key for key, rate in TAX.rates.items() if rate.category == "O")
TAXED = sorted(set(TAX.rates) - set(OUT_OF_SCOPE))
KINDS = st.sampled_from(["invoice", "credit_note", "corrective_invoice", "deposit_invoice", "final_invoice"])

texts = st.text(max_size=12) | st.sampled_from(["", "Zażółć gęślą jaźń", "#ABC#", "]]> & <b>", "日本語", "\x00"])
words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
percents = st.decimals(min_value=0, max_value=100, places=2)
cents = st.decimals(min_value=0, max_value=500, places=2)
addresses = st.builds(
    Address, line1=texts, line2=texts, city=words, postal_code=words, region=texts,
    country=st.sampled_from(["DE", "FR", "PL", "GR", "CH"]),
)  # fmt: skip
identifiers = st.builds(Identifier, value=words) | st.just(Identifier(value="4000000000013", scheme="0088"))
parties = st.builds(Party, name=words, address=addresses, identifiers=st.lists(identifiers, max_size=1).map(tuple))
representatives = st.builds(
    Party, name=words, address=addresses, tax_ids=st.just((TaxId(scheme="VAT", value="FR32123456789"),))
)
ACCOUNTS = (
    BankAccount(holder="Northlight", iban="IE29AIBK93115212345678", bic="AIBKIE2D", bank_name="AIB"),
    BankAccount(iban="DE89 3704 0044 0532 0130 00"),
    BankAccount(holder="N", account_number="12-34-56 7890"),
)
means = st.one_of(
    st.builds(PaymentMeans, kind=st.sampled_from(["cash", "check", "online", "other", "credit_transfer"]), text=texts),
    st.builds(PaymentMeans, kind=st.just("card"), card_digits=st.sampled_from(["4242", "424242"])),
    st.just(PaymentMeans(kind="direct_debit", mandate="M-1", creditor_id="DE98ZZZ09999999999", account=ACCOUNTS[1])),
)
references = st.builds(
    Reference,
    kind=st.sampled_from(
        ["corrects", "deposit", "quote", "contract", "sales_order", "despatch", "receipt_advice", "tender", "project", "object"]
    ),
    number=words,
    issue_date=st.none() | days,
)  # fmt: skip
attachments = st.builds(
    Attachment, name=words, description=texts, url=st.sampled_from(["", "https://files.example.com/a.pdf"])
)
terms_of_payment = st.builds(
    PaymentTerms,
    note=texts,
    early=st.lists(
        st.builds(EarlyDiscount, percent=st.decimals("0.01", "99.99", places=2), days=st.integers(1, 60)), max_size=2
    ).map(tuple),
)


def _period(start: date | None, length: int | None) -> Period | None:
    """A period with one end at least; the end never before the start."""
    if start is None:
        return None
    return Period(start=start, end=None if length is None else date.fromordinal(start.toordinal() + length))


periods = st.builds(_period, st.none() | days, st.none() | st.integers(0, 90))
details = st.builds(
    ItemDetails,
    details=texts,
    buyer_sku=texts,
    gtin=st.sampled_from(["", "4006381333931"]),
    origin=st.sampled_from(["", "DE", "CN"]),
    classifications=st.lists(
        st.builds(Classification, scheme=st.sampled_from(["HSN", "CPV", "PKWiU", "SRV"]), code=words), max_size=2
    ).map(tuple),
    attributes=st.lists(st.builds(Attribute, name=words, value=words), max_size=2).map(tuple),
)
links = st.builds(LineLinks, object_id=texts, order_line=texts, cost_account=texts)
rich_parts: dict[str, st.SearchStrategy[Any]] = {
    "payment_means": st.lists(means, max_size=2).map(tuple),
    "references": st.lists(references, max_size=4).map(tuple),
    "attachments": st.lists(attachments, max_size=2).map(tuple),
    "payment_terms": terms_of_payment,
    "ship_to": st.none() | parties,
    "payee": st.none() | parties,
    "tax_representative": st.none() | representatives,
    "bank_account": st.none() | st.sampled_from(ACCOUNTS),
    "period": periods,
    "supply_date": st.none() | days,
    "buyer_reference": texts,
    "purchase_order": texts,
    "payment_reference": texts,
    "notes": texts,
    "terms": texts,
    "correction_reason": texts,
    "prepayments": st.lists(
        st.builds(Prepayment, number=words, issue_date=st.none() | days, amount=cents), max_size=2
    ).map(tuple),
    "cash_rounding": st.sampled_from([None, None, Decimal("0.05"), Decimal(1)]),
    "currency": st.sampled_from(["EUR", "PLN", "CHF", "GBP", "JPY", "KWD"]),
    "exchange": st.none() | st.builds(
        Exchange, currency=st.sampled_from(["PLN", "EUR", "JPY"]),
        rate=st.decimals(min_value="0.0001", max_value=500, places=4), rate_date=st.just(date(2026, 1, 1)),
    ),
}  # fmt: skip


@st.composite
def rich_documents(draw: st.DrawFn) -> Document:
    """An issued document with totals, of any kind, in a currency of 0, 2 or 3 decimals."""
    draft: Document = draw(documents_of(TAXED) | documents_of(OUT_OF_SCOPE))
    lines = tuple(draw(_rich_line(line, at)) for at, line in enumerate(draft.lines, start=1))
    changes = draw(st.fixed_dictionaries({}, optional=rich_parts))
    currency = changes.get("currency", draft.currency)
    exchange = changes.get("exchange", draft.exchange)
    changes |= {"exchange": None if exchange and exchange.currency == currency else exchange}
    if changes.get("cash_rounding") == Decimal("0.05") and currency == "JPY":
        changes["cash_rounding"] = None
    made = replace(
        draft, kind=draw(KINDS), number=draw(words), issue_date=draft.issue_date or date(2026, 1, 1),
        due_date=draw(st.none() | st.just(date(2031, 2, 1))), seller=SELLER, buyer=BUYER, lines=lines, **changes,
    )  # fmt: skip
    return calculate(made, TAX)


@st.composite
def _rich_line(draw: st.DrawFn, line: Line, at: int) -> Line:
    if line.kind != "item":
        return replace(line, description=draw(texts))
    return replace(
        line,
        id=str(at),
        description=line.description.strip() or "Item",
        note=draw(texts),
        sku=draw(texts),
        unit=draw(st.sampled_from(["", "h", "pcs", "XPP", "bucket of paint"])),
        period=draw(periods),
        item=draw(st.none() | details),
        links=draw(st.none() | links),
    )
