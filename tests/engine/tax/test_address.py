"""Places that share a country code but not its tax law, told by the postal code."""

import pytest

from duespark.engine.tax.treatment.address import place_of


class TestPlaceOf:
    @pytest.mark.parametrize(
        ("country", "region", "postal_code", "expected"),
        [
            ("ES", "", "35 001", "ES-GC"),
            ("ES", "", "38001", "ES-TF"),
            ("ES", "", "51001", "ES-CE"),
            ("ES", "", "28001", "ES"),
            ("FI", "", "22100", "FI-01"),
            ("GB", "", "BT1 5GS", "GB-XI"),
            ("GB", "Northern Ireland", "", "GB-XI"),
            ("GB", "Scotland", "EH1 1AA", "GB"),
            ("US", "texas", "", "US-TX"),
            ("CA", "Québec", "", "CA-QC"),
            ("DE", "Bayern", "80331", "DE"),
            ("MC", "", "98000", "FR"),
            ("", "", "", ""),
        ],
    )
    def test_is_the_one_of_tax_law(self, country: str, region: str, postal_code: str, expected: str) -> None:
        assert str(place_of(country, region, postal_code)) == expected
