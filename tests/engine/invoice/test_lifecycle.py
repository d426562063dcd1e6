"""The table of what may be done with a document."""

from typing import get_args

import pytest

from duespark.engine.invoice.lifecycle import ALLOWED, Action, NotAllowed, Status, is_allowed, require

EXPECTED = {
    "draft": {"edit", "delete", "issue"},
    "issued": {"send", "pay", "remind", "void", "credit", "write_off"},
    "void": {"send"},
}


class TestRequire:
    @pytest.mark.parametrize("status", get_args(Status))
    @pytest.mark.parametrize("action", get_args(Action))
    def test_allows_what_the_table_says_and_nothing_else(self, status: Status, action: Action) -> None:
        if action in EXPECTED[status]:
            assert require(status, action) in (None, *get_args(Status))
            return
        with pytest.raises(NotAllowed, match=rf"status {status} does not allow the action {action}\. [A-Z]") as caught:
            require(status, action)
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
        assert set(ALLOWED["void"].values()) == {"void"}

    def test_is_allowed_does_not_raise(self) -> None:
        assert is_allowed("issued", "pay")
        assert not is_allowed("draft", "pay")
