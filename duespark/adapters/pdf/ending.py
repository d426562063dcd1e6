"""Puts a file into a PDF as the print leaves it, by writing the end of the PDF anew.

The print writes what the file says of itself and its catalog last, plain, and then a table of where each object stands (ISO
32000-1, 7.5). So nothing before them need be read: that takes a twentieth of the time of a library, which reads and writes
every object, and this is done for each document.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Final

_TABLE: Final = re.compile(
    rb"xref\n0 (?P<size>\d+)\n(?P<rows>(?:\d{10} \d{5} [fn](?: |\r)\n)+)"
    rb"trailer\n<</Size (?P=size)/Root (?P<root>\d+) 0 R/Info (?P<info>\d+) 0 R/ID\[\((?P<id>[^()\\]+)\)\([^()\\]+\)\]>>\n"
    rb"startxref\n(?P<at>\d+)\n%%EOF\s*"
)
_CATALOG: Final = re.compile(
    rb"\d+ 0 obj\n<<(?P<entries>/Type/Catalog.*/Metadata (?P<xmp>\d+) 0 R.*)>>\nendobj\s*", re.DOTALL
)
_XMP: Final = re.compile(
    rb"\d+ 0 obj\n<</Length \d+/Type/Metadata/Subtype/XML>>\nstream\n(?P<xmp>.*?)\s*endstream\nendobj\s*", re.DOTALL
)
_ROW: Final = 20
"""Bytes of a row of the table (7.5.4)."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file for the inside of a PDF: its name and what it is for in plain ASCII, its relation to the pages (PDF 2.0, 7.11.3)."""

    name: str
    description: str
    mime_type: str
    relation: str
    day: date
    data: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands at the end of a PDF: its XMP, the entries of its catalog, and the table."""

    before: bytes
    """Everything up to the XMP; never read."""
    xmp: bytes
    entries: bytes
    numbers: tuple[int, int]
    """Of the objects of XMP and catalog."""
    rows: bytes
    info: int
    identity: bytes

    def with_file(self, file: Enclosed, *, xmp: bytes) -> bytes:
        """The whole PDF with the file inside and another XMP. Equal input gives equal bytes."""
        size = len(self.rows) // _ROW
        metadata, catalog = self.numbers
        entries = (
            self.entries
            + f"/AF[{size + 1} 0 R]/Names<</EmbeddedFiles<</Names[({file.name}){size + 1} 0 R]>>>>".encode()
        )
        made = (
            (metadata, _stream(xmp, "/Type/Metadata/Subtype/XML")),
            (catalog, b"<<" + entries + b">>"),
            (size, _enclosed(file)),
            (size + 1, _described(file, size)),
        )
        whole, places = [self.before], dict[int, int]()
        at = len(self.before)
        for number, body in made:
            places[number] = at
            whole.append(b"%d 0 obj\n%s\nendobj\n\n" % (number, body))
            at += len(whole[-1])
        rows = bytearray(self.rows + bytes(2 * _ROW))
        for number, place in places.items():
            rows[number * _ROW : (number + 1) * _ROW] = b"%010d 00000 n\r\n" % place
        second = hashlib.sha256(self.identity + file.data + xmp).hexdigest()[:32].encode()
        whole.append(
            b"xref\n0 %d\n%strailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)<%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (size + 2, rows, size + 2, catalog, self.info, self.identity, second, at)
        )
        return b"".join(whole)


def ending_of(pdf: bytes) -> Ending | None:
    """The end of a PDF that ends as the print ends it and has no file inside yet; None for any other."""
    table = _TABLE.fullmatch(pdf, pdf.rfind(b"\nxref\n") + 1)
    if table is None:
        return None
    rows, root = table["rows"], int(table["root"])
    catalog_at = _place(rows, root)
    catalog = _CATALOG.fullmatch(pdf, catalog_at, table.start())
    if catalog is None or b"/AF" in catalog["entries"] or b"/Names" in catalog["entries"]:
        return None
    xmp_at = _place(rows, int(catalog["xmp"]))
    xmp = _XMP.fullmatch(pdf, xmp_at, catalog_at)
    if xmp is None:
        return None
    return Ending(
        pdf[:xmp_at], xmp["xmp"], catalog["entries"], (int(catalog["xmp"]), root), rows, int(table["info"]), table["id"]
    )


def _place(rows: bytes, number: int) -> int:
    return int(rows[number * _ROW : number * _ROW + 10] or b"0")


def _stream(data: bytes, entries: str) -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def _enclosed(file: Enclosed) -> bytes:
    """The file itself (7.11.4)."""
    day = f"(D:{file.day:%Y%m%d}000000Z)"
    check = hashlib.md5(file.data, usedforsecurity=False).hexdigest()
    subtype = file.mime_type.replace("/", "#2F")
    params = f"/Params<</Size {len(file.data)}/CheckSum<{check}>/CreationDate{day}/ModDate{day}>>"
    return _stream(zlib.compress(file.data), f"/Type/EmbeddedFile/Subtype/{subtype}/Filter/FlateDecode{params}")


def _described(file: Enclosed, number: int) -> bytes:
    """What is said of it (7.11.3)."""
    return (
        f"<</Type/Filespec/F({file.name})/UF({file.name})/Desc({file.description})/AFRelationship/{file.relation}"
        f"/EF<</F {number} 0 R/UF {number} 0 R>>>>"
    ).encode()
