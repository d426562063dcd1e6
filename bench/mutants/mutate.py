"""Mutants of a module: its source with one comparison, operator, condition or constant changed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mod,
    ast.Mod: ast.FloorDiv,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed source, and what was changed in it."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the functions in `source`. Types, decorators, docstrings and texts stay as they are."""
    count = sum(1 for _ in _places(ast.parse(source)))
    for at in range(count):
        for way in range(2):
            tree = ast.parse(source)
            node = list(_places(tree))[at]
            before = ast.unparse(node)
            if _change(node, way):
                yield Mutant(node.lineno, f"{before}  ->  {ast.unparse(node)}", ast.unparse(tree))


def _places(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    """The nodes of function bodies that may be changed."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            kept = {id(inner) for part in _said(function) for inner in ast.walk(part)}
            for node in ast.walk(function):
                if id(node) not in kept and isinstance(node, _KINDS):
                    yield node


_KINDS = (ast.Compare, ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.IfExp, ast.Constant, ast.AugAssign)


def _said(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What tells rather than does: annotations, decorators, docstring, the texts of errors, `zip(…, strict=True)`."""
    yield from function.decorator_list
    yield function.args
    if function.returns:
        yield function.returns
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign):
            yield node.annotation
        if isinstance(node, ast.FunctionDef) and node is not function:
            yield node
        if isinstance(node, ast.keyword) and node.arg == "strict":
            yield node
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node


def _change(node: ast.expr | ast.stmt, way: int) -> bool:
    """Change the node in place in its first or second way; whether there is such a way."""
    if isinstance(node, ast.Compare):
        ways = _COMPARISONS.get(type(node.ops[0]), ())
        node.ops[0] = ways[way]() if way < len(ways) else node.ops[0]
        return way < len(ways)
    if way:
        return False
    if isinstance(node, ast.BinOp | ast.AugAssign):
        other = _OPERATORS.get(type(node.op))
        node.op = other() if other else node.op
        return other is not None
    if isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return True
    if isinstance(node, ast.UnaryOp):
        node.op = (
            ast.Not() if isinstance(node.op, ast.USub) else ast.UAdd() if isinstance(node.op, ast.Not) else node.op
        )
        return True
    if isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
        return True
    return _change_constant(node)


def _change_constant(node: ast.expr | ast.stmt) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, bool | int):
        return False
    node.value = (not node.value) if isinstance(node.value, bool) else node.value + 1
    return True
