"""Poland: value-added tax (podatek od towarów i usług)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="PL",
    name="VAT",
    law="Ustawa z dnia 11 marca 2004 r. o podatku od towarów i usług",
    rates=(
        *rates(
            "standard 23 2011-01-01",
            "standard 22 2004-05-01 2010-12-31",
            source="art. 41 ust. 1 w zw. z art. 146ef ust. 1 pkt 1 (wcześniej art. 146a, 146aa)",
        ),
        *rates(
            "reduced 8 2011-01-01",
            "reduced 7 2004-05-01 2010-12-31",
            source="art. 41 ust. 2 w zw. z art. 146ef ust. 1 pkt 2 (wcześniej art. 146a, 146aa)",
        ),
        *rates(
            "second_reduced 5 2011-01-01",
            "second_reduced 3 2004-05-01 2010-12-31",
            source="art. 41 ust. 2a; do 2010 art. 146 ust. 1 pkt 3",
        ),
        *rates(
            "zero 0 2004-05-01",
            source="art. 83",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Zwolnienie z VAT na podstawie art. 113 ustawy o VAT",
)
