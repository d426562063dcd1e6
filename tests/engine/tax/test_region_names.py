"""Regions by code and by name."""

import pytest

from duespark.engine.tax.region_names import region_code


class TestRegionCode:
    @pytest.mark.parametrize(
        ("country", "text", "code"),
        [
            ("CA", "Ontario", "CA-ON"),
            ("CA", " on ", "CA-ON"),
            ("CA", "CA-ON", "CA-ON"),
            ("CA", "Québec", "CA-QC"),
            ("CA", "QUEBEC", "CA-QC"),
            ("IN", "mh", "IN-MH"),
            ("IN", "Karnataka", "IN-KA"),
            ("US", "texas", "US-TX"),
            ("US", "District of Columbia", "US-DC"),
            ("US", "Puerto Rico", "US-PR"),
            ("US", "wy", "US-WY"),
            ("US", "Ontario", ""),
            ("CA", "Texas", ""),
            ("CA", "", ""),
            ("IN", " ", ""),
            ("DE", "Bayern", ""),
            ("XX", "Nowhere", ""),
        ],
    )
    def test_by_code_or_name(self, country: str, text: str, code: str) -> None:
        assert region_code(country, text) == code
