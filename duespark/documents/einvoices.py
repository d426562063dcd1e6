"""The e-invoice of an issued document: written from what was frozen, and let out only when the official rules allow it."""

from uuid import UUID

from duespark.documents.file_name import pdf_name
from duespark.documents.schemas import EInvoiceCheck, EInvoiceProblem
from duespark.einvoice.profiles import PROFILES, ProfileName
from duespark.einvoice.validate import Checked, checked_einvoice
from duespark.engine.errors import Invalid
from duespark.invoices.queries import get_invoice
from duespark.runtime.tx import Tx


class InvalidEInvoice(Invalid):
    code = "einvoice.invalid"
    sentence = (
        "This document is no valid {profile}, so it is not handed out. {fix} ({rule}: {text}) "
        "{count} rules are broken in all; the check of the e-invoice lists them."
    )


async def check_einvoice(tx: Tx, id: UUID, profile: ProfileName) -> EInvoiceCheck:
    """What the rules of a profile say of an issued document. Raises `InvoiceNotFound`, `NoEInvoice`, `ValidationFailed`."""
    checked, _ = await _checked(tx, id, profile)
    problems = [
        EInvoiceProblem(rule=one.rule, text=one.text, fix=one.fix, field=one.field, fatal=one.fatal)
        for one in checked.problems
    ]
    return EInvoiceCheck(profile=profile, title=PROFILES[profile].title, valid=checked.is_valid, problems=problems)


async def get_einvoice(tx: Tx, id: UUID, profile: ProfileName) -> tuple[bytes, str]:
    """The XML and the name of its file. Raises `InvalidEInvoice` and what `check_einvoice` raises."""
    checked, name = await _checked(tx, id, profile)
    fatal = [one for one in checked.problems if one.fatal]
    if fatal:
        first = fatal[0]
        raise InvalidEInvoice(
            pointer=first.field or None, profile=PROFILES[profile].title, fix=first.fix, rule=first.rule, text=first.text,
            count=len(fatal),
        )  # fmt: skip
    return checked.xml, name


async def _checked(tx: Tx, id: UUID, profile: ProfileName) -> tuple[Checked, str]:
    row = await get_invoice(tx, id)
    checked = await checked_einvoice(row.document, PROFILES[profile])
    return checked, pdf_name(row.plain).removesuffix(".pdf") + f"_{profile}.xml"
