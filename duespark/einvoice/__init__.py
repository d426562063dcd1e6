"""E-invoices: the document as XML of EN 16931 (UBL 2.1 and CII D16B) and back, and what the official rules say of it.

One table a syntax says where each business term stands (`ubl.py`, `cii.py`); `write.py` and `read.py` walk the same table in the
two directions. `terms_of.py` and `document_of.py` translate between terms and the engine's document. No tables, no events.
"""
