"""Times `totals.calculate` and the naive loop in turns over the same documents, and says how the cost grows."""

import gc
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from time import perf_counter_ns, process_time_ns

from bench.engine import naive
from bench.results import keep
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.rates import rates_for

SIZES = (12, 1000)
BOUND = 5.0
LARGE = 4000
LINEAR = 1.25
"""How much dearer a line of the large document may be than one of a thousand: garbage and caches, nothing of ours."""

ROUNDS = 25
LINES_A_ROUND = 6000


def document_of(lines: int) -> Document:
    """A Polish invoice with two rates and a discount on every fourth line."""
    return Document(
        currency="PLN",
        lines=tuple(
            Line(
                id=str(at),
                description=f"Item {at}",
                quantity=Decimal(at % 7 + 1) + Decimal("0.5"),
                unit="h",
                unit_price=Decimal("19.99") + at,
                discount=Discount(percent=Decimal(10)) if at % 4 == 0 else None,
                tax="reduced" if at % 3 == 0 else "standard",
            )
            for at in range(lines)
        ),
    )


def _microseconds(work: Callable[[], object], times: int) -> float:
    start = process_time_ns()
    for _ in range(times):
        work()
    return (process_time_ns() - start) / times / 1000


def _compare(lines: int, tax: TaxContext) -> tuple[float, float]:
    """Microseconds a document, ours and naive: the best of many short rounds, taken in turns."""
    document, times = document_of(lines), max(1, LINES_A_ROUND // lines)
    ours = calculate(document, tax).totals
    assert ours is not None
    assert (ours.net, ours.tax, ours.gross) == naive.calculate(document, tax.rates)
    found: dict[str, list[float]] = {"ours": [], "naive": []}
    for _ in range(ROUNDS):
        found["ours"].append(_microseconds(lambda: calculate(document, tax), times))
        found["naive"].append(_microseconds(lambda: naive.calculate(document, tax.rates), times))
    return min(found["ours"]), min(found["naive"])


def run() -> bool:
    """Measure and keep the figures. Whether every ratio is within its bound."""
    print("engine: totals.calculate / a naive Decimal loop over the same lines, CPU time")
    tax = TaxContext.of(rates_for("PL", date(2026, 1, 1)))
    started, figures, a_line = perf_counter_ns(), {}, dict[int, float]()
    gc.disable()
    try:
        for lines in (*SIZES, LARGE):
            ours, loop = _compare(lines, tax)
            a_line[lines] = ours / lines
            figures[f"{lines} lines"] = {
                "ratio": round(ours / loop, 2),
                "ours_us": round(ours, 1),
                "naive_us": round(loop, 1),
                "ours_us_a_line": round(a_line[lines], 2),
            }
            verdict = "" if ours <= BOUND * loop else "  OVER"
            print(f"  {lines:5} lines  {ours / loop:5.2f} x  (<= {BOUND})   {ours:9.1f} / {loop:9.1f} us{verdict}")
    finally:
        gc.enable()
    growth = a_line[LARGE] / a_line[SIZES[-1]]
    print(
        f"  a line of {LARGE} costs {growth:.2f} x one of {SIZES[-1]}  (<= {LINEAR})   {(perf_counter_ns() - started) / 1e9:.0f} s"
    )
    keep("engine", {"rounds": ROUNDS, "documents": figures, "growth": round(growth, 3), "bounds": [BOUND, LINEAR]})
    return growth <= LINEAR and all(each["ratio"] <= BOUND for each in figures.values())
