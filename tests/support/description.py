"""The API's own description (OpenAPI), made once in a test process: it takes seconds."""

from functools import cache
from typing import Any

from duespark.app import create_app


@cache
def description() -> dict[str, Any]:
    """The description. It is shared: copy it before you change it."""
    return create_app().openapi()
