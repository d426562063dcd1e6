"""Versions of a document: what each change asks for, and what their seals cover."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.history import (
    FIRST,
    ChangeType,
    IdentityChanged,
    ReasonMissing,
    Version,
    WrongChange,
    check_history,
    first_version,
    next_version,
)
from duespark.engine.invoice.plain import load, plain
from duespark.engine.invoice.versions import Break, NotCanonical, Seal, seal

AT = datetime(2026, 5, 9, 8, 30, tzinfo=UTC)
DOCUMENT = Document(number="INV-1", notes="first")
ISSUED = first_version(DOCUMENT, actor="Ada", at=AT)


def after(before: Version, document: Document, change: ChangeType = "amendment", reason: str = "As agreed") -> Version:
    return next_version(before, document, change=change, reason=reason, actor="Ben", at=AT + timedelta(days=1))


AMENDED = after(ISSUED, replace(DOCUMENT, notes="second"))
CANCELED = after(AMENDED, replace(DOCUMENT, notes="second"), "cancellation", "Wrong client")


class TestFirstVersion:
    def test_holds_the_whole_document(self) -> None:
        """VER-04."""
        assert load(ISSUED.document) == DOCUMENT
        assert (ISSUED.number, ISSUED.change, ISSUED.reason, ISSUED.actor, ISSUED.at) == (1, "issue", "", "Ada", AT)
        assert ISSUED.seal.previous == ""

    def test_a_copy_begins_a_history_as_well(self) -> None:
        copy = first_version(DOCUMENT, change="duplication", actor="Ada", at=AT, previous="a" * 64)
        assert (copy.change, copy.seal.previous) == ("duplication", "a" * 64)
        assert check_history([copy], after="a" * 64) is None
        assert check_history([copy]) == Break(at=0, what="previous")

    @pytest.mark.parametrize("change", ["amendment", "correction", "cancellation"])
    def test_nothing_can_be_changed_before_it_is_issued(self, change: ChangeType) -> None:
        with pytest.raises(WrongChange) as caught:
            first_version(DOCUMENT, change=change, actor="Ada", at=AT)
        assert str(caught.value) == f"There is no {change} here: nothing was issued yet."

    def test_is_sealed_with_its_look_which_later_versions_keep(self) -> None:
        """FM-24."""
        look = {"brand_color": "#1D4ED8", "logo_key": None}
        first = first_version(DOCUMENT, actor="Ada", at=AT, look=look)
        assert check_history([first, after(first, replace(DOCUMENT, notes="second"))]) is None
        assert after(first, replace(DOCUMENT, notes="second")).look == look
        assert check_history([replace(first, look={**look, "brand_color": "#000000"})]) == Break(at=0, what="content")

    def test_an_instant_needs_its_zone(self) -> None:
        with pytest.raises(NotCanonical, match="instant without a time zone"):
            first_version(DOCUMENT, actor="Ada", at=AT.replace(tzinfo=None))


class TestNextVersion:
    def test_is_chained_to_the_one_before(self) -> None:
        """VER-01: the version before stays as it was, superseded."""
        assert (AMENDED.number, AMENDED.change, AMENDED.reason, AMENDED.actor) == (2, "amendment", "As agreed", "Ben")
        assert AMENDED.at == AT + timedelta(days=1)
        assert AMENDED.seal.previous == ISSUED.seal.hash
        assert load(AMENDED.document).notes == "second"
        assert load(ISSUED.document).notes == "first"
        assert CANCELED.number == 3
        assert CANCELED.seal.previous == AMENDED.seal.hash

    @pytest.mark.parametrize("change", ["amendment", "correction", "cancellation"])
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_every_change_needs_a_reason(self, change: ChangeType, reason: str) -> None:
        """VER-08 and VER-09."""
        document = DOCUMENT if change == "cancellation" else replace(DOCUMENT, notes="x")
        with pytest.raises(ReasonMissing) as caught:
            after(ISSUED, document, change, reason)
        assert caught.value.pointer == "/reason"
        assert str(caught.value) == f"A version made by {change} needs a reason. Say why the document changes."

    @pytest.mark.parametrize(
        ("before", "document", "change", "problem"),
        [
            (ISSUED, replace(DOCUMENT, notes="x"), "issue", "the document was issued before"),
            (ISSUED, replace(DOCUMENT, notes="x"), "duplication", "the document was issued before"),
            (ISSUED, DOCUMENT, "amendment", "nothing has changed"),
            (ISSUED, DOCUMENT, "correction", "nothing has changed"),
            (ISSUED, replace(DOCUMENT, notes="x"), "cancellation", "it must leave the document as it is"),
            (CANCELED, replace(DOCUMENT, notes="x"), "amendment", "the document was canceled, which is final"),
            (CANCELED, replace(DOCUMENT, notes="second"), "cancellation", "the document was canceled, which is final"),
        ],
    )
    def test_each_change_has_its_place(
        self, before: Version, document: Document, change: ChangeType, problem: str
    ) -> None:
        with pytest.raises(WrongChange) as caught:
            after(before, document, change)
        assert str(caught.value) == f"There is no {change} here: {problem}."
        assert caught.value.kind == "conflict"

    @pytest.mark.parametrize(
        ("document", "field", "sentence"),
        [
            (
                replace(DOCUMENT, number="INV-2"),
                "number",
                "Every version of a document has the same number: INV-1, not INV-2.",
            ),
            (
                replace(DOCUMENT, kind="quote"),
                "kind",
                "Every version of a document has the same kind: invoice, not quote.",
            ),
        ],
    )
    def test_number_and_kind_stay(self, document: Document, field: str, sentence: str) -> None:
        """NUM-13: the number is immutable."""
        with pytest.raises(IdentityChanged) as caught:
            after(ISSUED, document)
        assert caught.value.pointer == f"/{field}"
        assert str(caught.value) == f"{sentence} Issue a new document instead."

    def test_a_version_of_an_earlier_schema_can_be_canceled(self) -> None:
        old: dict[str, Any] = {"schema": 1, "number": "INV-1", "notes": "first"}
        before = replace(ISSUED, document=old)
        assert after(before, load(old), "cancellation").number == 2

    def test_every_change_is_of_one_sort(self) -> None:
        assert set(get_args(ChangeType)) - FIRST == {"amendment", "correction", "cancellation"}


class TestCheckHistory:
    def test_an_untouched_history_holds(self) -> None:
        assert check_history([ISSUED, AMENDED, CANCELED], until=CANCELED.seal.hash) is None

    @pytest.mark.parametrize(
        "change",
        [
            {"document": plain(replace(DOCUMENT, notes="forged"))},
            {"reason": "Nothing, really"},
            {"actor": "Eve"},
            {"at": AT},
            {"change": "correction"},
            {"number": 3},
        ],
    )
    def test_the_seal_covers_all_of_it(self, change: dict[str, Any]) -> None:
        """VER-10, VER-11: who, when and why are as safe as the content."""
        forged = replace(AMENDED, **change)
        assert check_history([ISSUED, forged, CANCELED]) == Break(at=1, what="content")

    def test_what_is_missing_or_out_of_order_is_named(self) -> None:
        assert check_history([ISSUED, CANCELED]) == Break(at=1, what="previous")
        assert check_history([AMENDED, ISSUED]) == Break(at=0, what="order")
        assert check_history([ISSUED, AMENDED], until=CANCELED.seal.hash) == Break(at=2, what="end")

    def test_the_same_instant_in_another_zone_is_the_same(self) -> None:
        moved = replace(AMENDED, at=AMENDED.at.astimezone(timezone(timedelta(hours=13))))
        assert check_history([ISSUED, moved]) is None

    def test_versions_of_other_documents_may_stand_between(self) -> None:
        other = first_version(Document(number="INV-2"), actor="Ada", at=AT, previous=ISSUED.seal.hash)
        notes = replace(DOCUMENT, notes="second")
        later = next_version(
            ISSUED, notes, change="amendment", reason="As agreed", actor="Ben", at=AT, previous=other.seal.hash
        )
        assert check_history([ISSUED, other, later]) is None

    def test_a_cancellation_keeps_the_stored_form_to_the_byte(self) -> None:
        stored = {name: value for name, value in ISSUED.document.items() if name != "notes"}
        canceled = after(replace(ISSUED, document=stored), load(stored), "cancellation", "Wrong client")
        assert canceled.document == stored

    def test_the_seal_can_be_made_by_hand(self) -> None:
        covered = {
            "number": 1,
            "document": plain(DOCUMENT),
            "look": {},
            "change": "issue",
            "reason": "",
            "actor": "Ada",
            "at": "2026-05-09T08:30:00+00:00",
        }
        assert ISSUED.seal == seal(covered, previous="")
        assert isinstance(ISSUED.seal, Seal)
