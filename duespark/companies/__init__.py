"""Who issues: legal profiles, their look and their bank accounts.

Tables: companies, default_companies.
Events: CompanyCreated.
Verbs: create, update, archive (and restore), logo (set, remove), choose_default.
"""
