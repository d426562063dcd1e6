"""The tables of what may be done with a document, by status and by kind."""

from typing import get_args

import pytest

from duespark.engine.invoice.document import DocumentKind
from duespark.engine.invoice.lifecycle import (
    ALLOWED,
    FITS,
    FOLLOWS,
    WITHHELD,
    Action,
    AmendmentPolicy,
    CannotFollow,
    NotAllowed,
    NotForKind,
    Status,
    amended_by,
    asks_for_money,
    is_allowed,
    require,
    require_follow,
)

OF_MONEY = {"pay", "remind", "credit", "correct", "write_off"}
OF_QUOTES = {"accept", "reject", "expire", "convert"}
EXPECTED = {
    "draft": {"edit", "delete", "issue", "duplicate"},
    "issued": {"send", "void", "duplicate", "refund", "apply", "amend", *OF_MONEY, *OF_QUOTES},
    "void": {"send", "duplicate"},
}
EVERY = {"edit", "delete", "issue", "duplicate", "send", "void", "amend"}
OWN = {
    "quote": OF_QUOTES,
    "proforma": {"convert"},
    "invoice": OF_MONEY,
    "deposit_invoice": OF_MONEY | {"apply"},
    "final_invoice": OF_MONEY,
    "corrective_invoice": OF_MONEY | {"refund", "apply"},
    "credit_note": {"refund", "apply"},
    "receipt": set(),
}


def in_status(action: Action) -> Status:
    """A status that allows the action."""
    return "draft" if action in ("edit", "delete", "issue") else "issued"


class TestRequire:
    @pytest.mark.parametrize("status", get_args(Status))
    def test_allows_what_the_table_says_and_nothing_else(self, status: Status) -> None:
        allowed = {action for action in get_args(Action) if is_allowed(status, action, policy="new_version")}
        assert allowed == EXPECTED[status]
        after = {action: require(status, action, policy="new_version") for action in allowed}
        assert after == {action: ALLOWED[status][action] for action in allowed}

    @pytest.mark.parametrize("status", get_args(Status))
    def test_refuses_the_others_and_says_why(self, status: Status) -> None:
        for action in set(get_args(Action)) - EXPECTED[status]:
            said = rf"status {status} does not allow the action {action}\. [A-Z]"
            with pytest.raises(NotAllowed, match=said) as caught:
                require(status, action, policy="new_version")
            assert (caught.value.code, caught.value.kind) == ("invoice.not_allowed", "conflict")

    def test_only_three_actions_change_the_status(self) -> None:
        changes = {
            (status, action, after)
            for status, actions in ALLOWED.items()
            for action, after in actions.items()
            if after != status
        }
        assert changes == {("draft", "delete", None), ("draft", "issue", "issued"), ("issued", "void", "void")}

    def test_void_is_the_end(self) -> None:
        """NUM-11: no way leads from void to anything else, so its number stays used."""
        assert set(ALLOWED["void"].values()) == {"void"}
        assert all("delete" not in ALLOWED[status] for status in ("issued", "void"))

    @pytest.mark.parametrize(
        ("status", "action", "fix"),
        [
            ("draft", "pay", "Issue it first."),
            ("issued", "edit", "What was issued stays as it is: credit it, or void it and issue a new one."),
            ("void", "pay", "It keeps its number and asks for no money; make a new document instead."),
        ],
    )
    def test_says_what_to_do_instead(self, status: Status, action: Action, fix: str) -> None:
        with pytest.raises(NotAllowed) as caught:
            require(status, action)
        assert str(caught.value) == f"A document in status {status} does not allow the action {action}. {fix}"

    def test_is_allowed_does_not_raise(self) -> None:
        assert is_allowed("issued", "pay")
        assert not is_allowed("draft", "pay")


class TestKinds:
    def test_every_kind_has_a_row_in_each_table(self) -> None:
        assert set(FITS) == set(FOLLOWS) == set(OWN) == set(get_args(DocumentKind))

    @pytest.mark.parametrize("kind", get_args(DocumentKind))
    def test_a_kind_has_the_actions_that_make_sense_for_it(self, kind: DocumentKind) -> None:
        allowed = {
            each for each in get_args(Action) if is_allowed(in_status(each), each, kind=kind, policy="new_version")
        }
        assert allowed == EVERY | OWN[kind]
        after = {each: require(in_status(each), each, kind=kind, policy="new_version") for each in allowed}
        assert after == {each: ALLOWED[in_status(each)][each] for each in allowed}

    @pytest.mark.parametrize("kind", get_args(DocumentKind))
    def test_a_kind_refuses_the_other_actions(self, kind: DocumentKind) -> None:
        for action in set(get_args(Action)) - EVERY - OWN[kind]:
            with pytest.raises(NotForKind) as caught:
                require(in_status(action), action, kind=kind, policy="new_version")
            assert (caught.value.code, caught.value.kind) == ("invoice.not_for_kind", "conflict"), action

    def test_the_sentence_lists_what_there_is(self) -> None:
        with pytest.raises(NotForKind) as caught:
            require("issued", "write_off", kind="credit_note")
        assert str(caught.value) == (
            "The action write off makes no sense for a credit note. "
            "It has these: amend, apply, delete, duplicate, edit, issue, refund, send, void."
        )

    def test_the_status_counts_as_well(self) -> None:
        assert not is_allowed("draft", "pay", kind="invoice")
        with pytest.raises(NotAllowed, match="Issue it first"):
            require("draft", "pay", kind="invoice")


