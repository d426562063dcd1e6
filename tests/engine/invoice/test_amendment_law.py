"""Where a correction by another document is prescribed."""

import pytest

from duespark.engine.invoice.amendment_law import EU_LAW, correction_law


class TestCorrectionLaw:
    @pytest.mark.parametrize(
        ("country", "law"),
        [
            ("DE", "UStDV § 31 (5)"),
            ("PL", "Ustawa o VAT, art. 106j"),
            ("IE", EU_LAW),
            ("AT", EU_LAW),
            ("GB", None),
            ("US", None),
            ("", None),
        ],
    )
    def test_names_the_law_of_the_country_else_that_of_the_union(self, country: str, law: str | None) -> None:
        assert correction_law(country) == law
