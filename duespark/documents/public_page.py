"""Renders the page a client opens from a link: a letter with one button, complete without scripts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from duespark.documents.screen_page import environment
from duespark.documents.templates.read import option_types
from duespark.engine.errors import Invalid

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
    notice: str = "",
) -> str:
    """One HTML document for a view of `view.print_view`; `links["pdf"]` is where the PDF is, "" for none; `files` are what comes with it,
    each with name, size and url. A `notice` stands above everything.

    `answer` is the block of `answers.answer_view`, for a quote or a new version; its forms go to `links["answer"]`.

    Every text is escaped, nothing is loaded from elsewhere, and an unknown name in the template is an error rather
    than a gap. Raises UnsafeLink.
    """
    pay = (view["payment"] or {}).get("url", "")
    for url in filter(None, [*links.values(), *(file["url"] for file in files), pay]):
        if not url.startswith(_SCHEMES):
            raise UnsafeLink(url=url)
    return (
        environment()
        .get_template("public/page.liquid")
        .render(
            view=view,
            words=view["words"],
            links={"answer": "", **links},
            files=files,
            notice=notice,
            answer=answer or {"state": ""},
            usual=_usual(),
        )
    )


@lru_cache(maxsize=1)
def _usual() -> dict[str, Any]:
    """The blocks the page shares with templates, each with its usual options."""
    types = ("sender", "bill_to", "ship_to", "metadata", "qr", "qr_bill", "notes", "terms")
    return {
        name: {"options": option_types()[name].dump_python(option_types()[name].validate_python({}))} for name in types
    }
