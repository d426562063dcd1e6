"""Invoices are posted, issued and sent while the processes that do it are killed; nothing is lost, nothing happens twice."""
