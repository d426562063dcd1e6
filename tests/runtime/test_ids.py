"""Identifiers that sort by the time they were made."""

from duespark.runtime.ids import new_id


class TestNewId:
    def test_follow_each_other_strictly_within_a_process(self) -> None:
        made = [new_id() for _ in range(10_000)]
        assert made == sorted(set(made))

    def test_are_of_version_7(self) -> None:
        assert (new_id().version, new_id().variant) == (7, "specified in RFC 4122")
