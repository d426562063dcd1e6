"""All currencies of ISO 4217 that money is invoiced in, with their minor units."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from duespark.engine.errors import Invalid


class UnknownCurrency(Invalid):
    code = "currency.unknown"
    sentence = "There is no currency {currency!r}. Use a code of ISO 4217, such as EUR."


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency: `decimals` is its minor unit (JPY 0, EUR 2, KWD 3), `symbol` stands before or behind amounts."""

    code: str
    name: str
    decimals: int
    symbol: str


# ISO 4217 list one (2026-01-01) without metals, test codes and units of account; BGN stays for invoices before 2026.
_ROWS = (
    ("AED", 2, "AED", "United Arab Emirates Dirham"),
    ("AFN", 2, "AFN", "Afghan Afghani"),
    ("ALL", 2, "L", "Albanian Lek"),
    ("AMD", 2, "֏", "Armenian Dram"),
    ("AOA", 2, "AOA", "Angolan Kwanza"),
    ("ARS", 2, "AR$", "Argentine Peso"),
    ("AUD", 2, "A$", "Australian Dollar"),
    ("AWG", 2, "AWG", "Aruban Florin"),
    ("AZN", 2, "₼", "Azerbaijani Manat"),
    ("BAM", 2, "KM", "Bosnia-Herzegovina Convertible Mark"),
    ("BBD", 2, "BBD", "Barbadian Dollar"),
    ("BDT", 2, "৳", "Bangladeshi Taka"),
    ("BGN", 2, "лв.", "Bulgarian Lev"),
    ("BHD", 3, "BHD", "Bahraini Dinar"),
    ("BIF", 0, "BIF", "Burundian Franc"),
    ("BMD", 2, "BMD", "Bermudan Dollar"),
    ("BND", 2, "BND", "Brunei Dollar"),
    ("BOB", 2, "Bs", "Bolivian Boliviano"),
    ("BOV", 2, "BOV", "Bolivian Mvdol"),
    ("BRL", 2, "R$", "Brazilian Real"),
    ("BSD", 2, "BSD", "Bahamian Dollar"),
    ("BTN", 2, "BTN", "Bhutanese Ngultrum"),
    ("BWP", 2, "P", "Botswanan Pula"),
    ("BYN", 2, "BYN", "Belarusian Ruble"),
    ("BZD", 2, "BZD", "Belize Dollar"),
    ("CAD", 2, "CA$", "Canadian Dollar"),
    ("CDF", 2, "CDF", "Congolese Franc"),
    ("CHE", 2, "CHE", "WIR Euro"),
    ("CHF", 2, "CHF", "Swiss Franc"),
    ("CHW", 2, "CHW", "WIR Franc"),
    ("CLF", 4, "CLF", "Chilean Unit of Account (UF)"),
    ("CLP", 0, "CLP$", "Chilean Peso"),
    ("CNY", 2, "CN¥", "Chinese Yuan"),
    ("COP", 2, "COL$", "Colombian Peso"),
    ("COU", 2, "COU", "Colombian Real Value Unit"),
    ("CRC", 2, "₡", "Costa Rican Colón"),
    ("CUP", 2, "CUP", "Cuban Peso"),
    ("CVE", 2, "CVE", "Cape Verdean Escudo"),
    ("CZK", 2, "Kč", "Czech Koruna"),
    ("DJF", 0, "DJF", "Djiboutian Franc"),
    ("DKK", 2, "kr", "Danish Krone"),
    ("DOP", 2, "DOP", "Dominican Peso"),
    ("DZD", 2, "DZD", "Algerian Dinar"),
    ("EGP", 2, "EGP", "Egyptian Pound"),
    ("ERN", 2, "ERN", "Eritrean Nakfa"),
    ("ETB", 2, "ETB", "Ethiopian Birr"),
    ("EUR", 2, "€", "Euro"),
    ("FJD", 2, "FJD", "Fijian Dollar"),
    ("FKP", 2, "FKP", "Falkland Islands Pound"),
    ("GBP", 2, "£", "British Pound"),
    ("GEL", 2, "₾", "Georgian Lari"),
    ("GHS", 2, "GH₵", "Ghanaian Cedi"),
    ("GIP", 2, "GIP", "Gibraltar Pound"),
    ("GMD", 2, "GMD", "Gambian Dalasi"),
    ("GNF", 0, "GNF", "Guinean Franc"),
    ("GTQ", 2, "Q", "Guatemalan Quetzal"),
    ("GYD", 2, "GYD", "Guyanaese Dollar"),
    ("HKD", 2, "HK$", "Hong Kong Dollar"),
    ("HNL", 2, "HNL", "Honduran Lempira"),
    ("HTG", 2, "G", "Haitian Gourde"),
    ("HUF", 2, "Ft", "Hungarian Forint"),
    ("IDR", 2, "Rp", "Indonesian Rupiah"),
    ("ILS", 2, "₪", "Israeli New Shekel"),
    ("INR", 2, "₹", "Indian Rupee"),
    ("IQD", 3, "IQD", "Iraqi Dinar"),
    ("IRR", 2, "IRR", "Iranian Rial"),
    ("ISK", 0, "kr", "Icelandic Króna"),
    ("JMD", 2, "JMD", "Jamaican Dollar"),
    ("JOD", 3, "JOD", "Jordanian Dinar"),
    ("JPY", 0, "¥", "Japanese Yen"),
    ("KES", 2, "KES", "Kenyan Shilling"),
    ("KGS", 2, "KGS", "Kyrgystani Som"),
    ("KHR", 2, "៛", "Cambodian Riel"),
    ("KMF", 0, "KMF", "Comorian Franc"),
    ("KPW", 2, "KPW", "North Korean Won"),
    ("KRW", 0, "₩", "South Korean Won"),
    ("KWD", 3, "KWD", "Kuwaiti Dinar"),
    ("KYD", 2, "KYD", "Cayman Islands Dollar"),
    ("KZT", 2, "₸", "Kazakhstani Tenge"),
    ("LAK", 2, "₭", "Laotian Kip"),
    ("LBP", 2, "LBP", "Lebanese Pound"),
    ("LKR", 2, "LKR", "Sri Lankan Rupee"),
    ("LRD", 2, "LRD", "Liberian Dollar"),
    ("LSL", 2, "LSL", "Lesotho Loti"),
    ("LYD", 3, "LYD", "Libyan Dinar"),
    ("MAD", 2, "MAD", "Moroccan Dirham"),
    ("MDL", 2, "MDL", "Moldovan Leu"),
    ("MGA", 2, "MGA", "Malagasy Ariary"),
    ("MKD", 2, "den", "Macedonian Denar"),
    ("MMK", 2, "MMK", "Myanmar Kyat"),
    ("MNT", 2, "₮", "Mongolian Tugrik"),
    ("MOP", 2, "MOP", "Macanese Pataca"),
    ("MRU", 2, "MRU", "Mauritanian Ouguiya"),
    ("MUR", 2, "MUR", "Mauritian Rupee"),
    ("MVR", 2, "MVR", "Maldivian Rufiyaa"),
    ("MWK", 2, "MWK", "Malawian Kwacha"),
    ("MXN", 2, "MX$", "Mexican Peso"),
    ("MXV", 2, "MXV", "Mexican Investment Unit"),
    ("MYR", 2, "RM", "Malaysian Ringgit"),
    ("MZN", 2, "MZN", "Mozambican Metical"),
    ("NAD", 2, "NAD", "Namibian Dollar"),
    ("NGN", 2, "₦", "Nigerian Naira"),
    ("NIO", 2, "C$", "Nicaraguan Córdoba"),
    ("NOK", 2, "kr", "Norwegian Krone"),
    ("NPR", 2, "NPR", "Nepalese Rupee"),
    ("NZD", 2, "NZ$", "New Zealand Dollar"),
    ("OMR", 3, "OMR", "Omani Rial"),
    ("PAB", 2, "PAB", "Panamanian Balboa"),
    ("PEN", 2, "S/", "Peruvian Sol"),
    ("PGK", 2, "PGK", "Papua New Guinean Kina"),
    ("PHP", 2, "₱", "Philippine Peso"),
    ("PKR", 2, "PKR", "Pakistani Rupee"),
    ("PLN", 2, "zł", "Polish Zloty"),
    ("PYG", 0, "₲", "Paraguayan Guarani"),
    ("QAR", 2, "QAR", "Qatari Riyal"),
    ("RON", 2, "lei", "Romanian Leu"),
    ("RSD", 2, "RSD", "Serbian Dinar"),
    ("RUB", 2, "₽", "Russian Ruble"),
    ("RWF", 0, "RWF", "Rwandan Franc"),
    ("SAR", 2, "SAR", "Saudi Riyal"),
    ("SBD", 2, "SBD", "Solomon Islands Dollar"),
    ("SCR", 2, "SCR", "Seychellois Rupee"),
    ("SDG", 2, "SDG", "Sudanese Pound"),
    ("SEK", 2, "kr", "Swedish Krona"),
    ("SGD", 2, "S$", "Singapore Dollar"),
    ("SHP", 2, "SHP", "St. Helena Pound"),
    ("SLE", 2, "SLE", "Sierra Leonean Leone"),
    ("SOS", 2, "SOS", "Somali Shilling"),
    ("SRD", 2, "SRD", "Surinamese Dollar"),
    ("SSP", 2, "SSP", "South Sudanese Pound"),
    ("STN", 2, "STN", "São Tomé & Príncipe Dobra"),
    ("SVC", 2, "SVC", "Salvadoran Colón"),
    ("SYP", 2, "SYP", "Syrian Pound"),
    ("SZL", 2, "SZL", "Swazi Lilangeni"),
    ("THB", 2, "฿", "Thai Baht"),
    ("TJS", 2, "TJS", "Tajikistani Somoni"),
    ("TMT", 2, "TMT", "Turkmenistani Manat"),
    ("TND", 3, "TND", "Tunisian Dinar"),
    ("TOP", 2, "TOP", "Tongan Pa'anga"),
    ("TRY", 2, "₺", "Turkish Lira"),
    ("TTD", 2, "TTD", "Trinidad & Tobago Dollar"),
    ("TWD", 2, "NT$", "New Taiwan Dollar"),
    ("TZS", 2, "TZS", "Tanzanian Shilling"),
    ("UAH", 2, "₴", "Ukrainian Hryvnia"),
    ("UGX", 0, "UGX", "Ugandan Shilling"),
    ("USD", 2, "$", "US Dollar"),
    ("USN", 2, "USN", "US Dollar (Next day)"),
    ("UYI", 0, "UYI", "Uruguayan Peso (Indexed Units)"),
    ("UYU", 2, "$U", "Uruguayan Peso"),
    ("UYW", 4, "UYW", "Unidad Previsional"),
    ("UZS", 2, "UZS", "Uzbekistani Som"),
    ("VED", 2, "VED", "Bolívar Digital"),
    ("VES", 2, "VES", "Venezuelan Bolívar"),
    ("VND", 0, "₫", "Vietnamese Dong"),
    ("VUV", 0, "VUV", "Vanuatu Vatu"),
    ("WST", 2, "WST", "Samoan Tala"),
    ("XAF", 0, "FCFA", "Central African CFA Franc"),
    ("XCD", 2, "EC$", "East Caribbean Dollar"),
    ("XCG", 2, "Cg.", "Caribbean Guilder"),
    ("XOF", 0, "F CFA", "West African CFA Franc"),
    ("XPF", 0, "CFPF", "CFP Franc"),
    ("YER", 2, "YER", "Yemeni Rial"),
    ("ZAR", 2, "R", "South African Rand"),
    ("ZMW", 2, "K", "Zambian Kwacha"),
    ("ZWG", 2, "ZWG", "Zimbabwe Gold"),
)

CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {code: Currency(code=code, name=name, decimals=decimals, symbol=symbol) for code, decimals, symbol, name in _ROWS}
)
"""Every currency by its code."""


def currency(code: str, *, pointer: str | None = None) -> Currency:
    """The currency with this ISO 4217 code. Raises `UnknownCurrency`.

    >>> currency("KWD").decimals
    3
    >>> currency("eur")
    Traceback (most recent call last):
    duespark.engine.money.currency.UnknownCurrency: There is no currency 'eur'. Use a code of ISO 4217, such as EUR.
    """
    found = CURRENCIES.get(code)
    if found is None:
        raise UnknownCurrency(pointer=pointer, currency=code)
    return found
