"""Plans of invoices out of a table: rows with one number are one invoice."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.clients.details import ClientIn, check_client
from duespark.clients.queries import get_client
from duespark.companies.queries import CompanyRow
from duespark.engine.errors import DueSparkError, Invalid
from duespark.engine.invoice.document import Document, DocumentKind, PaymentTerms, Reference
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.party import Address, Party
from duespark.engine.invoice.room import check_room
from duespark.engine.invoice.totals import calculate
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_to
from duespark.engine.tax.context import TaxContext
from duespark.imports.known import known_clients, known_records
from duespark.imports.options import Options, country_in, day_in, number_in
from duespark.imports.plan import Plan, Planned, Typed
from duespark.invoices.pay_to import pay_to
from duespark.invoices.take_over import find_numbers
from duespark.runtime.tx import Tx
from duespark.taxes.context import tax_context

_ZERO = Decimal(0)


class CannotImport(Invalid):
    code = "import.cannot_import"
    sentence = "{problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedInvoice:
    """A calculated document, whose client may have to be made first (`client_key` is its external id)."""

    document: Document
    client_id: UUID | None
    client_key: str
    client: ClientIn | None
    paid: Decimal
    corrects: str


class _Reader:
    """What all rows of a file share."""

    def __init__(self, tx: Tx, company: CompanyRow, options: Options) -> None:
        self.tx, self.company, self.options = tx, company, options
        self.clients: dict[str, UUID] = {}
        self.buyers: dict[UUID, Party] = {}
        self.contexts: dict[tuple[date, str, str], TaxContext] = {}

    async def context(self, on: date, buyer: Party) -> TaxContext:
        key = (on, buyer.address.country, buyer.address.region)
        if key not in self.contexts:
            self.contexts[key] = await tax_context(self.tx, self.company, on, buyer=buyer)
        return self.contexts[key]


async def plan_invoices(tx: Tx, rows: Sequence[Typed], options: Options, company: CompanyRow) -> Planned:
    """What would become of each invoice. Rows without a number or client are reported by themselves."""
    reader = _Reader(tx, company, options)
    await _find_clients(reader, rows)
    groups, plans = _grouped(rows, options)
    known = await known_records(tx, "invoices", [f"{company.id}:{number}" for number in groups])
    taken = await find_numbers(tx, company.id, list(groups))
    for number, group in groups.items():
        plan = _empty(number, group, options, company)
        if plan.external_id in known:
            plan.fate, plan.subject_id = "known", known[plan.external_id]
        elif number in taken:
            plan.fate, plan.problem = (
                "refused",
                f"{company.profile.name} has a document with the number {number} already.",
            )
        else:
            await _fill(reader, plan, number, group)
        plans.append(plan)
        await asyncio.sleep(0)  # a long file must not keep the others waiting
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[_currency(row, options)] += _amount(row, options)
    return Planned(plans=sorted(plans, key=lambda plan: plan.row), file_sums=dict(sums))


def _grouped(rows: Sequence[Typed], options: Options) -> tuple[dict[str, list[Typed]], list[Plan]]:
    groups: dict[str, list[Typed]] = {}
    alone: list[Plan] = []
    nameless: dict[str, list[Typed]] = {}
    for row in rows:
        number = row.get("number")[:60]
        if not number:
            alone.append(_refused([row], options, "", "It has no invoice number. Say which column that is."))
        elif not (row.get("client_id") or row.get("client_name")):
            nameless.setdefault(number, []).append(row)
        else:
            groups.setdefault(number, []).append(row)
    for number, some in nameless.items():
        if number in groups:
            groups[number] += some
        else:
            alone.append(
                _refused(some, options, number, "No client is named. Fill in the client, or leave these rows out.")
            )
    return groups, alone


def _refused(rows: Sequence[Typed], options: Options, number: str, problem: str) -> Plan:
    return Plan(
        row=rows[0].row, rows=len(rows), fate="refused", external_id=number, label=number or f"Row {rows[0].row}",
        problem=problem, amount=_sum(rows, options), currency=_currency(rows[0], options),
    )  # fmt: skip


def _empty(number: str, rows: Sequence[Typed], options: Options, company: CompanyRow) -> Plan:
    return Plan(
        row=min(row.row for row in rows), rows=len(rows), fate="add", external_id=f"{company.id}:{number}", label=number,
        amount=_sum(rows, options), currency=_currency(rows[0], options),
    )  # fmt: skip


def _currency(row: Typed, options: Options) -> str:
    return (row.get("currency") or options.currency).upper()


def _amount(row: Typed, options: Options) -> Decimal:
    """What a row comes to, read by itself; nothing where it cannot be read."""
    try:
        quantity = number_in(row.get("quantity") or "1", options)
        price = number_in(row.get("unit_price") or row.get("net") or "0", options)
        if not row.get("unit_price"):
            quantity = Decimal(1)
        return round_to(quantity * price, find_currency(_currency(row, options)).decimals)
    except DueSparkError:
        return _ZERO


def _sum(rows: Sequence[Typed], options: Options) -> Decimal:
    return sum((_amount(row, options) for row in rows), _ZERO)


async def _find_clients(reader: _Reader, rows: Sequence[Typed]) -> None:
    """The clients the rows mean: those of an earlier import, else by code, else by name."""
    names = sorted({name for row in rows for name in (row.get("client_id"), row.get("client_name")) if name})
    found = await known_clients(reader.tx, names)
    reader.clients = found | {key.lower(): id for key, id in (await known_records(reader.tx, "clients", names)).items()}
    for id in set(reader.clients.values()):
        reader.buyers[id] = (await get_client(reader.tx, id)).profile


async def _fill(reader: _Reader, plan: Plan, number: str, rows: Sequence[Typed]) -> None:
    """Make the plan's document, or say why it cannot be made."""
    try:
        plan.wanted = await _wanted(reader, number, rows)
    except Invalid as error:
        plan.fate, plan.problem = "refused", str(error)
        return
    wanted: WantedInvoice = plan.wanted
    totals = wanted.document.totals
    assert totals is not None and plan.amount is not None
    made = totals.gross if reader.options.prices_include_tax else totals.net
    plan.amount = -made if wanted.document.kind == "credit_note" and plan.amount < 0 else made
    if totals.amount_due < 0:
        plan.fate = "refused"
        plan.problem = "Its total is negative. Say what numbers of credit notes begin with, or mend the rows."


