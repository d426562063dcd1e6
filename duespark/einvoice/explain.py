"""The rules of EN 16931 in plain words: of each rule id, what to do and which field to mend; of profiles too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from duespark.einvoice import explain_place, explain_profiles

_TERM = re.compile(r"\b(B[TG]-\d+)\b")
_OF_A_PLACE = ("BR-CL-", "PEPPOL-COMMON-", "PEPPOL-EN16931-CL")
"""Rules that hold wherever there is a code or number of a kind, so that only the place tells the field."""

_RULE = re.compile(r"\[([A-Z0-9-]+)\]\s*-?\s*")

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "BT-1": ("the number", "/number"),
        "BT-2": ("the issue date", "/issue_date"),
        "BT-3": ("the kind of document", "/kind"),
        "BT-5": ("the currency", "/currency"),
        "BT-6": ("the currency of the books", "/exchange/currency"),
        "BT-9": ("the due date", "/due_date"),
        "BT-10": ("the buyer's reference (in Germany: Leitweg-ID)", "/buyer_reference"),
        "BT-11": ("the project", "/references"),
        "BT-12": ("the contract", "/references"),
        "BT-13": ("the purchase order", "/purchase_order"),
        "BT-20": ("the terms of payment", "/payment_terms"),
        "BT-22": ("the notes", "/notes"),
        "BT-25": ("the document this one corrects", "/references"),
        "BT-27": ("the company's name", "/seller/name"),
        "BT-29": ("an identifier of the company", "/seller/identifiers"),
        "BT-30": ("the company's registration number", "/seller/registration_number"),
        "BT-31": ("the company's VAT number", "/seller/tax_ids"),
        "BT-32": ("the company's tax number", "/seller/tax_ids"),
        "BT-34": ("the company's electronic address", "/seller/endpoint"),
        "BT-35": ("the company's street", "/seller/address/line1"),
        "BT-37": ("the company's city", "/seller/address/city"),
        "BT-38": ("the company's postal code", "/seller/address/postal_code"),
        "BT-40": ("the company's country", "/seller/address/country"),
        "BT-41": ("the company's contact person", "/seller/contact_name"),
        "BT-42": ("the company's phone number", "/seller/phone"),
        "BT-43": ("the company's e-mail address", "/seller/email"),
        "BT-44": ("the client's name", "/buyer/name"),
        "BT-46": ("an identifier of the client", "/buyer/identifiers"),
        "BT-47": ("the client's registration number", "/buyer/registration_number"),
        "BT-48": ("the client's VAT number", "/buyer/tax_ids"),
        "BT-49": ("the client's electronic address", "/buyer/endpoint"),
        "BT-50": ("the client's street", "/buyer/address/line1"),
        "BT-52": ("the client's city", "/buyer/address/city"),
        "BT-53": ("the client's postal code", "/buyer/address/postal_code"),
        "BT-55": ("the client's country", "/buyer/address/country"),
        "BT-59": ("the payee's name", "/payee/name"),
        "BT-62": ("the tax representative's name", "/tax_representative/name"),
        "BT-63": ("the tax representative's VAT number", "/tax_representative/tax_ids"),
        "BT-72": ("the date of supply", "/supply_date"),
        "BT-73": ("the first day of the period", "/period/start"),
        "BT-74": ("the last day of the period", "/period/end"),
        "BT-80": ("the country the goods go to", "/ship_to/address/country"),
        "BT-81": ("the way to pay", "/payment_means"),
        "BT-77": ("the city the goods go to", "/ship_to/address/city"),
        "BT-78": ("the postal code the goods go to", "/ship_to/address/postal_code"),
        "BT-84": ("the bank account", "/bank_account"),
        "BT-89": ("the mandate of the direct debit", "/payment_means"),
        "BT-90": ("the creditor identifier", "/payment_means"),
        "BT-91": ("the account of the direct debit", "/payment_means"),
        "BT-87": ("the digits of the card", "/payment_means"),
        "BT-92": ("the amount of a discount", "/allowances"),
        "BT-97": ("the reason of a discount", "/allowances"),
        "BT-99": ("the amount of a charge", "/charges"),
        "BT-104": ("the reason of a charge", "/charges"),
        "BT-106": ("the sum of the lines", "/totals/lines"),
        "BT-109": ("the total without tax", "/totals/net"),
        "BT-110": ("the total tax", "/totals/tax"),
        "BT-111": ("the total tax in the currency of the books", "/totals/converted/tax"),
        "BT-112": ("the total with tax", "/totals/gross"),
        "BT-113": ("what was paid before", "/prepaid"),
        "BT-115": ("the amount due", "/totals/amount_due"),
        "BT-116": ("the taxable amount", "/totals/breakdown"),
        "BT-117": ("the tax of a rate", "/totals/breakdown"),
        "BT-118": ("the tax category", "/totals/breakdown"),
        "BT-119": ("the tax rate", "/totals/breakdown"),
        "BT-120": ("the reason why no tax is charged", "/totals/breakdown"),
        "BT-121": ("the code of the reason why no tax is charged", "/totals/breakdown"),
        "BT-126": ("the line's number", "/lines"),
        "BT-129": ("the quantity of a line", "/lines"),
        "BT-130": ("the unit of a line", "/lines"),
        "BT-131": ("the amount of a line", "/lines"),
        "BT-134": ("the first day of a line's period", "/lines"),
        "BT-135": ("the last day of a line's period", "/lines"),
        "BT-149": ("the quantity a price is for", "/lines"),
        "BT-146": ("the price of a line", "/lines"),
        "BT-151": ("the tax of a line", "/lines"),
        "BT-152": ("the tax rate of a line", "/lines"),
        "BT-153": ("the description of a line", "/lines"),
        "BT-157": ("the GTIN of a line", "/lines"),
        "BT-158": ("the classification of a line", "/lines"),
        "BT-159": ("the country of origin of a line", "/lines"),
        "BG-3": ("the document this one corrects", "/references"),
        "BG-5": ("the company's address", "/seller/address/country"),
        "BG-6": ("the company's contact", "/seller/contact_name"),
        "BG-8": ("the client's address", "/buyer/address/country"),
        "BG-13": ("the delivery", "/ship_to"),
        "BG-14": ("the period", "/period"),
        "BG-16": ("the way to pay", "/payment_means"),
        "BG-17": ("the bank account", "/bank_account"),
        "BG-19": ("the direct debit", "/payment_means"),
        "BG-20": ("the discounts", "/allowances"),
        "BG-21": ("the charges", "/charges"),
        "BG-23": ("the tax breakdown", "/totals/breakdown"),
        "BG-25": ("the lines", "/lines"),
        "BG-26": ("the period of a line", "/lines"),
    }
)
"""Terms by what people call them, and the field of the document they come from."""

_DECIMALS = "EN 16931 knows at most two decimals, and this currency or amount has more. There is no e-invoice for it."
_SUM_OF_RATE = "The taxable amount of each rate must be what its lines, discounts and charges come to."
_TAX_OF_RATE = "The tax of each rate must be its taxable amount times the rate."
_CANARY = "The official rules of CII refuse IGIC at 0 % by mistake, which those of UBL take. Hand out UBL, or the PDF without e-invoice."
FIXES: Mapping[str, str] = MappingProxyType(
    {
        "BR-08": "Add the company's address with its country.",
        "BR-09": "Add the company's address with its country.",
        "BR-10": "Add the client's address with its country.",
        "BR-11": "Add the client's address with its country.",
        "BR-17": "Write the payee's name, which is another than the company's, or leave the payee out.",
        "BR-29": "Let the period end on the day it begins or later.",
        "BR-30": "Let the line's period end on the day it begins or later.",
        "BR-57": "Fill in the country of the delivery address.",
        "BR-CO-17": _TAX_OF_RATE,
        "BR-S-08": _SUM_OF_RATE,
        "BR-S-09": _TAX_OF_RATE,
        "BR-AF-08": _SUM_OF_RATE,
        "BR-AF-09": _TAX_OF_RATE,
        "BR-AG-08": _SUM_OF_RATE,
        "BR-AG-09": _TAX_OF_RATE,
        "BR-CO-09": "Write the VAT number with its country in front, such as DE123456789.",
        "BR-CO-25": "Give the invoice a due date or terms of payment.",
        "BR-CO-26": "Give the company a VAT number, a registration number or another identifier.",
        "BR-O-11": "Lines without VAT cannot stand beside lines with it. Issue two invoices.",
        "BR-O-12": "Lines without VAT cannot stand beside lines with it. Issue two invoices.",
        "BR-O-13": "Lines without VAT cannot stand beside lines with it. Issue two invoices.",
        "BR-O-14": "Lines without VAT cannot stand beside lines with it. Issue two invoices.",
        "BR-AF-05": _CANARY,
        "BR-AF-06": _CANARY,
        "BR-AF-07": _CANARY,
        "BR-CL-23": "Use a usual unit such as h, pc or kg, or leave the unit empty.",
        "BR-62": "Give the company's electronic address its scheme, such as 0088 or EM.",
        "BR-63": "Give the client's electronic address its scheme, such as 0088 or EM.",
        "UBL-DT-01": _DECIMALS,
        "XSD": "This is a fault of the program, not of your invoice. Please report it.",
    }
)
_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "BR-DEC": _DECIMALS,
        "BR-AE": "A reverse charge needs the company's tax number and the client's VAT or registration number.",
        "BR-IC": "An intra-Community supply needs both VAT numbers, a date of supply and the country the goods go to.",
        "BR-G": "An export needs the company's VAT number and the reason why no tax is charged.",
        "BR-E": "Exempt lines need the company's tax number and the reason why no tax is charged.",
        "BR-Z": "Zero-rated lines need the company's tax number.",
        "BR-S": "Lines with VAT need the company's VAT or tax number.",
        "BR-AF": "Lines with IGIC need the company's VAT or tax number.",
        "BR-AG": "Lines with IPSI need the company's VAT or tax number.",
        "BR-O": "Lines without VAT allow no VAT numbers on the invoice.",
        "BR-CO": "The sums of the document do not fit each other.",
        "BR-CL": "A code is none of the official list.",
    }
)
"""What to do about the rules that begin so, where the rule itself has no advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A rule in words: what it demands (without its id), what to do, and the field."""

    rule: str
    text: str
    fix: str
    field: str


def name_of(term: str) -> str:
    """What people call a term; the term itself where there is no word.

    >>> name_of("BT-55"), name_of("BT-999")
    ("the client's country", 'BT-999')
    """
    return FIELDS.get(term, (term, ""))[0]


def field_of(term: str) -> str:
    """The field of the document a term comes from, as a JSON pointer; empty where there is none.

    >>> field_of("BT-55")
    '/buyer/address/country'
    """
    return FIELDS.get(term, (term, ""))[1]


def explained(rule: str, official: str, *, location: str = "") -> Explained:
    """A broken rule in words, from its id, its official text and the path of the element it was tried on.

    >>> explained("BR-11", "[BR-11]-The Buyer postal address shall contain a Buyer country code (BT-55).").field
    '/buyer/address/country'
    """
    named = _RULE.match(official)
    id = named[1] if named else rule
    ours = explain_profiles.words_of(id) or explain_place.WORDS.get(id)
    text = ours or (official[named.end() :] if named else official)
    known = [term for term in _TERM.findall(text) if term in FIELDS]
    by_place = explain_place.field_at(location, id) if id.startswith(_OF_A_PLACE) else ""
    field = field_of(known[-1]) if known else by_place
    fix = FIXES.get(id) or explain_profiles.fix_of(id) or explain_place.FIXES.get(id) or _advice(id, known)
    return Explained(rule=id, text=text, fix=fix, field=field)


def _advice(rule: str, known: list[str]) -> str:
    for family, words in _FAMILIES.items():
        if rule.startswith(f"{family}-"):
            return words
    return f"Look at {name_of(known[-1])}." if known else "Look at the rule's text."
