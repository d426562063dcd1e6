"""Canada: GST, HST, PST, RST and QST by province and day."""

from datetime import date

import pytest

from duespark.engine.tax.countries.ca import rates_in
from duespark.engine.tax.countries.ca_provinces import PROVINCES
from duespark.engine.tax.country import TaxComponent, TaxRate
from duespark.engine.tax.rates import rates_for
from duespark.engine.tax.regions import UnknownRegion

TODAY = date(2026, 1, 1)


def standard(province: str, on: date) -> TaxRate:
    return rates_in(on, province=province)[0]


def parts(components: tuple[TaxComponent, ...]) -> str:
    return " + ".join(f"{each.name} {each.rate}{' compound' if each.compound else ''}" for each in components)


class TestProvinces:
    @pytest.mark.parametrize(
        ("province", "components", "total"),
        [
            ("AB", "GST 5", "5"),
            ("BC", "GST 5 + PST 7", "12"),
            ("MB", "GST 5 + RST 7", "12"),
            ("NB", "HST 15", "15"),
            ("NL", "HST 15", "15"),
            ("NS", "HST 14", "14"),
            ("NT", "GST 5", "5"),
            ("NU", "GST 5", "5"),
            ("ON", "HST 13", "13"),
            ("PE", "HST 15", "15"),
            ("QC", "GST 5 + QST 9.975", "14.975"),
            ("SK", "GST 5 + PST 6", "11"),
            ("YT", "GST 5", "5"),
        ],
    )
    def test_of_2026(self, province: str, components: str, total: str) -> None:
        found = standard(province, TODAY)
        assert (found.key, parts(found.components), str(found.rate)) == ("standard", components, total)
        assert found.category == "S"

    @pytest.mark.parametrize(
        ("province", "day", "components", "total"),
        [
            ("QC", "1997-12-31", "GST 7 + QST 6.5 compound", "13.955"),
            ("QC", "2006-06-30", "GST 7 + QST 7.5 compound", "15.025"),
            ("QC", "2006-07-01", "GST 6 + QST 7.5 compound", "13.95"),
            ("QC", "2007-12-31", "GST 6 + QST 7.5 compound", "13.95"),
            ("QC", "2008-01-01", "GST 5 + QST 7.5 compound", "12.875"),
            ("QC", "2010-12-31", "GST 5 + QST 7.5 compound", "12.875"),
            ("QC", "2011-01-01", "GST 5 + QST 8.5 compound", "13.925"),
            ("QC", "2012-01-01", "GST 5 + QST 9.5 compound", "14.975"),
            ("QC", "2012-12-31", "GST 5 + QST 9.5 compound", "14.975"),
            ("QC", "2013-01-01", "GST 5 + QST 9.975", "14.975"),
            ("PE", "2013-03-31", "GST 5 + PST 10 compound", "15.5"),
            ("PE", "2013-04-01", "HST 14", "14"),
            ("PE", "2016-09-30", "HST 14", "14"),
            ("PE", "2016-10-01", "HST 15", "15"),
            ("NS", "1997-04-01", "HST 15", "15"),
            ("NS", "2006-07-01", "HST 14", "14"),
            ("NS", "2008-01-01", "HST 13", "13"),
            ("NS", "2010-06-30", "HST 13", "13"),
            ("NS", "2010-07-01", "HST 15", "15"),
            ("NS", "2025-03-31", "HST 15", "15"),
            ("NS", "2025-04-01", "HST 14", "14"),
            ("NB", "2016-06-30", "HST 13", "13"),
            ("NB", "2016-07-01", "HST 15", "15"),
            ("NL", "2016-06-30", "HST 13", "13"),
            ("NL", "2016-07-01", "HST 15", "15"),
            ("ON", "2010-06-30", "GST 5 + RST 8", "13"),
            ("ON", "2010-07-01", "HST 13", "13"),
            ("BC", "2010-06-30", "GST 5 + PST 7", "12"),
            ("BC", "2010-07-01", "HST 12", "12"),
            ("BC", "2013-03-31", "HST 12", "12"),
            ("BC", "2013-04-01", "GST 5 + PST 7", "12"),
            ("MB", "2013-06-30", "GST 5 + RST 7", "12"),
            ("MB", "2013-07-01", "GST 5 + RST 8", "13"),
            ("MB", "2019-06-30", "GST 5 + RST 8", "13"),
            ("MB", "2019-07-01", "GST 5 + RST 7", "12"),
            ("SK", "2017-03-22", "GST 5 + PST 5", "10"),
            ("SK", "2017-03-23", "GST 5 + PST 6", "11"),
        ],
    )
    def test_of_earlier_days(self, province: str, day: str, components: str, total: str) -> None:
        found = standard(province, date.fromisoformat(day))
        assert (found.key, parts(found.components), str(found.rate)) == ("standard", components, total)

    def test_e2_qst_was_charged_on_the_gst_only_until_the_end_of_2012(self) -> None:
        before, after = standard("QC", date(2012, 12, 31)), standard("QC", date(2013, 1, 1))
        assert [each.compound for each in before.components] == [False, True]
        assert [each.compound for each in after.components] == [False, False]
        assert (before.label, after.label) == ("GST 5% + QST 9.5%", "GST 5% + QST 9.975%")

    def test_each_part_says_whose_it_is(self) -> None:
        assert [each.jurisdiction for each in standard("BC", TODAY).components] == ["CA", "CA-BC"]
        assert [each.jurisdiction for each in standard("ON", TODAY).components] == ["CA-ON"]
        assert [standard(code, TODAY).jurisdiction for code in ("QC", "ON", "AB")] == ["CA-QC", "CA-ON", "CA"]

    @pytest.mark.parametrize(("province", "day"), [("SK", "2006-10-27"), ("BC", "2004-10-19"), ("NS", "1997-03-31")])
    def test_before_its_first_row_there_is_no_standard_rather_than_too_little(self, province: str, day: str) -> None:
        assert [rate.key for rate in rates_in(date.fromisoformat(day), province=province)] == ["gst_only", "zero"]

    def test_are_sorted_and_have_a_name(self) -> None:
        assert [each.code for each in PROVINCES] == sorted(each.code for each in PROVINCES)
        assert all(each.name for each in PROVINCES)
        assert [each.code for each in PROVINCES if each.tax] == ["CA-BC", "CA-MB", "CA-ON", "CA-PE", "CA-QC", "CA-SK"]


