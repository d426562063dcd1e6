"""Says what is wrong with a source before it is saved: every branch of it, also those the example does not take."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from liquid import BoundTemplate, RenderContext
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, Path
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.assign_tag import AssignNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.expression import Expression

from duespark.documents.formats import Formats
from duespark.documents.liquid.names import ANYTHING, VALUE, Kind, Unknown, known, look_up, nearest
from duespark.documents.liquid.problem import BadText, Problem, place
from duespark.documents.liquid.ranges import every_expression, filters_of
from duespark.documents.liquid.sandbox import Face, environment, fill, parse

MOST: Final = 20
"""Problems told at once."""

_FORLOOP: Final = Kind(
    fields=dict.fromkeys(("index", "index0", "rindex", "rindex0", "first", "last", "length", "parentloop"), VALUE),
    said="fields",
)
_PICTURES: Final[Mapping[str, str]] = {
    "verification_qr_code": "A text cannot hold a picture. Add a block “qr” with the code “verification” instead.",
    "payment_qr_code": "A text cannot hold a picture. Add a block “qr” instead.",
    "company.logo": "A text cannot hold a picture. The block “header” shows the logo.",
}


def check(source: str, *, face: Face, facts: Mapping[str, Any], form: Formats) -> list[Problem]:
    """What is wrong, first by the names it uses, then by filling it with `facts`; nothing where it is sound."""
    try:
        template = parse(source, face)
    except BadText as error:
        return [error.problem]
    found = sorted(_Walk(template, source, face).problems(), key=lambda each: (each.line, each.column))
    if found:
        return found[:MOST]
    try:
        fill(source, facts, face=face, form=form)
    except BadText as error:
        return [error.problem]
    return []


class _Walk:
    """Goes through a source from top to bottom and knows which names it has made up to there."""

    def __init__(self, template: BoundTemplate, source: str, face: Face) -> None:
        self.template, self.source, self.face = template, source, face
        self.scope: dict[str, Kind] = dict(known(face).fields)
        self.context = RenderContext(template)

    def problems(self) -> Iterator[Problem]:
        yield from self._nodes(self.template.nodes)

    def _nodes(self, nodes: Iterable[Node]) -> Iterator[Problem]:
        for node in nodes:
            yield from self._expressions(node)
            inside: dict[str, Kind] = {str(each): ANYTHING for each in node.block_scope()}
            if isinstance(node, ForNode):
                inside = {node.expression.identifier: self._item(node), "forloop": _FORLOOP}
            yield from self._inside(node, inside)
            for name in node.template_scope():
                self.scope[name] = self._assigned(node)

    def _inside(self, node: Node, names: Mapping[str, Kind]) -> Iterator[Problem]:
        """What stands in a block; names that it assigns stay, its own ones go."""
        outside = self.scope
        self.scope = {**outside, **names}
        yield from self._nodes(node.children(self.context))
        self.scope = {name: kind for name, kind in self.scope.items() if name not in names} | {
            name: outside[name] for name in names if name in outside
        }

    def _expressions(self, node: Node) -> Iterator[Problem]:
        for each in every_expression(node.expressions()):
            if isinstance(each, Path):
                yield from self._path(each)
            for name, index in filters_of(each):
                yield from self._filter(name, index)
        if isinstance(node, OutputNode):
            kind, path = self._plain(node.expression)
            if kind is not None and path is not None and (kind.items or kind.fields):
                yield self._problem(path, f"“{path}” is more than one value. Name a field, or use for or each.")

    def _path(self, path: Path) -> Iterator[Problem]:
        try:
            look_up(path.path, self.scope)
        except Unknown as error:
            name = str(error)
            close = nearest(name, self.scope)
            said = f"“{name}” is unknown." + (f" Did you mean “{close}”?" if close else "")
            yield self._problem(path, _PICTURES.get(name, said) if self.face == "text" else said)

    def _filter(self, name: str, index: int) -> Iterator[Problem]:
        filters = environment(self.face).filters
        if name not in filters:
            close = get_close_matches(name, filters, n=1)
            line, column = place(self.source, index)
            more = f" Did you mean “{close[0]}”?" if close else f" Use one of {', '.join(filters)}."
            yield Problem(line=line, column=column, problem=f"There is no filter “{name}”.{more}")

    def _problem(self, path: Path, problem: str) -> Problem:
        line, column = place(self.source, path.token.start_index)
        return Problem(line=line, column=column, problem=problem)

    def _plain(self, expression: Expression) -> tuple[Kind | None, Path | None]:
        """What an expression without filters stands for."""
        found = expression.left if isinstance(expression, FilteredExpression) and not expression.filters else expression
        if not isinstance(found, Path):
            return None, None
        try:
            return look_up(found.path, self.scope), found
        except Unknown:
            return ANYTHING, found

    def _item(self, node: ForNode) -> Kind:
        kind, _ = self._plain(node.expression.iterable)
        return kind.items if kind and kind.items else ANYTHING

    def _assigned(self, node: Node) -> Kind:
        kind = self._plain(node.expression)[0] if isinstance(node, AssignNode) else None
        return kind or ANYTHING
