"""Golden rates of the European Union and the United Kingdom, and the words an invoice prints where no tax is charged."""

from datetime import date

import pytest

from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.countries import COUNTRIES, EU_MEMBERS
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.rates import rates_for

BOOKLET_2015 = """
BE 21 12 6 | BG 20 9 | CZ 21 15 10 | DK 25 | DE 19 7 | EE 20 9 | GR 23 13 6.5 | ES 21 10 4 | FR 20 10 5.5 2.1 | HR 25 13 5
IE 23 13.5 9 4.8 | IT 22 10 4 | CY 19 9 5 | LV 21 12 | LT 21 9 5 | LU 17 14 8 3 | HU 27 18 5 | MT 18 7 5 | NL 21 6
AT 20 12 10 | PL 23 8 5 | PT 23 13 6 | RO 24 9 5 | SI 22 9.5 | SK 20 10 | FI 24 14 10 | SE 25 12 6 | GB 20 5
"""
"""European Commission, "VAT rates applied in the Member States of the European Union", situation at 1 January 2015."""

TEDB_2026 = """
AT 20 13 10 4.9 | BE 21 12 6 | BG 20 9 | CY 19 9 5 3 | CZ 21 12 | DE 19 7 | DK 25 | EE 24 13 9 | ES 21 10 4 | FI 25.5 13.5 10
FR 20 10 5.5 2.1 | GB 20 5 | GR 24 13 6 | HR 25 13 5 | HU 27 18 5 | IE 23 13.5 9 4.8 | IT 22 10 5 4 | LT 21 12 5
LU 17 14 8 3 | LV 21 12 5 | MT 18 12 7 5 | NL 21 9 | PL 23 8 5 | PT 23 13 6 | RO 21 11 | SE 25 12 6 | SI 22 9.5 5 | SK 23 19 5
"""
"""Taxes in Europe Database of the Commission, 7 September 2026, without regional rates; 4.8 of Ireland is for livestock."""

SEPTEMBER = date(2026, 9, 7)

CODES = {
    "exempt": "",
    "exempt_132": "VATEX-EU-132",
    "exempt_135": "VATEX-EU-135-1",
    "reverse_charge": "VATEX-EU-AE",
    "intra_eu": "VATEX-EU-IC",
    "export": "VATEX-EU-G",
    "margin_travel": "VATEX-EU-D",
    "margin_second_hand": "VATEX-EU-F",
    "margin_art": "VATEX-EU-I",
    "margin_antiques": "VATEX-EU-J",
    "disbursement": "VATEX-EU-79-C",
    "out_of_scope": "VATEX-EU-O",
}


def golden_rates(table: str) -> dict[str, list[str]]:
    rows = (row.split() for row in table.replace("\n", "|").split("|"))
    return {row[0]: row[1:] for row in rows if row}


def charged(country: str, on: date) -> list[str]:
    rates = {rate.rate for rate in rates_for(country, on) if rate.category == "S"}
    return [str(rate) for rate in sorted(rates, reverse=True)]


def rate(country: str, key: str, on: date = SEPTEMBER) -> TaxRate:
    return TaxContext.of(rates_for(country, on)).rate(key)


