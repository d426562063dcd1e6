"""The rules that XRechnung (KoSIT, 3.0) and Peppol BIS Billing 3.0 add, in plain words: what each demands and what to mend."""

import re
from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "BR-DE-1": "XRechnung demands a way to pay (BG-16).",
        "BR-DE-2": "XRechnung demands a contact of the company (BG-6).",
        "BR-DE-3": "XRechnung demands the company's city (BT-37).",
        "BR-DE-4": "XRechnung demands the company's postal code (BT-38).",
        "BR-DE-5": "XRechnung demands the company's contact person (BT-41).",
        "BR-DE-6": "XRechnung demands the company's phone number (BT-42).",
        "BR-DE-7": "XRechnung demands the company's e-mail address (BT-43).",
        "BR-DE-8": "XRechnung demands the client's city (BT-52).",
        "BR-DE-9": "XRechnung demands the client's postal code (BT-53).",
        "BR-DE-10": "Where goods go to an address, XRechnung demands its city (BT-77).",
        "BR-DE-11": "Where goods go to an address, XRechnung demands its postal code (BT-78).",
        "BR-DE-14": "XRechnung demands the rate of every tax (BT-119).",
        "BR-DE-15": "XRechnung demands the buyer's reference (BT-10); of public authorities it is the Leitweg-ID.",
        "BR-DE-16": "XRechnung demands the company's VAT number (BT-31) or tax number (BT-32).",
        "BR-DE-17": "XRechnung knows invoices, partial invoices, corrected invoices and credit notes (BT-3).",
        "BR-DE-18": "A discount for early payment has a form of its own in the terms of payment (BT-20).",
        "BR-DE-19": "A SEPA transfer should name a correct IBAN (BT-84).",
        "BR-DE-20": "A SEPA direct debit should name a correct IBAN (BT-91).",
        "BR-DE-21": "The profile (BT-24) should be that of XRechnung.",
        "BR-DE-22": "Every attached file needs a name of its own.",
        "BR-DE-23-a": "A transfer needs a bank account (BG-17).",
        "BR-DE-23-b": "A transfer allows neither card nor direct debit beside it (BT-81).",
        "BR-DE-24-a": "A payment by card needs the last digits of the card (BT-87).",
        "BR-DE-24-b": "A payment by card allows neither bank account nor direct debit beside it (BT-81).",
        "BR-DE-25-a": "A direct debit needs its mandate (BG-19).",
        "BR-DE-25-b": "A direct debit allows neither bank account nor card beside it (BT-81).",
        "BR-DE-26": "A corrective invoice should name the invoice it corrects (BT-25).",
        "BR-DE-27": "The company's phone number (BT-42) should have at least three digits.",
        "BR-DE-28": "The company's e-mail address (BT-43) should be a correct one.",
        "BR-DE-30": "A direct debit needs the creditor identifier of the company (BT-90).",
        "BR-DE-31": "A direct debit needs the IBAN it is taken from (BT-91).",
        "BR-DE-TMP-32": "The date of supply (BT-72) or the period (BG-14) should be given.",
        "BR-TMP-2": "The address of an attached document must be complete, such as https://example.com/a.pdf.",
        "PEPPOL-EN16931-R001": "The process must be given.",
        "PEPPOL-EN16931-R002": "One note at most is allowed (BT-22).",
        "PEPPOL-EN16931-R003": "Peppol demands the buyer's reference (BT-10) or a purchase order (BT-13).",
        "PEPPOL-EN16931-R005": "The currency of the books (BT-6) must be another one than the invoice's.",
        "PEPPOL-EN16931-R008": "Empty elements are not allowed.",
        "PEPPOL-EN16931-R010": "The client's electronic address (BT-49) is missing.",
        "PEPPOL-EN16931-R020": "The company's electronic address (BT-34) is missing.",
        "PEPPOL-EN16931-R040": "A discount or charge in percent must come to its amount (BG-20).",
        "PEPPOL-EN16931-R041": "A discount or charge in percent says what it is of (BG-20).",
        "PEPPOL-EN16931-R042": "A discount or charge of a sum says its percentage (BG-20).",
        "PEPPOL-EN16931-R046": "The net price must be the price less its discount (BT-146).",
        "PEPPOL-EN16931-R053": "The tax is summed up once, with its breakdown (BG-23).",
        "PEPPOL-EN16931-R054": "The tax in the currency of the books stands once (BT-111).",
        "PEPPOL-EN16931-R055": "The two tax totals must have the same sign (BT-111).",
        "PEPPOL-EN16931-R061": "A direct debit needs its mandate (BT-89).",
        "PEPPOL-EN16931-R110": "A line's period begins before the invoice's period (BT-134, BT-73).",
        "PEPPOL-EN16931-R111": "A line's period ends after the invoice's period (BT-135, BT-74).",
        "PEPPOL-EN16931-R120": "The amount of a line must be quantity times price, less discounts, plus charges (BT-131).",
        "PEPPOL-EN16931-R121": "The quantity a price is for must be above zero (BT-149).",
        "PEPPOL-EN16931-P0112": "Peppol takes corrective invoices (BT-3) only from German companies to German clients.",
        "PEPPOL-EN16931-P0101": "This kind of credit note is none of Peppol BIS Billing 3.0 (BT-3).",
        "PEPPOL-EN16931-CL008": "The scheme of an electronic address is none of Peppol's list.",
        "PEPPOL-COMMON-R040": "A GLN has a wrong check digit.",
        "PEPPOL-COMMON-R041": "A Norwegian organization number has a wrong check digit.",
        "PEPPOL-COMMON-R042": "A Danish CVR number has a wrong check digit.",
        "PEPPOL-COMMON-R043": "A Belgian enterprise number has a wrong check digit.",
        "PEPPOL-COMMON-R049": "A Swedish organization number has a wrong check digit.",
        "PEPPOL-COMMON-R050": "An Australian business number has a wrong check digit.",
        "NL-R-001": "A Dutch company names in a credit note the invoice that it credits (BT-25).",
        "NL-R-002": "Peppol demands street, city and postal code of a Dutch company (BT-35, BT-37, BT-38).",
        "NL-R-003": "The registration number of a Dutch company must be a KVK or OIN number (BT-30).",
        "NL-R-004": "Between Dutch parties Peppol demands street, city and postal code of the client (BT-50, BT-52, BT-53).",
        "NL-R-005": "Between Dutch parties the client's registration number must be a KVK or OIN number (BT-47).",
        "NL-R-007": "A Dutch company says how to pay (BG-16).",
        "NL-R-008": "Between Dutch parties one pays by transfer, card or direct debit (BT-81).",
        "NL-R-009": "Lines that name a line of an order need the number of the purchase order (BT-13).",
        "DK-R-002": "Peppol demands the CVR number of a Danish company as its registration number (BT-30).",
        "DK-R-014": "The registration number of a Danish company must be a CVR number (BT-30).",
        "DK-R-005": "Between Danish parties one pays to a Danish account, in cash, by card or by direct debit (BT-81).",
        "DK-R-007": "Between Danish parties a direct debit needs its mandate and the account it is taken from (BT-89, BT-91).",
        "DK-R-013": "Between Danish parties every identifier says its scheme (BT-46, BT-29).",
        "IT-R-002": "Peppol demands the street of an Italian company (BT-35).",
        "IT-R-003": "Peppol demands the city of an Italian company (BT-37).",
        "IT-R-004": "Peppol demands the postal code of an Italian company (BT-38).",
        "SE-R-004": "The registration number of a Swedish company must have ten digits (BT-30).",
        "SE-R-013": "The registration number of a Swedish company has a wrong check digit (BT-30).",
        "SE-R-006": "A Swedish company charges 25, 12 or 6 percent in Peppol (BT-152).",
    }
)
"""What a rule says, where its official words are German or technical."""

