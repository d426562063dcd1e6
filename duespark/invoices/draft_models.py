"""The table of draft numbers: which were ever given, and which of them are free again."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

draft_numbers = sa.Table(
    "draft_numbers",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("is_free", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("org_id", "number"),
    sa.CheckConstraint("sequence >= 1", name="sequence"),
    sa.Index("ix_draft_numbers_free", "org_id", "sequence", postgresql_where=sa.text("is_free")),
)
