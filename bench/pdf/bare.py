"""What the engine itself takes for so many lines: a title and a table without any design, as the same PDF/A-3a and PDF/UA-1.

A bound that moves with the machine: milliseconds alone say little on a borrowed one.
"""

import asyncio
import json
import tempfile
from functools import lru_cache
from pathlib import Path

from typst import Compiler

from bench.pdf.printers import Plain

_PROGRAM = """
#set document(title: "Invoice")
#let given = json(bytes(sys.inputs.doc))
#set page(paper: "a4")
= Invoice #given.number
#table(columns: (1fr, auto, auto, auto), table.header[Item][Quantity][Price][Amount], ..given.rows.flatten().map(text => [#text]))
"""


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    folder = Path(tempfile.mkdtemp(prefix="duespark-bench-"))
    main = folder / "main.typ"
    main.write_text(_PROGRAM)
    return Compiler(main, root=folder)


async def bare(document: Plain) -> bytes:
    """The table alone."""
    lines = document["lines"]
    rows = [[line["description"], line["quantity"], line["unit_price"], line["amounts"]["net"]] for line in lines]
    given = json.dumps({"number": document["number"], "rows": rows})
    return await asyncio.to_thread(_draw, given)


def _draw(given: str) -> bytes:
    pdf = _compiler().compile(format="pdf", sys_inputs={"doc": given}, pdf_standards=["a-3a", "ua-1"])
    assert isinstance(pdf, bytes)
    return pdf
