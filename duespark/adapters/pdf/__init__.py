"""Prints: turns a Typst template and a JSON value into PDF/A-3a + PDF/UA-1, SVG or PNG pages.

Data reaches a template as data only, never as markup. Nothing here depends on fonts or programs installed.
"""
