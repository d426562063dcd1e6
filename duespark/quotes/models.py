"""Table of answers: the evidence of who said what about a quote, and from where."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

quote_answers = sa.Table(
    "quote_answers",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column(
        "quote_id", sa.Uuid, primary_key=True, comment="One answer a quote; who changes his mind gets a new one."
    ),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("by_client", sa.Boolean, nullable=False, comment="On the public page; else a member noted it down."),
    sa.Column("name", sa.Text, nullable=False, comment="Who answered, as typed."),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("version_hash", sa.Text, nullable=False, comment="Seal of the version that was answered."),
    sa.Column("ip", sa.Text, nullable=False),
    sa.Column("user_agent", sa.Text, nullable=False),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["org_id", "quote_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("answer IN ('accepted', 'rejected')", name="answer"),
    sa.CheckConstraint("btrim(name) <> ''", name="named"),
    info={"append_only": True, "erasable": "quote_id"},
)
