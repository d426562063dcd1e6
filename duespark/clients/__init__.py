"""Who pays: the profiles of clients and what one wants to know of them when billing.

Tables: clients.
Events: ClientCreated.
Verbs: create, update, archive (and restore).
"""
