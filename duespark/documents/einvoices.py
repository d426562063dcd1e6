"""The e-invoice of an issued document: written from what was frozen, and let out only when the official rules allow it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from duespark.documents.file_name import pdf_name
from duespark.documents.schemas import EInvoiceCheck, EInvoiceKind, EInvoiceProblem
from duespark.einvoice.ksef import ksef_xml
from duespark.einvoice.ksef_check import InvalidKsef, check_ksef
from duespark.einvoice.ksef_nodes import NoKsef
from duespark.einvoice.profiles import PROFILES, ProfileName
from duespark.einvoice.validate import Checked, Problem, checked_einvoice
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.document import Document
from duespark.invoices.queries import get_invoice
from duespark.runtime.tx import Tx

_KSEF = "KSeF FA(3)"


class InvalidEInvoice(Invalid):
    code = "einvoice.invalid"
    sentence = (
        "This document is no valid {profile}, so it is not handed out. {fix} ({rule}: {text}) "
        "{count} in all; the check of the e-invoice lists what is broken."
    )


class VoidEInvoice(Conflict):
    code = "einvoice.void"
    sentence = (
        "{number} was voided on {day}. An e-invoice cannot say so, and whoever reads it would pay it, so none is handed out. "
        "A client who has it already needs the PDF, which says that it is void."
    )


async def check_einvoice(tx: Tx, id: UUID, profile: EInvoiceKind, *, corrected: str = "") -> EInvoiceCheck:
    """What the rules of a profile say of an issued document. Raises `InvoiceNotFound`, `NoEInvoice`, `VoidEInvoice`,
    `ValidationFailed`, `KsefMissing`."""
    checked, _ = await _checked(tx, id, profile, corrected)
    problems = [
        EInvoiceProblem(rule=one.rule, text=one.text, fix=one.fix, field=one.field, fatal=one.fatal)
        for one in checked.problems
    ]
    return EInvoiceCheck(profile=profile, title=_title(profile), valid=checked.is_valid, problems=problems)


async def get_einvoice(tx: Tx, id: UUID, profile: EInvoiceKind, *, corrected: str = "") -> tuple[bytes, str]:
    """The XML and the name of its file. Raises `InvalidEInvoice` and what `check_einvoice` raises."""
    checked, name = await _checked(tx, id, profile, corrected)
    fatal = [one for one in checked.problems if one.fatal]
    if fatal:
        first = fatal[0]
        raise InvalidEInvoice(
            pointer=first.field or None, profile=_title(profile), fix=first.fix, rule=first.rule, text=first.text,
            count="One rule is broken" if len(fatal) == 1 else f"{len(fatal)} rules are broken",
        )  # fmt: skip
    return checked.xml, name


def _title(profile: EInvoiceKind) -> str:
    return _KSEF if profile == "ksef" else PROFILES[profile].title


async def _checked(tx: Tx, id: UUID, profile: EInvoiceKind, corrected: str) -> tuple[Checked, str]:
    row = await get_invoice(tx, id)
    document = row.document
    if row.voided_at is not None:
        raise VoidEInvoice(number=row.number, day=row.voided_at.astimezone(ZoneInfo(tx.zone)).date())
    checked = await (_checked_ksef(tx, document, corrected) if profile == "ksef" else _checked_en(document, profile))
    return checked, pdf_name(row.plain).removesuffix(".pdf") + f"_{profile}.xml"


async def _checked_en(document: Document, profile: ProfileName) -> Checked:
    return await checked_einvoice(document, PROFILES[profile])


async def _checked_ksef(tx: Tx, document: Document, corrected: str) -> Checked:
    """What cannot be said in FA(3) is told like a broken rule."""
    xml = b""
    try:
        xml = ksef_xml(document, made_at=tx.now, corrected=corrected)
        await check_ksef(xml)
    except (NoKsef, InvalidKsef) as error:
        told = Problem(rule="FA(3)", text=_KSEF, fix=str(error), field=error.pointer or "", fatal=True)
        return Checked(xml=xml, problems=(told,))
    return Checked(xml=xml, problems=())
