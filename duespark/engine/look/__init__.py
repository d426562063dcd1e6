"""Decides what can be read: contrast of colors, palettes, and sizes of letters."""
