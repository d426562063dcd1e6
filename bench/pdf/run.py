"""Milliseconds a PDF, documents a second on one and two cores, and memory over many documents."""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import psutil

from bench.machine import one_core
from bench.pdf.bare import bare
from bench.pdf.documents import documents as documents_of
from bench.pdf.printers import Plain, hybrid, kept, others, page, pages
from bench.results import keep
from duespark.bulk.run import IN_HAND
from duespark.runtime.aside import end_free

LINES = (12, 120, 1000)
BATCH = 1000
MEMORY = 10_000
BOUND_MS, BOUND_RATIO, BOUND_CORES, BOUND_GROWTH = 25.0, 10.0, 1.8, 1.1

Draw = Callable[[Plain], Awaitable[bytes]]
OURS: dict[str, Draw] = {"bare table": bare, "pages": pages, "with e-invoice": hybrid, "and checked": kept}


def _spent(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


async def _ours(draw: Draw, documents: list[Plain]) -> float:
    """Median milliseconds of one after the other, the first two not counted."""
    spent = []
    for document in documents:
        begin = time.perf_counter()
        await draw(document)
        spent.append(_spent(begin))
    return statistics.median(spent[2:])


def _theirs(draw: Callable[[str], bytes], documents: list[Plain]) -> float:
    spent = []
    for document in documents:
        html = page(document)
        begin = time.perf_counter()
        draw(html)
        spent.append(_spent(begin))
    return statistics.median(spent[1:])


async def _singles(samples_of: Callable[[int], int]) -> dict[str, dict[str, float]]:
    """By number of lines and printer; ours and the others in turns of one run."""
    found: dict[str, dict[str, float]] = {}
    for lines in LINES:
        count = samples_of(lines) + 2
        documents = documents_of(count * len(OURS), lines)  # each printer its own, or it would print from memory
        row = {name: await _ours(OURS[name], documents[at * count : (at + 1) * count]) for at, name in enumerate(OURS)}
        for name, theirs in others().items():
            row[name] = await asyncio.to_thread(_theirs, theirs, documents[: max(2, samples_of(lines) // 4)])
        found[f"{lines} lines"] = row
        print(f"  {lines:5} lines  " + "   ".join(f"{name} {spent:8.1f}" for name, spent in row.items()), flush=True)
    return found


async def _rate(draw: Draw, documents: list[Plain], *, at_once: int = IN_HAND) -> float:
    """Documents a second with so many in hand at a time."""
    waiting = iter(documents)

    async def work() -> None:
        for document in waiting:
            await draw(document)

    begin = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return len(documents) / (time.perf_counter() - begin)


async def _rates(count: int) -> dict[str, dict[str, list[float]]]:
    """Documents a second on one core and on two, by number of lines and printer."""
    found: dict[str, dict[str, list[float]]] = {}
    ours: dict[str, tuple[Draw, int]] = {"with e-invoice": (hybrid, count), "and checked": (kept, count // 4)}
    for lines in LINES:
        row = found.setdefault(f"{lines} lines", {})
        for name, (draw, most) in ours.items():
            row[name] = await _both(draw, lines, max(4, most * 12 // lines), warm=20 if lines == min(LINES) else 4)
        for name, theirs in others().items():
            row[name] = await _both(_apart(theirs), lines, max(2, min(12, count // lines)), warm=2)
        said = "   ".join(f"{name} {one:.1f} and {two:.1f} (x {two / one:.2f})" for name, (one, two) in row.items())
        print(f"  {lines:5} lines  {said}", flush=True)
    return found


async def _both(draw: Draw, lines: int, many: int, *, warm: int) -> list[float]:
    """Documents a second on one core, and on all."""
    documents = documents_of(2 * many + warm, lines)
    await _rate(draw, documents[:warm])
    with one_core():
        one = await _rate(draw, documents[warm : warm + many])
    return [round(one, 2), round(await _rate(draw, documents[warm + many :]), 2)]


def _apart(draw: Callable[[str], bytes]) -> Draw:
    return lambda document: asyncio.to_thread(draw, page(document))


async def _memory(count: int) -> dict[str, float]:
    """Resident memory of this process and those that draw after a tenth of the documents and after all; they are made a hundred
    at a time, or they would be most of it."""
    sizes = list[int]()
    for first, end in ((0, count // 10), (count // 10, count)):
        for at in range(first, end, 100):
            await _rate(hybrid, documents_of(min(100, end - at), first=at))
        own = psutil.Process()
        sizes.append(sum(each.memory_info().rss for each in (own, *own.children(recursive=True))))
    early, late = sizes
    print(f"  memory: {early >> 20} MB after {count // 10:,}, {late >> 20} MB after {count:,}", flush=True)
    return {"documents": count, "early_mb": early >> 20, "late_mb": late >> 20, "growth": round(late / early, 3)}


def _verdict(figures: dict[str, Any]) -> list[str]:
    """The bounds that do not hold."""
    short, memory = figures["ms"]["12 lines"], figures["memory"]
    one, two = figures["rates"]["12 lines"]["with e-invoice"]
    wrong = []
    if short["with e-invoice"] > BOUND_MS:
        wrong.append(f"12 lines with the e-invoice take more than {BOUND_MS} ms")
    if short.get("wkhtmltopdf", float("inf")) < BOUND_RATIO * short["with e-invoice"]:
        wrong.append(f"less than {BOUND_RATIO} times as fast as wkhtmltopdf")
    if two < BOUND_CORES * one:
        wrong.append(f"two cores are less than {BOUND_CORES} times as fast as one")
    if memory["growth"] > BOUND_GROWTH:
        wrong.append("memory grows")
    return wrong


def run(batch: int = BATCH, memory: int = MEMORY) -> bool:
    """Measure, print, keep; whether every bound held."""

    def samples_of(lines: int) -> int:
        return max(4, min(60, batch * 12 // (lines * 4)))

    async def measure() -> dict[str, Any]:
        held = await _memory(memory)  # before WeasyPrint is in this process, which keeps gigabytes
        print("\npdf: milliseconds a document, warm (median)", flush=True)
        ms = await _singles(samples_of)
        print(f"\npdf: documents a second with {IN_HAND} in hand, on one core and on two", flush=True)
        rates = await _rates(batch)
        return {"ms": ms, "rates": rates, "memory": held}

    missing = {"WeasyPrint", "wkhtmltopdf"} - others().keys()
    if missing:
        print(f"  not installed here, so not compared: {', '.join(sorted(missing))}")
    try:
        figures = asyncio.run(measure())
    finally:
        end_free()
    wrong = _verdict(figures)
    for one in wrong:
        print(f"  MISSED: {one}")
    rounded = {lines: {name: round(spent, 1) for name, spent in row.items()} for lines, row in figures["ms"].items()}
    keep("pdf", {**figures, "ms": rounded, "missed": wrong})
    return not wrong


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BATCH
    sys.exit(0 if run(count, count * 10) else 1)
