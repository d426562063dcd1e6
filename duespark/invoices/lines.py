"""The lines of a document as rows, for reports: written in the statement that freezes it."""

LINES = """
lines AS (
  INSERT INTO invoice_lines (org_id, invoice_id, position, description, sku, quantity, unit, unit_price, net,
    tax_category, tax_rate, tax, total)
  SELECT CAST(:org AS uuid), sealed.invoice_id, l.position, l.value->>'description', l.value->>'sku',
    (l.value->>'quantity')::numeric, l.value->>'unit', (l.value->>'unit_price')::numeric,
    (l.value->'amounts'->>'net')::numeric, l.value->'amounts'->>'tax_category',
    (l.value->'amounts'->>'tax_rate')::numeric, (l.value->'amounts'->>'tax')::numeric,
    (l.value->'amounts'->>'total')::numeric
  FROM sealed CROSS JOIN jsonb_array_elements(sealed.document->'lines') WITH ORDINALITY AS l(value, position)
  WHERE l.value->>'kind' = 'item'
)
"""
"""The part of a statement, behind WITH and `CHAIN`, that projects the lines of the documents."""
