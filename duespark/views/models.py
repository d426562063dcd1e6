"""Table of saved views."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

saved_views = sa.Table(
    "saved_views",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("list", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("owner_id", sa.Uuid, nullable=False, comment="The user; also when an API key of theirs made it."),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Column("filters", JSONB, nullable=False, comment="Query parameters of the list."),
    sa.Column("sort", sa.Text, nullable=False),
    sa.Column("columns", ARRAY(sa.Text), nullable=False, comment="Names of the columns shown; none is the usual ones."),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("list IN ('invoices', 'clients', 'payments')", name="list"),
    sa.CheckConstraint("name = btrim(name) AND name <> ''", name="name"),
    sa.Index("uq_saved_views_name", "org_id", "list", "owner_id", sa.text("lower(name)"), unique=True),
)
