"""An example of a document, to look at a template with: the company's own name, and made-up goods for a made-up client."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.document import Document, PaymentTerms
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.party import Address, BankAccount, Party, TaxId
from duespark.engine.invoice.totals import calculate
from duespark.engine.invoice.versions import plain
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

_TAX = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(20), label="VAT 20%", name="VAT")])
_CLIENT = Party(
    name="Example Client Ltd",
    contact_name="Ada Example",
    address=Address(line1="1 Sample Street", city="Dublin", postal_code="D01 AB12", country="IE"),
    tax_ids=(TaxId(scheme="VAT", value="IE6388047V"),),
    email="accounts@client.example.com",
    phone="+353 1 555 0142",
    website="client.example.com",
)
_SELLER = Party(
    name="Your Company",
    address=Address(line1="2 Sample Road", city="Dublin", postal_code="D02 CD34", country="IE"),
    tax_ids=(TaxId(scheme="VAT", value="IE1234567T"),),
    registration_number="512345",
    contact_name="Grace Example",
    email="billing@company.example.com",
    phone="+353 1 555 0100",
    website="company.example.com",
)
_ACCOUNT = BankAccount(holder="Your Company", iban="IE64IRCE92050112345678", bic="IRCEIE2D", bank_name="Example Bank")
_LINES = (
    Line(kind="heading", description="Design"),
    Line(description="Logo and wordmark", note="Three directions, two rounds", unit_price=Decimal("1800.00"), unit="pc"),
    Line(
        description="Art direction", quantity=Decimal("12.5"), unit="h", unit_price=Decimal("95.00"),
        discount=Discount(percent=Decimal(10)),
    ),
    Line(kind="heading", description="Print"),
    Line(description="Brochure, folded", sku="BR-170", quantity=Decimal(500), unit="pc", unit_price=Decimal("1.24")),
    Line(description="Menu cards", sku="MC-40", quantity=Decimal(40), unit="pc", unit_price=Decimal("3.80")),
)  # fmt: skip


def example_document(company: CompanyRow | None, *, on: date, language: str) -> dict[str, Any]:
    """An invoice that was never issued, calculated by the engine like any other, in its plain form."""
    document = Document(
        number=f"{on.year}-0042",
        issue_date=on,
        supply_date=on,
        due_date=on + timedelta(days=14),
        language=language or (company.language if company else "en"),
        seller=company.profile if company else _SELLER,
        buyer=_CLIENT,
        bank_account=_ACCOUNT,
        purchase_order="PO-7781",
        payment_terms=PaymentTerms(note="Net 14 days"),
        notes="Thank you for your order.",
        terms="Goods remain our property until they are paid in full.",
        lines=_LINES,
    )
    return plain(calculate(document, _TAX))
