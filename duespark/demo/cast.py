"""Who appears in the demo: two companies, forty clients, and what is sold. All fictional."""

from dataclasses import dataclass

from duespark.companies.bank_accounts import AccountIn
from duespark.companies.details import CompanyIn
from duespark.engine.invoice.party import Address, Party, TaxId

STUDIO = CompanyIn(
    profile=Party(
        name="Example Studio Sp. z o.o.",
        trading_name="Example Studio",
        address=Address(line1="ul. Przykładowa 12/4", city="Kraków", postal_code="30-001", country="PL"),
        tax_ids=(TaxId(scheme="VAT", value="PL5260001246"),),
        email="studio@example.com",
        phone="+48 12 555 01 00",
        website="https://studio.example.com",
    ),
    tax_registered=True,
    currency="PLN",
    language="en",
    payment_terms_days=14,
    bank_accounts=(
        AccountIn(
            label="Main account",
            holder="Example Studio Sp. z o.o.",
            iban="PL61109010140000071219812874",
            bic="WBKPPLPP",
            bank_name="Example Bank",
        ),
        AccountIn(
            label="Euro account",
            currency="EUR",
            holder="Example Studio Sp. z o.o.",
            iban="PL27114020040000300201355387",
            bic="BREXPLPW",
            bank_name="Example Bank",
        ),
    ),
    email_signature="Example Studio\nul. Przykładowa 12/4, Kraków\n+48 12 555 01 00",
)
WORKS = CompanyIn(
    profile=Party(
        name="Example Works GmbH",
        address=Address(line1="Musterstraße 8", city="Berlin", postal_code="10115", country="DE"),
        tax_ids=(TaxId(scheme="VAT", value="DE136695976"),),
        email="works@example.com",
        phone="+49 30 5550 100",
        website="https://works.example.com",
    ),
    tax_registered=True,
    currency="EUR",
    language="en",
    payment_terms_days=30,
    bank_accounts=(
        AccountIn(
            label="Main account",
            holder="Example Works GmbH",
            iban="DE89370400440532013000",
            bic="COBADEFF",
            bank_name="Example Bank",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Character:
    """A client of the demo: who it is, who bills it, and how it pays."""

    name: str
    city: str
    country: str
    zone: str
    currency: str
    language: str
    company: str
    habit: str


_PLACES = {
    "PL": (("Kraków", "Warszawa", "Gdańsk", "Wrocław", "Poznań"), "Europe/Warsaw", "PLN", "pl"),
    "DE": (("Berlin", "Hamburg", "Leipzig", "Köln", "München"), "Europe/Berlin", "EUR", "de"),
    "FR": (("Lyon", "Paris", "Nantes"), "Europe/Paris", "EUR", "fr"),
    "GB": (("London", "Leeds", "Bristol"), "Europe/London", "GBP", "en"),
    "US": (("Portland", "Austin", "Boston"), "America/New_York", "USD", "en"),
}
_NAMES = (
    ("Fable Bakery", "PL"), ("Northlight Books", "PL"), ("Copper Kettle Café", "PL"), ("Willow & Sons", "PL"),
    ("Bluebird Clinic", "PL"), ("Granite Bikes", "PL"), ("Meadow Dental", "PL"), ("Harbor Florists", "PL"),
    ("Sundial Travel", "PL"), ("Paper Lantern", "PL"), ("Oakfield School", "PL"), ("Amber Optics", "PL"),
    ("Linden Logistics", "DE"), ("Spree Roasters", "DE"), ("Falke Instruments", "DE"), ("Elbe Robotics", "DE"),
    ("Nordstern Energie", "DE"), ("Kupfer & Stein", "DE"), ("Morgen Möbel", "DE"), ("Quelle Kosmetik", "DE"),
    ("Isar Analytics", "DE"), ("Birke Brauerei", "DE"), ("Tal Textil", "DE"), ("Ufer Architekten", "DE"),
    ("Atelier Saule", "FR"), ("Maison Verte", "FR"), ("Lumière Films", "FR"), ("Studio Rivage", "FR"),
    ("Thistle & Pine", "GB"), ("Larkspur Media", "GB"), ("Foundry Lane", "GB"), ("Heron Housing", "GB"),
    ("Kestrel Labs", "GB"), ("Tidewater Tools", "US"), ("Juniper Health", "US"), ("Redwood Games", "US"),
    ("Prairie Robotics", "US"), ("Beacon Legal", "US"), ("Cobalt Audio", "US"), ("Marigold Foods", "US"),
)  # fmt: skip
_HABITS = ("early", "prompt", "prompt", "normal", "normal", "normal", "slow", "slow", "poor", "poor")


def characters() -> tuple[Character, ...]:
    """The forty clients, in a fixed order."""
    made = []
    for at, (name, country) in enumerate(_NAMES):
        cities, zone, currency, language = _PLACES[country]
        company = "studio" if country in ("PL", "GB") else "works"
        habit = _HABITS[(at * 7 + 2) % len(_HABITS)]
        made.append(Character(name, cities[at % len(cities)], country, zone, currency, language, company, habit))
    return tuple(made)


SOLD = {
    "studio": (
        ("Brand workshop", "day", "2400.00", "standard"), ("Interface design", "h", "180.00", "standard"),
        ("Illustration set", "pcs", "950.00", "standard"), ("Website maintenance", "month", "690.00", "standard"),
        ("Photography", "day", "1850.00", "standard"), ("Printed brochure", "pcs", "14.50", "reduced"),
        ("Copywriting", "h", "140.00", "standard"),
    ),
    "works": (
        ("Control unit CU-40", "pcs", "418.00", "standard"), ("Sensor kit", "pcs", "89.90", "standard"),
        ("Installation", "h", "96.00", "standard"), ("Annual service contract", "year", "1240.00", "standard"),
        ("Spare part set", "pcs", "63.25", "standard"), ("Training on site", "day", "1100.00", "standard"),
        ("Operator handbook", "pcs", "39.00", "reduced"),
    ),
}  # fmt: skip
"""What each company sells: description, unit, price in its own currency, tax."""
