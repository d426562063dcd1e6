"""The names a template may use: what they say, and of which sort they are. The editor, the docs and the check read this."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from duespark.documents.labels import labels

Sort = Literal["text", "date", "amount", "number", "yes_no", "list", "picture"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A name and what it stands for. A field of a list's items has `of`, the list's name."""

    name: str
    sort: Sort
    about: str
    of: str = ""
    only_in_source: bool = False


def _party(who: str, label: str) -> tuple[Variable, ...]:
    return (
        Variable(f"{who}.name", "text", f"{label}: the name"),
        Variable(f"{who}.contact_name", "text", f"{label}: whom to ask for"),
        Variable(f"{who}.address", "text", f"{label}: the address, a line each"),
        Variable(f"{who}.city", "text", f"{label}: the city"),
        Variable(f"{who}.country", "text", f"{label}: the country by name"),
        Variable(f"{who}.email", "text", f"{label}: the email address"),
        Variable(f"{who}.phone", "text", f"{label}: the telephone number"),
        Variable(f"{who}.website", "text", f"{label}: the website"),
        Variable(f"{who}.tax_ids", "list", f"{label}: tax ids and the register number"),
        Variable("name", "text", "What the id is called", f"{who}.tax_ids"),
        Variable("value", "text", "The id", f"{who}.tax_ids"),
    )


LABELS: Final = (
    "from", "bill_to", "ship_to", "number", "date", "issue_date", "supply_date", "due_date", "valid_until", "purchase_order",
    "description", "quantity", "unit", "unit_price", "discount", "tax_rate", "amount", "sku", "position_short", "subtotal",
    "net", "tax", "gross", "amount_due", "payment_details", "payment_terms", "tax_breakdown", "notes", "terms", "details", "items",
)  # fmt: skip
"""Words of the program, in the language of the document."""


def _rows(name: str, about: str, value: str) -> tuple[Variable, ...]:
    return (
        Variable(name, "list", about, only_in_source=True),
        Variable("label", "text", "What it is called", name, only_in_source=True),
        Variable(value, "text", "What it comes to", name, only_in_source=True),
    )


_SOURCE: Final = (
    Variable("company.logo", "picture", "The logo", only_in_source=True),
    Variable("payment_qr_code", "picture", "The code to pay with, where the currency and the account have one", only_in_source=True),
    Variable("verification_qr_code", "picture", "The code for the page that says whether the paper is genuine and current", only_in_source=True),
    *_rows("details", "Dates and references, those the document has", "value"),
    *_rows("summary", "The rows from the sum of the lines to the amount due, as every paper shows them", "amount"),
    Variable("summary_due.label", "text", "What the last amount is called: Amount due, Total ...", only_in_source=True),
    Variable("summary_due.amount", "text", "The last amount with its currency", only_in_source=True),
    *_rows("payment_details", "How to pay: the account and the reference", "value"),
    Variable("mentions", "list", "What tax law wants said, such as the reverse charge", only_in_source=True),
    Variable("text", "text", "The sentence", "mentions", only_in_source=True),
    *(Variable(f"labels.{key}", "text", f"“{labels('en')[key]}” in the language of the document", only_in_source=True)
      for key in LABELS),
)  # fmt: skip

