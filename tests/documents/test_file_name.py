"""Names of files: safe everywhere, and one dot before the ending."""

import pytest

from duespark.documents.file_name import pdf_name


def named(seller: str, number: str = "INV-7") -> str:
    return pdf_name({"kind": "invoice", "number": number, "seller": {"name": seller}})


class TestPdfName:
    @pytest.mark.parametrize(
        ("seller", "name"),
        [
            ("Example Studio Inc.", "Invoice_INV-7_Example-Studio-Inc.pdf"),
            ("Example S.r.l.", "Invoice_INV-7_Example-S.r.l.pdf"),
            ("Example ...", "Invoice_INV-7_Example.pdf"),
            (".hidden", "Invoice_INV-7_hidden.pdf"),
            ("a" * 59 + ".b", f"Invoice_INV-7_{'a' * 59}.pdf"),
        ],
    )
    def test_a_name_that_ends_in_a_dot_gives_one_dot(self, seller: str, name: str) -> None:
        assert named(seller) == name

    def test_a_number_that_ends_in_a_dot_gives_none(self) -> None:
        assert named("Example", "7.") == "Invoice_7_Example.pdf"