class TestAmendment:
    def test_an_issued_document_is_not_amended_unless_the_policy_says_so(self) -> None:
        """E7, NUM-13: after issue only another document changes anything; a company may allow new versions."""
        assert not is_allowed("issued", "amend")
        with pytest.raises(NotAllowed, match=r"action amend\. What was issued stays as it is: credit it"):
            require("issued", "amend", kind="invoice")
        assert require("issued", "amend", kind="invoice", policy="new_version") == "issued"

    @pytest.mark.parametrize("policy", get_args(AmendmentPolicy))
    @pytest.mark.parametrize("status", ["issued", "void"])
    def test_never_is_it_edited_or_deleted(self, status: Status, policy: AmendmentPolicy) -> None:
        """E8: immutability begins at issue, whatever the policy."""
        assert not is_allowed(status, "edit", policy=policy)
        assert not is_allowed(status, "delete", policy=policy)
        assert not is_allowed("void", "amend", policy=policy)

    def test_a_policy_takes_away_nothing_else(self) -> None:
        assert {"credit_and_reissue": {"amend"}, "new_version": set()} == WITHHELD
        assert set(WITHHELD) == set(get_args(AmendmentPolicy))

    @pytest.mark.parametrize(
        ("kind", "documents"),
        [
            ("invoice", ("credit_note", "invoice")),
            ("deposit_invoice", ("credit_note", "deposit_invoice")),
            ("final_invoice", ("credit_note", "final_invoice")),
            ("corrective_invoice", ("credit_note", "corrective_invoice")),
            ("credit_note", ("credit_note",)),
            ("quote", ("quote",)),
            ("proforma", ("proforma",)),
            ("receipt", ("receipt",)),
        ],
    )
    def test_the_documents_that_amend_another(self, kind: DocumentKind, documents: tuple[DocumentKind, ...]) -> None:
        assert amended_by(kind, "credit_and_reissue") == documents
        assert amended_by(kind, "new_version") == ()


class TestFollow:
    @pytest.mark.parametrize(
        ("kind", "following"),
        [
            ("quote", {"invoice", "proforma", "deposit_invoice"}),
            ("proforma", {"invoice", "deposit_invoice"}),
            ("invoice", {"credit_note", "corrective_invoice", "receipt"}),
            ("deposit_invoice", {"final_invoice", "credit_note", "corrective_invoice", "receipt"}),
            ("final_invoice", {"credit_note", "corrective_invoice", "receipt"}),
            ("corrective_invoice", {"corrective_invoice", "credit_note", "receipt"}),
            ("credit_note", {"invoice", "deposit_invoice", "final_invoice"}),
            ("receipt", set()),
        ],
    )
    def test_each_kind_may_be_followed_by_its_own(self, kind: DocumentKind, following: set[DocumentKind]) -> None:
        for wanted in get_args(DocumentKind):
            if wanted in following:
                require_follow("issued", kind, wanted)
                continue
            with pytest.raises(CannotFollow) as caught:
                require_follow("issued", kind, wanted)
            assert (caught.value.code, caught.value.kind) == ("invoice.cannot_follow", "conflict")

    def test_nothing_follows_a_receipt(self) -> None:
        with pytest.raises(CannotFollow) as caught:
            require_follow("issued", "receipt", "credit_note")
        assert str(caught.value) == "No credit note can be made from a receipt. Possible: nothing."

    @pytest.mark.parametrize(("status", "fix"), [("draft", "Issue it first"), ("void", "make a new document instead")])
    def test_only_what_is_issued_can_be_followed(self, status: Status, fix: str) -> None:
        with pytest.raises(NotAllowed, match=rf"{status} does not allow the action convert\. .*{fix}"):
            require_follow(status, "quote", "invoice")

    def test_whatever_can_be_credited_can_be_followed_by_a_credit_note(self) -> None:
        assert {kind for kind in FITS if "credit" in FITS[kind]} == {
            kind for kind in FOLLOWS if "credit_note" in FOLLOWS[kind]
        }
        assert {kind for kind in FITS if "convert" in FITS[kind]} == {
            kind for kind in FOLLOWS if "invoice" in FOLLOWS[kind]
        } - {"credit_note"}


class TestAsksForMoney:
    def test_three_kinds_of_invoice_and_what_corrects_them(self) -> None:
        asking = {kind for kind in get_args(DocumentKind) if asks_for_money(kind)}
        assert asking == {"invoice", "deposit_invoice", "final_invoice", "corrective_invoice"}
