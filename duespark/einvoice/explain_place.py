"""Rules that name no term, above all those of code lists: what they want in words, and the field by the element they were tried on."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_STEP = re.compile(r"(?<=[:}])[A-Za-z]+")
_PARTIES = {
    "AccountingSupplierParty": "/seller", "AccountingCustomerParty": "/buyer", "PayeeParty": "/payee",
    "TaxRepresentativeParty": "/tax_representative", "Delivery": "/ship_to",
}  # fmt: skip
_OF_PARTIES = {
    "EndpointID": "/endpoint", "PartyIdentification": "/identifiers", "PartyLegalEntity": "/registration_number",
    "PartyTaxScheme": "/tax_ids", "PostalAddress": "/address/country", "Address": "/address/country",
}  # fmt: skip
_OTHERS = {
    "InvoiceLine": "/lines", "CreditNoteLine": "/lines", "AllowanceCharge": "/allowances", "PaymentMeans": "/payment_means",
    "TaxTotal": "/totals/breakdown", "DocumentCurrencyCode": "/currency", "TaxCurrencyCode": "/exchange/currency",
}  # fmt: skip

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "BR-CL-03": "The currency is none of ISO 4217 as the official rules know it.",
        "BR-CL-04": "The currency is none of ISO 4217 as the official rules know it.",
        "BR-CL-05": "The currency of the books is none of ISO 4217 as the official rules know it.",
        "BR-CL-10": "The scheme of an identifier is none of ISO 6523.",
        "BR-CL-11": "The scheme of a registration number is none of ISO 6523.",
        "BR-CL-14": "A country is none of ISO 3166-1.",
        "BR-CL-15": "A country of origin is none of ISO 3166-1.",
        "BR-CL-19": "The code of a discount is none of UNTDID 5189.",
        "BR-CL-20": "The code of a charge is none of UNTDID 7161.",
        "BR-CL-22": "The code of the reason why no tax is charged is none of the VATEX list.",
        "BR-CL-25": "The scheme of an electronic address is none of the EAS list.",
    }
)

FIXES: Mapping[str, str] = MappingProxyType(
    {
        "BR-CL-03": "Write the invoice in a currency in use.",
        "BR-CL-04": "Write the invoice in a currency in use.",
        "BR-CL-05": "Convert into a currency in use.",
        "BR-CL-10": "Give the identifier a scheme of four digits, such as 0088 for a GLN or 0060 for D-U-N-S, or leave its scheme empty.",
        "BR-CL-11": "Give the registration number a scheme of four digits, or leave it empty.",
        "BR-CL-14": "Write the country with its two capital letters, such as DE.",
        "BR-CL-15": "Write the country of origin with its two capital letters, such as DE.",
        "BR-CL-19": "Use a code such as 95 (discount) or 64 (special agreement), or leave the code empty and write the reason.",
        "BR-CL-20": "Use a code such as FC (freight) or PC (packing), or leave the code empty and write the reason.",
        "BR-CL-22": "Use a code such as VATEX-EU-132, or leave the code empty and write the reason.",
        "BR-CL-25": "Give the electronic address a scheme such as 0088 (GLN), 9930 (German VAT number) or EM (e-mail).",
    }
)


def field_at(location: str, rule: str = "") -> str:
    """The field an element of UBL comes from, as a JSON pointer, by its path; empty where that does not tell.

    >>> field_at("/*:Invoice[1]/*:AccountingCustomerParty[1]/*:Party[1]/*:PartyIdentification[1]/*:ID[1]")
    '/buyer/identifiers'
    >>> field_at("/*:Invoice[1]/*:AllowanceCharge[2]", "BR-CL-20"), field_at("/*:Invoice[1]/*:InvoiceLine[7]/*:Item[1]")
    ('/charges', '/lines')
    """
    steps = _STEP.findall(location)
    for step in steps:
        if step in _PARTIES:
            return _PARTIES[step] + next((_OF_PARTIES[each] for each in steps if each in _OF_PARTIES), "")
        if step in _OTHERS:
            is_charge = step == "AllowanceCharge" and rule == "BR-CL-20"
            return "/charges" if is_charge else _OTHERS[step]
    return ""
