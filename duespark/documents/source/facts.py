"""What a source template may name beyond the facts of a text: pictures, and the parts of a paper that are rows of words already."""

from collections.abc import Mapping
from typing import Any, Final

from duespark.documents.formats import formats
from duespark.documents.labels import labels
from duespark.documents.legible import legible
from duespark.documents.liquid.facts import document_facts
from duespark.documents.liquid.reference import LABELS
from duespark.documents.liquid.values import packed

LOGO: Final = "duespark:logo"
QR: Final = "duespark:qr"
CHECK: Final = "duespark:check"
"""What stands for the pictures of the document until they are put in."""


def source_facts(document: Mapping[str, Any], view: Mapping[str, Any]) -> dict[str, Any]:
    """Packed for the way to another process; pictures are their names, see `clean.LOGO`."""
    doc = legible(document)
    form, words = formats(doc["language"], doc["currency"]), labels(doc["language"])
    known = document_facts(doc, form, words)
    known["company"]["logo"] = (
        {"$picture": LOGO, "alt": view["brand"]["logo_text"], "class": "company-logo"}
        if view["brand"]["logo"]["url"]
        else None
    )
    code = (view["payment"] or {}).get("code")
    known["payment_qr_code"] = {"$picture": QR, "alt": code["alt"], "class": "payment-code"} if code else None
    check = view["check"]
    known["verification_qr_code"] = (
        {"$picture": CHECK, "alt": check["alt"], "class": "verification-code"} if check else None
    )
    known["labels"] = {key: words[key] for key in LABELS}
    known["details"] = [{"label": each["label"], "value": each["value"]} for each in view["facts"]]
    known["summary"] = [{"label": each["label"], "amount": each["amount"]} for each in view["totals"]]
    known["summary_due"] = {"label": view["due"]["now_label"], "amount": view["due"]["now"]}
    known["mentions"] = [{"text": text} for text in view["reasons"]]
    known["payment_details"] = [
        {"label": each["label"], "value": each["value"]} for each in (view["payment"] or {"rows": ()})["rows"]
    ]
    found: dict[str, Any] = packed(known)
    return found


def pictures(view: Mapping[str, Any]) -> dict[str, str]:
    """The document's pictures as data URLs, by the names that stand for them."""
    code = (view["payment"] or {}).get("code")
    check = view["check"]
    found = {
        LOGO: view["brand"]["logo"]["url"],
        QR: code["url"] if code else "",
        CHECK: check["url"] if check else "",
    }
    return {name: url for name, url in found.items() if url}
