"""The table of evidence: gaps in numbers, when they were seen first, and the reason a person gave."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

number_findings = sa.Table(
    "number_findings",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("series_id", sa.Uuid, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True, comment="The first count that is missing."),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("seen_at", _AT, nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default="", comment="'' until somebody explains it."),
    sa.Column("explained_at", _AT),
    sa.Column("explained_by", sa.Text, nullable=False, server_default="", comment="The name of who explained it."),
    sa.ForeignKeyConstraint(["org_id", "series_id"], ["series.org_id", "series.id"]),
    sa.CheckConstraint("last >= first", name="counts_up"),
    sa.CheckConstraint("(reason = '') = (explained_at IS NULL)", name="explained"),
    sa.Index("ix_number_findings_open", "org_id", "seen_at", postgresql_where=sa.text("explained_at IS NULL")),
)
