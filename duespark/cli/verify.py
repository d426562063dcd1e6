"""`duespark verify`: checks every chain, signature and number, and names the first broken link of each series."""

import asyncio
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from duespark.engine.errors import NotFound
from duespark.engine.invoice.number_gaps import Gap
from duespark.evidence.export import one_moment
from duespark.evidence.verify import SeriesProof, verify_organization
from duespark.runtime.db import Pool, Q, open_pool
from duespark.runtime.tx import begin

_ORGANIZATIONS = Q(
    "SELECT id, name, (SELECT coalesce(sum(position), 0) FROM series_chains AS c WHERE c.org_id = o.id) AS versions"
    " FROM organizations AS o WHERE CAST(:wanted AS text) IS NULL OR CAST(id AS text) = CAST(:wanted AS text)"
    " OR lower(name) = lower(CAST(:wanted AS text)) ORDER BY name, id"
)
_SHOWN = 5


class NoSuchOrganization(NotFound):
    code = "cli.no_such_organization"
    sentence = "There is no organization {wanted}. Give its name or its id, or nothing for all of them."


async def verify_all(dsn: str, console: Console, *, wanted: str | None = None) -> bool:
    """Print the state of every series; whether all of it holds. Raises `NoSuchOrganization`."""
    pool = await open_pool(dsn, size=1)
    try:
        async with begin(pool) as tx:
            rows = await _ORGANIZATIONS.all(tx.conn, wanted=wanted)
        if wanted is not None and not rows:
            raise NoSuchOrganization(wanted=wanted)
        with _bar(console) as bar:
            task = bar.add_task("Checking", total=sum(row["versions"] for row in rows))
            states = [await _one(pool, bar, task, row["id"], row["name"]) for row in rows]
    finally:
        await pool.close()
    return all(states)


def _bar(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


async def _one(pool: Pool, bar: Progress, task: object, org: UUID, name: str) -> bool:
    """One organization, seen as it is at one moment whatever is issued meanwhile."""
    holds = True
    bar.console.print(f"[bold]{name}[/bold]" if bar.console.is_terminal else name, markup=bar.console.is_terminal)
    async with one_moment(pool, org) as tx:
        async for proof in verify_organization(tx, progress=lambda count: bar.advance(task, count)):  # type: ignore[arg-type]
            holds = holds and proof.holds
            for line in report(proof):
                bar.console.print(line, markup=False)
    return holds


def report(proof: SeriesProof) -> list[str]:
    """What an operator reads about one series."""
    if proof.holds:
        head = f", head {proof.head[:16]}" if proof.head else ""
        erased = f", {proof.erased} of them erased lawfully" if proof.erased else ""
        return [f"  ✓ {proof.name}: {proof.versions} versions{erased}, {proof.numbers.used} numbers{head}"]
    lines = [f"  ✗ {proof.name}: {proof.versions} versions hold"]
    if proof.broken is not None:
        broken = proof.broken
        where = f"{broken.invoice_number}, version {broken.version}" if broken.version else broken.invoice_number
        lines.append(f"    → {where or proof.name}: {broken.sentence} ({broken.what}, link {broken.position}).")
    lines += [f"    → {_gap(gap)}." for gap in proof.numbers.gaps[:_SHOWN]]
    lines += [f"    → The number {' and '.join(group)} was given twice." for group in proof.numbers.duplicates[:_SHOWN]]
    return lines


def _gap(gap: Gap) -> str:
    missing = str(gap.first) if gap.first == gap.last else f"{gap.first} to {gap.last}"
    around = [f"behind {gap.behind}" if gap.behind else "", f"before {gap.before}" if gap.before else ""]
    place = " and ".join(part for part in around if part)
    period = f" of {gap.period}" if gap.period else ""
    return f"The count {missing}{period} is missing{', ' if place else ''}{place}"


def run(dsn: str, console: Console, *, wanted: str | None = None) -> bool:
    """`verify_all` outside of any loop."""
    return asyncio.run(verify_all(dsn, console, wanted=wanted))
