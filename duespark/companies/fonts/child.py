"""The confined process that reads a font: its content comes in, what it is and the font for print go out.

The first line of the answer is JSON: what each font in it is and the size of its content, or what is wrong with it.
"""

import os
import sys
from typing import Any

import orjson

from duespark.companies.fonts.file import Refused, facts_of, read_fonts
from duespark.companies.fonts.limits import MEMORY
from duespark.runtime.confined import confine


def main() -> None:
    """Imports first, then the limits, and only then the font."""
    confine(seconds=int(os.environ["DUESPARK_SECONDS"]), memory=MEMORY)
    head, content = answered(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(head) + b"\n" + content)
    sys.stdout.buffer.flush()


def answered(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What to tell of a file, and the fonts for print where there are any."""
    try:
        read = read_fonts(content)
    except Refused as error:
        return {"problem": error.problem, "facts": error.facts}, b""
    except MemoryError:
        return {"problem": "FontTooLarge", "facts": {}}, b""
    except Exception as error:  # the reader raises whatever a broken table makes of it
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        return {"problem": "FontDamaged", "facts": {"reason": reason}}, b""
    fonts = [{**facts_of(each), "size": len(each.content)} for each in read]
    return {"fonts": fonts}, b"".join(each.content for each in read)


if __name__ == "__main__":
    main()
