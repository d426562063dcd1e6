"""Tells print what may be too high to stay on one page, so that a page ends inside it: what does not end with its page is lost.

Heights are guessed from the texts, in lines of the body, and rather too high than too low. A block that is kept whole is so no more
where it might be higher than a page: a row of the table, the rows that stay together, what closes the table, a group.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any, Final

View = Mapping[str, Any]

_LETTER: Final = 0.55
"""Width of a letter as a share of its size; a text in another script has more bytes than letters, which are as much wider."""
_LEADING: Final = 1.35
_HIGHER: Final = 1.5
_HIGH_SCRIPT: Final = re.compile(r"[\u0590-\u1fff\u2e80-\uffff]")
"""Scripts whose letters stand higher, and how much a line of them takes beside one of Latin letters."""
_POINTS: Final = 72 / 25.4
_OF_THE_PAGE: Final = 60
"""Points a page needs for the head of a table and the sums it carries."""
_FULL: Final = 0.8
"""Share of a page beyond which nothing is kept whole."""
_HIGH_ROW: Final = 14
_LONG_ROW: Final = 400
"""Lines and bytes of a row that a page may end in."""
_WORDY: Final = 80
"""Bytes up to which a text of one line is no matter."""
_LEAST: Final = {"bank_details": 42, "qr": 30, "qr_bill": 0, "spacer": 0, "image": 0, "page_break": 0}
_LEAST_WIDTH: Final = 24
"""Millimeters a block needs beside others."""
_WIDEST: Final = 24
"""Letters after which a cell goes on in another line."""
_LINES: Final[Mapping[str, int]] = {
    "qr": 10,
    "signature": 7,
    "metadata": 12,
    "sender": 12,
    "bill_to": 12,
    "ship_to": 12,
    "header": 14,
}
"""What is about as high on every document."""


def keep_whole(view: dict[str, Any], *, room: int) -> None:
    """Marks in the view what stays whole and what a page may end in. `room` is the width of the page in millimeters."""
    measure = _Measure(view, room)
    _mark_rows(view, measure)
    _stack_cramped(view["template"]["blocks"], float(room))
    for block in _every(view["template"]["blocks"]):
        if block["type"] == "lines":
            high = sum(measure.lines(each, measure.width) for each in block["blocks"])
            block |= {"most": measure.most, "high": high, "apart": block["apart"] or high > measure.most}
        elif block["type"] == "group" and block["options"]["together"]:
            fits = measure.lines(block, measure.width) <= measure.most
            block["options"] = {**block["options"], "together": fits}
        elif block["type"] == "columns" and block["options"]["stack_long"]:
            block["stacked"] = block["stacked"] or measure.lines(block, measure.width) > measure.most


def _every(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block
        yield from _every(block["blocks"])


def _stack_cramped(blocks: Sequence[dict[str, Any]], room: float) -> None:
    """On narrow paper blocks stand below each other that would run into each other side by side."""
    for block in blocks:
        if block["type"] != "columns":
            _stack_cramped(block["blocks"], room)
            continue
        shares = [*block["options"]["widths"], *[1] * len(block["blocks"])][: len(block["blocks"])]
        widths = [room * share / sum(shares) for share in shares]
        block["stacked"] = block["stacked"] or any(
            width < max((_LEAST.get(each["type"], _LEAST_WIDTH) for each in _every([part])), default=0)
            for part, width in zip(block["blocks"], widths, strict=True)
        )
        for part, width in zip(block["blocks"], widths, strict=True):
            _stack_cramped([part], room if block["stacked"] else width)


def _mark_rows(view: View, measure: "_Measure") -> None:
    """The height of each row that may have several lines, and whether a page may end in it."""
    if not any(_is_wordy(row["description"]) or _is_wordy(row["note"]) for row in view["lines"]):
        return
    described = measure.described()
    most = min(_HIGH_ROW, measure.most / 2)
    for row in view["lines"]:
        width = described if row["kind"] in ("item", "optional") else measure.width
        row["tall"] = measure.of(row["description"], width) + (measure.of(row["note"], width) if row["note"] else 0)
        if row["tall"] > most or len(row["description"].encode()) + len(row["note"].encode()) > _LONG_ROW:
            row["long"] = True


def _is_wordy(text: str) -> bool:
    return len(text) > _WORDY or "\n" in text


class _Measure:
    """Lines that texts take on the paper of a view. Widths are points."""

    def __init__(self, view: View, room: int) -> None:
        body = view["brand"]["typography"]["body"]
        page = view["template"]["page"]
        self.view = view
        self.size: float = body["size"] or view["template"]["style"]["body_size"]
        self.width: float = max(room * _POINTS, 4 * self.size)
        height = (page["height"] - page["top"] - page["bottom"]) * _POINTS - _OF_THE_PAGE
        self.room: float = max(height / (self.size * max(_LEADING, body["line_height"] / 100)), 1)
        self.most = self.room * _FULL

    def of(self, text: str, width: float) -> float:
        """Lines of a text."""
        letters = max(width / (self.size * _LETTER), 1)
        lines = sum(max(ceil(len(part.encode()) / letters), 1) for part in text.split("\n"))
        return lines * _HIGHER if _HIGH_SCRIPT.search(text) else lines

    def described(self) -> float:
        """The width that the other columns leave the descriptions."""
        keys = [(column["key"], column["label"]) for column in self.view["columns"]]
        with_unit = all(key != "unit" for key, _ in keys)
        rows = [row for row in self.view["lines"] if row["kind"] in ("item", "optional")]
        taken = 0.0
        for key, label in keys:
            if key == "description":
                continue
            unit = key == "quantity" and with_unit
            widths = [len(row[key]) + (len(row["unit"]) + 1 if unit else 0) for row in rows]
            taken += min(max([len(label), *widths]), _WIDEST) * self.size * _LETTER + 14
        return max(self.width - taken, 4 * self.size)

    def lines(self, block: View, width: float) -> float:
        """Lines of a block with what stands in it."""
        inside = block["blocks"]
        if block["type"] == "columns" and inside and not block["stacked"]:
            return max(self.lines(each, width / len(inside)) for each in inside)
        if inside:
            return sum(self.lines(each, width) + 2 for each in inside)
        return 2 + self._leaf(block, width)

    def _leaf(self, block: View, width: float) -> float:
        view, type, options = self.view, block["type"], block["options"]
        if type == "spacer":
            return float(options["height"]) * _POINTS / (self.size * _LEADING)
        if type == "image":
            return self.room / 2
        if type in _LINES:
            return _LINES[type]
        texts, gap = _said(view, type, options)
        share = _SHARES.get(type, 1)
        return 2 + sum(gap + self.of(text, width * share) for text in texts)


_SHARES: Final = {"summary": 0.6, "bank_details": 0.6, "discounts": 0.7}
"""What the labels of a table leave its amounts, or the other way round."""


def _said(view: View, type: str, options: View) -> tuple[list[str], float]:
    """The texts a block has below each other, and the lines between two of them."""
    if type == "summary":
        return [row["label"] for row in view["totals"]] + (view["reasons"] if options["reasons"] else []), 0.7
    if type == "tax_breakdown":
        return [row["name"] for row in view["breakdown"]], 0.7
    if type == "discounts":
        return [row["label"] for row in view["discounts"][options["mode"]]], 0.5
    if type == "bank_details":
        return [row["value"] for row in view["payment"]["rows"]] if view["payment"] else [], 0.5
    if type == "text":
        return [options["text"]], 0
    return [view[type]] if type in ("notes", "terms", "payment_terms") else [], 0
