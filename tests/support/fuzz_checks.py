"""What every answer to a generated request must keep, and how words with a meaning of their own are generated."""

import re
from copy import deepcopy
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, CheckContext, openapi
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from duespark.engine.money.currency import CURRENCIES
from duespark.runtime.places import countries, time_zones
from tests.support.description import description

_NO_SURROGATES = st.characters(exclude_categories=("Cs", "Cc"))
FORMATS = {
    "iso-4217": st.sampled_from(sorted(CURRENCIES)),
    "iso-3166-1": st.sampled_from(sorted(countries())),
    "iana-time-zone": st.sampled_from(sorted(one for one in time_zones() if len(one) <= 60)),
    "bcp-47": st.sampled_from(["en", "pl", "de", "fr", "pt-BR"]),
    "line": st.text(_NO_SURROGATES, min_size=1, max_size=200).filter(lambda text: text.strip() != ""),
}
_OUT_OF_ALL_TIME = re.compile(r"Use \d{4}-\d\d-\d\d or (more|less)\.|.*U\+0000.*")
"""Limits that JSON Schema cannot say: of a date, and of the one character that PostgreSQL cannot keep."""


def refusals_are_problems(context: CheckContext, response: Response, case: Case) -> None:
    """Whatever is refused says why as RFC 9457 wants it."""
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"], response.headers
        assert {"type", "title", "status", "detail", "code"} <= set(response.json())


def what_is_described_is_read(context: CheckContext, response: Response, case: Case) -> None:
    """A request as the description wants it may break a rule of the business, never one of its form."""
    assert case.meta is not None
    if not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    answer = response.json()
    found = [each["detail"] for each in answer.get("errors", [])] or [answer["detail"]]
    wrong = [one for one in found if not _OUT_OF_ALL_TIME.fullmatch(one)]
    assert answer["code"] not in ("request.invalid", "request.not_json") or not wrong, wrong


CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
    refusals_are_problems,
    what_is_described_is_read,
]


def described(examples: int) -> BaseSchema:
    """The API's own description as a source of cases: the same ones in every run."""
    for name, strategy in FORMATS.items():
        openapi.format(name, strategy)
    for kind in (_SHEET, *_FONTS):
        openapi.media_type(kind, st.binary(max_size=200))
    generation = {
        "deterministic": True,
        "max-examples": examples,
        "database": "none",
        "with-security-parameters": False,
        "no-shrink": examples < 20,
    }
    chosen: dict[str, Any] = {
        "generation": generation,
        "phases": {"examples": {"enabled": False}},
        "checks": {
            "negative_data_rejection": {"expected-statuses": ["4XX"]},
            "not_a_server_error": {"expected-statuses": ["2XX", "3XX", "4XX", "503"]},  # a busy machine may say so
        },
    }
    return schemathesis.openapi.from_dict(deepcopy(description()), config=SchemathesisConfig.from_dict(chosen))


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FONTS = ("font/ttf", "font/otf", "font/woff2")
