"""One PDF of many is archivable and accessible like each of them, and says the same."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from duespark.adapters.pdf.merge import merge_pdfs
from tests.documents import samples
from tests.documents.reading import pdf_text
from tests.prints.test_einvoice_inside import drawn
from tests.support import verapdf


@pytest.fixture(scope="module")
def singles() -> list[tuple[str, bytes]]:
    documents: list[tuple[str, dict[str, Any]]] = [
        ("INV & <1>", samples.two_rates()),
        ("RE-2", samples.german()),
        ("Long", samples.long(60)),
    ]
    return [(name, drawn(document).pdf) for name, document in documents]


def test_it_says_what_they_say_in_their_order(singles: list[tuple[str, bytes]]) -> None:
    merged = merge_pdfs(singles, title="Three")
    assert pdf_text(merged) == "".join(pdf_text(pdf) for _, pdf in singles)


def test_each_has_a_bookmark(singles: list[tuple[str, bytes]]) -> None:
    with pikepdf.open(BytesIO(merge_pdfs(singles, title="Three"))) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["INV & <1>", "RE-2", "Long"]
        assert "/AF" not in file.Root


@pytest.mark.verapdf
@pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
def test_is_archivable_and_accessible(singles: list[tuple[str, bytes]], tmp_path: Path) -> None:
    file = tmp_path / "merged.pdf"
    file.write_bytes(merge_pdfs(singles, title="Three & <more>"))
    assert verapdf.failures([file]) == []
