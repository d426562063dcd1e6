"""Plans of clients: one row a client, found again by its external id."""

from collections.abc import Sequence
from uuid import UUID

from duespark.clients.details import ClientIn, check_client
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Address, Party, TaxId
from duespark.imports.early_in import early_in
from duespark.imports.known import known_records
from duespark.imports.options import CellNotRead, Options, country_in, number_in
from duespark.imports.plan import Plan, Planned, Typed
from duespark.runtime.tx import Tx


async def plan_clients(tx: Tx, rows: Sequence[Typed], options: Options) -> Planned:
    """What would become of each row."""
    ids = [_external_id(row) for row in rows]
    known = await known_records(tx, "clients", ids)
    seen: dict[str, int] = {}
    return Planned(plans=[_plan(tx, row, id, known, seen, options) for row, id in zip(rows, ids, strict=True)])


def _external_id(row: Typed) -> str:
    """What a client is found again by: the id of the other system, else the short name, else the name."""
    return (row.get("external_id") or row.get("code") or row.get("name"))[:200]


def _plan(tx: Tx, row: Typed, id: str, known: dict[str, UUID], seen: dict[str, int], options: Options) -> Plan:
    plan = Plan(row=row.row, rows=1, fate="add", external_id=id, label=row.get("name")[:200] or id)
    before = seen.setdefault(id, row.row)
    if not id or not row.get("name"):
        plan.fate, plan.problem = "refused", "It has no name. Say which column that is."
    elif before != row.row:
        plan.fate, plan.problem = "refused", f"Row {before} is the same client. Leave one of them out."
    elif id in known:
        plan.fate, plan.subject_id = "known", known[id]
    else:
        try:
            plan.wanted = check_client(client_of(row, options), zone=tx.zone, today=tx.today)
        except Invalid as error:
            plan.fate, plan.problem = "refused", str(error)
    return plan


def client_of(row: Typed, options: Options) -> ClientIn:
    """The client a row describes. Raises `CellNotRead`."""
    country = country_in(row.get("country"))
    if row.get("country") and not country:
        raise CellNotRead(text=row.get("country")[:40], what="country", example="PL or Poland")
    days = row.get("payment_terms_days")
    ids = (("VAT", row.get("vat_number")), (_scheme(country), row.get("tax_number")))
    profile = Party(
        name=row.get("name"),
        address=Address(
            line1=row.get("line1"), line2=row.get("line2"), city=row.get("city"), postal_code=row.get("postal_code"),
            region=row.get("region"), country=country,
        ),
        tax_ids=tuple(TaxId(scheme=scheme, value=value) for scheme, value in ids if value),
        registration_number=row.get("registration_number"),
        contact_name=row.get("contact_name"),
        email=row.get("email"),
        phone=row.get("phone"),
        website=row.get("website"),
    )  # fmt: skip
    return ClientIn(
        profile=profile,
        code=row.get("code"),
        currency=(row.get("currency") or options.currency).upper(),
        language=row.get("language") or "en",
        payment_terms_days=int(number_in(days, options, "number of days")) if days else None,
        early_discounts=early_in(row.get("early_discounts"), options),
        notes=row.get("notes"),
    )


def _scheme(country: str) -> str:
    return {"PL": "NIP", "US": "EIN", "AU": "ABN", "IN": "GSTIN", "FR": "SIRET"}.get(country, "TAX")
