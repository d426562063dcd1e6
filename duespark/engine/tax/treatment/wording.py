"""Words the law wants on the invoice, in the language of the country whose law it is."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.treatment.supply import MarginKind

REVERSE_CHARGE: Mapping[str, str] = MappingProxyType(
    {
        "AT": "Steuerschuldnerschaft des Leistungsempfängers",
        "BE": "Autoliquidation / Btw verlegd",
        "BG": "обратно начисляване",
        "CY": "Αντίστροφη επιβάρυνση",
        "CZ": "daň odvede zákazník",
        "DE": "Steuerschuldnerschaft des Leistungsempfängers",
        "DK": "omvendt betalingspligt",
        "EE": "pöördmaksustamine",
        "ES": "inversión del sujeto pasivo",
        "FI": "käännetty verovelvollisuus",
        "FR": "Autoliquidation",
        "GR": "Αντίστροφη επιβάρυνση",
        "HR": "prijenos porezne obveze",
        "HU": "fordított adózás",
        "IT": "inversione contabile",
        "LT": "atvirkštinis apmokestinimas",
        "LU": "Autoliquidation",
        "LV": "nodokļa apgrieztā maksāšana",
        "NL": "btw verlegd",
        "PL": "odwrotne obciążenie",
        "PT": "IVA - autoliquidação",
        "RO": "taxare inversă",
        "SE": "omvänd betalningsskyldighet",
        "SK": "prenesenie daňovej povinnosti",
        "GB": "Reverse charge: customer to account to HMRC for the VAT",
        "SG": "Customer accounting: customer to pay the GST to IRAS",
    }
)
"""Directive 2006/112/EC, Article 226(11a) in each language; elsewhere "Reverse charge"."""

_INTRA_EU = {
    "AT": "Steuerfreie innergemeinschaftliche Lieferung, Art. 6 Abs. 1 UStG 1994 (BMR)",
    "DE": "Steuerfreie innergemeinschaftliche Lieferung, § 4 Nr. 1 Buchst. b, § 6a UStG",
    "FR": "Exonération de TVA, article 262 ter, I du CGI",
    "PL": "Wewnątrzwspólnotowa dostawa towarów, stawka 0%, art. 42 ust. 1 ustawy o VAT",
}
_INTRA_EU_ENGLISH = "Exempt intra-Community supply, Article 138 of Directive 2006/112/EC"
_EXPORT = {
    "AT": "Steuerfreie Ausfuhrlieferung, § 7 UStG 1994",
    "DE": "Steuerfreie Ausfuhrlieferung, § 4 Nr. 1 Buchst. a, § 6 UStG",
    "FR": "Exonération de TVA, article 262, I du CGI",
    "PL": "Eksport towarów, stawka 0%, art. 41 ust. 4 ustawy o VAT",
}
_TRIANGULAR = {
    "DE": "Innergemeinschaftliches Dreiecksgeschäft, § 25b UStG",
    "PL": (
        "VAT: faktura WE uproszczona na mocy art. 135-138 ustawy o ptu; podatek z tytułu dokonanej dostawy zostanie "
        "rozliczony przez ostatniego w kolejności podatnika"
    ),
}
_NOT_TAXABLE = {
    "DE": "Nicht steuerbar in Deutschland",
    "FR": "TVA non applicable en France",
    "PL": "Nie podlega opodatkowaniu VAT w Polsce",
}

_MARGIN: Mapping[str, Mapping[MarginKind, str]] = {
    "AU": {"land": "Margin scheme applied: no input tax credit, Division 75 of the GST Act 1999"},
    "DE": {
        "second_hand": "Gebrauchtgegenstände/Sonderregelung",
        "art": "Kunstgegenstände/Sonderregelung",
        "collectors": "Sammlungsstücke und Antiquitäten/Sonderregelung",
        "travel": "Sonderregelung für Reisebüros",
    },
    "ES": {
        "second_hand": "Régimen especial de los bienes usados",
        "art": "Régimen especial de los objetos de arte",
        "collectors": "Régimen especial de las antigüedades y objetos de colección",
        "travel": "Régimen especial de las agencias de viajes",
    },
    "FR": {
        "second_hand": "Régime particulier - Biens d'occasion",
        "art": "Régime particulier - Objets d'art",
        "collectors": "Régime particulier - Objets de collection et d'antiquité",
        "travel": "Régime particulier - Agences de voyages",
    },
    "IT": {
        "second_hand": "Regime del margine - beni usati",
        "art": "Regime del margine - oggetti d'arte",
        "collectors": "Regime del margine - oggetti di antiquariato o da collezione",
        "travel": "Regime del margine - agenzie di viaggio",
    },
    "NL": {
        "second_hand": "Bijzondere regeling - gebruikte goederen",
        "art": "Bijzondere regeling - kunstvoorwerpen",
        "collectors": "Bijzondere regeling - voorwerpen voor verzamelingen of antiquiteiten",
        "travel": "Bijzondere regeling - reisbureaus",
    },
    "PL": {
        "second_hand": "procedura marży - towary używane",
        "art": "procedura marży - dzieła sztuki",
        "collectors": "procedura marży - przedmioty kolekcjonerskie i antyki",
        "travel": "procedura marży dla biur podróży",
    },
}
_MARGIN_ENGLISH: Mapping[MarginKind, str] = {
    "second_hand": "Margin scheme - Second-hand goods",
    "art": "Margin scheme - Works of art",
    "collectors": "Margin scheme - Collector's items and antiques",
    "travel": "Margin scheme - Travel agents",
    "land": "Margin scheme applied",
}

MARGIN_CODES: Mapping[MarginKind, str] = MappingProxyType(
    {
        "second_hand": "VATEX-EU-F",
        "art": "VATEX-EU-I",
        "collectors": "VATEX-EU-J",
        "travel": "VATEX-EU-D",
        "land": "",
    }
)


def reverse_charge_words(country: str) -> str:
    """The mention of the reverse charge that the law of `country` wants (Article 226(11a); art. 106e ust. 1 pkt 18
    ustawy o VAT, § 14a Abs. 1 and 5 UStG, article 242 nonies A, I, 13° de l'annexe II au CGI).

    >>> reverse_charge_words("PL"), reverse_charge_words("IE")
    ('odwrotne obciążenie', 'Reverse charge')
    """
    return REVERSE_CHARGE.get(country, "Reverse charge")


def intra_eu_words(country: str) -> str:
    """The reference to the exemption of an intra-Community supply (Article 226(11)).

    >>> intra_eu_words("NL")
    'Exempt intra-Community supply, Article 138 of Directive 2006/112/EC'
    """
    return _INTRA_EU.get(country) or _table_words(country, "intra_eu", _INTRA_EU_ENGLISH)


def export_words(country: str) -> str:
    """The reference to the exemption or zero-rating of an export (in the EU Article 226(11)).

    >>> export_words("FR"), export_words("GB")
    ('Exonération de TVA, article 262, I du CGI', 'Zero-rated export, VATA 1994 s. 30(6)')
    """
    return _EXPORT.get(country) or _table_words(country, "export", "Export")


def triangular_words(country: str) -> str:
    """What the middle one of a triangular transaction adds to the reverse charge (§ 14a Abs. 7 UStG, art. 136 ustawy
    o VAT).

    >>> triangular_words("DE")
    'Innergemeinschaftliches Dreiecksgeschäft, § 25b UStG'
    """
    return _TRIANGULAR.get(country, "Triangular transaction, Article 141 of Directive 2006/112/EC")


def not_taxable_words(country: str, rule: str) -> str:
    """Why a service supplied in another country bears no tax of `country`: the article that places it there.

    >>> not_taxable_words("DE", "44")
    'Nicht steuerbar in Deutschland, Article 44 of Directive 2006/112/EC'
    """
    return f"{_NOT_TAXABLE.get(country, f'Not subject to VAT in {country}')}, Article {rule} of Directive 2006/112/EC"


def margin_words(country: str, kind: MarginKind) -> str:
    """The mention of the margin scheme (Article 226(13) and (14); § 14a Abs. 6 UStG; art. 106e ust. 2 and 3 ustawy o
    VAT; article 242 nonies A, I, 15° and 16° de l'annexe II au CGI).

    >>> margin_words("DE", "second_hand"), margin_words("IE", "travel")
    ('Gebrauchtgegenstände/Sonderregelung', 'Margin scheme - Travel agents')
    """
    return _MARGIN.get(country, {}).get(kind) or _MARGIN_ENGLISH[kind]


def small_enterprise_words(country: str) -> str:
    """The reference to the exemption of small enterprises, as the country's table has it.

    >>> small_enterprise_words("FR")
    'TVA non applicable, article 293 B du CGI'
    """
    if country == "IN":
        return "Composition taxable person, not eligible to collect tax on supplies"
    table = COUNTRIES.get(country)
    return table.unregistered if table else "Not subject to tax: the seller is not registered"


def exempt_words(country: str) -> str:
    """The reference to the exemption of a product, as the country's table has it.

    >>> exempt_words("NZ"), exempt_words("BR")
    ('Exempt supply, s 14 Goods and Services Tax Act 1985', 'Exempt')
    """
    return _table_words(country, "exempt", "Exempt")


def _table_words(country: str, key: str, otherwise: str) -> str:
    table = COUNTRIES.get(country)
    found = (one.reason for one in table.treatments if one.key == key) if table else iter(())
    return next(found, otherwise)
