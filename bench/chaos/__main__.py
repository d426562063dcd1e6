"""One run of any size, its outcome as JSON: `python -m bench.chaos smtp 150 12 [seed]`."""

import json
import sys
from dataclasses import asdict

from bench.chaos.run import chaos

if __name__ == "__main__":
    mode, invoices, kills, *seed = sys.argv[1:]
    found = chaos(
        mode="mailbox" if mode == "mailbox" else "smtp",
        invoices=int(invoices),
        kills=int(kills),
        seed=int(seed[0]) if seed else 1,
    )
    print(json.dumps(asdict(found)))
    sys.exit(0 if found.is_right else 1)