async def _wanted(reader: _Reader, number: str, rows: Sequence[Typed]) -> WantedInvoice:
    options, first = reader.options, rows[0]
    client_id, key, client, buyer = _buyer(reader, rows)
    if not first.get("issue_date"):
        raise CannotImport(problem="It has no date. Say which column that is.")
    issued = day_in(first.get("issue_date"), options.date_order)
    due = day_in(first.get("due_date"), options.date_order) if first.get("due_date") else issued
    kind = _kind(number, rows, options)
    turned = kind == "credit_note" and _sum(rows, options) < 0  # written below zero there, above it here
    context = await reader.context(issued, buyer)
    corrects = first.get("corrects")
    currency = find_currency(_currency(first, options), pointer="/currency").code
    document = Document(
        kind=kind,
        number=number,
        issue_date=issued,
        due_date=due,
        currency=currency,
        language=reader.company.language,
        seller=reader.company.profile,
        buyer=buyer,
        purchase_order=first.get("purchase_order")[:200],
        references=(Reference(kind="corrects", number=corrects),) if corrects and kind == "credit_note" else (),
        payment_terms=PaymentTerms(days=max((due - issued).days, 0)),
        bank_account=pay_to(reader.company, currency, chosen=None),
        prices_include_tax=options.prices_include_tax,
        lines=tuple(_line(row, at, context, options, turned=turned) for at, row in enumerate(rows, start=1)),
        notes=first.get("notes"),
    )
    check_room(document)
    made = calculate(document, context)
    return WantedInvoice(
        document=made,
        client_id=client_id,
        client_key=key,
        client=client,
        corrects=corrects,
        paid=_paid(made, rows, options),
    )


