"""Runs the tests of a subject on a sample of its mutants and prints those that no test noticed.

A mutant is never written to disk: a child process takes its source instead of the file's, and runs the tests. A mutant
that makes them hang counts as noticed. `survivors.md` explains those that are known to be equal to the original.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.mutants.mutate import Mutant, mutants
from bench.results import keep

ROOT = Path(__file__).parents[2]
BOUND = 0.9
SAMPLE = 150
"""Mutants of one subject; the same ones at every run."""
SECONDS = 120
"""Of processor time, so that a busy machine is not taken for a test that hangs."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is mutated, and the tests that must notice."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


SUBJECTS = (
    Subject(
        "totals",
        ("invoice/pricing", "invoice/taxing", "invoice/totals", "invoice/stated", "invoice/conversion"),
        ("test_due", "test_golden", "test_lines", "test_taxing", "test_totals", "test_totals_properties"),
    ),
    Subject("allocation", ("payment/allocation", "payment/netting"), ("test_allocation", "test_netting")),
    Subject(
        "numbering",
        ("invoice/numbering", "invoice/number_places", "invoice/number_gaps", "invoice/number_dates"),
        ("test_numbering*",),
    ),
    Subject(
        "dunning",
        ("dunning/decide", "dunning/consolidate", "dunning/weekly_cap", "dunning/pauses", "dunning/steps_ahead"),
        ("test_*",),
    ),
)


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from the source given instead of its file."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.name, "exec"), module.__dict__)


def _files(subject: Subject) -> list[str]:
    folder = ROOT / "tests" / "engine" / subject.modules[0].split("/")[0]
    found = [path for test in subject.tests for path in folder.glob(f"{test}.py")]
    return sorted({str(path) for path in found if path.name.startswith("test_")})


def _is_noticed(name: str, source: str, files: list[str]) -> bool:
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    for loaded in [each for each in sys.modules if each.startswith(("duespark", "tests"))]:
        del sys.modules[loaded]
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.dont_write_bytecode = True
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        import hypothesis
        import pytest

        hypothesis.settings.register_profile("mutants", max_examples=15, deadline=None, database=None, derandomize=True)
        hypothesis.settings.load_profile("mutants")
        sys.meta_path.insert(0, _Instead(name, source))
        os._exit(int(pytest.main(["-x", "-q", "--noconftest", "-p", "no:randomly", *files])))
    finally:
        os._exit(1)


def _sample(subject: Subject) -> list[tuple[str, Mutant]]:
    every = [
        (f"duespark.engine.{module.replace('/', '.')}", mutant)
        for module in subject.modules
        for mutant in mutants((ROOT / "duespark" / "engine" / f"{module}.py").read_text(encoding="utf-8"))
    ]
    return random.Random(1).sample(every, min(SAMPLE, len(every)))


def _measure(subject: Subject) -> float:
    files = _files(subject)
    name = f"duespark.engine.{subject.modules[0].replace('/', '.')}"
    original = (ROOT / "duespark" / "engine" / f"{subject.modules[0]}.py").read_text(encoding="utf-8")
    if _is_noticed(name, original, files):
        raise RuntimeError(f"the tests of {subject.name} fail without any change")
    chosen = _sample(subject)
    survivors = [(name, mutant) for name, mutant in chosen if not _is_noticed(name, mutant.source, files)]
    noticed = 1 - len(survivors) / len(chosen)
    print(f"  {subject.name:12} {noticed:6.1%} of {len(chosen)} noticed  (>= {BOUND:.0%})", flush=True)
    for name, mutant in survivors:
        print(f"      {name.removeprefix('duespark.engine.')}:{mutant.line}  {mutant.change}", flush=True)
    return noticed


def run() -> bool:
    """Measure and keep the figures. Whether every subject is within its bound."""
    print("mutants: changes of one operator, condition or number that some test notices")
    found = {subject.name: round(_measure(subject), 3) for subject in SUBJECTS}
    keep("mutants", {"sample": SAMPLE, "noticed": found, "bound": BOUND})
    return all(value >= BOUND for value in found.values())
