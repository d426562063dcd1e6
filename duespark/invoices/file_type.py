"""Says what an uploaded file is by its content, and names it accordingly: only what EN 16931 lets an invoice carry (BT-125-1)."""

import io
import re
import unicodedata
import zipfile

from duespark.engine.errors import Invalid

MOST_BYTES = 5 * 1024 * 1024
"""Of one file."""

ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/csv": (".csv",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
}
"""The media types taken, each with the endings a name of such a file may have."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MARKS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_LONGEST = 120


class FileTooLarge(Invalid):
    code = "attachment.too_large"
    sentence = "A file may have at most 5 MB. Make it smaller, or share it as a link in the notes."


class FileTypeRefused(Invalid):
    code = "attachment.type_refused"
    sentence = "{name} cannot be attached: {problem}. Attach a PDF, PNG, JPEG, CSV, XLSX or ODS file."


def media_type_of(content: bytes, name: str) -> str:
    """The media type of the bytes, whatever the name claims. Raises `FileTooLarge`, `FileTypeRefused`.

    >>> media_type_of(b"%PDF-1.7 ...", "offer.exe")
    'application/pdf'
    """
    if not content:
        raise FileTypeRefused(name=name, problem="it is empty")
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    for mark, found in _MARKS:
        if content.startswith(mark):
            return found
    if content.startswith(b"PK\x03\x04"):
        return _archive(content, name)
    if name.lower().endswith(".csv") and b"\x00" not in content:
        return "text/csv"
    raise FileTypeRefused(name=name, problem="what it holds is none of these")


def _archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            kind = packed.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileTypeRefused(name=name, problem="it is damaged") from error
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise FileTypeRefused(name=name, problem="it holds macros, which could run on your client's machine")
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return _XLSX
    if kind == _ODS:
        return _ODS
    raise FileTypeRefused(name=name, problem="what it holds is none of these")


def file_name(name: str, media_type: str) -> str:
    """A name that is one, without folders, signs nobody sees and endings that lie.

    >>> file_name("C:\\\\work\\\\Time sheet.PDF", "application/pdf"), file_name("offer.exe", "application/pdf")
    ('Time sheet.PDF', 'offer.exe.pdf')
    >>> file_name("", "text/csv")
    'attachment.csv'
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '\u2028\u2029"')
    stem, ending = seen.strip(" ."), ENDINGS[media_type]
    if not stem.lower().endswith(ending):
        return f"{(stem or 'attachment')[: _LONGEST - len(ending[0])]}{ending[0]}"
    dot = stem.rindex(".")
    return stem[:dot][: _LONGEST - len(stem) + dot] + stem[dot:]
