"""Tables of payments. An invoice's `paid` is the sum of its allocations whose payment stands."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_MONEY = sa.Numeric()

payments = sa.Table(
    "payments",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("amount", _MONEY, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("unallocated", _MONEY, nullable=False, comment="The client's credit; nothing once reversed."),
    sa.Column("refunded", _MONEY, nullable=False, server_default="0", comment="Paid back to the client."),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False, server_default=""),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("reversed_at", _AT),
    sa.Column("reverse_reason", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.CheckConstraint(
        "unallocated >= 0 AND refunded >= 0 AND unallocated + refunded <= amount", name="unallocated_and_refunded"
    ),
    sa.CheckConstraint("reversed_at IS NULL OR unallocated + refunded = 0", name="reversed_is_no_credit"),
    sa.CheckConstraint("method IN ('bank_transfer', 'card', 'cash', 'other')", name="method"),
    sa.Index(
        "ix_payments_received_on",
        "org_id",
        "received_on",
        "id",
        postgresql_include=["currency", "amount", "reversed_at"],
    ),
    sa.Index("ix_payments_client", "org_id", "client_id", "received_on"),
)

allocations = sa.Table(
    "allocations",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("payment_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("amount", _MONEY, nullable=False, comment="0 where all of it was freed again by a credit note."),
    sa.ForeignKeyConstraint(["org_id", "payment_id"], ["payments.org_id", "payments.id"]),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("amount >= 0", name="amount"),
    sa.Index("ix_allocations_invoice", "org_id", "invoice_id"),
)
"""Kept when the payment is reversed, so that the history of both sides can be read; see `payments.reversed_at`."""

allocation_moves = sa.Table(
    "allocation_moves",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("payment_id", sa.Uuid, nullable=False),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("amount", _MONEY, nullable=False, comment="Put on the invoice; below zero, taken off it."),
    sa.Column(
        "moved_on", sa.Date, nullable=False, comment="The day it counts from: that of receipt, or of the change."
    ),
    sa.Column("at", _AT, nullable=False),
    sa.ForeignKeyConstraint(
        ["org_id", "payment_id", "invoice_id"],
        ["allocations.org_id", "allocations.payment_id", "allocations.invoice_id"],
    ),
    sa.CheckConstraint("amount <> 0", name="amount"),
    sa.Index("ix_allocation_moves_invoice", "org_id", "invoice_id", "moved_on"),
    info={"append_only": True},
)
"""How each allocation came to be, by day: what was paid on an invoice as of any day is their sum until then."""

early_discounts = sa.Table(
    "early_discounts",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("payment_id", sa.Uuid, nullable=False, comment="The payment that earned it, the last of several."),
    sa.Column("percent", sa.Numeric(), nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("until", sa.Date, nullable=False, comment="The last day on which it could be earned."),
    sa.Column("amount", _MONEY, nullable=False, comment="With tax."),
    sa.Column("net", _MONEY, nullable=False),
    sa.Column("tax", _MONEY, nullable=False),
    sa.Column(
        "breakdown", JSONB, nullable=False, comment="By how much the taxable amount and the tax of each rate shrink."
    ),
    sa.Column("at", _AT, nullable=False),
    sa.Column("undone_at", _AT),
    sa.Column("undo_reason", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(
        ["org_id", "payment_id", "invoice_id"],
        ["allocations.org_id", "allocations.payment_id", "allocations.invoice_id"],
    ),
    sa.CheckConstraint("amount > 0 AND amount = net + tax", name="amount"),
    sa.Index(
        "ix_early_discounts_stands", "org_id", "invoice_id", unique=True, postgresql_where=sa.text("undone_at IS NULL")
    ),
    sa.Index("ix_early_discounts_invoice", "org_id", "invoice_id", "id"),
    sa.Index("ix_early_discounts_payment", "org_id", "payment_id", "invoice_id"),
)
"""What paying early took off an invoice; the one that stands is the invoice's `discounted`."""

credit_uses = sa.Table(
    "credit_uses",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("invoice_id", sa.Uuid, comment="The invoice it paid; null for a refund."),
    sa.Column("amount", _MONEY, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("used_on", sa.Date, nullable=False),
    sa.Column("method", sa.Text, comment="How a refund was paid."),
    sa.Column("reference", sa.Text, nullable=False, server_default=""),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("at", _AT, nullable=False),
    sa.Column("undone_at", _AT),
    sa.Column("undo_reason", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.CheckConstraint("(invoice_id IS NULL) = (method IS NOT NULL)", name="refund_or_invoice"),
    sa.CheckConstraint("method IN ('bank_transfer', 'card', 'cash', 'other')", name="method"),
    sa.Index("ix_credit_uses_client", "org_id", "client_id", "id"),
    sa.Index("ix_credit_uses_invoice", "org_id", "invoice_id"),
)
"""Where a client's credit went: on an invoice, or back to the client."""

credit_use_parts = sa.Table(
    "credit_use_parts",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("use_id", sa.Uuid, primary_key=True),
    sa.Column("payment_id", sa.Uuid, primary_key=True, comment="The payment whose money it was."),
    sa.Column("amount", _MONEY, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "use_id"], ["credit_uses.org_id", "credit_uses.id"]),
    sa.ForeignKeyConstraint(["org_id", "payment_id"], ["payments.org_id", "payments.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.Index("ix_credit_use_parts_payment", "org_id", "payment_id"),
)
"""They add up to the amount of their use."""

exchange_gains = sa.Table(
    "exchange_gains",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("payment_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("currency", sa.Text, nullable=False, comment="Of the books: that of the rate the invoice states."),
    sa.Column("booked", _MONEY, nullable=False, comment="What the part was worth at the invoice's locked rate."),
    sa.Column("settled", _MONEY, comment="What it was worth when it came in; null where no rate was known."),
    sa.Column("gain", _MONEY, comment="Below zero a loss."),
    sa.Column("rate", sa.Numeric(), comment="Of the day of receipt."),
    sa.Column("rate_date", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(
        ["org_id", "payment_id", "invoice_id"],
        ["allocations.org_id", "allocations.payment_id", "allocations.invoice_id"],
    ),
    sa.CheckConstraint("gain = settled - booked", name="gain"),
    sa.CheckConstraint("num_nulls(settled, gain, rate, rate_date) IN (0, 4)", name="whole"),
    sa.Index("ix_exchange_gains_invoice", "org_id", "invoice_id"),
)
"""Beside the allocation it belongs to; like it, history once the payment is reversed."""
