"""Documents to print in tests: plain dicts with totals that add up."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from duespark.engine.invoice.document import Adjustment, Document, PaymentTerms, TaxSubtotal, Totals
from duespark.engine.invoice.line import Discount, Line, LineAmounts
from duespark.engine.invoice.party import Address, BankAccount, Party, TaxId

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


def item(text: str, quantity: str, price: str, *, rate: str = "23", off: str | None = None, **more: Any) -> Line:
    """A calculated line; `off` is a discount in percent."""
    gross = (Decimal(quantity) * Decimal(price)).quantize(Decimal("0.01"))
    less = (gross * Decimal(off or 0) / 100).quantize(Decimal("0.01"))
    net = gross - less
    tax = (net * Decimal(rate) / 100).quantize(Decimal("0.01"))
    category = more.pop("category", "S")
    amounts = LineAmounts(
        gross=gross, discount=less, net=net, tax_category=category, tax_rate=Decimal(rate), tax=tax, total=net + tax
    )
    discount = Discount(percent=Decimal(off)) if off else None
    return Line(
        description=text,
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=discount,
        amounts=amounts,
        **more,
    )


def totals(lines: Iterable[Line], *, allowance: Decimal = Decimal(0), prepaid: Decimal = Decimal(0)) -> Totals:
    """Totals of calculated lines; an allowance is taken off the first rate."""
    amounts = [line.amounts for line in lines if line.amounts]
    rates = list(dict.fromkeys((each.tax_category, each.tax_rate) for each in amounts))
    rows = []
    for index, (category, rate) in enumerate(rates):
        taxable = sum(
            (each.net for each in amounts if (each.tax_category, each.tax_rate) == (category, rate)), Decimal(0)
        )
        taxable -= allowance if index == 0 else 0
        tax = (taxable * rate / 100).quantize(Decimal("0.01"))
        rows.append(
            TaxSubtotal(
                category=category,
                rate=rate,
                taxable=taxable,
                tax=tax,
                label=f"VAT {rate}%" if category == "S" else "Reverse charge",
            )
        )
    total = sum((each.net for each in amounts), Decimal(0))
    net, tax = total - allowance, sum((row.tax for row in rows), Decimal(0))
    return Totals(
        lines=total,
        allowances=allowance,
        charges=Decimal(0),
        net=net,
        tax=tax,
        gross=net + tax,
        prepaid=prepaid,
        rounding=Decimal(0),
        amount_due=net + tax - prepaid,
        breakdown=tuple(rows),
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
        totals=totals(lines),
    )
    stored: dict[str, Any] = plain(replace(value, **changes))
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
        item("Brochure, folded, 170 g", "500", "1.24", rate="9", unit="pcs"),
        item("Menu cards", "40", "3.80", rate="9", unit="pcs"),
        Line(kind="text", description="Delivered to the Berlin shop on 28 February."),
    )
    loyal = Adjustment(reason="Long-term client", percent=Decimal(5), net=Decimal("191.44"), tax_rate=Decimal(23))
    return document(
        lines,
        allowances=(loyal,),
        totals=totals(lines, allowance=Decimal("191.44"), prepaid=Decimal("500.00")),
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
        item("Beratung und Konzeption", "16", "110.00", rate="19", unit="Std."),
        item(
            "Umsetzung der Webanwendung einschließlich Barrierefreiheitsprüfung",
            "42.5",
            "98.00",
            rate="19",
            unit="Std.",
        ),
        item("Schulung in Wien", "1", "1450.00", rate="0", category="AE"),
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
