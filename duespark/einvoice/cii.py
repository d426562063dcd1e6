"""Where each business term of EN 16931 stands in the Cross Industry Invoice D16B (UN/CEFACT; CEN/TS 16931-3-3), in its order.

The XML of Factur-X and ZUGFeRD is this one.
"""

from duespark.einvoice.table import Entry, Fixed, Group, Row, Syntax

_VAT = Fixed("ram:TypeCode", "VAT")


def _day(term: str, path: str) -> Row:
    return Row(term, f"{path}/udt:DateTimeString", "day", fixed=(("format", "102"),))


def _identifiers(term: str) -> tuple[Entry, ...]:
    """Numbers without a scheme stand in one element, those with one in another."""
    scheme = f"{term}-1"
    return (
        Group("ram:ID", (Row(term, "."),), many=term, lacking=scheme),
        Group("ram:GlobalID", (Row(term, ".", attributes=(("schemeID", scheme),)),), many=term, having=scheme),
    )


def _address(street: str, more: str, third: str, city: str, zone: str, region: str, country: str) -> Entry:
    return Group(
        "ram:PostalTradeAddress",
        (
            Row(zone, "ram:PostcodeCode"),
            Row(street, "ram:LineOne"),
            Row(more, "ram:LineTwo"),
            Row(third, "ram:LineThree"),
            Row(city, "ram:CityName"),
            Row(country, "ram:CountryID"),
            Row(region, "ram:CountrySubDivisionName"),
        ),
    )


