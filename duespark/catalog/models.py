"""Tables of the catalog. That a bundle has parts, and that no part is a bundle itself, are constraints."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_ITEM = ["items.org_id", "items.id"]
_KIND = [*_ITEM, "items.is_bundle"]

items = sa.Table(
    "items",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, comment="The description of the lines made of it."),
    sa.Column("description", sa.Text, nullable=False, comment="The note of the lines made of it."),
    sa.Column("sku", sa.Text, nullable=False, comment="Empty for none."),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("tax", sa.Text, nullable=False, comment="Key of a tax rate."),
    sa.Column("gtin", sa.Text, nullable=False),
    sa.Column("supply", sa.Text, nullable=False, server_default="", comment="Sold; empty: as the document says."),
    sa.Column("classifications", JSONB, nullable=False, comment="engine.invoice.line.Classification"),
    sa.Column("is_bundle", sa.Boolean, nullable=False),
    sa.Column("archived_at", _AT),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.UniqueConstraint("org_id", "id", "is_bundle"),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.CheckConstraint("supply IN ('', 'goods', 'services', 'digital', 'intangible')", name="supply"),
    sa.Index("uq_items_sku", "org_id", sa.text("lower(sku)"), unique=True, postgresql_where=sa.text("sku <> ''")),
    sa.Index("ix_items_name", "org_id", sa.text("lower(name)"), "id"),
    sa.Index("ix_items_created", "org_id", "created_at", "id"),
)

item_prices = sa.Table(
    "item_prices",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("item_id", sa.Uuid, primary_key=True),
    sa.Column("currency", sa.Text, primary_key=True),
    sa.Column("from_quantity", sa.Numeric(), primary_key=True, comment="The price holds from this quantity on."),
    sa.Column("unit_price", sa.Numeric(), nullable=False),
    sa.ForeignKeyConstraint(["org_id", "item_id"], _ITEM),
    sa.CheckConstraint("from_quantity >= 0 AND unit_price >= 0", name="not_negative"),
)

item_parts = sa.Table(
    "item_parts",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("bundle_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.Uuid, nullable=False),
    sa.Column("quantity", sa.Numeric(), nullable=False),
    sa.Column("is_bundle", sa.Boolean, nullable=False, server_default=sa.true(), comment="Always: what has parts."),
    sa.Column(
        "part_is_bundle", sa.Boolean, nullable=False, server_default=sa.false(), comment="Never: what is a part."
    ),
    sa.ForeignKeyConstraint(["org_id", "bundle_id", "is_bundle"], _KIND),
    sa.ForeignKeyConstraint(["org_id", "item_id", "part_is_bundle"], _KIND, name="fk_item_parts_part"),
    sa.CheckConstraint("is_bundle AND NOT part_is_bundle", name="kinds"),
    sa.CheckConstraint("quantity > 0", name="quantity"),
    sa.Index("ix_item_parts_item", "org_id", "item_id"),
)

contract_prices = sa.Table(
    "contract_prices",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("item_id", sa.Uuid, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False, comment="First day it holds."),
    sa.Column("until", sa.Date, comment="Last day it holds; null for no end."),
    sa.Column("unit_price", sa.Numeric(), nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "item_id"], _ITEM),
    sa.UniqueConstraint("org_id", "item_id", "client_id", "currency", "since"),
    sa.CheckConstraint("unit_price >= 0", name="unit_price"),
    sa.CheckConstraint("until >= since", name="days"),
    sa.Index("ix_contract_prices_client", "org_id", "client_id"),
)
