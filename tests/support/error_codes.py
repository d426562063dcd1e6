"""Finds every error code in the program's source, so that no list of them is kept by hand.

A code is declared by a class (`code = "invoice.not_found"`), or given to something that makes an answer of it: a class whose
`__init__` takes a `code`, or a function that takes one and returns a `Response` or an `HttpProblem`.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache

from tests.support.pages import PACKAGE


def text_of(node: ast.expr) -> str | None:
    """A literal text; the part of an f-string that is filled in stands as `<status>`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "<status>" for part in node.values)
    return None


def place_of_code(function: ast.FunctionDef) -> int | None:
    """Which argument is the code, for a function that makes an answer of it."""
    returns = function.returns.id if isinstance(function.returns, ast.Name) else ""
    arguments = [one.arg for one in function.args.args if one.arg != "self"]
    makes_answer = function.name == "__init__" or returns in ("Response", "HttpProblem")
    return arguments.index("code") if makes_answer and "code" in arguments else None


def makers(trees: list[ast.Module]) -> dict[str, int]:
    """What takes an error's code, by its name, and at which place; a class by its own name and as `super().__init__`."""
    found = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in (one for one in inside if isinstance(one, ast.FunctionDef)):
            place = place_of_code(function)
            if place is not None:
                found[getattr(node, "name", "")] = place
    return found


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def declared(tree: ast.Module) -> Iterator[str]:
    """`code = "..."` in the body of a class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in (line for line in node.body if isinstance(line, ast.Assign)):
                if [target.id for target in line.targets if isinstance(target, ast.Name)] == ["code"]:
                    yield text_of(line.value) or ""


def given(tree: ast.Module, known: dict[str, int]) -> Iterator[str]:
    """Codes in calls of what makes answers, and in `super().__init__` of a class that is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in known and len(node.args) > known[called(node)]:
            code = text_of(node.args[known[called(node)]])
            if code is not None:
                yield code


def codes_in(sources: list[str]) -> set[str]:
    """The codes in these sources; what is filled in later stands as `<status>`."""
    trees = [ast.parse(source) for source in sources]
    known = makers(trees)
    return {code for tree in trees for code in (*declared(tree), *given(tree, known))}


@lru_cache(maxsize=1)
def codes_in_code() -> frozenset[str]:
    """All codes of the program."""
    paths = (path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
    return frozenset(codes_in([path.read_text(encoding="utf-8") for path in paths]))
