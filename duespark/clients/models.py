"""Tables of clients. The profile is the truth; `name`, `email` and the search columns are projected from it in the same verb."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from duespark.companies.early import STORED_EARLY
from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_EXACT = sa.Text(collation="C")
"""Compared byte by byte, so that words with one beginning stand together in the index."""

clients = sa.Table(
    "clients",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("profile", JSONB, nullable=False, comment="engine.invoice.party.Party"),
    sa.Column("kind", sa.Text, nullable=False, server_default="business"),
    sa.Column("code", sa.Text, nullable=False, comment="Short name, used in invoice numbers."),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("payment_terms_days", sa.Integer, comment="Null: those of the company that bills."),
    sa.Column("early_discounts", JSONB, comment="companies.early.EarlyStep; null: those of the company, empty: none."),
    sa.Column(
        "shipping_address", JSONB, comment="engine.invoice.party.Address; null: goods go to the profile's address."
    ),
    sa.Column("order_format", sa.Text, nullable=False, server_default="", comment="engine.invoice.order_format"),
    sa.Column("credit_limit", sa.Numeric(), comment="In the client's currency; null is none."),
    sa.Column("custom", JSONB, nullable=False, server_default="{}", comment="Text by key of client_fields."),
    sa.Column("tags", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("reminders_paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("notes", sa.Text, nullable=False, server_default=""),
    sa.Column("folded_name", _EXACT, nullable=False, comment="clients.words.folded; for search and duplicates."),
    sa.Column("search", _EXACT, nullable=False, comment="All words of the client between blanks."),
    sa.Column("archived_at", _AT),
    sa.Column("merged_into", sa.Uuid, comment="The client that took over its invoices and payments."),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "merged_into"], ["clients.org_id", "clients.id"]),
    sa.UniqueConstraint("org_id", "code"),
    sa.CheckConstraint("kind IN ('business', 'consumer')", name="kind"),
    sa.CheckConstraint("payment_terms_days BETWEEN 0 AND 365", name="payment_terms_days"),
    sa.CheckConstraint(STORED_EARLY, name="early_discounts"),
    sa.CheckConstraint("credit_limit >= 0", name="credit_limit"),
    sa.CheckConstraint("merged_into IS NULL OR archived_at IS NOT NULL", name="merged_is_archived"),
    sa.CheckConstraint("merged_into <> id", name="merged_into_another"),
    sa.Index("ix_clients_name", "org_id", sa.text("lower(name)"), "id"),
    sa.Index("ix_clients_folded_name", "org_id", "folded_name", "id"),
    sa.Index("ix_clients_created", "org_id", "created_at", "id"),
    sa.Index("ix_clients_merged_into", "org_id", "merged_into", postgresql_where=sa.text("merged_into IS NOT NULL")),
)

client_contacts = sa.Table(
    "client_contacts",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("language", sa.Text, comment="Null: that of the document."),
    sa.Column("channel", sa.Text, nullable=False, comment="How the contact wants to be reached."),
    sa.Column("receives_invoices", sa.Boolean, nullable=False),
    sa.Column("receives_reminders", sa.Boolean, nullable=False),
    sa.Column("notes", sa.Text, nullable=False, server_default=""),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("role IN ('billing', 'accounts_payable', 'owner', 'cc', 'escalation', 'other')", name="role"),
    sa.CheckConstraint("channel IN ('email', 'phone')", name="channel"),
    sa.CheckConstraint("email <> '' OR channel <> 'email'", name="email_to_write_to"),
    sa.CheckConstraint("phone <> '' OR channel <> 'phone'", name="phone_to_call"),
    sa.CheckConstraint("channel = 'email' OR NOT (receives_invoices OR receives_reminders)", name="mail_goes_by_email"),
    sa.Index("ix_client_contacts_client", "org_id", "client_id", "id"),
)

client_certificates = sa.Table(
    "client_certificates",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False, comment="Whose tax is not charged."),
    sa.Column("region", sa.Text, nullable=False, comment="Code of ISO 3166-2; empty: the whole country."),
    sa.Column("reason", sa.Text, nullable=False, comment="Printed beside the number (BT-120)."),
    sa.Column("valid_from", sa.Date, nullable=False, comment="First day it holds."),
    sa.Column("valid_until", sa.Date, comment="Last day it holds; null for no end."),
    sa.Column("file_key", sa.Text, comment="Where the copy is kept (runtime.storage)."),
    sa.Column("file_name", sa.Text, nullable=False, server_default=""),
    sa.Column("file_type", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("number <> ''", name="number"),
    sa.CheckConstraint("valid_until >= valid_from", name="days"),
    sa.CheckConstraint("(file_key IS NULL) = (file_type IS NULL)", name="file"),
    sa.Index("ix_client_certificates_client", "org_id", "client_id", "id"),
)

client_fields = sa.Table(
    "client_fields",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, comment="Name in `clients.custom`; never changes."),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("choices", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.UniqueConstraint("org_id", "key"),
    sa.CheckConstraint("kind IN ('text', 'number', 'date', 'choice')", name="kind"),
    sa.CheckConstraint("(kind = 'choice') = (cardinality(choices) > 0)", name="choices"),
)

client_segments = sa.Table(
    "client_segments",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("rules", JSONB, nullable=False, comment="clients.segments.Rules"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.Index("uq_client_segments_name", "org_id", sa.text("lower(name)"), unique=True),
)

client_words = sa.Table(
    "client_words",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("word", _EXACT, primary_key=True),
    sa.Column("client_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("kind IN ('tax_id', 'domain', 'name', 'other')", name="kind"),
    sa.Index("ix_client_words_tax_id", "org_id", "word", postgresql_where=sa.text("kind = 'tax_id'")),
)
"""What clients are found by. Only `=`, `<` and `>=` on it may use an index behind row-level security; see `search.py`."""

client_grams = sa.Table(
    "client_grams",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("gram", _EXACT, primary_key=True),
    sa.Column("word", _EXACT, primary_key=True),
)
"""Three letters in a row of each word of a name or place: how a misspelled word is found. Words are never taken out."""
