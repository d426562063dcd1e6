"""The table of fonts an organization brought itself. What was issued names the files by their content."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

own_fonts = sa.Table(
    "own_fonts",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("family", sa.Text, nullable=False),
    sa.Column("weight", sa.SmallInteger, nullable=False, comment="400 is regular, 700 bold."),
    sa.Column("italic", sa.Boolean, nullable=False),
    sa.Column("key", sa.Text, nullable=False, comment="The TTF or OTF in the store, as print uses it."),
    sa.Column("size", sa.Integer, nullable=False, comment="Bytes."),
    sa.Column("languages", JSONB, nullable=False, comment="Those of documents whose letters it has."),
    sa.Column("tabular", sa.Boolean, nullable=False, comment="Whether its figures can be of one width."),
    sa.Column("licensed_by", sa.Text, nullable=False, comment="Who said that the license is there."),
    sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("family = btrim(family) AND family <> ''", name="family"),
    sa.CheckConstraint("weight IN (100, 200, 300, 400, 500, 600, 700, 800, 900)", name="weight"),
    sa.CheckConstraint("size > 0", name="size"),
    sa.Index("uq_own_fonts_style", "org_id", sa.text("lower(family)"), "weight", "italic", unique=True),
)
