"""Tables of brands. A brand can change at any time: an issued document holds the look it was issued with."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

brands = sa.Table(
    "brands",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("design", JSONB, nullable=False, comment="companies.brands.design.Design"),
    sa.Column(
        "logos",
        JSONB,
        nullable=False,
        server_default="{}",
        comment="By variant: the key in the store, media type, own.",
    ),
    sa.Column("is_default", sa.Boolean, nullable=False),
    sa.Column("archived_at", _AT),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint("name = btrim(name) AND name <> ''", name="name"),
    sa.CheckConstraint("NOT (is_default AND archived_at IS NOT NULL)", name="default_in_use"),
    sa.Index("uq_brands_name", "org_id", "company_id", sa.text("lower(name)"), unique=True),
    sa.Index("uq_brands_default", "org_id", "company_id", unique=True, postgresql_where=sa.text("is_default")),
)
