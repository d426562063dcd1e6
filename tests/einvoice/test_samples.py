"""The official samples are read with the totals they state, and written again as valid e-invoices with the same totals."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from duespark.einvoice.document_of import FromEInvoice, document_of
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.read import read_einvoice
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import Totals

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = [GOLDEN / "einvoices", *([Path(os.environ["TEST_EINVOICES"])] if "TEST_EINVOICES" in os.environ else [])]
SAMPLES = sorted({path.name: path for folder in FOLDERS for path in folder.glob("*.xml")}.values())
KNOWN: list[dict[str, Any]] = json.loads((GOLDEN / "en16931_totals.json").read_text(encoding="utf-8"))["invoices"]
SUMS = ("lines", "net", "tax", "gross", "amount_due")


def taken(path: Path) -> FromEInvoice:
    return document_of(read_einvoice(path.read_bytes()).terms)


def sums(totals: Totals | None) -> list[Decimal]:
    assert totals is not None
    return [getattr(totals, name) for name in SUMS]


def stated(path: Path) -> list[Decimal] | None:
    """The totals of the golden file, where it knows the sample."""
    for each in KNOWN:
        if path.name.endswith(each["origin"].split(", ")[1]):
            return [Decimal(each["totals"][name]) for name in SUMS]
    return None


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
class TestOfficialSamples:
    def test_has_the_totals_its_file_states(self, path: Path) -> None:
        wanted = stated(path)
        terms = read_einvoice(path.read_bytes()).terms
        in_file = [terms.get(term, Decimal(0)) for term in ("BT-106", "BT-109", "BT-110", "BT-112", "BT-115")]
        assert sums(taken(path).document.totals) == (wanted or in_file) == in_file

    @pytest.mark.parametrize("profile", ["ubl", "cii", "factur-x"])
    def test_is_written_again_valid_with_the_same_totals(self, path: Path, profile: str) -> None:
        document = taken(path).document
        checked = check_document(document, PROFILES[profile])
        again = document_of(read_einvoice(checked.xml).terms).document
        assert [one.rule for one in checked.problems] == []
        assert sums(again.totals) == sums(document.totals)


class TestWhatASampleSays:
    def file(self, name: str) -> Path:
        return GOLDEN / "einvoices" / name

    def test_a_misprint_is_shown_and_kept(self) -> None:
        found = taken(self.file("corpus_EN16931_1_Teilrechnung.cii.xml"))
        said = {one.field: (str(one.stated), str(one.computed)) for one in found.differences}
        assert said["/lines/3/amounts/net"] == ("55.46", "55.40")
        assert said["/totals/gross"] == ("197.65", "197.58")
        assert found.document.lines[3].amounts is not None
        assert found.document.lines[3].amounts.net == Decimal("55.46")

    def test_the_two_syntaxes_of_one_invoice_say_the_same(self) -> None:
        ubl = taken(self.file("xrechnung_01.01a-INVOICE_ubl.xml")).document
        cii = taken(self.file("xrechnung_01.01a-INVOICE_uncefact.xml")).document
        assert (ubl.seller, ubl.buyer, ubl.totals, ubl.bank_account) == (
            cii.seller,
            cii.buyer,
            cii.totals,
            cii.bank_account,
        )
        assert [line.description for line in ubl.lines] == [line.description for line in cii.lines]

    def test_what_has_no_place_is_listed(self) -> None:
        ignored = read_einvoice(self.file("corpus_testout-ZF2PushReverseCharge.xml").read_bytes()).ignored
        assert any(one.path.endswith("ram:FaxUniversalCommunication/ram:CompleteNumber") for one in ignored)
