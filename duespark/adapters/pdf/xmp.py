"""What a PDF says of itself: title, author, subject, keywords and day, and that it is PDF/A-3a and PDF/UA-1."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from pikepdf import Dictionary, Name, Pdf

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{more}<pdfaid:part>3</pdfaid:part>\
<pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part Number of ISO 14289 (PDF/UA)\
</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer\
</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who a document is of, what it is about, words to find it by, and its day (YYYY-MM-DD); each may be empty."""

    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    day: str = ""


def describe(file: Pdf, title: str, about: About | None = None) -> None:
    """Sets title, what else is known, claims and what follows from them; not compressed, so that programs without a PDF library find it."""
    file.Root.MarkInfo = Dictionary(Marked=True)
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = file.make_stream(_XMP.format(title=escape(title), more="".join(_more(about or About()))).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    file.Root.Metadata = file.make_indirect(stream)


def _more(about: About) -> Iterator[str]:
    """The elements for what is known (ISO 16684-1, 8.3 to 8.5)."""
    if about.author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>"
    if about.subject:
        said = f'<rdf:li xml:lang="x-default">{escape(about.subject)}</rdf:li>'
        yield f"<dc:description><rdf:Alt>{said}</rdf:Alt></dc:description>"
    if about.keywords:
        yield f"<pdf:Keywords>{escape(', '.join(about.keywords))}</pdf:Keywords>"
    if about.day:
        yield "".join(f"<xmp:{name}>{about.day}T00:00:00Z</xmp:{name}>" for name in ("CreateDate", "ModifyDate"))
