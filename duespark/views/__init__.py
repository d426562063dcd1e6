"""Saved views of lists: filters, order and columns under a name, for oneself or for everybody in the organization.

Tables: saved_views.
Verbs: save (create, update, delete).
"""
