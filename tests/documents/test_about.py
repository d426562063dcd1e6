"""What a PDF says of itself: who made it, what it is about and of which day, from either kind of template."""

import asyncio
import io

import pikepdf
import pytest

from duespark.documents.render import print_pdf
from duespark.documents.source.first import first_source
from duespark.documents.view import Look
from tests.documents import samples

DC, PDF, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/}"


@pytest.mark.parametrize("look", [Look(), Look(source=first_source())], ids=["blocks", "source"])
def test_a_file_says_author_subject_keywords_and_day(look: Look) -> None:
    made = samples.two_rates() | {"seller": samples.two_rates()["seller"] | {"name": "Northlight & <Sons>"}}
    printed = asyncio.run(print_pdf(made, look=look, status="issued"))
    with pikepdf.open(io.BytesIO(printed.pdf)) as file, file.open_metadata() as said:
        told = {
            name: said.get(name) for name in (f"{DC}title", f"{DC}description", f"{PDF}Keywords", f"{XMP}CreateDate")
        }
        assert said.get(f"{DC}creator") == ["Northlight & <Sons>"]
    assert printed.problems == ()
    assert told == {
        f"{DC}title": "Invoice INV-2026-0042",
        f"{DC}description": "Invoice · INV-2026-0042 · Northlight & <Sons> · Example Bakery GmbH",
        f"{PDF}Keywords": "Invoice, INV-2026-0042, Northlight & <Sons>, Example Bakery GmbH",
        f"{XMP}CreateDate": "2026-03-02T00:00:00Z",
    }
