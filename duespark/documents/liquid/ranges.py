"""Keeps ranges small: `(1..9)` may stand in a `for` only, and is refused before it is counted out."""

from collections.abc import Iterable, Iterator
from typing import Final

from liquid import RenderContext
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.builtin.tags.for_tag import ForNode
from liquid.exceptions import LiquidSyntaxError, LoopIterationLimitError
from liquid.expression import Expression

MOST: Final = 50_000


class _Bounded(RangeLiteral):
    __slots__ = ()

    def evaluate(self, context: RenderContext) -> range:
        found = super().evaluate(context)
        if found.stop - found.start > MOST:
            raise LoopIterationLimitError("", token=self.token)
        return found


def every_node(nodes: Iterable[Node], context: RenderContext) -> Iterator[Node]:
    """The nodes and those inside them, in the order of the source."""
    for node in nodes:
        yield node
        yield from every_node(node.children(context), context)


def every_expression(expressions: Iterable[Expression]) -> Iterator[Expression]:
    """The expressions and their parts, the arguments of filters too."""
    for each in expressions:
        yield each
        yield from every_expression(each.children())


def bound_ranges(nodes: Iterable[Node], context: RenderContext) -> None:
    """Limits every range in place. Raises `LiquidSyntaxError` for one outside of a `for`."""
    for node in every_node(nodes, context):
        if isinstance(node, ForNode) and type(node.expression.iterable) is RangeLiteral:
            found = node.expression.iterable
            node.expression.iterable = _Bounded(found.token, found.start, found.stop)
        for each in every_expression(node.expressions()):
            if type(each) is RangeLiteral:
                raise LiquidSyntaxError("A range may only stand in a for.", token=each.token)


def filters_of(expression: Expression) -> list[tuple[str, int]]:
    """Name and place of each filter of an expression."""
    found = expression.filters if isinstance(expression, FilteredExpression) else None
    return [(each.name, each.token.start_index) for each in found or ()]
