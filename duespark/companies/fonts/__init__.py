"""Fonts an organization brings itself, for paper: checked, counted, and named by their content.

Tables: own_fonts. Verbs: add, remove. `file` reads and rewrites one and runs confined in `child`, `trial` prints every letter of
it once; `inspect` asks both. A font is never given to anybody outside of the organization.
"""
