"""Identity: who may come in, to which organization, and what they did there.

Tables: organizations, users, memberships, invitations, sessions, api_keys, mail_tokens, signing_keys,
audit_entries.
Events: OrganizationCreated.
Verbs: sign_up, sign_in, sessions, tokens (JWT), reset_password, me, organizations, clock, members, invitations, api_keys,
signing (the key that versions are signed with).
Jobs: accounts.mail, accounts.resend_verification, accounts.forgot_password. Tick: sessions.prune.
Other modules use `access` (the router every route is declared with), `audit`, `clock` and `events`.
"""