VARIABLES: Final[tuple[Variable, ...]] = (
    Variable("company.legal_name", "text", "Your company: the full legal name"),
    *_party("company", "Your company"),
    *_party("client", "The client"),
    *_party("ship_to", "Where it is delivered"),
    Variable("invoice.title", "text", "What the document is, in its language: Invoice, Quote ..."),
    Variable("invoice.kind", "text", "The same for comparing: invoice, quote, credit_note ..."),
    Variable("invoice.number", "text", "The number; nothing on a draft"),
    Variable("invoice.date", "date", "The day it was issued"),
    Variable("invoice.supply_date", "date", "The day of supply"),
    Variable("invoice.due_date", "date", "The day it is due"),
    Variable("invoice.valid_until", "date", "The last day a quote holds"),
    Variable("invoice.currency", "text", "The currency's code"),
    Variable("invoice.language", "text", "The language's code"),
    Variable("invoice.purchase_order", "text", "The client's order number"),
    Variable("invoice.reference", "text", "The client's reference"),
    Variable("invoice.quote", "text", "The number of the quote it follows"),
    Variable("invoice.corrects", "text", "The number of the invoice it corrects"),
    Variable("invoice.payment_terms", "text", "The payment terms in words"),
    Variable("invoice.notes", "text", "The notes on this document"),
    Variable("invoice.terms", "text", "The terms of this document"),
    Variable("subtotal", "amount", "The sum of the lines"),
    Variable("discount", "amount", "Discounts on the whole document"),
    Variable("charges", "amount", "Charges on the whole document"),
    Variable("net", "amount", "The total before tax"),
    Variable("tax", "amount", "All tax"),
    Variable("total", "amount", "The total with tax"),
    Variable("prepaid", "amount", "What was paid before"),
    Variable("amount_due", "amount", "What is to be paid"),
    Variable("bank.holder", "text", "Who holds the bank account"),
    Variable("bank.iban", "text", "The IBAN"),
    Variable("bank.bic", "text", "The BIC"),
    Variable("bank.account_number", "text", "The account number, where there is no IBAN"),
    Variable("bank.bank_name", "text", "The bank's name"),
    Variable("line_items", "list", "What was sold, a line each"),
    Variable("position", "number", "The line's place, from 1", "line_items"),
    Variable(
        "group", "text", "The heading above it, or whether a correction says how it was or how it is", "line_items"
    ),
    Variable("description", "text", "What was sold", "line_items"),
    Variable("note", "text", "The note below it", "line_items"),
    Variable("sku", "text", "The article number", "line_items"),
    Variable("quantity", "number", "How much", "line_items"),
    Variable("unit", "text", "Of what: h, pc ...", "line_items"),
    Variable("unit_price", "amount", "The price of one", "line_items"),
    Variable("discount", "amount", "What was taken off", "line_items"),
    Variable("tax_rate", "number", "The tax rate with its percent sign", "line_items"),
    Variable("net", "amount", "The amount before tax", "line_items"),
    Variable("tax", "amount", "The tax", "line_items"),
    Variable("gross", "amount", "The amount with tax", "line_items"),
    Variable("amount", "amount", "The amount as the document's table shows it", "line_items"),
    Variable("is_optional", "yes_no", "Whether it is only offered and not in the total", "line_items"),
    Variable("tax_breakdown", "list", "One row a tax"),
    Variable("name", "text", "The tax by its name", "tax_breakdown"),
    Variable("rate", "number", "Its rate with the percent sign", "tax_breakdown"),
    Variable("taxable", "amount", "What it is taken of", "tax_breakdown"),
    Variable("tax", "amount", "What it comes to", "tax_breakdown"),
    *_SOURCE,
)
"""What texts and source templates may name."""

EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    "date": ("A date written out or in parts", '{{ invoice.date | date: "%B %d, %Y" }}'),
    "currency": ("An amount with its currency", "{{ total | currency }}"),
    "number": ("A number as the language writes it, with so many decimals", "{{ net | number: 2 }}"),
    "each": ("A list, one line each", "{{ line_items | each }}"),
    "upcase": ("In capitals", "{{ client.name | upcase }}"),
    "downcase": ("In small letters", "{{ client.name | downcase }}"),
    "capitalize": ("The first letter as a capital", "{{ invoice.notes | capitalize }}"),
    "strip": ("Without spaces around it", "{{ invoice.notes | strip }}"),
    "append": ("With something behind it", '{{ client.city | append: ", " }}'),
    "prepend": ("With something before it", '{{ invoice.number | prepend: "No. " }}'),
    "replace": ("With something else in its place", '{{ invoice.number | replace: "-", "/" }}'),
    "remove": ("Without something", '{{ invoice.number | remove: "-" }}'),
    "truncate": ("Cut to so many characters", "{{ invoice.notes | truncate: 12 }}"),
    "default": ("Something else where there is nothing", '{{ client.phone | default: "none" }}'),
    "split": ("Cut into a list", '{{ client.name | split: " " | first }}'),
    "join": ("A list as one text", '{{ line_items | map: "description" | join: "; " }}'),
    "first": ("The first of a list", '{{ client.name | split: " " | first }}'),
    "last": ("The last of a list", '{{ client.name | split: " " | last }}'),
    "size": ("How many there are", "{{ line_items | size }}"),
    "where": ("Those of a list that have it", '{{ line_items | where: "sku" | size }}'),
    "map": ("One field of each", '{{ line_items | map: "unit" | join: ", " }}'),
    "newline_to_br": ("Line breaks as <br>, in source templates", "{{ client.address | newline_to_br }}"),
}
"""What each filter does, with an example."""
