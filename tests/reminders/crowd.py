"""Many open invoices at once: copies of one, each for a client of its own, made in the database."""

from tests.support.world import World


async def _columns(world: World, table: str) -> list[str]:
    rows = await world.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'", table
    )
    return [row["column_name"] for row in rows]


async def _copy(world: World, table: str, count: int, *, match: str, of: str, **changed: str) -> None:
    """`changed` gives SQL for the columns that differ; `n` is the number of the copy."""
    columns = await _columns(world, table)
    values = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    await world.execute(
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {values} FROM {table} AS t, generate_series(1, {count}) AS n WHERE t.org_id = $1 AND t.{match} = $2",
        world.org, of,
    )  # fmt: skip


def _id(kind: str, of: str) -> str:
    return f"md5('{kind}' || n || '{of}')::uuid"


async def add_crowd(world: World, invoice: dict[str, object], count: int) -> None:
    """`count` copies of the invoice with its plan and its public link."""
    one, client = str(invoice["id"]), str(invoice["client_id"])
    await _copy(world, "clients", count, match="id", of=client, id=_id("client", one), code="t.code || n")
    await _copy(
        world, "invoices", count, match="id", of=one, id=_id("invoice", one), client_id=_id("client", one),
        number="t.number || '-' || n", sequence="t.sequence + 10000 + n",
    )  # fmt: skip
    await _copy(world, "reminder_plans", count, match="invoice_id", of=one, invoice_id=_id("invoice", one))
