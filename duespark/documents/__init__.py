"""Shows a document to people: print pages (PDF, SVG), the public web page, and the words and look they share.

A template is a list of blocks; a block is one folder under `blocks/` with two faces, `print.typ` and
`screen.liquid`. Both faces draw the same view (`view.print_view`), in which every amount and date is already text.
"""
