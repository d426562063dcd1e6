"""Tables of invoices. The document is the truth; the columns beside it are projected from it in the same statement."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_MONEY = sa.Numeric()

LIST_KEYS = {
    "issue_date": "(COALESCE(issue_date, CAST('9999-01-01' AS DATE)))",
    "due_date": "(COALESCE(due_date, CAST('9999-01-01' AS DATE)))",
    # As PostgreSQL writes it, line by line, so that the comparison of migrations and tables finds them equal.
    "lateness": "(\nCASE\n    WHEN balance > 0::numeric THEN due_date\n    ELSE '9999-01-01'::date\nEND)",
    "number": "(COALESCE(number, ''))",
    "gross": "gross",
    "client": "(lower(client_name))",
}
"""What the list can be sorted by besides its age: each has an index, so that a page costs the same in a long ledger."""

series = sa.Table(
    "series",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, comment="Document kind the series numbers."),
    sa.Column("name", sa.Text, nullable=False, server_default="", comment="Tells it from others of its kind."),
    sa.Column("is_default", sa.Boolean, nullable=False, comment="Whether it numbers what nobody chose a series for."),
    sa.Column("pattern", sa.Text, nullable=False),
    sa.Column("reset", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False, server_default="1"),
    sa.Column("per_client", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column(
        "year_start", sa.Integer, nullable=False, server_default="1", comment="Month the financial year begins with."
    ),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.Index(
        "ix_series_default",
        "org_id",
        "company_id",
        "kind",
        unique=True,
        postgresql_where=sa.text("is_default"),
    ),
    sa.Index("ix_series_company", "org_id", "company_id", "kind"),
    sa.CheckConstraint("reset IN ('never', 'yearly', 'quarterly', 'monthly')", name="reset"),
    sa.CheckConstraint("year_start BETWEEN 1 AND 12", name="year_start"),
    sa.CheckConstraint("start >= 1", name="start"),
)

series_counters = sa.Table(
    "series_counters",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("series_id", sa.Uuid, primary_key=True),
    sa.Column(
        "period",
        sa.Text,
        primary_key=True,
        comment="'' for a series that never starts again, else 2026, 2026-Q1, 2026-01; then /NOVA where clients are counted apart.",
    ),
    sa.Column(
        "client",
        sa.Text,
        sa.Computed(
            "CASE WHEN position('/' IN period) > 0 THEN substr(period, position('/' IN period) + 1) ELSE '' END",
            persisted=True,
        ),
        comment="Code of the client who is counted apart.",
    ),
    sa.Column("first", sa.Integer, nullable=False, comment="The count the period began at."),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("last_date", sa.Date, nullable=False, comment="The newest issue date of the period."),
    sa.ForeignKeyConstraint(["org_id", "series_id"], ["series.org_id", "series.id"]),
    sa.CheckConstraint("first >= 1 AND last >= first - 1", name="counts_up"),
    sa.Index("ix_series_counters_client", "org_id", "series_id", "client"),
)

series_chains = sa.Table(
    "series_chains",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("series_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False, comment="How many versions the series has."),
    sa.Column("hash", sa.Text, nullable=False, comment="Hash of the newest of them; '' before the first is written."),
    sa.ForeignKeyConstraint(["org_id", "series_id"], ["series.org_id", "series.id"]),
)

invoices = sa.Table(
    "invoices",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column(
        "origin",
        sa.Text,
        nullable=False,
        server_default="own",
        comment="imported: issued elsewhere; it keeps its number and is in no series.",
    ),
    sa.Column("series_id", sa.Uuid),
    sa.Column("period", sa.Text),
    sa.Column("sequence", sa.Integer),
    sa.Column("number", sa.Text),
    sa.Column("draft_number", sa.Text, comment="What a draft is called until it is issued; then it is free again."),
    sa.Column("issue_date", sa.Date),
    sa.Column("due_date", sa.Date),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("net", _MONEY, nullable=False),
    sa.Column("tax", _MONEY, nullable=False),
    sa.Column("gross", _MONEY, nullable=False),
    sa.Column("amount_due", _MONEY, nullable=False),
    sa.Column("paid", _MONEY, nullable=False, server_default="0"),
    sa.Column(
        "credited", _MONEY, nullable=False, server_default="0", comment="Taken back: credit notes, early payment."
    ),
    sa.Column("discounted", _MONEY, nullable=False, server_default="0", comment="Of `credited`, for early payment."),
    sa.Column(
        "written_off", _MONEY, nullable=False, server_default="0", comment="Given up: nobody expects it any more."
    ),
    sa.Column(
        "applied",
        _MONEY,
        nullable=False,
        server_default="0",
        comment="Of a deposit invoice: deducted on other invoices, or forfeited.",
    ),
    sa.Column(
        "corrects_id", sa.Uuid, comment="The document a credit note takes back or a corrective invoice corrects."
    ),
    sa.Column(
        "source_id", sa.Uuid, comment="The document it was made from: an invoice's quote, a quote's earlier one."
    ),
    sa.Column("valid_until", sa.Date, comment="The last day on which a quote may be accepted."),
    sa.Column("answer", sa.Text, comment="What the client said to a quote; null while open."),
    sa.Column("answered_at", _AT),
    sa.Column(
        "balance",
        _MONEY,
        sa.Computed(
            "CASE WHEN status = 'issued' AND kind IN ('invoice', 'corrective_invoice', 'deposit_invoice', 'final_invoice')"
            " THEN greatest(amount_due - paid - credited - written_off, amount_due * 0) ELSE amount_due * 0 END",
            persisted=True,
        ),
    ),
    sa.Column("client_name", sa.Text, nullable=False),
    sa.Column("document", JSONB, nullable=False),
    sa.Column(
        "exchange_typed",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Whether a person chose the exchange rate of a draft; else it is that of the day when it is issued.",
    ),
    sa.Column("bank_account_id", sa.Uuid, comment="The company's account a person chose; null: that of the currency."),
    sa.Column(
        "seller_address_id", sa.Uuid, comment="The company's further address it is from; null: the registered one."
    ),
    sa.Column("ship_from_id", sa.Uuid, comment="The company's further address where goods leave."),
    sa.Column(
        "discount_codes", ARRAY(sa.Text), comment="Codes given with a draft that follows the discount rules; else null."
    ),
    sa.Column("chosen_series_id", sa.Uuid, comment="The series a person chose for the number; null: the default."),
    sa.Column(
        "brand_id", sa.Uuid, comment="The brand a person chose for it; null: that of its client, kind or company."
    ),
    sa.Column("look", JSONB, comment="The brand as issued, so that a printed invoice never changes; null in drafts."),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.Column("issued_at", _AT),
    sa.Column("sent_at", _AT, comment="When it was first accepted for the client by a mail provider."),
    sa.Column("settled_at", _AT),
    sa.Column("voided_at", _AT),
    sa.Column("void_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("erased_at", _AT, comment="When its content was taken out, because no law kept it any more."),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "series_id"], ["series.org_id", "series.id"]),
    sa.ForeignKeyConstraint(["org_id", "brand_id"], ["brands.org_id", "brands.id"]),
    sa.ForeignKeyConstraint(["org_id", "chosen_series_id"], ["series.org_id", "series.id"]),
    sa.UniqueConstraint("org_id", "series_id", "period", "sequence"),
    sa.UniqueConstraint("org_id", "company_id", "number"),
    sa.UniqueConstraint("org_id", "draft_number"),
    sa.CheckConstraint("status IN ('draft', 'issued', 'void')", name="status"),
    sa.CheckConstraint("(status = 'draft') = (number IS NULL)", name="numbered_when_issued"),
    sa.CheckConstraint("status = 'draft' OR draft_number IS NULL", name="draft_number_of_draft"),
    sa.ForeignKeyConstraint(["org_id", "corrects_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "source_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("erased_at IS NULL OR status <> 'draft'", name="drafts_are_deleted"),
    sa.CheckConstraint("answer IN ('accepted', 'rejected')", name="answer"),
    sa.CheckConstraint("answer IS NULL OR (kind = 'quote' AND status <> 'draft')", name="only_quotes_are_answered"),
    sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at"),
    sa.CheckConstraint(
        "paid >= 0 AND (status <> 'issued' OR paid <= greatest(amount_due, 0))", name="paid_at_most_due"
    ),
    sa.CheckConstraint(
        "credited >= 0 AND (status <> 'issued' OR credited <= greatest(amount_due, 0))", name="credited_at_most_due"
    ),
    sa.CheckConstraint("discounted BETWEEN 0 AND credited", name="discounted_is_credited"),
    sa.CheckConstraint(
        "written_off >= 0 AND (written_off = 0 OR paid + credited + written_off <= amount_due)",
        name="written_off_at_most_due",
    ),
    sa.CheckConstraint("applied >= 0 AND (applied = 0 OR kind = 'deposit_invoice')", name="deposits_are_applied"),
    sa.CheckConstraint(
        "applied = 0 OR (applied <= paid AND applied + credited <= amount_due)", name="applied_at_most_paid"
    ),
    sa.CheckConstraint("origin IN ('own', 'imported')", name="origin"),
    sa.CheckConstraint("origin = 'own' OR (series_id IS NULL AND status <> 'draft')", name="imported_in_no_series"),
    sa.CheckConstraint(
        "(corrects_id IS NULL OR kind IN ('credit_note', 'corrective_invoice'))"
        " AND (kind NOT IN ('credit_note', 'corrective_invoice') OR corrects_id IS NOT NULL OR origin = 'imported')",
        name="corrections_correct",
    ),
    sa.Index("ix_invoices_corrects", "org_id", "corrects_id", postgresql_where=sa.text("corrects_id IS NOT NULL")),
    sa.Index("ix_invoices_source", "org_id", "source_id", postgresql_where=sa.text("source_id IS NOT NULL")),
    sa.Index(
        "ix_invoices_outside",
        "org_id",
        "company_id",
        postgresql_where=sa.text("series_id IS NULL AND number IS NOT NULL"),
    ),
    sa.Index("ix_invoices_created", "org_id", "created_at", "id"),
    *(sa.Index(f"ix_invoices_by_{name}", "org_id", sa.text(key), "id") for name, key in LIST_KEYS.items()),
    sa.Index("ix_invoices_open", "org_id", "due_date", "id", postgresql_where=sa.text("balance > 0")),
    sa.Index(
        "ix_invoices_owed",
        "org_id",
        "client_id",
        "currency",
        postgresql_include=["due_date", "balance", "company_id"],
        postgresql_where=sa.text("balance > 0"),
    ),
    sa.Index(
        "ix_invoices_overpaid",
        "org_id",
        "client_id",
        "currency",
        postgresql_where=sa.text("status = 'issued' AND paid > 0 AND paid + credited > amount_due"),
    ),
    sa.Index(
        "ix_invoices_deposits",
        "org_id",
        "issue_date",
        "id",
        postgresql_where=sa.text("kind = 'deposit_invoice' AND status = 'issued'"),
    ),
    sa.Index("ix_invoices_client", "org_id", "client_id", "issue_date"),
    sa.Index("ix_invoices_drafts", "org_id", "currency", postgresql_where=sa.text("status = 'draft'")),
)

draft_saves = sa.Table(
    "draft_saves",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, comment="Counted from 1 for each draft."),
    sa.Column("version", sa.Integer, comment="The draft's version it was; null for what was only set aside."),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("document", JSONB, nullable=False),
    sa.Column("exchange_typed", sa.Boolean, nullable=False),
    sa.Column("bank_account_id", sa.Uuid),
    sa.Column("brand_id", sa.Uuid),
    sa.Column("chosen_series_id", sa.Uuid),
    sa.Column("seller_address_id", sa.Uuid),
    sa.Column("ship_from_id", sa.Uuid),
    sa.Column("discount_codes", ARRAY(sa.Text)),
    sa.Column("at", _AT, nullable=False),
    sa.Column("actor_kind", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Uuid),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.UniqueConstraint("org_id", "invoice_id", "version"),
)

attachments = sa.Table(
    "attachments",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False, server_default=""),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, comment="Of the bytes; names them in the store."),
    sa.Column("size", sa.Integer, nullable=False, comment="Bytes."),
    sa.Column("for_client", sa.Boolean, nullable=False, comment="Whether it becomes a part of the document at issue."),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.UniqueConstraint("org_id", "invoice_id", "name"),
    sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
    sa.CheckConstraint("size > 0", name="size"),
)

write_offs = sa.Table(
    "write_offs",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("amount", _MONEY, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("at", _AT, nullable=False),
    sa.Column("undone_at", _AT),
    sa.Column("undo_reason", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.CheckConstraint("reason IN ('uncollectible', 'insolvent', 'dispute', 'small_amount', 'other')", name="reason"),
    sa.Index("ix_write_offs_invoice", "org_id", "invoice_id", "at"),
)
"""Those that are not undone add up to the invoice's `written_off`."""

