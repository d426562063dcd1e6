"""Who issues: legal profiles, their look and their bank accounts.

Tables: companies, default_companies; brands (see `brands/`).
Events: CompanyCreated, BrandChanged.
Verbs: create, update, archive (and restore), choose_default.
"""
