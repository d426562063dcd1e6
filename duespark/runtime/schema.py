"""All tables of the program in one place, and the row-level security each of them must have.

A table belongs to an organization (it has `org_id`) unless its `info["rls"]` says otherwise: `"system"` for tables that
only the system's scope may touch, or an SQL condition of its own. `info["shared"]` is a condition under which rows may be
read, and only read, by every organization. A table with `info["append_only"]` takes new rows and shows them, but no
statement of the program changes or deletes one; with `info["erasable"]`, the name of a column, only behind a record in
`document_erasures` of what it names: rows are deleted or, where `info["emptied"]` says what is left of one, emptied.
"""

import importlib
import pkgutil

import sqlalchemy as sa

import duespark
from duespark.runtime.db import metadata

SYSTEM_SCOPE = "current_setting('app.org', true) = '*'"
OWN_ORGANIZATION = "org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid"


def all_tables() -> list[sa.Table]:
    """Every table, parents before children; imports all `models` and `x_models` modules, and those of `runtime`."""
    runtime = importlib.import_module("duespark.runtime")
    for found in pkgutil.walk_packages(runtime.__path__, "duespark.runtime."):
        if found.name != __name__:
            importlib.import_module(found.name)
    for found in pkgutil.iter_modules(duespark.__path__, "duespark."):
        package = importlib.import_module(found.name) if found.ispkg else None
        for part in pkgutil.iter_modules(package.__path__, f"{found.name}.") if package else ():
            if part.name.endswith((".models", "_models")):
                importlib.import_module(part.name)
    return list(metadata.sorted_tables)


def policy_of(table: sa.Table) -> str:
    """The condition under which a row may be seen or written."""
    rule = table.info.get("rls")
    if rule == "system":
        return SYSTEM_SCOPE
    return f"{SYSTEM_SCOPE} OR {rule or OWN_ORGANIZATION}"


def _erasing(table: sa.Table, rule: str) -> list[str]:
    """The policy that lets what was lawfully erased go from an append-only table."""
    column, emptied = table.info.get("erasable"), table.info.get("emptied")
    if column is None:
        return []
    erased = (
        "EXISTS (SELECT 1 FROM document_erasures AS e"
        f" WHERE e.org_id = {table.name}.org_id AND e.invoice_id = {table.name}.{column})"
    )
    allowed = f"USING (({rule}) AND {erased})"
    if emptied is None:
        return [f"CREATE POLICY tenant_erases ON {table.name} FOR DELETE {allowed}"]
    allowed = f"USING (({rule}) AND {erased} AND NOT ({emptied}))"
    return [f"CREATE POLICY tenant_erases ON {table.name} FOR UPDATE {allowed} WITH CHECK (({rule}) AND {emptied})"]


def security_sql(table: sa.Table) -> list[str]:
    """Statements that put the second wall around a table; FORCE binds its owner too."""
    rule = policy_of(table)
    policies = [f"CREATE POLICY tenant ON {table.name} USING ({rule})"]
    if table.info.get("append_only"):
        policies = [
            f"CREATE POLICY tenant ON {table.name} FOR SELECT USING ({rule})",
            f"CREATE POLICY tenant_adds ON {table.name} FOR INSERT WITH CHECK ({rule})",
            *_erasing(table, rule),
        ]
    statements = [
        f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY",
        *policies,
    ]
    if "shared" in table.info:
        statements.append(f"CREATE POLICY shared ON {table.name} FOR SELECT USING ({table.info['shared']})")
    return statements
