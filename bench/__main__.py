"""Runs the measurements named on the command line, all of them without a name."""

import sys

from bench.api.compare import run as api
from bench.chaos.run import run as chaos
from bench.clients.run import run as clients
from bench.engine.run import run as engine
from bench.mutants.run import run as mutants
from bench.numbers.run import run as numbers
from bench.pdf.run import run as pdf
from bench.preview.run import run as preview
from bench.scale.run import run as scale

BENCHES = {
    "engine": engine,
    "api": api,
    "clients": clients,
    "mutants": mutants,
    "chaos": chaos,
    "numbers": numbers,
    "pdf": pdf,
    "preview": preview,
    "scale": scale,
}


def main(names: list[str]) -> int:
    """0 when every bound held."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no bench named {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    held = [BENCHES[name]() for name in names or BENCHES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
