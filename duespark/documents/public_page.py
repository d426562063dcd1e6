"""Renders the page a client opens from a link: a letter with one button, complete without scripts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from liquid import CachingFileSystemLoader, Environment, StrictUndefined

from duespark.engine.errors import Invalid

_HERE: Final = Path(__file__).parent
_SCHEMES: Final = ("https://", "http://", "/")


class UnsafeLink(Invalid):
    code = "public_page.unsafe_link"
    sentence = "The link “{url}” must begin with https:// or /."


def render_html(
    view: Mapping[str, Any],
    *,
    links: Mapping[str, str],
    files: Sequence[Mapping[str, str]] = (),
    answer: Mapping[str, Any] | None = None,
) -> str:
    """One HTML document for a view of `view.print_view`; `links["pdf"]` is where the PDF is, `files` are what comes with it,
    each with name, size and url.

    `answer` is the block of `answers.answer_view`, for a quote; its forms go to `links["answer"]`.

    Every text is escaped, nothing is loaded from elsewhere, and an unknown name in the template is an error rather
    than a gap. Raises UnsafeLink.
    """
    pay = (view["payment"] or {}).get("url", "")
    for url in filter(None, [*links.values(), *(file["url"] for file in files), pay]):
        if not url.startswith(_SCHEMES):
            raise UnsafeLink(url=url)
    return (
        _environment()
        .get_template("public/page.liquid")
        .render(
            view=view,
            words=view["words"],
            links={"answer": "", **links},
            files=files,
            answer=answer or {"state": ""},
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = CachingFileSystemLoader(_HERE, auto_reload=False)
    return Environment(autoescape=True, undefined=StrictUndefined, loader=loader)
