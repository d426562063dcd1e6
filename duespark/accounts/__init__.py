"""Identity: users, organizations, memberships and roles, sessions, JWT, API keys, invitations, the audit trail.

Tables: organizations, users, memberships, invitations, sessions, api_keys, mail_tokens, audit_entries.
Other modules use `access` (the router every route is declared with) and `audit`.
"""
