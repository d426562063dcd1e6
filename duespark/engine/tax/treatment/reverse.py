"""When the buyer owes the tax although the supply is taxed in the buyer's country: two tables of national law."""

from dataclasses import dataclass
from datetime import date

from duespark.engine.tax.treatment.supply import ReverseClass, SupplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSellers:
    """A member state's use of Article 194: the identified buyer owes the tax of sellers who are not established there.

    `goods`: also for goods. `except_kinds`: the seller owes it after all. `unless_registered`: for these kinds a seller
    registered there owes it. `note` is a limit of the rule that a person must look at.
    """

    country: str
    goods: bool
    source: str
    except_kinds: frozenset[SupplyKind] = frozenset()
    unless_registered: frozenset[SupplyKind] = frozenset()
    note: str = ""


FOREIGN_SELLERS = (
    ForeignSellers(
        country="AT",
        goods=False,
        source="§ 19 Abs. 1 UStG 1994",
        except_kinds=frozenset({"event"}),
        note="The service is no letting of land.",
    ),
    ForeignSellers(country="BE", goods=True, source="Article 51, § 2, 5° du Code de la TVA"),
    ForeignSellers(
        country="DE",
        goods=False,
        source="§ 13b Abs. 2 Nr. 1, Abs. 5, Abs. 6 UStG",
        except_kinds=frozenset({"passenger_transport", "event"}),
    ),
    ForeignSellers(
        country="ES",
        goods=True,
        source="Artículo 84.Uno.2.º de la Ley 37/1992 del IVA",
        except_kinds=frozenset({"passenger_transport"}),
        note="The service is no letting of land.",
    ),
    ForeignSellers(country="FR", goods=True, source="Article 283, 1 du CGI"),
    ForeignSellers(
        country="IT", goods=True, source="Art. 17, comma 2, DPR 633/1972", note="The buyer is established in Italy."
    ),
    ForeignSellers(
        country="NL",
        goods=True,
        source="Artikel 12 lid 3 Wet OB 1968",
        except_kinds=frozenset({"event"}),
        note="The buyer is established in the Netherlands.",
    ),
    ForeignSellers(
        country="PL",
        goods=True,
        source="Art. 17 ust. 1 pkt 4 i 5 ustawy o VAT",
        unless_registered=frozenset({"goods", "land"}),
    ),
)
"""Member states where the rule is known here; in others the seller registers. Without dates: long in force."""


def foreign_seller_rule(country: str, kind: SupplyKind, *, registered: bool) -> ForeignSellers | None:
    """The rule by which an identified buyer in `country` owes the tax of a seller from abroad; None where there is none
    (Directive 2006/112/EC, Article 194). `registered`: the seller has a tax registration there.

    >>> foreign_seller_rule("FR", "land", registered=False).source
    'Article 283, 1 du CGI'
    >>> foreign_seller_rule("DE", "goods", registered=False) is None
    True
    """
    row = next((row for row in FOREIGN_SELLERS if row.country == country), None)
    if row is None or kind in row.except_kinds or (kind == "goods" and not row.goods):
        return None
    return None if registered and kind in row.unless_registered else row


@dataclass(frozen=True, slots=True, kw_only=True)
class DomesticRule:
    """A country's rule that the buyer, a business, owes the tax of this class of products, and its condition."""

    country: str
    products: ReverseClass
    source: str
    condition: str
    since: date
    until: date | None = None


def _rule(
    country: str, products: ReverseClass, source: str, condition: str, since: str, until: str = ""
) -> DomesticRule:
    return DomesticRule(
        country=country,
        products=products,
        source=source,
        condition=condition,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
    )


_SAME_TRADE_DE = "The buyer supplies such work itself: keep the tax office's certificate USt 1 TG."
_VAT_REGISTERED = "The buyer is registered for the tax: verify the number."
_NOT_END_USER = "The buyer is VAT and CIS registered and has not said in writing that it is an end user."

