"""Tables of exchange rates. What the ECB publishes is public and belongs to the house; what an organization pays for is its own."""

import sqlalchemy as sa

from duespark.runtime.db import metadata
from duespark.runtime.tx import HOUSE

_AT = sa.DateTime(timezone=True)
_OF_THE_HOUSE = f"org_id = '{HOUSE}'"
_SOURCES = "'ecb', 'openexchangerates', 'xe'"

exchange_rates = sa.Table(
    "exchange_rates",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("base", sa.Text, primary_key=True, comment="The source's pivot: one unit of it is `rate` of `quote`."),
    sa.Column("quote", sa.Text, primary_key=True),
    sa.Column("rate_date", sa.Date, primary_key=True),
    sa.Column("rate", sa.Numeric(), nullable=False),
    sa.Column("fetched_at", _AT, nullable=False),
    sa.CheckConstraint(f"source IN ({_SOURCES})", name="source"),
    sa.CheckConstraint("rate > 0 AND base <> quote", name="rate"),
    sa.CheckConstraint(f"(source = 'ecb') = ({_OF_THE_HOUSE})", name="owner"),
    sa.Index("ix_exchange_rates_day", "org_id", "source", "rate_date", "quote"),
    info={"shared": _OF_THE_HOUSE},
)
"""History: a row is never deleted, and changes only while its day is not over."""

rate_feeds = sa.Table(
    "rate_feeds",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("next_at", _AT, nullable=False),
    sa.Column("mark", sa.Text, nullable=False, server_default="", comment="What the source wants to hear again."),
    sa.Column("newest_date", sa.Date, comment="The last day of which rates are stored."),
    sa.Column("succeeded_at", _AT),
    sa.Column("failed_at", _AT),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0", comment="In a row; 0 after a success."),
    sa.Column("error_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint(f"source IN ({_SOURCES})", name="source"),
    sa.CheckConstraint(f"(source = 'ecb') = ({_OF_THE_HOUSE})", name="owner"),
    info={"shared": _OF_THE_HOUSE},
)
"""How each source does, by the real time."""

rate_settings = sa.Table(
    "rate_settings",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("refresh", sa.Text, nullable=False),
    sa.Column("max_age_days", sa.Integer, nullable=False),
    sa.Column("credentials", sa.LargeBinary, comment="Encrypted JSON of adapters.fx_rates.sources.Credentials"),
    sa.Column("key_hint", sa.Text, nullable=False, server_default="", comment="The key's last characters."),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint(f"source IN ({_SOURCES}, 'manual')", name="source"),
    sa.CheckConstraint("refresh IN ('hourly', 'daily', 'weekly')", name="refresh"),
    sa.CheckConstraint("max_age_days BETWEEN 1 AND 366", name="max_age_days"),
    sa.CheckConstraint("(credentials IS NOT NULL) = (source IN ('openexchangerates', 'xe'))", name="credentials"),
)
"""No row: the ECB, daily, seven days."""

rate_overrides = sa.Table(
    "rate_overrides",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("base", sa.Text, primary_key=True),
    sa.Column("quote", sa.Text, primary_key=True),
    sa.Column("rate_date", sa.Date, primary_key=True),
    sa.Column("rate", sa.Numeric(), nullable=False),
    sa.Column("reference", sa.Text, nullable=False, comment="Where it is from; printed beside the rate."),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("rate > 0 AND base <> quote", name="rate"),
    sa.Index(
        "uq_rate_overrides_pair",
        "org_id",
        sa.text("least(base, quote)"),
        sa.text("greatest(base, quote)"),
        "rate_date",
        unique=True,
    ),
)
"""Rates a person entered; on their day they win over fetched ones, in both directions."""
