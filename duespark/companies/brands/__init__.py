"""How a company looks on paper: its brands, one of them the default.

Tables: brands. Events: BrandChanged. Verbs: create, change, make_default, archive (and restore), logo (set, remove).
What was issued holds the look it was issued with, so no verb here changes it.
"""
