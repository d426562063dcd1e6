"""Import: clients, items and invoices out of tables (CSV, XLSX) and e-invoices (XML, Factur-X PDF).

Tables: import_runs, import_rows (what became of each row), import_records (what was made, by external id), import_mappings.
Events: ImportApplied, ImportUndone.
Verbs: upload, change, check, apply, undo (the last three as one durable job, `run`); mappings are saved by name.

What was imported once is never made again: `import_records` is unique by kind and external id.
"""
