"""Tables of templates. A design is a template's whole content under its hash; whatever uses one names the hash."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

template_designs = sa.Table(
    "template_designs",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("hash", sa.LargeBinary, primary_key=True, comment="SHA-256 of the content."),
    sa.Column("content", sa.Text, nullable=False, comment="Canonical JSON: page, style, blocks, every option said."),
    sa.CheckConstraint("hash = sha256(convert_to(content, 'UTF8'))", name="hash"),
    info={"append_only": True},
)

templates = sa.Table(
    "templates",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column(
        "kind", sa.Text, nullable=False, server_default="blocks", comment="blocks, or source: HTML, CSS, Liquid."
    ),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column(
        "draft", sa.Text, nullable=False, comment="JSON being worked on: a whole template, or changes to another."
    ),
    sa.Column("published", sa.Integer, nullable=False, server_default="0", comment="The newest version; 0 for none."),
    sa.Column("archived_at", _AT, comment="Not offered any more since then; where it was chosen it still draws."),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("name = btrim(name) AND name <> ''", name="name"),
    sa.CheckConstraint("published >= 0", name="published"),
    sa.CheckConstraint("kind IN ('blocks', 'source')", name="kind"),
    sa.Index("uq_templates_name", "org_id", sa.text("lower(name)"), unique=True),
)

template_versions = sa.Table(
    "template_versions",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("template_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("published_by", sa.Text, nullable=False),
    sa.Column("published_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "template_id"], ["templates.org_id", "templates.id"]),
    sa.ForeignKeyConstraint(["org_id", "hash"], ["template_designs.org_id", "template_designs.hash"]),
    sa.CheckConstraint("number >= 1", name="number"),
    info={"append_only": True},
)

template_choices = sa.Table(
    "template_choices",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, comment="Null: of every company."),
    sa.Column("client_id", sa.Uuid, comment="Null: for every client."),
    sa.Column("kind", sa.Text, comment="Null: every kind of document."),
    sa.Column("template_id", sa.Uuid),
    sa.Column("standard", sa.Text, comment="The name of a standard template, where it is none of one's own."),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "template_id"], ["templates.org_id", "templates.id"]),
    sa.CheckConstraint("(template_id IS NULL) <> (standard IS NULL)", name="one"),
    sa.Index(
        "uq_template_choices_place",
        "org_id",
        "company_id",
        "client_id",
        "kind",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
)

issued_designs = sa.Table(
    "issued_designs",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("hash", sa.LargeBinary, nullable=False, comment="What the document looked like when it was issued."),
    sa.Column("template_id", sa.Uuid),
    sa.Column("number", sa.Integer, comment="The version of that template."),
    sa.Column("standard", sa.Text),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "hash"], ["template_designs.org_id", "template_designs.hash"]),
    sa.CheckConstraint("(template_id IS NULL) = (number IS NULL)", name="version"),
    info={"append_only": True},
)
