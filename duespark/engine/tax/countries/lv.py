"""Latvia: value-added tax (pievienotās vērtības nodoklis)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="LV",
    name="PVN",
    law="Pievienotās vērtības nodokļa likums (PVN likums)",
    authority="Valsts ieņēmumu dienests",
    rates=(
        *rates(
            "standard 21 2012-07-01",
            "standard 22 2011-01-01 2012-06-30",
            "standard 21 2009-01-01 2010-12-31",
            "standard 18 1995-05-01 2008-12-31",
            source="PVN likuma 41. pants",
        ),
        *rates(
            "reduced 12 2011-01-01",
            "reduced 10 2009-01-01 2010-12-31",
            "reduced 5 2004-05-01 2008-12-31",
            source="PVN likuma 42. pants (12 %; no 2026-07-01 līdz 2027-06-30 arī maize, piens, olas, putnu gaļa)",
        ),
        *rates(
            "second_reduced 5 2018-01-01",
            source="PVN likuma 42. pants (5 %)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Nav reģistrēts PVN maksātājs, PVN likuma 59. pants",
)
