"""From what a person typed to a calculated document: fills in seller, buyer, dates and defaults, then calculates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from uuid import UUID

from duespark.clients.queries import ClientRow, get_client
from duespark.companies.brands.queries import get_brand
from duespark.companies.formats import check_language
from duespark.companies.queries import CompanyRow, get_company
from duespark.discounts.apply import RuleOutcome, apply_rules
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.document import Document, DocumentKind, PaymentTerms
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.order_format import fits, in_words
from duespark.engine.invoice.party import Party
from duespark.engine.invoice.room import check_room
from duespark.engine.invoice.totals import calculate
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.payment.terms import due_date
from duespark.invoices.exchange import with_rate
from duespark.invoices.pay_to import pay_to
from duespark.invoices.schemas import DraftIn
from duespark.invoices.sent_from import seller_at, shipped_from
from duespark.invoices.series.queries import check_series
from duespark.invoices.usual_terms import usual_terms
from duespark.runtime.tx import Tx
from duespark.taxes.decide import Decision, decide_tax
from duespark.taxes.facts import sale_of
from duespark.taxes.known import Known


class CompanyArchived(Conflict):
    code = "invoice.company_archived"
    sentence = "{name} is archived. Restore the company, or choose another one."


class ClientArchived(Conflict):
    code = "invoice.client_archived"
    sentence = "{name} is archived. Restore the client, or choose another one."


class OrderNotInFormat(Invalid):
    code = "invoice.order_not_in_format"
    sentence = (
        "{order} is no purchase order of {client}: theirs are {words} ({format}). Correct it, or change the format in"
        " the client's details."
    )


TYPED = (
    "valid_until", "period", "exchange", "purchase_order", "buyer_reference", "payment_reference", "references", "payment_means",
    "prices_include_tax", "tax_rounding", "discount_display", "cash_rounding", "lines", "allowances", "charges",
    "withholdings", "prepayments", "prepaid", "notes", "terms", "supply", "treatment_choice",
)  # fmt: skip
"""Fields of a draft that stand in the document as they were typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A calculated document and the two parties it was made from."""

    document: Document
    company: CompanyRow
    client: ClientRow
    decision: Decision
    exchange_typed: bool
    """Whether a person chose the exchange rate, which then stays; else it is that of the day, until issue."""
    bank_account_id: UUID | None
    """The account a person chose; else the default of the currency."""
    brand_id: UUID | None
    """The brand a person chose; else that of the client, the kind or the company."""
    series_id: UUID | None
    """The series a person chose for its number; else the default of its kind."""
    seller_address_id: UUID | None
    ship_from_id: UUID | None
    """The further addresses of the company a person chose: where it is from, and where goods leave."""
    discount_codes: Sequence[str] | None = None
    """Codes of a draft that follows the discount rules; None for one that does not."""
    discounts: tuple[RuleOutcome, ...] = ()
    """What became of the rules."""


async def _parties(tx: Tx, draft: DraftIn) -> tuple[CompanyRow, ClientRow]:
    company = await get_company(tx, draft.company_id)
    client = await get_client(tx, draft.client_id)
    if company.archived_at is not None:
        raise CompanyArchived(pointer="/company_id", name=company.profile.name)
    if client.archived_at is not None:
        raise ClientArchived(pointer="/client_id", name=client.profile.name)
    _check_order(draft.purchase_order, client)
    return company, client


def _check_order(order: str, client: ClientRow) -> None:
    if order.strip() and not fits(order, client.order_format):
        facts = {"client": client.profile.name, "words": in_words(client.order_format), "format": client.order_format}
        raise OrderNotInFormat(pointer="/purchase_order", order=order, **facts)


def _language(wanted: str | None) -> str | None:
    return wanted and check_language(wanted, pointer="/language")


def _ship_to(client: ClientRow) -> Party | None:
    """Where goods go (BG-13), when that is not where the buyer is."""
    address = client.shipping_address
    return None if address is None else Party(name=client.profile.name, address=address)


async def compose(tx: Tx, draft: DraftIn, *, source_id: UUID | None = None) -> Composed:
    """The document this draft makes today, from the offer `source_id` where there is one. Without an issue date the due date is counted from today.

    Raises `CompanyNotFound`, `ClientNotFound`, `BrandNotFound`, `SeriesNotFound`, `CompanyArchived`,
    `ClientArchived`, `OrderNotInFormat`, `UnknownLanguage`, `TooMuchText` and what `calculate` raises.
    """
    company, client = await _parties(tx, draft)
    if draft.brand_id is not None:
        await get_brand(tx, draft.company_id, draft.brand_id)
    if draft.series_id is not None:
        await check_series(tx, draft.company_id, draft.kind, draft.series_id)
    terms = draft.payment_terms or usual_terms(draft.kind, company, client)
    currency = draft.currency or client.currency or company.currency
    document = Document(
        kind=draft.kind,
        issue_date=draft.issue_date,
        supply_date=draft.supply_date,
        due_date=_due(draft.kind, draft.issue_date or tx.today, terms),
        currency=currency,
        language=_language(draft.language) or client.language or company.language,
        seller=seller_at(company, draft.seller_address_id),
        buyer=client.profile,
        ship_to=_ship_to(client),
        ship_from=shipped_from(company, draft.ship_from_id),
        payment_terms=terms,
        bank_account=pay_to(company, currency, chosen=draft.bank_account_id),
        **{name: getattr(draft, name) for name in TYPED},
    )
    find_currency(document.currency, on=draft.issue_date or tx.today, pointer="/currency")
    check_room(document)
    typed = draft.exchange is not None
    if not typed:
        document = await with_rate(tx, document, company)
    discounts: tuple[RuleOutcome, ...] = ()
    if draft.discount_codes is not None:
        on = draft.issue_date or tx.today
        document, discounts = await apply_rules(
            tx, document, client=client, codes=draft.discount_codes, on=on, source_id=source_id
        )
    decision = await taxed(tx, document, company, client, tx.today)
    return Composed(
        document=calculate(document, decision.context),
        company=company,
        client=client,
        decision=decision,
        exchange_typed=typed,
        bank_account_id=draft.bank_account_id,
        brand_id=draft.brand_id,
        series_id=draft.series_id,
        seller_address_id=draft.seller_address_id,
        ship_from_id=draft.ship_from_id,
        discount_codes=draft.discount_codes,
        discounts=discounts,
    )


async def recompose(
    tx: Tx,
    stored: Document,
    *,
    company: CompanyRow,
    client: ClientRow,
    issue_date: date,
    exchange_typed: bool,
    bank_account_id: UUID | None,
    seller_address_id: UUID | None = None,
    ship_from_id: UUID | None = None,
    reserved: frozenset[str] = frozenset(),
    known: Known | None = None,
) -> tuple[Document, Decision]:
    """The stored draft as of `issue_date`, with the parties as they are now; how it is taxed is decided anew, and it is
    calculated anew, at the rate of that day. No line without an id gets one that is `reserved`. What is `known` of the
    parties' taxes is read where it is not given."""
    document = replace(
        stored,
        issue_date=issue_date,
        due_date=_due(stored.kind, issue_date, stored.payment_terms),
        seller=seller_at(company, seller_address_id),
        buyer=client.profile,
        ship_to=_ship_to(client),
        ship_from=shipped_from(company, ship_from_id),
        bank_account=pay_to(company, stored.currency, chosen=bank_account_id),
        lines=named(stored.lines, reserved),
    )
    if not exchange_typed:
        document = await with_rate(tx, document, company)
    decision = await taxed(tx, document, company, client, issue_date, known=known)
    return calculate(document, decision.context), decision


