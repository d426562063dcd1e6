"""How hard the properties look: one number, TEST_EXAMPLES, deepens all of them."""

import os

import hypothesis

# Three in the daily run, where the examples of the tests hold the coverage; `make test` takes 20, a night 5000.
EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "3"))


def examples(of_twenty: int) -> hypothesis.settings:
    """A property that looks harder or less hard than others: this many examples where they take 20, at least 3."""
    return hypothesis.settings(max_examples=max(3, of_twenty * EXAMPLES // 20))
