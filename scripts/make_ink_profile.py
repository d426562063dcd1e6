"""Makes the profile of a press that brands with inks are printed for: duespark/adapters/pdf/coated.icc.

    .venv/bin/python scripts/make_ink_profile.py FOGRA39L.ti3

FOGRA39L.ti3 is 1617 measured patches of ISO 12647-2 offset on coated paper, from the package icc-profiles-free 2.0.1 of Debian 12
(zlib license). The table has the measured values at 9 steps of each ink; what was not measured lies between its neighbors. It
prints how far the profile is from every patch. See docs/decisions/0035-brands-may-name-their-inks.md.
"""

import struct
import sys
from bisect import bisect_right
from itertools import product
from pathlib import Path

from duespark.engine.look.inks import Ink
from duespark.engine.look.lab import D50, Lab, difference, of_xyz
from duespark.engine.look.press import Press, nearest, read_press

TARGET = Path(__file__).parents[1] / "duespark" / "adapters" / "pdf" / "coated.icc"
NODES = ((0, 10, 20, 30, 40, 55, 70, 85, 100),) * 3 + ((0, 10, 20, 30, 40, 50, 60, 80, 100),)
GRID = 9
MEASURED = {
    0: NODES[0],
    20: (0, 10, 20, 40, 70, 100),
    40: (0, 20, 40, 70, 100),
    60: (0, 20, 40, 70, 100),
    80: (0, 40, 70, 100),
    100: (0, 40, 100),
}
"""The steps of cyan, magenta and yellow that are measured together, by the black below them."""
NAME = "DueSpark coated, from FOGRA39L"
RIGHTS = (
    "FOGRA39L.ti3 by Kai-Uwe Behrmann and others (data: Fogra, December 2006), zlib/libpng license. "
    "This is an altered version: a profile on a coarse grid, made by DueSpark. No warranty."
)

Inks = tuple[int, int, int, int]


class Patches:
    """The patches as Lab, with the paper as white."""

    def __init__(self, text: str) -> None:
        rows = [line.split() for line in text.split("BEGIN_DATA\n")[1].split("END_DATA")[0].splitlines()]
        xyz = {self._inks(row): [float(value) / 100 for value in row[5:8]] for row in rows}
        self.paper = xyz[0, 0, 0, 0]
        self.lab = {
            inks: of_xyz([value / paper * white for value, paper, white in zip(values, self.paper, D50, strict=True)])
            for inks, values in xyz.items()
        }
        self.ramps = [self._ramp(ink) for ink in range(4)]

    @staticmethod
    def _inks(row: list[str]) -> Inks:
        cyan, magenta, yellow, black = (int(float(value)) for value in row[1:5])
        return cyan, magenta, yellow, black

    def _ramp(self, ink: int) -> list[tuple[int, float]]:
        """How far each step of one ink alone is from paper."""
        steps = sorted(inks[ink] for inks in self.lab if not any(inks[:ink] + inks[ink + 1 :]))
        white = self.lab[0, 0, 0, 0]
        alone = [self.lab[tuple(step if each == ink else 0 for each in range(4))] for step in steps]  # type: ignore[index]
        return [
            (step, sum((one - other) ** 2 for one, other in zip(lab, white, strict=True)) ** 0.5)
            for step, lab in zip(steps, alone, strict=True)
        ]

    def far(self, ink: int, percent: int) -> float:
        """The same at any step."""
        ramp = self.ramps[ink]
        at = min(bisect_right([step for step, _ in ramp], percent), len(ramp) - 1)
        (low, near), (high, far) = ramp[at - 1], ramp[at]
        return near + (far - near) * (percent - low) / (high - low)

    def color(self, inks: Inks) -> Lab:
        """Measured, or between what is measured, as far along as the ink alone is."""
        if inks in self.lab:
            return self.lab[inks]
        if inks[3] not in MEASURED:
            return self._mixed(inks, 3, tuple(MEASURED))
        steps = MEASURED[inks[3]]
        ink = next(each for each in range(3) if inks[each] not in steps)
        return self._mixed(inks, ink, steps)

    def _mixed(self, inks: Inks, ink: int, steps: tuple[int, ...]) -> Lab:
        at = bisect_right(steps, inks[ink])
        low, high = steps[at - 1], steps[at]
        near, far = self.far(ink, low), self.far(ink, high)
        share = (self.far(ink, inks[ink]) - near) / (far - near)
        one, other = ((*inks[:ink], step, *inks[ink + 1 :]) for step in (low, high))
        pairs = zip(self.color(one), self.color(other), strict=True)  # type: ignore[arg-type]
        return Lab(*(a + (b - a) * share for a, b in pairs))