async def taxed(
    tx: Tx, document: Document, company: CompanyRow, client: ClientRow, today: date, *, known: Known | None = None
) -> Decision:
    """How the document is taxed by the facts of its tax date, with the client as it is now."""
    sale = sale_of(document, company, buyer_kind=client.kind, on=_tax_date(document, today))
    return await decide_tax(tx, sale, client=client, known=known)


def _due(kind: DocumentKind, issue_date: date, terms: PaymentTerms) -> date | None:
    """A quote asks for nothing, so nothing of it is due."""
    return None if kind == "quote" else due_date(issue_date, terms)


def named(lines: tuple[Line, ...], reserved: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines, each with an id of its own (BT-126): a credit note says by it which line it takes back.

    The ids of the quote's lines are `reserved` for what was taken over from it: by them is counted what is left of it.
    """
    given = {line.id for line in lines} | reserved
    free = (str(number) for number in count(1) if str(number) not in given)
    result, seen = list[Line](), {""}
    for line in lines:
        result.append(replace(line, id=next(free)) if line.id in seen else line)
        seen.add(line.id)
    return tuple(result)


def _tax_date(document: Document, today: date) -> date:
    """The day whose rates apply: of the supply, else of issue (Directive 2006/112/EC, articles 63 and 93)."""
    return document.supply_date or document.issue_date or today
