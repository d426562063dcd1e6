"""Documents to print in tests: plain dicts with totals that add up."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from duespark.companies.brands.design import Design
from duespark.engine.invoice.document import Adjustment, Document, PaymentTerms
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.party import Address, BankAccount, Party, TaxId
from duespark.engine.invoice.totals import calculate
from duespark.engine.look.palette import Palette
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate


def painted(color: str) -> Design:
    """A design whose primary color this is."""
    return Design(palette=Palette(primary=color))


SELLER = Party(
    name="Northlight Studio Ltd",
    address=Address(line1="14 Harbour Street", city="Dublin", postal_code="D02 XY45", country="IE"),
    tax_ids=(TaxId(scheme="VAT", value="IE6388047V"),),
    registration_number="512345",
    email="billing@northlight.example.com",
    phone="+353 1 555 0100",
    website="northlight.example.com",
)
BUYER = Party(
    name="Example Bakery GmbH",
    contact_name="Anna Example",
    address=Address(line1="Musterstraße 7", line2="Hinterhaus", city="Berlin", postal_code="10115", country="DE"),
    tax_ids=(TaxId(scheme="VAT", value="DE123456789"),),
    email="accounts@bakery.example.com",
)
ACCOUNT = BankAccount(
    holder="Northlight Studio Ltd", iban="IE29AIBK93115212345678", bic="AIBKIE2D", bank_name="Example Bank Dublin"
)


TAX = TaxContext.of(
    [
        *(
            TaxRate(key=key, category="S", rate=Decimal(key), label=f"VAT {key}%", name="VAT")
            for key in ("23", "19", "9")
        ),
        TaxRate(key="reverse_charge", category="AE", rate=Decimal(0), label="Reverse charge"),
    ]
)


def item(text: str, quantity: str, price: str, *, tax: str = "23", off: str | None = None, **more: Any) -> Line:
    """A line; `off` is a discount in percent."""
    return Line(
        description=text,
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=Discount(percent=Decimal(off)) if off else None,
        tax=tax,
        **more,
    )


def document(lines: tuple[Line, ...], **changes: Any) -> dict[str, Any]:
    """An issued invoice in its plain form."""
    value = Document(
        number="INV-2026-0042",
        issue_date=date(2026, 3, 2),
        supply_date=date(2026, 2, 28),
        due_date=date(2026, 3, 16),
        seller=SELLER,
        buyer=BUYER,
        bank_account=ACCOUNT,
        lines=lines,
    )
    stored: dict[str, Any] = plain(calculate(replace(value, **changes), TAX))
    return stored


def plain(value: Any) -> Any:
    """Dataclasses as dicts, decimals and dates as text: the form a document is stored in."""
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value


def two_rates() -> dict[str, Any]:
    """Two tax rates, a line discount, a document discount, part paid in advance."""
    lines = (
        Line(kind="heading", description="Brand identity"),
        item("Logo and wordmark", "1", "1800.00", note="Three directions, two rounds of changes", unit="pc"),
        item("Art direction, photo shoot", "12.5", "95.00", unit="h", off="10"),
        item("Style guide, 48 pages", "1", "960.00", sku="SG-48"),
        Line(kind="subtotal"),
        Line(kind="heading", description="Print"),
        item("Brochure, folded, 170 g", "500", "1.24", tax="9", unit="pcs"),
        item("Menu cards", "40", "3.80", tax="9", unit="pcs"),
        Line(kind="text", description="Delivered to the Berlin shop on 28 February."),
    )
    loyal = Adjustment(reason="Long-term client", amount=Decimal("191.44"), tax="23")
    return document(
        lines,
        allowances=(loyal,),
        prepaid=Decimal("500.00"),
        purchase_order="PO-7781",
        buyer_reference="Marketing / Q1",
        payment_terms=PaymentTerms(note="Payable within 14 days of the issue date."),
        notes="Thank you for working with us.\nThe source files are in your shared folder.",
        terms="Interest on late payment is charged under Directive 2011/7/EU.",
    )


def german() -> dict[str, Any]:
    """A German invoice with a line under reverse charge."""
    lines = (
        item("Beratung und Konzeption", "16", "110.00", tax="19", unit="Std."),
        item(
            "Umsetzung der Webanwendung einschließlich Barrierefreiheitsprüfung",
            "42.5",
            "98.00",
            tax="19",
            unit="Std.",
        ),
        item("Schulung in Wien", "1", "1450.00", tax="reverse_charge"),
    )
    ship_to = Party(
        name="Example Bakery GmbH, Filiale Wien",
        address=Address(line1="Beispielgasse 3", postal_code="1010", city="Wien", country="AT"),
    )
    return document(lines, language="de", ship_to=ship_to, number="RE-2026-00117")


def long(count: int) -> dict[str, Any]:
    """An invoice of `count` lines."""
    lines = tuple(
        item(
            f"Article {index + 1:03d}, assorted size and color",
            str(index % 9 + 1),
            f"{7 + index % 13}.{index % 90:02d}",
        )
        for index in range(count)
    )
    return document(lines, terms="Goods remain our property until paid in full.")


def draft() -> dict[str, Any]:
    """Not yet numbered."""
    return two_rates() | {"number": None}
