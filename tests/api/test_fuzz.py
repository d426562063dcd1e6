"""Every route, called with what its own description allows and forbids: nothing crashes, nothing undescribed comes back.

Schemathesis makes the requests, the same ones in every run. `TEST_EXAMPLES` says how many; see CONTRIBUTING.md.
"""

from collections.abc import Iterator

import pytest
from schemathesis import Case

from tests.support.examples import EXAMPLES
from tests.support.fuzz import Caller, a_caller
from tests.support.fuzz_checks import CHECKS, described

API = described(max(2, EXAMPLES // 10))
EVERY_CASE = EXAMPLES >= 200
"""Schemathesis knows tens of thousands of systematic cases; a short run takes one of each kind for each route."""


@pytest.fixture(scope="module")
def caller(database: str) -> Iterator[Caller]:
    with a_caller(database) as made:
        yield made


@API.parametrize()
def test_whatever_is_sent_is_answered_as_described(case: Case, caller: Caller) -> None:
    if EVERY_CASE or caller.is_first_of_its_kind(case):
        case.validate_response(caller.send(case), checks=CHECKS)
