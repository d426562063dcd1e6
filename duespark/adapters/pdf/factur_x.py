"""Puts an e-invoice inside a PDF/A-3 (Factur-X 1.0, ZUGFeRD 2.x): the file, its relation to the pages, and what XMP says of it."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name

from duespark.adapters.pdf.ending import Enclosed, ending_of

Level = Literal["EN 16931", "XRECHNUNG"]

NAMESPACE: Final = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPERTIES: Final = (
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "The conformance level of the embedded XML document"),
)
_SCHEMAS_END: Final = b"</rdf:Bag></pdfaExtension:schemas>"
_DESCRIPTION_END: Final = b"</rdf:Description></rdf:RDF>"


class NotPatchable(ValueError):
    """The PDF's XMP is not as the printer writes it."""


@dataclass(frozen=True, slots=True)
class Hybrid:
    """How a level is embedded: the file's name, its relation (PDF 2.0, 7.11.3), the version XMP names."""

    name: str
    relation: Literal["Alternative", "Data"]
    version: str


HYBRIDS: Final[dict[Level, Hybrid]] = {
    "EN 16931": Hybrid("factur-x.xml", "Alternative", "1.0"),
    "XRECHNUNG": Hybrid("xrechnung.xml", "Alternative", "3.0"),
}
"""Levels that are a whole invoice are an alternative to the pages; only MINIMUM and BASIC WL, which are not, would be data."""


def embed_einvoice(pdf: bytes, xml: bytes, *, level: Level, day: date) -> bytes:
    """The same PDF with the XML inside, still PDF/A-3a and PDF/UA-1; equal input gives equal bytes.

    Takes a PDF of `render.print_pdf`. Raises NotPatchable.
    """
    hybrid = HYBRIDS[level]
    file = Enclosed(hybrid.name, "The invoice for machines (Factur-X, ZUGFeRD)", "text/xml", hybrid.relation, day, xml)
    ending = ending_of(pdf)
    if ending is None:
        return _written_anew(pdf, file, level)
    return ending.with_file(file, xmp=_patched(ending.xmp, level, hybrid))


def _written_anew(pdf: bytes, file: Enclosed, level: Level) -> bytes:
    """The same of a PDF that was packed, painted or drawn by another printer: all of it is read and written."""
    made = f"D:{file.day:%Y%m%d}000000Z"
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        spec = AttachedFileSpec(
            whole,
            file.data,
            filename=file.name,
            description=file.description,
            mime_type=file.mime_type,
            creation_date=made,
            mod_date=made,
        )
        spec.relationship = Name("/" + file.relation)
        whole.attachments[file.name] = spec
        whole.Root.AF = Array([whole.attachments[file.name].obj])
        whole.Root.Metadata = _metadata(whole, _patched(whole.Root.Metadata.read_bytes(), level, HYBRIDS[level]))
        out = io.BytesIO()
        # The XMP is whole; pikepdf would read it only to write its own version of PDF into it.
        whole.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _metadata(file: pikepdf.Pdf, xmp: bytes) -> Any:
    """XMP as a stream that is not compressed, so that programs without a PDF library find it."""
    stream = file.make_stream(xmp)
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return file.make_indirect(stream)


def _patched(xmp: bytes, level: Level, hybrid: Hybrid) -> bytes:
    if xmp.count(_SCHEMAS_END) != 1 or xmp.count(_DESCRIPTION_END) != 1:
        raise NotPatchable("the XMP packet has another shape than expected")
    values = (hybrid.name, "INVOICE", hybrid.version, level)
    said = "".join(f"<fx:{name}>{value}</fx:{name}>" for (name, _), value in zip(_PROPERTIES, values, strict=True))
    own = f'</rdf:Description><rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}">{said}'
    xmp = xmp.replace(_SCHEMAS_END, _schema().encode() + _SCHEMAS_END)
    return xmp.replace(_DESCRIPTION_END, own.encode() + _DESCRIPTION_END)


def _schema() -> str:
    """The extension schema that PDF/A-3 demands for properties it does not know (ISO 19005-3, 6.6.2.3)."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{text}</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, text in _PROPERTIES
    )
    return (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
