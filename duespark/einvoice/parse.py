"""Opens what people upload as an e-invoice: XML, or a PDF with XML inside (Factur-X, ZUGFeRD, Order-X is refused).

Hostile files get nothing: no entities, no document types, no network, no file, and limits on size, depth and count.
"""

import io
import re
import warnings
from typing import Any

import pikepdf
from lxml import etree

from duespark.einvoice import cii, ubl
from duespark.einvoice.table import PREFIXES, Syntax
from duespark.engine.errors import Invalid

MOST_BYTES = 20 * 1024 * 1024
_MOST_ELEMENTS = 500_000
_DEEPEST = 60
_SYNTAXES = {one.root: one for one in (ubl.INVOICE, ubl.CREDIT_NOTE, cii.INVOICE)}
_NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")


class NotAnEInvoice(Invalid):
    code = "einvoice.unreadable"
    sentence = "This file cannot be read as an e-invoice: {problem}."


def is_pdf(content: bytes) -> bool:
    """Whether the file is a PDF, by its first bytes.

    >>> is_pdf(b"%PDF-1.7 ..."), is_pdf(b"<Invoice/>")
    (True, False)
    """
    return b"%PDF-" in content[:1024]


def open_xml(content: bytes) -> tuple[Any, Syntax]:
    """The root element of an e-invoice, and its syntax. Raises `NotAnEInvoice`."""
    if len(content) > MOST_BYTES:
        raise NotAnEInvoice(problem=f"it has more than {MOST_BYTES // 1024 // 1024} MB")
    if re.search(rb"<!DOCTYPE|<!ENTITY", content, re.IGNORECASE) or re.search("<!DOCTYPE".encode("utf-16-le"), content):
        raise NotAnEInvoice(problem="it declares a document type or entities, which e-invoices never do")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotAnEInvoice(problem=f"it is not well-formed XML (line {error.lineno})") from error
    _check_size(root)
    name = etree.QName(root)
    found = _SYNTAXES.get(f"{PREFIXES.get(name.namespace or '', '?')}:{name.localname}")
    if found is None:
        problem = (
            f"its root is {name.localname!r}, and neither a UBL 2.1 invoice or credit note nor a Cross Industry Invoice"
        )
        raise NotAnEInvoice(problem=problem)
    return root, found


def _check_size(root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise NotAnEInvoice(problem="it declares a document type, which e-invoices never do")
    depth, count = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise NotAnEInvoice(problem="it is nested too deeply, or has too many elements")


def xml_of_pdf(content: bytes) -> bytes:
    """The XML inside a Factur-X or ZUGFeRD PDF. Raises `NotAnEInvoice`."""
    if len(content) > MOST_BYTES:
        raise NotAnEInvoice(problem=f"it has more than {MOST_BYTES // 1024 // 1024} MB")
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(content)) as pdf:
            warnings.simplefilter("ignore")
            files = {name.lower(): spec for name, spec in pdf.attachments.items()}
            spec = next((files[name] for name in _NAMES if name in files), None)
            if spec is None:
                raise NotAnEInvoice(problem="the PDF has no e-invoice inside. Ask for the XML, or a Factur-X PDF")
            return _unpacked(spec)
    except (pikepdf.PdfError, ValueError) as error:
        raise NotAnEInvoice(problem="the PDF is damaged or locked") from error


def _unpacked(spec: Any) -> bytes:
    """The bytes of an attachment; a small stream that unpacks to very much is refused."""
    stream = spec.get_file().obj
    if int(stream.get("/Params", {}).get("/Size", 0)) > MOST_BYTES:
        raise NotAnEInvoice(problem="the XML inside the PDF is too large")
    found = bytes(stream.read_bytes())
    if len(found) > MOST_BYTES:
        raise NotAnEInvoice(problem="the XML inside the PDF is too large")
    return found