def curve(nodes: tuple[int, ...]) -> bytes:
    """Puts the steps at even places."""
    made = []
    for place in range(256):
        percent = place / 2.55
        at = min(bisect_right(nodes, percent + 1e-9), len(nodes) - 1)
        share = (percent - nodes[at - 1]) / (nodes[at] - nodes[at - 1])
        made.append(round((at - 1 + share) / (len(nodes) - 1) * 255))
    return bytes(made)


def lut(inputs: list[bytes], table: bytes, outputs: int, grid: int) -> bytes:
    identity = struct.pack(">9i", *(65536 if place % 4 == 0 else 0 for place in range(9)))
    head = struct.pack(">4s4xBBBx", b"mft1", len(inputs), outputs, grid)
    return head + identity + b"".join(inputs) + table + bytes(range(256)) * outputs


def bounded(value: float) -> int:
    return min(max(round(value), 0), 255)


def to_lab(patches: Patches) -> bytes:
    table = bytearray()
    for inks in product(*NODES):
        lab = patches.color(inks)  # type: ignore[arg-type]
        table += bytes((bounded(lab.light * 2.55), bounded(lab.a + 128), bounded(lab.b + 128)))
    return lut([curve(nodes) for nodes in NODES], bytes(table), 3, GRID)


def from_lab(press: Press) -> tuple[bytes, bytes]:
    """Inks for colors, and which colors they cannot print, on a grid as coarse."""
    inks, gamut = bytearray(), bytearray()
    steps = [place * 255 / (GRID - 1) for place in range(GRID)]
    for light, a, b in product(steps, repeat=3):
        wanted = Lab(light / 2.55, a - 128, b - 128)
        ink = nearest(press, wanted)
        inks += bytes(round(percent * 2.55) for percent in (ink.cyan, ink.magenta, ink.yellow, ink.black))
        gamut.append(0 if difference(wanted, press.lab(ink)) < 5 else 255)
    straight = [bytes(range(256))] * 3
    return lut(straight, bytes(inks), 4, GRID), lut(straight, bytes(gamut), 1, GRID)


def described(text: str) -> bytes:
    ascii = text.encode() + b"\0"
    return struct.pack(">4s4xI", b"desc", len(ascii)) + ascii + struct.pack(">IIHB67x", 0, 0, 0, 0)


def profile(tags: dict[str, bytes], paper: list[float]) -> bytes:
    """A profile of an output device, version 2.4 (ICC.1:2001-04); equal tags stand in it once."""
    places, body, start = dict[bytes, int](), bytearray(), 132 + 12 * len(tags)
    for content in tags.values():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
    table = b"".join(struct.pack(">4sII", name.encode(), places[each], len(each)) for name, each in tags.items())
    white = struct.pack(">3i", *(round(value * 65536) for value in D50))
    head = struct.pack(
        ">I4xI4s4s4s6H4s4xI4x4x8xI12s48x", start + len(body), 0x02400000, b"prtr", b"CMYK", b"Lab ", 2026, 11, 26, 0, 0, 0,
        b"acsp", 0, 1, white,
    )  # fmt: skip
    return head + struct.pack(">I", len(tags)) + table + bytes(body)


def main() -> None:
    patches = Patches(Path(sys.argv[1]).read_text())
    forth = to_lab(patches)
    bare = {"A2B1": forth}
    press = read_press(profile(bare, patches.paper))
    back, gamut = from_lab(press)
    white = struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in patches.paper))
    tags = {"desc": described(NAME), "cprt": b"text\0\0\0\0" + RIGHTS.encode() + b"\0", "wtpt": white}
    tags |= {f"A2B{intent}": forth for intent in range(3)} | {f"B2A{intent}": back for intent in range(3)}
    TARGET.write_bytes(profile(tags | {"gamt": gamut}, patches.paper))
    far = [
        difference(lab, press.lab(Ink(**dict(zip(("cyan", "magenta", "yellow", "black"), inks, strict=True)))))
        for inks, lab in patches.lab.items()
    ]
    print(
        f"{TARGET.stat().st_size} bytes; CIEDE2000 to {len(far)} patches: {sum(far) / len(far):.2f} on average, {max(far):.2f} at most"
    )


if __name__ == "__main__":
    main()
