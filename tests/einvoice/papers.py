"""Documents to write as e-invoices."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.party import Address, BankAccount, Identifier, Party, TaxId
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import EU_TREATMENTS, OUT_OF_SCOPE, TaxRate

SELLER = Party(
    name="Northlight Studio Ltd",
    trading_name="Northlight",
    address=Address(line1="14 Harbour Street", city="Dublin", postal_code="D02 XY45", country="IE"),
    tax_ids=(TaxId(scheme="VAT", value="IE6388047V"),),
    registration_number="512345",
    endpoint=Identifier(value="billing@northlight.example.com", scheme="EM"),
    contact_name="Nora Light",
    email="billing@northlight.example.com",
    phone="+353 1 555 0100",
)
BUYER = Party(
    name="Example Bakery GmbH",
    address=Address(line1="Musterstraße 7", line2="Hinterhaus", city="Berlin", postal_code="10115", country="DE"),
    tax_ids=(TaxId(scheme="VAT", value="DE123456789"),),
    endpoint=Identifier(value="accounts@bakery.example.com", scheme="EM"),
    email="accounts@bakery.example.com",
)
TAX = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%", name="VAT"),
        TaxRate(key="reduced", category="S", rate=Decimal("13.5"), label="VAT 13.5%", name="VAT"),
        TaxRate(key="zero", category="Z", rate=Decimal(0), label="VAT 0%", name="VAT"),
        TaxRate(key="igic", category="L", rate=Decimal(7), label="IGIC 7%", name="IGIC"),
        TaxRate(key="ipsi", category="M", rate=Decimal(4), label="IPSI 4%", name="IPSI"),
        *EU_TREATMENTS,
        OUT_OF_SCOPE,
    ]
)
ADVICE = Line(id="1", description="Advice", quantity=Decimal("2.5"), unit="h", unit_price=Decimal(120))


def paper(*lines: Line, tax: TaxContext = TAX, **changes: Any) -> Document:
    """An issued document with these lines (one hour or two of advice), calculated."""
    value = Document(
        number="INV-2026-0042",
        issue_date=date(2026, 3, 2),
        due_date=date(2026, 3, 16),
        seller=SELLER,
        buyer=BUYER,
        buyer_reference="04011000-12345-67",
        bank_account=BankAccount(holder="Northlight Studio Ltd", iban="IE29AIBK93115212345678", bic="AIBKIE2D"),
        lines=lines or (ADVICE,),
    )
    return calculate(replace(value, **changes), tax)