def _contact(name: str, phone: str, email: str) -> Entry:
    return Group(
        "ram:DefinedTradeContact",
        (
            Row(name, "ram:PersonName"),
            Row(phone, "ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
            Row(email, "ram:EmailURIUniversalCommunication/ram:URIID"),
        ),
    )


def _registered(term: str, *, trading: str = "") -> Entry:
    number = Row(term, "ram:ID", attributes=(("schemeID", f"{term}-1"),))
    name = (Row(trading, "ram:TradingBusinessName"),) if trading else ()
    return Group("ram:SpecifiedLegalOrganization", (number, *name))


def _endpoint(term: str) -> Entry:
    row = Row(term, "ram:URIID", attributes=(("schemeID", f"{term}-1"),))
    return Group("ram:URIUniversalCommunication", (row,))


def _tax_id(term: str, scheme: str) -> Entry:
    return Group("ram:SpecifiedTaxRegistration", (Row(term, "ram:ID", fixed=(("schemeID", scheme),)),))


def _reference(term: str, name: str) -> Row:
    return Row(term, f"ram:{name}ReferencedDocument/ram:IssuerAssignedID")


def _adjustment(many: str, charge: str, first: int, *, tax: bool) -> Entry:
    """An allowance or charge; its terms are numbered one after the other: amount, base, percent, then category and rate."""
    category = Group(
        "ram:CategoryTradeTax",
        (
            _VAT,
            Row(f"BT-{first + 3}", "ram:CategoryCode"),
            Row(f"BT-{first + 4}", "ram:RateApplicablePercent", "number"),
        ),
    )
    reason = first + (5 if tax else 3)
    return Group(
        "ram:SpecifiedTradeAllowanceCharge",
        (
            Fixed("ram:ChargeIndicator/udt:Indicator", charge),
            Row(f"BT-{first + 2}", "ram:CalculationPercent", "number"),
            Row(f"BT-{first + 1}", "ram:BasisAmount", "number"),
            Row(f"BT-{first}", "ram:ActualAmount", "number"),
            Row(f"BT-{reason + 1}", "ram:ReasonCode"),
            Row(f"BT-{reason}", "ram:Reason"),
            *((category,) if tax else ()),
        ),
        many=many,
    )


_PRODUCT = Group(
    "ram:SpecifiedTradeProduct",
    (
        Row("BT-157", "ram:GlobalID", attributes=(("schemeID", "BT-157-1"),)),
        Row("BT-155", "ram:SellerAssignedID"),
        Row("BT-156", "ram:BuyerAssignedID"),
        Row("BT-153", "ram:Name"),
        Row("BT-154", "ram:Description"),
        Group(
            "ram:ApplicableProductCharacteristic",
            (Row("BT-160", "ram:Description"), Row("BT-161", "ram:Value")),
            many="BG-32",
        ),
        Group(
            "ram:DesignatedProductClassification",
            (Row("BT-158", "ram:ClassCode", attributes=(("listID", "BT-158-1"),)),),
            many="BT-158",
        ),
        Row("BT-159", "ram:OriginTradeCountry/ram:ID"),
    ),
)
_PRICES = Group(
    "ram:SpecifiedLineTradeAgreement",
    (
        Row("BT-132", "ram:BuyerOrderReferencedDocument/ram:LineID"),
        Group(
            "ram:GrossPriceProductTradePrice",
            (
                Row("BT-148", "ram:ChargeAmount", "number"),
                Group(
                    "ram:AppliedTradeAllowanceCharge",
                    (
                        Fixed("ram:ChargeIndicator/udt:Indicator", "false"),
                        Row("BT-147", "ram:ActualAmount", "number"),
                    ),
                ),
            ),
            having="BT-148",
        ),
        Group(
            "ram:NetPriceProductTradePrice",
            (
                Row("BT-146", "ram:ChargeAmount", "number"),
                Row("BT-149", "ram:BasisQuantity", "number", attributes=(("unitCode", "BT-150"),)),
            ),
        ),
    ),
)
_SETTLED_LINE = Group(
    "ram:SpecifiedLineTradeSettlement",
    (
        Group(
            "ram:ApplicableTradeTax",
            (_VAT, Row("BT-151", "ram:CategoryCode"), Row("BT-152", "ram:RateApplicablePercent", "number")),
        ),
        Group(
            "ram:BillingSpecifiedPeriod",
            (_day("BT-134", "ram:StartDateTime"), _day("BT-135", "ram:EndDateTime")),
        ),
        _adjustment("BG-27", "false", 136, tax=False),
        _adjustment("BG-28", "true", 141, tax=False),
        Row("BT-131", "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", "number"),
        Group(
            "ram:AdditionalReferencedDocument",
            (
                Row("BT-128", "ram:IssuerAssignedID"),
                Fixed("ram:TypeCode", "130"),
                Row("BT-128-1", "ram:ReferenceTypeCode"),
            ),
        ),
        Row("BT-133", "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
    ),
)
_LINE = Group(
    "ram:IncludedSupplyChainTradeLineItem",
    (
        Group(
            "ram:AssociatedDocumentLineDocument",
            (Row("BT-126", "ram:LineID"), Row("BT-127", "ram:IncludedNote/ram:Content")),
        ),
        _PRODUCT,
        _PRICES,
        Row(
            "BT-129",
            "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
            "number",
            attributes=(("unitCode", "BT-130"),),
        ),
        _SETTLED_LINE,
    ),
    many="BG-25",
)
_SELLER = (
    *_identifiers("BT-29"),
    Row("BT-27", "ram:Name"),
    Row("BT-33", "ram:Description"),
    _registered("BT-30", trading="BT-28"),
    _contact("BT-41", "BT-42", "BT-43"),
    _address("BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
    _endpoint("BT-34"),
    _tax_id("BT-31", "VA"),
    _tax_id("BT-32", "FC"),
)
_BUYER = (
    *_identifiers("BT-46"),
    Row("BT-44", "ram:Name"),
    _registered("BT-47", trading="BT-45"),
    _contact("BT-56", "BT-57", "BT-58"),
    _address("BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
    _endpoint("BT-49"),
    _tax_id("BT-48", "VA"),
)
_AGREEMENT = Group(
    "ram:ApplicableHeaderTradeAgreement",
    (
        Row("BT-10", "ram:BuyerReference"),
        Group("ram:SellerTradeParty", _SELLER),
        Group("ram:BuyerTradeParty", _BUYER),
        Group(
            "ram:SellerTaxRepresentativeTradeParty",
            (
                Row("BT-62", "ram:Name"),
                _address("BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"),
                _tax_id("BT-63", "VA"),
            ),
        ),
        _reference("BT-14", "SellerOrder"),
        _reference("BT-13", "BuyerOrder"),
        _reference("BT-12", "Contract"),
        Group(
            "ram:AdditionalReferencedDocument",
            (
                Row("BT-18", "ram:IssuerAssignedID"),
                Fixed("ram:TypeCode", "130"),
                Row("BT-18-1", "ram:ReferenceTypeCode"),
            ),
        ),
        Group("ram:AdditionalReferencedDocument", (Row("BT-17", "ram:IssuerAssignedID"), Fixed("ram:TypeCode", "50"))),
        Group(
            "ram:AdditionalReferencedDocument",
            (
                Row("BT-122", "ram:IssuerAssignedID"),
                Row("BT-124", "ram:URIID"),
                Fixed("ram:TypeCode", "916"),
                Row("BT-123", "ram:Name"),
            ),
            many="BG-24",
        ),
        Group(
            "ram:SpecifiedProcuringProject",
            (Row("BT-11", "ram:ID"), Row("BT-11-name", "ram:Name")),
        ),
    ),
)
_DELIVERY = Group(
    "ram:ApplicableHeaderTradeDelivery",
    (
        Group(
            "ram:ShipToTradeParty",
            (
                Row("BT-71", "ram:ID"),
                Row("BT-70", "ram:Name"),
                _address("BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"),
            ),
        ),
        _day("BT-72", "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"),
        _reference("BT-16", "DespatchAdvice"),
        _reference("BT-15", "ReceivingAdvice"),
    ),
    required=True,
)
_MEANS = Group(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    (
        Row("BT-81", "ram:TypeCode"),
        Row("BT-82", "ram:Information"),
        Group(
            "ram:ApplicableTradeSettlementFinancialCard",
            (Row("BT-87", "ram:ID"), Row("BT-88", "ram:CardholderName")),
        ),
        Row("BT-91", "ram:PayerPartyDebtorFinancialAccount/ram:IBANID"),
        Group(
            "ram:PayeePartyCreditorFinancialAccount",
            (
                Row("BT-84", "ram:IBANID"),
                Row("BT-85", "ram:AccountName"),
                Row("BT-84-national", "ram:ProprietaryID"),
            ),
        ),
        Row("BT-86", "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
    ),
    many="BG-16",
)
_BREAKDOWN = Group(
    "ram:ApplicableTradeTax",
    (
        Row("BT-117", "ram:CalculatedAmount", "number"),
        Fixed("ram:TypeCode", "VAT", loose=True),
        Row("BT-120", "ram:ExemptionReason"),
        Row("BT-116", "ram:BasisAmount", "number"),
        Row("BT-118", "ram:CategoryCode"),
        Row("BT-121", "ram:ExemptionReasonCode"),
        Row("BT-7", "ram:TaxPointDate/udt:DateString", "day", fixed=(("format", "102"),), inherited=True),
        Row("BT-8", "ram:DueDateTypeCode", inherited=True),
        Row("BT-119", "ram:RateApplicablePercent", "number"),
    ),
    many="BG-23",
)
_SUMS = Group(
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    (
        Row("BT-106", "ram:LineTotalAmount", "number"),
        Row("BT-108", "ram:ChargeTotalAmount", "number"),
        Row("BT-107", "ram:AllowanceTotalAmount", "number"),
        Row("BT-109", "ram:TaxBasisTotalAmount", "number"),
        Row("BT-110", "ram:TaxTotalAmount", "amount"),
        Row("BT-111", "ram:TaxTotalAmount", "amount", currency="BT-6"),
        Row("BT-114", "ram:RoundingAmount", "number"),
        Row("BT-112", "ram:GrandTotalAmount", "number"),
        Row("BT-113", "ram:TotalPrepaidAmount", "number"),
        Row("BT-115", "ram:DuePayableAmount", "number"),
    ),
)
_SETTLEMENT = Group(
    "ram:ApplicableHeaderTradeSettlement",
    (
        Row("BT-90", "ram:CreditorReferenceID"),
        Row("BT-83", "ram:PaymentReference"),
        Row("BT-6", "ram:TaxCurrencyCode"),
        Row("BT-5", "ram:InvoiceCurrencyCode"),
        Group("ram:PayeeTradeParty", (*_identifiers("BT-60"), Row("BT-59", "ram:Name"), _registered("BT-61"))),
        _MEANS,
        _BREAKDOWN,
        Group(
            "ram:BillingSpecifiedPeriod",
            (_day("BT-73", "ram:StartDateTime"), _day("BT-74", "ram:EndDateTime")),
        ),
        _adjustment("BG-20", "false", 92, tax=True),
        _adjustment("BG-21", "true", 99, tax=True),
        Group(
            "ram:SpecifiedTradePaymentTerms",
            (
                Row("BT-20", "ram:Description"),
                _day("BT-9", "ram:DueDateDateTime"),
                Row("BT-89", "ram:DirectDebitMandateID"),
            ),
        ),
        _SUMS,
        Group(
            "ram:InvoiceReferencedDocument",
            (
                Row("BT-25", "ram:IssuerAssignedID"),
                Row("BT-26", "ram:FormattedIssueDateTime/qdt:DateTimeString", "day", fixed=(("format", "102"),)),
            ),
            many="BG-3",
        ),
        Row("BT-19", "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
    ),
)

INVOICE = Syntax(
    name="cii",
    root="rsm:CrossIndustryInvoice",
    entries=(
        Group(
            "rsm:ExchangedDocumentContext",
            (
                Row("BT-23", "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"),
                Row("BT-24", "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"),
            ),
        ),
        Group(
            "rsm:ExchangedDocument",
            (
                Row("BT-1", "ram:ID"),
                Row("BT-3", "ram:TypeCode"),
                _day("BT-2", "ram:IssueDateTime"),
                Group("ram:IncludedNote", (Row("BT-22", "ram:Content"), Row("BT-21", "ram:SubjectCode")), many="BG-1"),
            ),
        ),
        Group("rsm:SupplyChainTradeTransaction", (_LINE, _AGREEMENT, _DELIVERY, _SETTLEMENT)),
    ),
)
