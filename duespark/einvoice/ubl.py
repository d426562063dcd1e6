"""Where each business term of EN 16931 stands in UBL 2.1 (OASIS; binding of CEN/TS 16931-3-2), in the order of the schema."""

from duespark.einvoice.table import Entry, Fixed, Group, Row, Syntax

_VAT = Fixed("cac:TaxScheme/cbc:ID", "VAT")


def _address(path: str, street: str, more: str, third: str, city: str, zone: str, region: str, country: str) -> Entry:
    return Group(
        path,
        (
            Row(street, "cbc:StreetName"),
            Row(more, "cbc:AdditionalStreetName"),
            Row(city, "cbc:CityName"),
            Row(zone, "cbc:PostalZone"),
            Row(region, "cbc:CountrySubentity"),
            Row(third, "cac:AddressLine/cbc:Line"),
            Row(country, "cac:Country/cbc:IdentificationCode"),
        ),
    )


def _identifier(term: str) -> Entry:
    scheme = (("schemeID", f"{term}-1"),)
    return Group("cac:PartyIdentification", (Row(term, "cbc:ID", attributes=scheme),), many=term)


def _registration(term: str) -> Row:
    return Row(term, "cbc:CompanyID", attributes=(("schemeID", f"{term}-1"),))


_SELLER = (
    Row("BT-34", "cbc:EndpointID", attributes=(("schemeID", "BT-34-1"),)),
    Group("cac:PartyIdentification", (Row("BT-90", "cbc:ID", fixed=(("schemeID", "SEPA"),)),)),
    _identifier("BT-29"),
    Row("BT-28", "cac:PartyName/cbc:Name"),
    _address("cac:PostalAddress", "BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
    Group("cac:PartyTaxScheme", (Row("BT-31", "cbc:CompanyID"), _VAT)),
    Group("cac:PartyTaxScheme", (Row("BT-32", "cbc:CompanyID"), Fixed("cac:TaxScheme/cbc:ID", "FC", loose=True))),
    Group(
        "cac:PartyLegalEntity",
        (Row("BT-27", "cbc:RegistrationName"), _registration("BT-30"), Row("BT-33", "cbc:CompanyLegalForm")),
    ),
    Group(
        "cac:Contact",
        (Row("BT-41", "cbc:Name"), Row("BT-42", "cbc:Telephone"), Row("BT-43", "cbc:ElectronicMail")),
    ),
)
_BUYER = (
    Row("BT-49", "cbc:EndpointID", attributes=(("schemeID", "BT-49-1"),)),
    _identifier("BT-46"),
    Row("BT-45", "cac:PartyName/cbc:Name"),
    _address("cac:PostalAddress", "BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
    Group("cac:PartyTaxScheme", (Row("BT-48", "cbc:CompanyID"), _VAT)),
    Group("cac:PartyLegalEntity", (Row("BT-44", "cbc:RegistrationName"), _registration("BT-47"))),
    Group(
        "cac:Contact",
        (Row("BT-56", "cbc:Name"), Row("BT-57", "cbc:Telephone"), Row("BT-58", "cbc:ElectronicMail")),
    ),
)
_PARTIES: tuple[Entry, ...] = (
    Group("cac:AccountingSupplierParty/cac:Party", _SELLER),
    Group("cac:AccountingCustomerParty/cac:Party", _BUYER),
    Group(
        "cac:PayeeParty",
        (
            _identifier("BT-60"),
            Row("BT-59", "cac:PartyName/cbc:Name"),
            Group("cac:PartyLegalEntity", (_registration("BT-61"),)),
        ),
    ),
    Group(
        "cac:TaxRepresentativeParty",
        (
            Row("BT-62", "cac:PartyName/cbc:Name"),
            _address("cac:PostalAddress", "BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"),
            Group("cac:PartyTaxScheme", (Row("BT-63", "cbc:CompanyID"), _VAT)),
        ),
    ),
    Group(
        "cac:Delivery",
        (
            Row("BT-72", "cbc:ActualDeliveryDate", "date"),
            Group(
                "cac:DeliveryLocation",
                (
                    Row("BT-71", "cbc:ID", attributes=(("schemeID", "BT-71-1"),)),
                    _address("cac:Address", "BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"),
                ),
            ),
            Row("BT-70", "cac:DeliveryParty/cac:PartyName/cbc:Name"),
        ),
    ),
)


def _means(*, due: tuple[Row, ...]) -> Entry:
    return Group(
        "cac:PaymentMeans",
        (
            Row("BT-81", "cbc:PaymentMeansCode", attributes=(("name", "BT-82"),)),
            *due,
            Row("BT-83", "cbc:PaymentID", inherited=True),
            Group(
                "cac:CardAccount",
                (
                    Row("BT-87", "cbc:PrimaryAccountNumberID"),
                    Fixed("cbc:NetworkID", "NA", loose=True),
                    Row("BT-88", "cbc:HolderName"),
                ),
            ),
            Group(
                "cac:PayeeFinancialAccount",
                (
                    Row("BT-84", "cbc:ID"),
                    Row("BT-84-national", "cbc:ID"),
                    Row("BT-85", "cbc:Name"),
                    Row("BT-86", "cac:FinancialInstitutionBranch/cbc:ID"),
                ),
            ),
            Group(
                "cac:PaymentMandate",
                (Row("BT-89", "cbc:ID"), Row("BT-91", "cac:PayerFinancialAccount/cbc:ID")),
            ),
        ),
        many="BG-16",
    )


def _adjustment(many: str, charge: str, first: int, *, tax: bool) -> Entry:
    """An allowance or charge; its terms are numbered one after the other: amount, base, percent, then category and rate."""
    category = Group(
        "cac:TaxCategory",
        (Row(f"BT-{first + 3}", "cbc:ID"), Row(f"BT-{first + 4}", "cbc:Percent", "number"), _VAT),
    )
    reason = first + (5 if tax else 3)
    return Group(
        "cac:AllowanceCharge",
        (
            Fixed("cbc:ChargeIndicator", charge),
            Row(f"BT-{reason + 1}", "cbc:AllowanceChargeReasonCode"),
            Row(f"BT-{reason}", "cbc:AllowanceChargeReason"),
            Row(f"BT-{first + 2}", "cbc:MultiplierFactorNumeric", "number"),
            Row(f"BT-{first}", "cbc:Amount", "amount"),
            Row(f"BT-{first + 1}", "cbc:BaseAmount", "amount"),
            *((category,) if tax else ()),
        ),
        many=many,
    )


_MONEY: tuple[Entry, ...] = (
    Row("BT-20", "cac:PaymentTerms/cbc:Note"),
    _adjustment("BG-20", "false", 92, tax=True),
    _adjustment("BG-21", "true", 99, tax=True),
    Group(
        "cac:TaxTotal",
        (
            Row("BT-110", "cbc:TaxAmount", "amount"),
            Group(
                "cac:TaxSubtotal",
                (
                    Row("BT-116", "cbc:TaxableAmount", "amount"),
                    Row("BT-117", "cbc:TaxAmount", "amount"),
                    Row("BT-118", "cac:TaxCategory/cbc:ID"),
                    Row("BT-119", "cac:TaxCategory/cbc:Percent", "number"),
                    Row("BT-121", "cac:TaxCategory/cbc:TaxExemptionReasonCode"),
                    Row("BT-120", "cac:TaxCategory/cbc:TaxExemptionReason"),
                    Fixed("cac:TaxCategory/cac:TaxScheme/cbc:ID", "VAT", loose=True),
                ),
                many="BG-23",
            ),
        ),
        currency="BT-5",
    ),
    Group("cac:TaxTotal", (Row("BT-111", "cbc:TaxAmount", "amount", currency="BT-6"),), currency="BT-6"),
    Group(
        "cac:LegalMonetaryTotal",
        (
            Row("BT-106", "cbc:LineExtensionAmount", "amount"),
            Row("BT-109", "cbc:TaxExclusiveAmount", "amount"),
            Row("BT-112", "cbc:TaxInclusiveAmount", "amount"),
            Row("BT-107", "cbc:AllowanceTotalAmount", "amount"),
            Row("BT-108", "cbc:ChargeTotalAmount", "amount"),
            Row("BT-113", "cbc:PrepaidAmount", "amount"),
            Row("BT-114", "cbc:PayableRoundingAmount", "amount"),
            Row("BT-115", "cbc:PayableAmount", "amount"),
        ),
    ),
)

_ITEM = Group(
    "cac:Item",
    (
        Row("BT-154", "cbc:Description"),
        Row("BT-153", "cbc:Name"),
        Row("BT-156", "cac:BuyersItemIdentification/cbc:ID"),
        Row("BT-155", "cac:SellersItemIdentification/cbc:ID"),
        Row("BT-157", "cac:StandardItemIdentification/cbc:ID", attributes=(("schemeID", "BT-157-1"),)),
        Row("BT-159", "cac:OriginCountry/cbc:IdentificationCode"),
        Group(
            "cac:CommodityClassification",
            (Row("BT-158", "cbc:ItemClassificationCode", attributes=(("listID", "BT-158-1"),)),),
            many="BT-158",
        ),
        Group(
            "cac:ClassifiedTaxCategory",
            (Row("BT-151", "cbc:ID"), Row("BT-152", "cbc:Percent", "number"), _VAT),
        ),
        Group("cac:AdditionalItemProperty", (Row("BT-160", "cbc:Name"), Row("BT-161", "cbc:Value")), many="BG-32"),
    ),
)
_PRICE = Group(
    "cac:Price",
    (
        Row("BT-146", "cbc:PriceAmount", "amount"),
        Row("BT-149", "cbc:BaseQuantity", "number", attributes=(("unitCode", "BT-150"),)),
        Group(
            "cac:AllowanceCharge",
            (
                Fixed("cbc:ChargeIndicator", "false"),
                Row("BT-147", "cbc:Amount", "amount"),
                Row("BT-148", "cbc:BaseAmount", "amount"),
            ),
        ),
    ),
)


def _line(path: str, quantity: str) -> Entry:
    return Group(
        path,
        (
            Row("BT-126", "cbc:ID"),
            Row("BT-127", "cbc:Note"),
            Row("BT-129", quantity, "number", attributes=(("unitCode", "BT-130"),)),
            Row("BT-131", "cbc:LineExtensionAmount", "amount"),
            Row("BT-133", "cbc:AccountingCost"),
            Group(
                "cac:InvoicePeriod",
                (Row("BT-134", "cbc:StartDate", "date"), Row("BT-135", "cbc:EndDate", "date")),
            ),
            Row("BT-132", "cac:OrderLineReference/cbc:LineID"),
            Group(
                "cac:DocumentReference",
                (
                    Row("BT-128", "cbc:ID", attributes=(("schemeID", "BT-128-1"),)),
                    Fixed("cbc:DocumentTypeCode", "130"),
                ),
            ),
            _adjustment("BG-27", "false", 136, tax=False),
            _adjustment("BG-28", "true", 141, tax=False),
            _ITEM,
            _PRICE,
        ),
        many="BG-25",
    )


_PERIOD = Group(
    "cac:InvoicePeriod",
    (
        Row("BT-73", "cbc:StartDate", "date"),
        Row("BT-74", "cbc:EndDate", "date"),
        Row("BT-8", "cbc:DescriptionCode"),
    ),
)
_ORDER = Group("cac:OrderReference", (Row("BT-13", "cbc:ID"), Row("BT-14", "cbc:SalesOrderID")))
_CORRECTED = Group(
    "cac:BillingReference",
    (Group("cac:InvoiceDocumentReference", (Row("BT-25", "cbc:ID"), Row("BT-26", "cbc:IssueDate", "date"))),),
    many="BG-3",
)
_DESPATCH = Row("BT-16", "cac:DespatchDocumentReference/cbc:ID")
_RECEIPT = Row("BT-15", "cac:ReceiptDocumentReference/cbc:ID")
_TENDER = Row("BT-17", "cac:OriginatorDocumentReference/cbc:ID")
_CONTRACT = Row("BT-12", "cac:ContractDocumentReference/cbc:ID")
_OBJECT = Group(
    "cac:AdditionalDocumentReference",
    (Row("BT-18", "cbc:ID", attributes=(("schemeID", "BT-18-1"),)), Fixed("cbc:DocumentTypeCode", "130")),
)
_PROJECT_OF_CREDIT = Group(
    "cac:AdditionalDocumentReference", (Row("BT-11", "cbc:ID"), Fixed("cbc:DocumentTypeCode", "50"))
)
_ATTACHMENT = Group(
    "cac:AdditionalDocumentReference",
    (
        Row("BT-122", "cbc:ID"),
        Row("BT-123", "cbc:DocumentDescription"),
        Row("BT-124", "cac:Attachment/cac:ExternalReference/cbc:URI"),
    ),
    many="BG-24",
)
_NOTE = Group("cbc:Note", (Row("BT-22", "."),), many="BG-1")
_HEAD = (Row("BT-24", "cbc:CustomizationID"), Row("BT-23", "cbc:ProfileID"), Row("BT-1", "cbc:ID"))
_ISSUED = Row("BT-2", "cbc:IssueDate", "date")
_TAX_POINT = Row("BT-7", "cbc:TaxPointDate", "date")
_BOOKED = (
    Row("BT-5", "cbc:DocumentCurrencyCode"),
    Row("BT-6", "cbc:TaxCurrencyCode"),
    Row("BT-19", "cbc:AccountingCost"),
    Row("BT-10", "cbc:BuyerReference"),
    _PERIOD,
    _ORDER,
    _CORRECTED,
    _DESPATCH,
    _RECEIPT,
)

INVOICE = Syntax(
    name="ubl",
    root="inv:Invoice",
    entries=(
        *_HEAD,
        _ISSUED,
        Row("BT-9", "cbc:DueDate", "date"),
        Row("BT-3", "cbc:InvoiceTypeCode"),
        _NOTE,
        _TAX_POINT,
        *_BOOKED,
        _TENDER,
        _CONTRACT,
        _OBJECT,
        _ATTACHMENT,
        Row("BT-11", "cac:ProjectReference/cbc:ID"),
        *_PARTIES,
        _means(due=()),
        *_MONEY,
        _line("cac:InvoiceLine", "cbc:InvoicedQuantity"),
    ),
)
CREDIT_NOTE = Syntax(
    name="ubl",
    root="cn:CreditNote",
    entries=(
        *_HEAD,
        _ISSUED,
        _TAX_POINT,
        Row("BT-3", "cbc:CreditNoteTypeCode"),
        _NOTE,
        *_BOOKED,
        _CONTRACT,
        _OBJECT,
        _PROJECT_OF_CREDIT,
        _ATTACHMENT,
        _TENDER,
        *_PARTIES,
        _means(due=(Row("BT-9", "cbc:PaymentDueDate", "date", inherited=True),)),
        *_MONEY,
        _line("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    ),
)
