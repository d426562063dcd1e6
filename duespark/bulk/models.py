"""Tables of bulk runs. What a row did is committed with the row, so that no invoice is done twice or forgotten."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

bulk_runs = sa.Table(
    "bulk_runs",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("wish", JSONB, nullable=False, comment="What was chosen with the action, such as the day of payment."),
    sa.Column("filters", JSONB, nullable=False, comment="What the invoices were found by."),
    sa.Column("state", sa.Text, nullable=False, server_default="running"),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("actor_kind", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Uuid),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("file_key", sa.Text, comment="The ZIP or PDF of an export, until it is removed."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("touched_at", _AT, nullable=False, comment="When it last went on, in real time."),
    sa.Column("finished_at", _AT),
    sa.CheckConstraint("state IN ('running', 'done', 'cancelled')", name="state"),
    sa.CheckConstraint("(state = 'running') = (finished_at IS NULL)", name="finished"),
    sa.CheckConstraint(
        "action IN ('issue', 'issue_and_send', 'send', 'remind', 'pay', 'delete', 'export_pdf', 'merge_pdf')",
        name="action",
    ),
    sa.Index("ix_bulk_runs_running", "org_id", "touched_at", postgresql_where=sa.text("state = 'running'")),
)

bulk_rows = sa.Table(
    "bulk_rows",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("run_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False, comment="No foreign key: a draft may be gone by now."),
    sa.Column("number", sa.Text),
    sa.Column("client_name", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="waiting"),
    sa.Column("result", sa.Text, nullable=False, server_default="", comment="The number, the recipients, the file."),
    sa.Column("code", sa.Text, nullable=False, server_default="", comment="Error code where it failed."),
    sa.Column("detail", sa.Text, nullable=False, server_default="", comment="The same as a sentence."),
    sa.Column("done_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "run_id"], ["bulk_runs.org_id", "bulk_runs.id"]),
    sa.UniqueConstraint("org_id", "run_id", "invoice_id"),
    sa.CheckConstraint("state IN ('waiting', 'done', 'failed', 'cancelled')", name="state"),
    sa.CheckConstraint("(state = 'failed') = (code <> '')", name="failed_with_code"),
    sa.Index("ix_bulk_rows_state", "org_id", "run_id", "state", "position"),
)