FIXES: Mapping[str, str] = MappingProxyType(
    {
        "BR-DE-1": "Add a bank account to the company, or another way to pay.",
        "BR-DE-2": "Fill in contact person, phone and e-mail address of the company.",
        "BR-DE-3": "Fill in the company's city.",
        "BR-DE-4": "Fill in the company's postal code.",
        "BR-DE-5": "Fill in the company's contact person.",
        "BR-DE-6": "Fill in the company's phone number.",
        "BR-DE-7": "Fill in the company's e-mail address.",
        "BR-DE-8": "Fill in the client's city.",
        "BR-DE-9": "Fill in the client's postal code.",
        "BR-DE-10": "Fill in the city of the delivery address.",
        "BR-DE-11": "Fill in the postal code of the delivery address.",
        "BR-DE-15": "Fill in the buyer's reference (in Germany: Leitweg-ID). Ask the client for it.",
        "BR-DE-16": "Fill in the company's VAT number or tax number.",
        "BR-DE-17": "Nothing needs to be done; some readers may ask back.",
        "BR-DE-23-a": "Fill in the bank account.",
        "BR-DE-24-a": "Fill in the last digits of the card, or choose another way to pay.",
        "BR-DE-25-a": "Fill in mandate, creditor identifier and IBAN of the direct debit.",
        "BR-DE-26": "Name the invoice that this one corrects.",
        "BR-DE-27": "Correct the company's phone number.",
        "BR-DE-28": "Correct the company's e-mail address.",
        "BR-DE-30": "Fill in the creditor identifier of the direct debit.",
        "BR-DE-31": "Fill in the IBAN that the direct debit is taken from.",
        "BR-DE-TMP-32": "Fill in the date of supply or the period.",
        "PEPPOL-EN16931-R003": "Fill in the buyer's reference or the purchase order. Ask the client for it.",
        "PEPPOL-EN16931-R005": "Take the exchange rate out of the invoice.",
        "PEPPOL-EN16931-R010": "Fill in the client's electronic address (Peppol ID), or its VAT number.",
        "PEPPOL-EN16931-R020": "Fill in the company's electronic address (Peppol ID), or its VAT number.",
        "PEPPOL-EN16931-R040": "Give the discount or charge as an amount.",
        "PEPPOL-EN16931-R061": "Fill in the mandate of the direct debit.",
        "PEPPOL-EN16931-R110": "Make the invoice's period begin earlier, or the line's later.",
        "PEPPOL-EN16931-R111": "Make the invoice's period end later, or the line's earlier.",
        "PEPPOL-EN16931-P0112": "Credit the invoice and issue a new one, or use XRechnung or plain UBL.",
        "NL-R-001": "Name the credited invoice.",
        "NL-R-002": "Fill in street, postal code and city of the company.",
        "NL-R-003": "Write the KVK number with its 8 digits (or the OIN with its 20) as the company's registration number.",
        "NL-R-004": "Fill in street, postal code and city of the client.",
        "NL-R-005": "Write the KVK number with its 8 digits (or the OIN with its 20) as the client's registration number.",
        "NL-R-007": "Add a bank account to the company, or another way to pay.",
        "NL-R-008": "Add a bank account to the company, and leave out other ways to pay.",
        "NL-R-009": "Fill in the purchase order, or take the order's lines out of the invoice.",
        "DK-R-002": "Write the CVR number with its 8 digits as the company's registration number.",
        "DK-R-014": "Write the CVR number with its 8 digits as the company's registration number.",
        "DK-R-005": "Give the company a bank account with a Danish IBAN, or choose another way to pay.",
        "DK-R-007": "Fill in mandate and IBAN of the direct debit.",
        "DK-R-013": "Give the identifiers of company and client a scheme, such as 0088 for a GLN, or take them out.",
        "IT-R-002": "Fill in the company's street.",
        "IT-R-003": "Fill in the company's city.",
        "IT-R-004": "Fill in the company's postal code.",
        "SE-R-004": "Write the organization number with its ten digits as the company's registration number.",
        "SE-R-013": "Correct the organization number; one digit may be mistyped.",
        "SE-R-006": "Choose a Swedish rate for the lines, or send the invoice as plain UBL.",
        "PEPPOL-COMMON-R040": "Correct the GLN; one digit may be mistyped.",
        "PEPPOL-COMMON-R041": "Correct the organization number; one digit may be mistyped.",
        "PEPPOL-COMMON-R042": "Correct the CVR number; one digit may be mistyped.",
        "PEPPOL-COMMON-R043": "Correct the enterprise number; one digit may be mistyped.",
        "PEPPOL-COMMON-R049": "Correct the organization number; one digit may be mistyped.",
        "PEPPOL-COMMON-R050": "Correct the business number; one digit may be mistyped.",
        "PEPPOL-EN16931-CL008": "Give the electronic address a scheme of Peppol's list, such as 0088 (GLN) or 9930 (German VAT number).",
    }
)
"""What to do."""

_HALVES = {"1": "-a", "2": "-b"}
_REPEATED = re.compile(r"DE-R-0*([0-9]+)(?:-([12]))?")


def words_of(rule: str) -> str:
    """What a rule of a profile says, "" where it has no words of ours. Peppol's rules between German parties say what those of
    XRechnung do.

    >>> words_of("DE-R-006")
    "Peppol, from Germany to Germany, demands the company's phone number (BT-42)."
    """
    return WORDS.get(rule) or WORDS.get(_origin(rule), "").replace("XRechnung", "Peppol, from Germany to Germany,")


def fix_of(rule: str) -> str:
    """What to do about it, "" where there is no advice of ours.

    >>> fix_of("DE-R-023-1")
    'Fill in the bank account.'
    """
    return FIXES.get(rule) or FIXES.get(_origin(rule), "")


def _origin(rule: str) -> str:
    named = _REPEATED.fullmatch(rule)
    return f"BR-DE-{named[1]}{_HALVES.get(named[2], '')}" if named else ""
