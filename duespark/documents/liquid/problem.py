"""What is wrong with a text in Liquid, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Line and column are counted from 1; both are 0 where no single place is to blame."""

    line: int
    column: int
    problem: str

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.problem}" if self.line else self.problem


class BadText(ValueError):
    """A text that cannot be filled; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def place(source: str, index: int) -> tuple[int, int]:
    r"""Line and column of a character of the source.

    >>> place("ab\ncd", 4)
    (2, 2)
    """
    before = source[: max(index, 0)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
