"""What a confined process tries in `test_confined.py`; it answers what it was allowed to do."""

import json
import socket
import subprocess
import sys

from duespark.runtime.confined import confine


def main() -> None:
    wanted = sys.stdin.read()
    confine(seconds=2, memory=400 * 2**20)
    if wanted == "spin":
        while True:
            pass
    if wanted == "grow":
        bytearray(800 * 2**20)
    json.dump([name for name in ("read", "write", "connect", "start") if _may(name)], sys.stdout)


def _may(name: str) -> bool:
    try:
        if name == "read":
            open("/etc/passwd").close()
        if name == "write":
            open("/tmp/duespark-probe", "w").close()
        if name == "connect":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        if name == "start":
            subprocess.run(["true"], check=True)
    except PermissionError:
        return False
    except OSError:
        return True
    return True


if __name__ == "__main__":
    main()