def _kind(number: str, rows: Sequence[Typed], options: Options) -> DocumentKind:
    if options.credit_prefix and number.upper().startswith(options.credit_prefix.upper()):
        return "credit_note"
    return "credit_note" if rows[0].get("corrects") else "invoice"


def _buyer(reader: _Reader, rows: Sequence[Typed]) -> tuple[UUID | None, str, ClientIn | None, Party]:
    row = next(one for one in rows if one.get("client_id") or one.get("client_name"))
    others = {one.get("client_id") or one.get("client_name") for one in rows} - {""}
    if len(others) > 1:
        raise CannotImport(problem=f"Its rows name {len(others)} clients: {', '.join(sorted(others)[:3])}.")
    for name in (row.get("client_id"), row.get("client_name")):
        id = reader.clients.get(name.lower()) if name else None
        if id is not None:
            return id, "", None, reader.buyers[id]
    if not reader.options.create_clients:
        raise CannotImport(problem=f"There is no client {others.pop()}. Import clients first, or have them made.")
    key = (row.get("client_id") or row.get("client_name"))[:200]
    profile = Party(
        name=row.get("client_name") or f"Client {row.get('client_id')}",
        email=row.get("client_email"),
        address=Address(country=country_in(row.get("country"))),
    )
    wanted = ClientIn(profile=profile, currency=_currency(row, reader.options), language=reader.company.language)
    client = check_client(wanted, zone=reader.tx.zone, today=reader.tx.today)
    return None, key, client, client.profile


def _line(row: Typed, at: int, context: TaxContext, options: Options, *, turned: bool) -> Line:
    price = number_in(row.get("unit_price") or row.get("net") or "", options, "price")
    quantity = number_in(row.get("quantity") or "1", options, "quantity") if row.get("unit_price") else Decimal(1)
    return Line(
        id=str(at),
        description=row.get("description") or row.get("sku") or "Item",
        sku=row.get("sku")[:200],
        quantity=-quantity if turned else quantity,
        unit=row.get("unit")[:60],
        unit_price=price,
        tax=_tax(row.get("tax") or options.tax, context),
    )


def _tax(text: str, context: TaxContext) -> str:
    """The key of the rate that a cell names by key, percentage or label. Raises `CannotImport`."""
    if text in context.rates:
        return text
    plain = text.strip().rstrip("%").strip().replace(",", ".")
    for key, rate in context.rates.items():
        if rate.label.lower() == text.strip().lower() or (_is_percent(plain) and rate.rate == Decimal(plain)):
            return key
    raise CannotImport(problem=f"There is no tax rate {text!r}. Use one of: {', '.join(context.rates)}.")


def _is_percent(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and len(text) < 8


def _paid(document: Document, rows: Sequence[Typed], options: Options) -> Decimal:
    totals = document.totals
    assert totals is not None
    said = next((row.get("paid") for row in rows if row.get("paid")), "")
    total = next((row.get("total") for row in rows if row.get("total")), "")
    if total and abs(number_in(total, options, "total")) != abs(totals.gross):
        raise CannotImport(problem=f"The file says its total is {total}, and its rows come to {totals.gross} with tax.")
    if document.kind == "credit_note":
        return totals.amount_due * 0
    if said:
        if said.strip().lower() in ("yes", "paid", "true", "tak", "ja", "oui"):
            return totals.amount_due
        if said.strip().lower() in ("no", "unpaid", "false", "nie", "nein", "non"):
            return totals.amount_due * 0
        return number_in(said, options, "amount paid")
    return max(totals.amount_due, totals.amount_due * 0) if options.settled else totals.amount_due * 0
