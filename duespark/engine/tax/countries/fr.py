"""France: value-added tax (taxe sur la valeur ajoutée), the mainland and the overseas departments.

The words of the margin schemes are those of article 242 nonies A, I of annexe II of the CGI. In Guyane and Mayotte the tax
does not apply for now (article 294, 1). The overseas table begins with 2010, though its rates are older. Corsica's special
rates (article 297) are not in it.
"""

from datetime import date

from duespark.engine.tax.country import CountryRates, RegionRates, SmallBusiness, national, rates, untaxed

_OVERSEAS = (
    *rates(
        "standard 8.5 2010-01-01",
        "reduced 2.1 2010-01-01",
        source="article 296 CGI",
    ),
    *rates(
        "second_reduced 1.75 2010-01-01",
        "super_reduced 1.05 2010-01-01",
        source="article 296 ter CGI",
    ),
)

_CREDIT = "VATEX-FR-CNWVAT"
"""A credit note without VAT, whose supplier forgoes correcting the tax."""

TABLE = CountryRates(
    country="FR",
    name="TVA",
    law="Code général des impôts (CGI)",
    authority="Direction générale des finances publiques",
    rates=(
        *rates(
            "standard 20 2014-01-01",
            "standard 19.6 2000-04-01 2013-12-31",
            source="article 278 CGI",
        ),
        *rates(
            "intermediate 10 2014-01-01",
            "intermediate 7 2012-01-01 2013-12-31",
            source="articles 278 bis, 278 quater et 279 CGI",
        ),
        *rates(
            "reduced 5.5 1982-07-01",
            source="article 278-0 bis CGI",
        ),
        *rates(
            "super_reduced 2.1 1989-01-01",
            source="articles 281 quater à 281 nonies CGI",
        ),
    ),
    treatments=(
        *national(
            exempt="Exonération de TVA, articles 261 à 261 E du CGI",
            exempt_132="Exonération de TVA, article 261, 4 et 7 du CGI",
            exempt_135="Exonération de TVA, articles 261 C et 261 D du CGI",
            reverse_charge="Autoliquidation, article 283-2 du CGI",
            intra_eu="Exonération de TVA, article 262 ter, I du CGI",
            export="Exonération de TVA, article 262, I du CGI",
            margin_travel="Régime particulier - Agences de voyages",
            margin_second_hand="Régime particulier - Biens d'occasion",
            margin_art="Régime particulier - Objets d'art",
            margin_antiques="Régime particulier - Objets de collection et d'antiquité",
            disbursement="Débours, article 267, II-2° du CGI",
            out_of_scope="Opération non soumise à la TVA française",
        ),
        untaxed("credit_without_vat", "E", "Credit without VAT", "Avoir net de TVA, article 272, 1 du CGI", _CREDIT),
    ),
    small_business=(
        SmallBusiness(
            reason="TVA non applicable, article 293 B du CGI",
            since=date(1991, 1, 1),
            code="VATEX-FR-FRANCHISE",
        ),
    ),
    regions=(
        RegionRates(code="FR-971", name="Guadeloupe", rates=_OVERSEAS),
        RegionRates(code="FR-972", name="Martinique", rates=_OVERSEAS),
        RegionRates(code="FR-974", name="La Réunion", rates=_OVERSEAS),
        RegionRates(code="FR-973", name="Guyane"),
        RegionRates(code="FR-976", name="Mayotte"),
    ),
    unregistered="TVA non applicable, article 293 B du CGI",
)