DOMESTIC_RULES = (
    _rule("AT", "construction", "§ 19 Abs. 1a UStG 1994", "The buyer supplies construction work itself.", "2002-10-01"),
    _rule("BE", "construction", "Article 20, arrêté royal n° 1", "The buyer files periodic VAT returns.", "1993-01-01"),
    _rule("DE", "construction", "§ 13b Abs. 2 Nr. 4, Abs. 5 UStG", _SAME_TRADE_DE, "2004-04-01"),
    _rule("DE", "cleaning", "§ 13b Abs. 2 Nr. 8, Abs. 5 UStG", _SAME_TRADE_DE, "2011-01-01"),
    _rule("DE", "scrap", "§ 13b Abs. 2 Nr. 7, Anlage 3 UStG", "The buyer is a business.", "2011-01-01"),
    _rule("DE", "gold", "§ 13b Abs. 2 Nr. 9 UStG", "The buyer is a business.", "2011-01-01"),
    _rule(
        "DE",
        "mobile_phones",
        "§ 13b Abs. 2 Nr. 10 UStG",
        "The buyer is a business and the transaction comes to at least EUR 5,000.",
        "2011-07-01",
    ),
    _rule("DE", "energy", "§ 13b Abs. 2 Nr. 5 Buchst. b UStG", "The buyer resells energy.", "2013-09-01"),
    _rule("DE", "emission_allowances", "§ 13b Abs. 2 Nr. 6 UStG", "The buyer is a business.", "2010-07-01"),
    _rule(
        "ES",
        "construction",
        "Artículo 84.Uno.2.º f) de la Ley 37/1992",
        "The work is part of urbanization, building or renovation, and the buyer is a business.",
        "2012-10-31",
    ),
    _rule(
        "FR",
        "construction",
        "Article 283, 2 nonies du CGI",
        "The seller is a subcontractor of the buyer.",
        "2014-01-01",
    ),
    _rule("FR", "scrap", "Article 283, 2 sexies du CGI", "The buyer is a business.", "2008-01-01"),
    _rule("GB", "construction", "VATA 1994 s. 55A; SI 2019/892", _NOT_END_USER, "2021-03-01"),
    _rule(
        "GB", "mobile_phones", "VATA 1994 s. 55A; SI 2010/2239", "The sale comes to at least GBP 5,000.", "2010-11-01"
    ),
    _rule("GB", "emission_allowances", "VATA 1994 s. 55A; SI 2010/2239", "The buyer is VAT registered.", "2010-11-01"),
    _rule(
        "IE",
        "construction",
        "VAT Consolidation Act 2010, s. 16(3)",
        "The buyer is a principal contractor.",
        "2010-11-01",
    ),
    _rule(
        "IT", "construction", "Art. 17, comma 6, lett. a), DPR 633/1972", "The seller is a subcontractor.", "2007-01-01"
    ),
    _rule("IT", "cleaning", "Art. 17, comma 6, lett. a-ter), DPR 633/1972", "The work is on buildings.", "2015-01-01"),
    _rule(
        "NL", "construction", "Artikel 24b Uitvoeringsbesluit OB 1968", "The seller is a subcontractor.", "1993-01-01"
    ),
    _rule(
        "PL",
        "energy",
        "Art. 145e ustawy o VAT",
        "Traded on an exchange or organized platform with an active VAT payer who resells it.",
        "2023-04-01",
        "2026-12-31",
    ),
    _rule(
        "PL",
        "emission_allowances",
        "Art. 145e ustawy o VAT",
        "Traded on an exchange or organized platform with an active VAT payer.",
        "2023-04-01",
        "2026-12-31",
    ),
    _rule("PT", "construction", "Artigo 2.º, n.º 1, alínea j) do CIVA", _VAT_REGISTERED, "2007-04-01"),
    _rule(
        "SE",
        "construction",
        "16 kap. 13 § mervärdesskattelagen (2023:200)",
        "The buyer sells such work itself.",
        "2023-07-01",
    ),
    _rule(
        "SG",
        "mobile_phones",
        "GST Act 1993, customer accounting for prescribed goods",
        "The buyer is GST registered and the prescribed goods come to more than SGD 10,000; state the GST the customer pays.",
        "2019-01-01",
    ),
)
"""Rules known here; a class that is missing for a country is charged by the seller."""


def domestic_rule(country: str, products: ReverseClass | None, on: date) -> DomesticRule | None:
    """The rule by which a business in `country` owes the tax of such products on the day; None where there is none.

    >>> domestic_rule("DE", "cleaning", date(2026, 1, 1)).source
    '§ 13b Abs. 2 Nr. 8, Abs. 5 UStG'
    >>> domestic_rule("PL", "energy", date(2027, 1, 1)) is None
    True
    """
    rows = (row for row in DOMESTIC_RULES if row.country == country and row.products == products)
    return next((row for row in rows if row.since <= on and (row.until is None or on <= row.until)), None)