invoice_rules = sa.Table(
    "invoice_rules",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, primary_key=True),
    sa.Column("amendments", sa.Text, nullable=False),
    sa.Column("most_discount", sa.Numeric(), comment="Percent; nobody gives more."),
    sa.Column("free_discount", sa.Numeric(), comment="Percent; more needs a second person."),
    sa.Column("discount_reasons", sa.Boolean, nullable=False),
    sa.Column("free_credit", _MONEY, comment="In the company's currency; more needs a second person."),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint("amendments IN ('credit_and_reissue', 'new_version')", name="amendments"),
    sa.CheckConstraint("most_discount BETWEEN 0 AND 100 AND free_discount BETWEEN 0 AND 100", name="percents"),
    sa.CheckConstraint("free_credit >= 0", name="free_credit"),
)

invoice_lines = sa.Table(
    "invoice_lines",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("sku", sa.Text, nullable=False),
    sa.Column("quantity", sa.Numeric(), nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("unit_price", _MONEY, nullable=False),
    sa.Column("net", _MONEY, nullable=False),
    sa.Column("tax_category", sa.Text, nullable=False),
    sa.Column("tax_rate", sa.Numeric(), nullable=False),
    sa.Column("tax", _MONEY, nullable=False),
    sa.Column("total", _MONEY, nullable=False),
    sa.Column(
        "phrase",
        sa.Text(collation="C"),
        sa.Computed("lower(left(description, 120))", persisted=True),
        comment="What descriptions are compared by. Short, so that an index can hold it; by bytes, so that a start is a range.",
    ),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.Index("ix_invoice_lines_phrase", "org_id", "phrase", "invoice_id"),
)

invoice_versions = sa.Table(
    "invoice_versions",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, comment="1 is the document as issued."),
    sa.Column("series_id", sa.Uuid, nullable=False),
    sa.Column("position", sa.Integer, nullable=False, comment="Its place in the chain of the series, from 1."),
    sa.Column("document", JSONB, nullable=False),
    sa.Column("look", JSONB, nullable=False, comment="The brand it is printed with."),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.Text, nullable=False),
    sa.Column("key_id", sa.Uuid, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False, comment="Ed25519 over the hash as 64 ASCII characters."),
    sa.Column("at", _AT, nullable=False),
    sa.Column("actor_kind", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Uuid),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "series_id"], ["series.org_id", "series.id"]),
    sa.ForeignKeyConstraint(["org_id", "key_id"], ["signing_keys.org_id", "signing_keys.id"]),
    sa.UniqueConstraint("org_id", "series_id", "position"),
    sa.CheckConstraint("change IN ('issue', 'duplication', 'amendment', 'correction', 'cancellation')", name="change"),
    sa.CheckConstraint("(number = 1) = (change IN ('issue', 'duplication'))", name="begins_once"),
    info={"append_only": True, "erasable": "invoice_id", "emptied": "document = '{}' AND look = '{}' AND reason = ''"},
)
