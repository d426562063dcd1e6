"""Both trials in any size, what they found as JSON: `python -m bench.numbers 40 100`."""

import json
import sys
from dataclasses import asdict

from bench.numbers.aborts import aborts
from bench.numbers.rush import rush

if __name__ == "__main__":
    issues, count = (int(argument) for argument in sys.argv[1:])
    together, broken = rush(issues=issues), aborts(count=count)
    print(json.dumps({"rush": asdict(together), "aborts": asdict(broken)}))
    sys.exit(0 if together.is_right and broken.is_right else 1)