class TestRates:
    def test_are_those_of_the_commission_s_booklet_of_2015(self) -> None:
        golden = golden_rates(BOOKLET_2015)
        assert {country: charged(country, date(2015, 1, 1)) for country in golden} == golden

    def test_are_those_of_the_commission_s_database_of_2026(self) -> None:
        golden = golden_rates(TEDB_2026)
        assert {country: charged(country, SEPTEMBER) for country in golden} == golden

    def test_every_member_has_a_golden_row(self) -> None:
        assert set(golden_rates(TEDB_2026)) == set(golden_rates(BOOKLET_2015)) == EU_MEMBERS | {"GB"}

    @pytest.mark.parametrize(
        ("country", "history"),
        [
            ("GR", "2010-03-14 19 | 2010-03-15 21 | 2010-06-30 21 | 2010-07-01 23 | 2016-05-31 23 | 2016-06-01 24"),
            ("HU", "2009-06-30 20 | 2009-07-01 25 | 2011-12-31 25 | 2012-01-01 27"),
            ("HR", "2009-07-31 22 | 2009-08-01 23 | 2012-02-29 23 | 2012-03-01 25"),
            ("CY", "2012-02-29 15 | 2012-03-01 17 | 2013-01-14 18 | 2014-01-12 18 | 2014-01-13 19"),
            ("LV", "2010-12-31 21 | 2011-01-01 22 | 2012-06-30 22 | 2012-07-01 21"),
            ("LT", "2008-12-31 18 | 2009-08-31 19 | 2009-09-01 21"),
            ("RO", "2010-06-30 19 | 2010-07-01 24 | 2016-01-01 20 | 2017-01-01 19 | 2025-07-31 19 | 2025-08-01 21"),
            ("SI", "2013-06-30 20 | 2013-07-01 22"),
            ("SK", "2010-12-31 19 | 2011-01-01 20 | 2024-12-31 20 | 2025-01-01 23"),
            ("EE", "2009-06-30 18 | 2009-07-01 20 | 2023-12-31 20 | 2024-01-01 22 | 2025-06-30 22 | 2025-07-01 24"),
            ("LU", "2014-12-31 15 | 2015-01-01 17 | 2022-12-31 17 | 2023-01-01 16 | 2023-12-31 16 | 2024-01-01 17"),
            ("MT", "2003-12-31 15 | 2004-01-01 18"),
            ("BG", "1999-01-01 20 | 2026-01-01 20"),
            ("IE", "2008-11-30 21 | 2008-12-01 21.5 | 2010-01-01 21 | 2020-08-31 23 | 2020-09-01 21 | 2021-03-01 23"),
            ("IT", "2011-09-16 20 | 2011-09-17 21 | 2013-09-30 21 | 2013-10-01 22"),
            ("ES", "2010-06-30 16 | 2010-07-01 18 | 2012-08-31 18 | 2012-09-01 21"),
            ("PT", "2010-06-30 20 | 2010-07-01 21 | 2011-01-01 23"),
            ("NL", "2012-09-30 19 | 2012-10-01 21"),
            ("CZ", "2009-12-31 19 | 2010-01-01 20 | 2012-12-31 20 | 2013-01-01 21"),
        ],
        ids=lambda value: value[:2],
    )
    def test_standard_follows_the_booklet_and_the_database(self, country: str, history: str) -> None:
        for day, expected in (each.split() for each in history.split(" | ")):
            assert str(rate(country, "standard", date.fromisoformat(day)).rate) == expected, day

    @pytest.mark.parametrize(
        ("country", "key", "periods"),
        [
            (
                "AT",
                "super_reduced",
                "2020-06-30 - | 2020-07-01 5 | 2021-12-31 5 | 2022-01-01 - | 2026-06-30 - | 2026-07-01 4.9",
            ),
            ("AT", "zero", "2023-12-31 - | 2024-01-01 0 | 2025-03-31 0 | 2025-04-01 - | 2026-01-01 0"),
            ("AT", "parking", "2015-12-31 12 | 2016-01-01 -"),
            ("BG", "zero", "2022-06-30 - | 2022-07-01 0 | 2024-12-31 0 | 2025-01-01 -"),
            ("CY", "super_reduced", "2023-07-20 - | 2023-07-21 3"),
            ("CZ", "second_reduced", "2014-12-31 - | 2015-01-01 10 | 2023-12-31 10 | 2024-01-01 -"),
            ("EE", "intermediate", "2024-12-31 - | 2025-01-01 13"),
            ("EE", "super_reduced", "2022-07-31 - | 2022-08-01 5 | 2024-12-31 5 | 2025-01-01 -"),
            ("ES", "special", "2024-09-30 - | 2024-10-01 2 | 2024-12-31 2 | 2025-01-01 -"),
            ("ES", "second_reduced", "2022-06-30 - | 2024-09-30 5 | 2024-10-01 7.5 | 2025-01-01 -"),
            ("GR", "second_reduced", "2015-07-19 6.5 | 2015-07-20 6 | 2016-06-01 6"),
            ("HR", "zero", "2012-12-31 0 | 2013-01-01 - | 2022-09-30 - | 2022-10-01 0"),
            ("HR", "reduced", "2013-12-31 10 | 2014-01-01 13"),
            ("HU", "zero", "2023-12-31 - | 2024-01-01 0"),
            ("LV", "second_reduced", "2017-12-31 - | 2018-01-01 5"),
            ("MT", "parking", "2023-12-31 - | 2024-01-01 12"),
            ("PT", "zero", "2023-04-17 - | 2023-04-18 0 | 2024-01-04 0 | 2024-01-05 -"),
            ("RO", "second_reduced", "2025-07-31 5 | 2025-08-01 9 | 2026-07-31 9 | 2026-08-01 -"),
            ("SI", "second_reduced", "2019-12-31 - | 2020-01-01 5"),
            ("SK", "second_reduced", "2010-05-01 6 | 2010-12-31 6 | 2011-01-01 - | 2023-01-01 5"),
            ("GB", "second_reduced", "2021-09-30 - | 2021-10-01 12.5 | 2022-03-31 12.5 | 2022-04-01 -"),
        ],
        ids=lambda value: value[:14],
    )
    def test_other_rates_come_and_go_with_the_law(self, country: str, key: str, periods: str) -> None:
        for day, expected in (each.split() for each in periods.split(" | ")):
            found = {each.key: str(each.rate) for each in rates_for(country, date.fromisoformat(day))}
            assert found.get(key, "-") == expected, day


