"""Who pays: the profiles of clients and what one wants to know of them when billing.

Tables: clients, client_contacts, client_certificates, client_fields, client_segments, client_words,
client_grams.
Events: ClientCreated, ClientMerged.
Verbs: create, update, archive (and restore), merge; contacts, certificates, custom, segments each hold the verbs of their table.
"""
