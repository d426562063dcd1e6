"""Locks a PDF with a password (AES-256, ISO 32000-2): what it may no longer claim and carry comes out first."""

import io
import secrets
from typing import Final

import pikepdf
from lxml import etree
from pikepdf import Array, Encryption, Name, Permissions

from duespark.adapters.pdf.factur_x import NAMESPACE
from duespark.adapters.pdf.password import prepared

_CLAIMS: Final = ("http://www.aiim.org/pdfa/ns/id/", NAMESPACE)


def lock_pdf(pdf: bytes, password: str, *, allow_print: bool, allow_copy: bool) -> bytes:
    """The same pages, to be opened with `password` as it is `prepared`; nobody may change them, screen readers may read them.

    PDF/A forbids passwords, so the result is none, and carries neither the e-invoice nor a signature. Raises UnusablePassword.
    """
    user = prepared(password)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for name in list(file.attachments):
            del file.attachments[name]
        for key in ("/AF", "/AcroForm"):
            if key in file.Root:
                del file.Root[key]
        for page in file.pages:
            if "/Annots" in page.obj:
                page.obj.Annots = Array([one for one in page.obj.Annots if one.get("/Subtype") != Name.Widget])
        stream = file.make_stream(_without_claims(file.Root.Metadata.read_bytes()))
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        file.Root.Metadata = file.make_indirect(stream)
        allow = Permissions(
            accessibility=True, extract=allow_copy, modify_annotation=False, modify_assembly=False, modify_form=False,
            modify_other=False, print_lowres=allow_print, print_highres=allow_print,
        )  # fmt: skip
        out = io.BytesIO()
        file.save(out, encryption=Encryption(user=user, owner=secrets.token_urlsafe(24), R=6, allow=allow))
    return out.getvalue()


def _without_claims(xmp: bytes) -> bytes:
    """The XMP without what it says of PDF/A and Factur-X, whether in elements or in attributes."""
    start, end = xmp.index(b"<x:xmpmeta"), xmp.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = etree.fromstring(xmp[start:end], etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter(etree.Element)):
        for name in element.attrib:
            if etree.QName(name).namespace in _CLAIMS:
                del element.attrib[name]
        if etree.QName(element).namespace in _CLAIMS and element.getparent() is not None:
            element.getparent().remove(element)
    written: bytes = etree.tostring(root)
    return xmp[:start] + written + xmp[end:]