class TestTreatments:
    @pytest.mark.parametrize("country", sorted(EU_MEMBERS - {"FR"}))
    def test_carry_the_codes_of_the_vatex_list(self, country: str) -> None:
        assert {each.key: each.reason_code for each in COUNTRIES[country].treatments} == CODES

    def test_france_has_one_more_for_credit_notes(self) -> None:
        found = {each.key: each.reason_code for each in COUNTRIES["FR"].treatments}
        assert found == {**CODES, "credit_without_vat": "VATEX-FR-CNWVAT"}
        assert rate("FR", "credit_without_vat").category == "E"
        assert rate("FR", "credit_without_vat").reason == "Avoir net de TVA, article 272, 1 du CGI"

    def test_margin_schemes_and_disbursements_are_exempt_in_the_norm_s_words(self) -> None:
        keys = ["exempt_132", "exempt_135", "margin_travel", "margin_second_hand", "margin_art", "margin_antiques"]
        assert {rate("IT", key).category for key in [*keys, "disbursement"]} == {"E"}

    @pytest.mark.parametrize(
        ("key", "reason"),
        [
            ("exempt", "Exempt from VAT, Articles 132 to 137 of Directive 2006/112/EC"),
            ("exempt_132", "Exempt from VAT, Article 132 of Directive 2006/112/EC"),
            ("exempt_135", "Exempt from VAT, Article 135(1) of Directive 2006/112/EC"),
            ("reverse_charge", "Reverse charge, Articles 194 to 199a of Directive 2006/112/EC"),
            ("intra_eu", "Exempt intra-Community supply, Article 138 of Directive 2006/112/EC"),
            ("export", "Exempt export outside the EU, Article 146 of Directive 2006/112/EC"),
            ("margin_travel", "Margin scheme - Travel agents"),
            ("margin_second_hand", "Margin scheme - Second-hand goods"),
            ("margin_art", "Margin scheme - Works of art"),
            ("margin_antiques", "Margin scheme - Collector's items and antiques"),
            (
                "disbursement",
                "Repayment of expenses paid in the customer's name, Article 79(c) of Directive 2006/112/EC",
            ),
            ("out_of_scope", "Not subject to tax"),
        ],
    )
    def test_name_the_article_of_the_directive(self, key: str, reason: str) -> None:
        assert rate("IT", key).reason == reason

    @pytest.mark.parametrize(
        ("country", "key", "reason"),
        [
            ("PL", "reverse_charge", "odwrotne obciążenie (art. 106e ust. 1 pkt 18 ustawy o VAT)"),
            ("PL", "exempt", "Zwolnienie z VAT na podstawie art. 43 ust. 1 ustawy o VAT"),
            ("PL", "intra_eu", "Wewnątrzwspólnotowa dostawa towarów, stawka 0%, art. 42 ust. 1 ustawy o VAT"),
            ("PL", "export", "Eksport towarów, stawka 0%, art. 41 ust. 4 ustawy o VAT"),
            ("PL", "margin_second_hand", "procedura marży - towary używane"),
            ("PL", "margin_travel", "procedura marży dla biur podróży"),
            ("DE", "reverse_charge", "Steuerschuldnerschaft des Leistungsempfängers, § 13b UStG"),
            ("DE", "exempt_135", "Steuerfrei nach § 4 Nr. 8 bis 12 UStG"),
            ("DE", "intra_eu", "Steuerfreie innergemeinschaftliche Lieferung, § 4 Nr. 1 Buchst. b, § 6a UStG"),
            ("DE", "export", "Steuerfreie Ausfuhrlieferung, § 4 Nr. 1 Buchst. a, § 6 UStG"),
            ("DE", "margin_second_hand", "Gebrauchtgegenstände/Sonderregelung"),
            ("DE", "margin_travel", "Sonderregelung für Reisebüros"),
            ("FR", "reverse_charge", "Autoliquidation, article 283-2 du CGI"),
            ("FR", "exempt", "Exonération de TVA, articles 261 à 261 E du CGI"),
            ("FR", "intra_eu", "Exonération de TVA, article 262 ter, I du CGI"),
            ("FR", "export", "Exonération de TVA, article 262, I du CGI"),
            ("FR", "margin_second_hand", "Régime particulier - Biens d'occasion"),
            ("FR", "disbursement", "Débours, article 267, II-2° du CGI"),
        ],
    )
    def test_poland_germany_and_france_say_it_in_their_law_s_words(self, country: str, key: str, reason: str) -> None:
        assert rate(country, key).reason == reason

    @pytest.mark.parametrize("country", ["PL", "DE", "FR"])
    def test_no_english_is_left_in_them(self, country: str) -> None:
        assert not any("Directive" in each.reason or "scheme" in each.reason for each in COUNTRIES[country].treatments)
