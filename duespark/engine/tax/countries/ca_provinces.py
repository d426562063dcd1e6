"""Canada's provinces and territories: what is charged in each beside the GST, or with it.

Keys: "harmonized" is the whole HST, the federal part included; "separate" is the province's own tax on the price;
"compound" is the province's own tax on the price and the GST.
"""

from duespark.engine.tax.country import RegionRates, rates

_HST = "New Harmonized Value-added Tax System Regulations, No. 2; Excise Tax Act, Schedule VIII"

PROVINCES = (
    RegionRates(code="CA-AB", name="Alberta"),
    RegionRates(
        code="CA-BC",
        name="British Columbia",
        tax="PST",
        rates=(
            *rates("separate 7 2013-04-01", source="Provincial Sales Tax Act (S.B.C. 2012, c. 35) s. 34"),
            *rates("harmonized 12 2010-07-01 2013-03-31", source=_HST),
            *rates("separate 7 2004-10-20 2010-06-30", source="Social Service Tax Act (R.S.B.C. 1996, c. 431)"),
        ),
    ),
    RegionRates(
        code="CA-MB",
        name="Manitoba",
        tax="RST",
        rates=rates(
            "separate 7 2019-07-01",
            "separate 8 2013-07-01 2019-06-30",
            "separate 7 1991-01-01 2013-06-30",
            source="The Retail Sales Tax Act (C.C.S.M. c. R130) s. 2",
        ),
    ),
    RegionRates(
        code="CA-NB",
        name="New Brunswick",
        rates=rates(
            "harmonized 15 2016-07-01",
            "harmonized 13 2008-01-01 2016-06-30",
            "harmonized 14 2006-07-01 2007-12-31",
            "harmonized 15 1997-04-01 2006-06-30",
            source=_HST,
        ),
    ),
    RegionRates(
        code="CA-NL",
        name="Newfoundland and Labrador",
        rates=rates(
            "harmonized 15 2016-07-01",
            "harmonized 13 2008-01-01 2016-06-30",
            "harmonized 14 2006-07-01 2007-12-31",
            "harmonized 15 1997-04-01 2006-06-30",
            source=_HST,
        ),
    ),
    RegionRates(
        code="CA-NS",
        name="Nova Scotia",
        rates=rates(
            "harmonized 14 2025-04-01",
            "harmonized 15 2010-07-01 2025-03-31",
            "harmonized 13 2008-01-01 2010-06-30",
            "harmonized 14 2006-07-01 2007-12-31",
            "harmonized 15 1997-04-01 2006-06-30",
            source=_HST,
        ),
    ),
    RegionRates(code="CA-NT", name="Northwest Territories"),
    RegionRates(code="CA-NU", name="Nunavut"),
    RegionRates(
        code="CA-ON",
        name="Ontario",
        tax="RST",
        rates=(
            *rates("harmonized 13 2010-07-01", source=_HST),
            *rates("separate 8 1991-01-01 2010-06-30", source="Retail Sales Tax Act (R.S.O. 1990, c. R.31) s. 2"),
        ),
    ),
    RegionRates(
        code="CA-PE",
        name="Prince Edward Island",
        tax="PST",
        rates=(
            *rates("harmonized 15 2016-10-01", "harmonized 14 2013-04-01 2016-09-30", source=_HST),
            *rates("compound 10 1997-04-01 2013-03-31", source="Revenue Tax Act (R.S.P.E.I. 1988, c. R-14)"),
        ),
    ),
    RegionRates(
        code="CA-QC",
        name="Québec",
        tax="QST",
        rates=(
            *rates("separate 9.975 2013-01-01", source="Act respecting the Québec sales tax (c. T-0.1) s. 16"),
            *rates(
                "compound 9.5 2012-01-01 2012-12-31",
                "compound 8.5 2011-01-01 2011-12-31",
                "compound 7.5 1998-01-01 2010-12-31",
                "compound 6.5 1994-05-13 1997-12-31",
                source="Act respecting the Québec sales tax (c. T-0.1) s. 16, GST included in the consideration",
            ),
        ),
    ),
    RegionRates(
        code="CA-SK",
        name="Saskatchewan",
        tax="PST",
        rates=rates(
            "separate 6 2017-03-23",
            "separate 5 2006-10-28 2017-03-22",
            source="The Provincial Sales Tax Act (R.S.S. 1978, c. P-34.1) s. 5",
        ),
    ),
    RegionRates(code="CA-YT", name="Yukon"),
)
"""By code of ISO 3166-2, sorted. What a province charged before its first row is not known here."""
