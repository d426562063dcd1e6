"""Tables of how invoices look: which brand of a company is used for whom and for what."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

brand_choices = sa.Table(
    "brand_choices",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("client_id", sa.Uuid, comment="Null: for every client."),
    sa.Column("kind", sa.Text, comment="Null: every kind of document."),
    sa.Column("brand_id", sa.Uuid, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "brand_id"], ["brands.org_id", "brands.id"]),
    sa.CheckConstraint("client_id IS NOT NULL OR kind IS NOT NULL", name="less_than_all"),
    sa.Index(
        "uq_brand_choices_place",
        "org_id",
        "company_id",
        "client_id",
        "kind",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
)
