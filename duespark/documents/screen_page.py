"""Renders a document as one HTML file: the template's blocks by their screen faces, as wide or narrow as the window."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from liquid import CachingFileSystemLoader, Environment, StrictUndefined

_HERE: Final = Path(__file__).parent


def render_screen(view: Mapping[str, Any]) -> str:
    """One HTML document for a view of `view.print_view`, complete in itself: nothing is loaded, nothing runs."""
    page: str = environment().get_template("screen/page.liquid").render(view=view, words=view["words"])
    return page


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Every text is escaped, and an unknown name in a template is an error rather than a gap."""
    loader = CachingFileSystemLoader(_HERE, auto_reload=False)
    return Environment(autoescape=True, undefined=StrictUndefined, loader=loader)
