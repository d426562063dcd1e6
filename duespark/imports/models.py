"""Tables of imports."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_KINDS = "kind IN ('clients', 'items', 'invoices')"

import_runs = sa.Table(
    "import_runs",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("file_key", sa.Text, nullable=False, comment="The file in the store, by content."),
    sa.Column("company_id", sa.Uuid, comment="Whose invoices they are; null for clients and items."),
    sa.Column("columns", JSONB, nullable=False, comment="What each column is, null where it is not used."),
    sa.Column("options", JSONB, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("report", JSONB, comment="What a check found, or an import did."),
    sa.Column("problem", sa.Text, nullable=False, server_default=""),
    sa.Column("done", sa.Integer, nullable=False, server_default="0"),
    sa.Column("total", sa.Integer, nullable=False, server_default="0"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint(_KINDS, name="kind"),
    sa.CheckConstraint("format IN ('csv', 'xlsx', 'xml', 'pdf')", name="format"),
    sa.CheckConstraint(
        "state IN ('mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')",
        name="state",
    ),
    sa.Index("ix_import_runs_recent", "org_id", "id"),
)

import_rows = sa.Table(
    "import_rows",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("run_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, comment="Order in the report."),
    sa.Column("row", sa.Integer, nullable=False, comment="First row in the file, counted from 1; 0 for a whole file."),
    sa.Column("rows", sa.Integer, nullable=False, comment="How many rows of the file it stands for."),
    sa.Column("fate", sa.Text, nullable=False),
    sa.Column("external_id", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("problem", sa.Text, nullable=False, server_default=""),
    sa.Column("amount", sa.Numeric(), comment="Sum of the rows without tax; null for clients and items."),
    sa.Column("currency", sa.Text, nullable=False, server_default=""),
    sa.Column("subject_id", sa.Uuid, comment="What was made of it."),
    sa.ForeignKeyConstraint(["org_id", "run_id"], ["import_runs.org_id", "import_runs.id"], ondelete="CASCADE"),
    sa.CheckConstraint("fate IN ('add', 'known', 'refused', 'kept', 'removed')", name="fate"),
)

import_records = sa.Table(
    "import_records",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("external_id", sa.Text, primary_key=True, comment="For invoices with the company before it."),
    sa.Column("subject_id", sa.Uuid, nullable=False),
    sa.Column("run_id", sa.Uuid, nullable=False),
    sa.Column("position", sa.Integer, nullable=False, comment="Order in which the run made them."),
    sa.Column("version", sa.Integer, nullable=False, comment="Of what was made, to see whether it changed since."),
    sa.ForeignKeyConstraint(["org_id", "run_id"], ["import_runs.org_id", "import_runs.id"]),
    sa.CheckConstraint(_KINDS, name="kind"),
    sa.UniqueConstraint("org_id", "run_id", "position"),
)

import_mappings = sa.Table(
    "import_mappings",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("headings", JSONB, nullable=False, comment="Headings of the file and the field each is."),
    sa.Column("options", JSONB, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.UniqueConstraint("org_id", "kind", "name"),
    sa.CheckConstraint(_KINDS, name="kind"),
)
