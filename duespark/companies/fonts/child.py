"""The confined process that reads a font: its content comes in, what it is and the font for print go out.

The first line of the answer is JSON: what the font is, or what is wrong with it.
"""

import os
import sys
from typing import Any

import orjson

from duespark.companies.fonts.file import Refused, facts_of, read_font
from duespark.companies.fonts.limits import MEMORY
from duespark.runtime.confined import confine


def main() -> None:
    """Imports first, then the limits, and only then the font."""
    confine(seconds=int(os.environ["DUESPARK_SECONDS"]), memory=MEMORY)
    head, content = answered(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(head) + b"\n" + content)
    sys.stdout.buffer.flush()


def answered(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What to tell of a font, and the font for print where there is one."""
    try:
        read = read_font(content)
    except Refused as error:
        return {"problem": error.problem, "facts": error.facts}, b""
    except MemoryError:
        return {"problem": "FontTooLarge", "facts": {}}, b""
    except Exception as error:  # the reader raises whatever a broken table makes of it
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        return {"problem": "FontDamaged", "facts": {"reason": reason}}, b""
    return facts_of(read), read.content


if __name__ == "__main__":
    main()