class TestFederal:
    @pytest.mark.parametrize(
        ("day", "percent"),
        [
            ("1991-01-01", "7"),
            ("2006-06-30", "7"),
            ("2006-07-01", "6"),
            ("2007-12-31", "6"),
            ("2008-01-01", "5"),
        ],
    )
    def test_gst_alone_is_always_a_choice(self, day: str, percent: str) -> None:
        found = {rate.key: rate for rate in rates_in(date.fromisoformat(day), province="AB")}
        gst = found["gst_only"]
        assert (str(gst.rate), gst.label, gst.name, gst.jurisdiction) == (percent, f"GST {percent}%", "GST", "CA")
        assert found["zero"].category == "Z"

    def test_before_1991_there_is_nothing(self) -> None:
        assert rates_in(date(1990, 12, 31), province="ON") == ()


class TestRatesFor:
    def test_goes_by_the_province_of_supply(self) -> None:
        found = rates_for("CA", TODAY, seller_region="AB", place_region="ca-on")
        assert [rate.key for rate in found] == ["standard", "gst_only", "zero", "exempt", "export", "out_of_scope"]
        assert found[0].label == "HST 13%"

    def test_goes_by_the_seller_s_where_the_place_is_not_known(self) -> None:
        assert rates_for("CA", TODAY, seller_region="QC")[0].jurisdiction == "CA-QC"

    def test_without_a_province_only_the_federal_tax_is_certain(self) -> None:
        found = rates_for("CA", TODAY)
        assert [rate.key for rate in found] == ["gst_only", "zero", "exempt", "export", "out_of_scope"]

    def test_a_province_that_is_none_is_named_with_those_there_are(self) -> None:
        with pytest.raises(UnknownRegion) as caught:
            rates_for("CA", TODAY, place_region="TX")
        assert (caught.value.code, caught.value.pointer) == ("tax.unknown_region", "/place_region")
        assert str(caught.value) == (
            "There is no region 'TX' of CA in its tax law. Use one of: CA-AB, CA-BC, CA-MB, CA-NB, CA-NL, CA-NS, CA-NT, "
            "CA-NU, CA-ON, CA-PE, CA-QC, CA-SK, CA-YT."
        )

    def test_the_treatments_carry_both_names(self) -> None:
        assert {rate.name for rate in rates_for("CA", TODAY) if rate.key in ("exempt", "export")} == {"GST/HST"}
