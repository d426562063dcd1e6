"""Fills a source in Liquid with facts: nothing but these facts, and never for long.

A name that is unknown is an error. Loops, output, nesting and time are limited, nothing is read from files, the clock
cannot be seen, and a source cannot call anything but the filters of `filters`.
"""

import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, Literal

from liquid import BoundTemplate, Environment, RenderContext, StrictUndefined
from liquid.builtin import content, illegal, output
from liquid.builtin.tags import (
    assign_tag,
    capture_tag,
    case_tag,
    comment_tag,
    echo_tag,
    for_tag,
    if_tag,
    inline_comment_tag,
    unless_tag,
)
from liquid.exceptions import (
    FilterArgumentError,
    LiquidError,
    LocalNamespaceLimitError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    UndefinedError,
)
from liquid.output import LimitedStringIO
from liquid.utils import ReadOnlyChainMap

from duespark.documents.formats import Formats
from duespark.documents.liquid.blame import unclosed, unfinished
from duespark.documents.liquid.filters import FILTERS, HTML_FILTERS, Filter, Misused
from duespark.documents.liquid.problem import BadText, Problem, place
from duespark.documents.liquid.ranges import bound_ranges

Face = Literal["text", "source"]
"""`text` gives plain text, `source` HTML in which every fact is escaped."""

MOST_LOOPS: Final = 50_000
"""Rounds of all loops of one source together."""
MOST_OUTPUT: Final[Mapping[Face, int]] = {"text": 100_000, "source": 2_000_000}
SECONDS: Final = 1.0
"""Of processor time, so that a busy machine takes nobody's words away."""

_TAGS: Final = (
    content.Literal, output.Output, illegal.Illegal, if_tag.IfTag, comment_tag.CommentTag, unless_tag.UnlessTag,
    case_tag.CaseTag, for_tag.ForTag, for_tag.BreakTag, for_tag.ContinueTag, capture_tag.CaptureTag,
    assign_tag.AssignTag, echo_tag.EchoTag, inline_comment_tag.InlineCommentTag,
)  # fmt: skip


_AT_THE_END: Final = "end of expression"


class OutOfTime(LiquidError):
    """The source takes longer than it may."""


class Clock:
    """Processor time that several sources share."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.thread_time() + seconds

    def check(self) -> None:
        """Raises `OutOfTime`."""
        if time.thread_time() > self._until:
            raise OutOfTime("It takes too long.", token=None)


class _Context(RenderContext):
    __slots__ = ("clock", "form", "rounds")

    def __init__(self, template: BoundTemplate, *, facts: Mapping[str, Any], form: Formats, clock: Clock) -> None:
        super().__init__(template, globals=facts)
        # The usual scope also has `now` and `today`, with which a text would change from day to day.
        self.scope = ReadOnlyChainMap(self.locals, self.globals)
        self.form, self.clock, self.rounds = form, clock, 0

    def get(self, path: list[object], **options: Any) -> object:
        self.clock.check()
        return super().get(path, **options)

    def assign(self, key: str, val: Any) -> None:
        self.clock.check()
        super().assign(key, val)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        self.clock.check()
        self.rounds += length
        if self.rounds > MOST_LOOPS:
            raise LoopIterationLimitError("", token=None)


class _Sandbox(Environment):
    block_nesting_limit = 12
    context_depth_limit = 24
    local_namespace_limit = 1_000_000
    suppress_blank_control_flow_blocks = False

    def setup_tags_and_filters(self, **_: Any) -> None:
        for tag in _TAGS:
            self.add_tag(tag)
        for name, filter in (HTML_FILTERS if self.autoescape else FILTERS).items():
            self.add_filter(name, _callable(filter))


def _callable(filter: Filter) -> Callable[..., Any]:
    def call(*values: Any, context: _Context) -> Any:
        context.clock.check()
        try:
            return filter(*values, form=context.form)
        except Misused as error:
            raise FilterArgumentError(str(error), token=None) from error
        except (TypeError, ValueError, ArithmeticError) as error:
            raise FilterArgumentError("It cannot take these values.", token=None) from error

    call.with_context = True  # type: ignore[attr-defined]
    return call


class _Text(_Sandbox):
    output_stream_limit = MOST_OUTPUT["text"]


class _Source(_Sandbox):
    output_stream_limit = MOST_OUTPUT["source"]


@lru_cache(maxsize=2)
def environment(face: Face) -> Environment:
    """The sandbox for one face."""
    if face == "source":
        return _Source(autoescape=True, undefined=StrictUndefined)
    return _Text(autoescape=False, undefined=StrictUndefined)


@lru_cache(maxsize=500)
def parse(source: str, face: Face) -> BoundTemplate:
    """Raises `BadText`."""
    try:
        template = environment(face).from_string(source)
        bound_ranges(template.nodes, RenderContext(template))
    except LiquidError as error:
        raise BadText(problem_of(error, source)) from error
    except (RecursionError, ValueError) as error:
        raise BadText(Problem(line=0, column=0, problem="It is nested too deeply.")) from error
    return template


def fill(source: str, facts: Mapping[str, Any], *, face: Face, form: Formats, clock: Clock | None = None) -> str:
    """The source with the facts filled in. Raises `BadText`.

    >>> from duespark.documents.formats import formats
    >>> fill("No. {{ invoice.number }}", {"invoice": {"number": "7"}}, face="text", form=formats("en", "EUR"))
    'No. 7'
    """
    template = parse(source, face)
    context = _Context(template, facts=facts, form=form, clock=clock or Clock())
    made = LimitedStringIO(limit=MOST_OUTPUT[face])
    try:
        template.render_with_context(context, made)
    except LiquidError as error:
        raise BadText(problem_of(error, source)) from error
    except (RecursionError, TypeError, ValueError, ArithmeticError) as error:
        raise BadText(Problem(line=0, column=0, problem="It cannot be computed.")) from error
    return made.getvalue()


def problem_of(error: LiquidError, source: str) -> Problem:
    """What an error of the library says, in our words where there are better ones."""
    if _AT_THE_END in str(error.message) and (tag := unclosed(source)):
        line, column = place(source, tag[1])
        problem = f"“{tag[0]}” is never closed. Write {{% end{tag[0]} %}} where it ends."
        return Problem(line=line, column=column, problem=problem)
    at = unfinished(source, _is_sound) if _AT_THE_END in str(error.message) else None
    if at is None and error.token:
        at = error.token.start_index
    line, column = (0, 0) if at is None else place(source, at)
    return Problem(line=line, column=column, problem=_words(error))


def _is_sound(part: str) -> bool:
    try:
        environment("text").from_string(part)
    except (LiquidError, RecursionError, ValueError):
        return False
    return True


def _words(error: LiquidError) -> str:
    if isinstance(error, LoopIterationLimitError):
        return f"Loops may go round {MOST_LOOPS:,} times in all."
    if isinstance(error, OutputStreamLimitError | LocalNamespaceLimitError):
        return "It becomes too long."
    said = (str(error.message).splitlines() or ["It is not right."])[0][:200]
    if isinstance(error, UndefinedError):
        return f"“{said.removesuffix(' is undefined').replace(chr(39), '')}” is unknown."
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
