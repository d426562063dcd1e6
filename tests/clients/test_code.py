"""Codes of clients: made from names, free in their organization."""

import pytest

from duespark.clients.code import code_from, next_free


class TestCodeFrom:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Acme Corporation", "ACME"),
            ("The Great Bakery", "GREAT"),
            ("Zażółć Gęślą Jaźń", "ZAZOLC"),
            ("Straße & Söhne", "STRASSE"),
            ("A. B. & Co", "ABCO"),
            ("3M Poland", "POLAND"),
            ("Internationalization Ltd", "INTERNAT"),
            ("株式会社", "CLIENT"),
            ("!!!", "CLIENT"),
        ],
    )
    def test_takes_the_first_telling_word(self, name: str, code: str) -> None:
        assert code_from(name) == code


class TestNextFree:
    def test_adds_the_lowest_digits_that_are_free(self) -> None:
        assert next_free("ACME", set()) == "ACME"
        assert next_free("ACME", {"ACME", "ACME2", "ACME4"}) == "ACME3"
        assert next_free("ACME", {"ACMEX", "ACME2"}) == "ACME"
