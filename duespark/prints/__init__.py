"""Keeps what was printed: the PDF of an issued document is made once, with its e-invoice inside, and served from the store.

Tables: prints (what was made of a document, by content), print_settings (a company's wish), signing_certificates (what
its PDFs are signed with). No events of its own: a print follows from the document. Verbs: `keep.find_pdf` within a
transaction and `keep.pdf_of` behind it, both in one `later.pdf_later` for requests and `keep.pdf_for_job` for jobs; `wish.change_wish`, and
those of `certify`.
Drafts change with every key and are drawn anew each time.
"""
