"""Prints and keeps what the two trials of the numbers found."""

from dataclasses import asdict

from bench.numbers.aborts import aborts
from bench.numbers.rush import PROCESSES, rush
from bench.results import keep

ISSUES, ABORTS, P95_MS = 200, 1_000, 1_000


def run() -> bool:
    """Both trials in full size."""
    print(f"numbers: {ISSUES} issues at once on one series through {PROCESSES} web processes")
    found = rush(issues=ISSUES)
    fast = found.p95_ms < P95_MS
    print(
        f"  {found.tries} requests, {'consecutive' if found.consecutive else 'NOT CONSECUTIVE'},"
        f" {found.deadlocks} deadlocks, {found.rollbacks} rollbacks; p50 {found.p50_ms} ms,"
        f" p95 {found.p95_ms} ms (bound {P95_MS}){'' if fast else '  TOO SLOW'}, all in {found.all_ms} ms"
    )
    keep("numbers", {"trial": "rush", **asdict(found)})
    print(f"numbers: issuing broken off {ABORTS} times at random statements")
    broken = aborts(count=ABORTS)
    ways = ", ".join(f"{count} {way}" for way, count in broken.by.items())
    print(
        f"  {broken.aborted} broken off ({ways}), {broken.issued} issued, {broken.counted} counted:"
        f" {broken.gaps} gaps, {broken.duplicates} numbers given twice"
    )
    keep("numbers", {"trial": "aborts", **asdict(broken)})
    return found.is_right and fast and broken.is_right
