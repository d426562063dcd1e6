"""Poland: value-added tax (podatek od towarów i usług).

The words of the reverse charge and of the margin schemes are those of art. 106e ust. 1 pkt 18, ust. 2 and ust. 3.
"""

from datetime import date

from duespark.engine.tax.country import CountryRates, SmallBusiness, national, rates

TABLE = CountryRates(
    country="PL",
    name="VAT",
    law="Ustawa z dnia 11 marca 2004 r. o podatku od towarów i usług",
    authority="Krajowa Administracja Skarbowa",
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
            source="art. 83; od 2022-02-01 do 2024-03-31 także podstawowe produkty spożywcze (art. 146da, potem rozporządzenie)",
        ),
    ),
    treatments=national(
        exempt="Zwolnienie z VAT na podstawie art. 43 ust. 1 ustawy o VAT",
        exempt_132="Zwolnienie z VAT na podstawie art. 43 ust. 1 ustawy o VAT, art. 132 dyrektywy 2006/112/WE",
        exempt_135="Zwolnienie z VAT na podstawie art. 43 ust. 1 ustawy o VAT, art. 135 ust. 1 dyrektywy 2006/112/WE",
        reverse_charge="odwrotne obciążenie (art. 106e ust. 1 pkt 18 ustawy o VAT)",
        intra_eu="Wewnątrzwspólnotowa dostawa towarów, stawka 0%, art. 42 ust. 1 ustawy o VAT",
        export="Eksport towarów, stawka 0%, art. 41 ust. 4 ustawy o VAT",
        margin_travel="procedura marży dla biur podróży",
        margin_second_hand="procedura marży - towary używane",
        margin_art="procedura marży - dzieła sztuki",
        margin_antiques="procedura marży - przedmioty kolekcjonerskie i antyki",
        disbursement="Zwrot wydatków poniesionych w imieniu i na rzecz nabywcy, art. 29a ust. 7 pkt 3 ustawy o VAT",
        out_of_scope="Nie podlega VAT w Polsce",
    ),
    small_business=(
        SmallBusiness(
            reason="Zwolnienie z VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT",
            since=date(2004, 5, 1),
        ),
    ),
    unregistered="Zwolnienie z VAT na podstawie art. 113 ustawy o VAT",
)
