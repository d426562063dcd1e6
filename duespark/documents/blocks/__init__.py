"""Blocks of templates: a folder each, with its options and its two faces, `print.typ` and `screen.liquid`."""
