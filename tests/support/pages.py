"""Reading the documentation: its pages, tables, links, and which files there are."""

import re
import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "duespark"
_UNPACKED = {".venv", "node_modules", "var", "__pycache__"}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows whose first cell is code, without the backticks around that one."""
    found = []
    for line in text.splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            found.append([cells[0].strip("`"), *cells[1:]])
    return found


def names(text: str) -> list[str]:
    return sorted(row[0] for row in rows(text))


def without(text: str, start: str) -> str:
    """The text without the first line that begins so: a page somebody forgot to complete."""
    lines = text.splitlines()
    lines.remove(next(line for line in lines if line.startswith(start)))
    return "\n".join(lines)


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    """The files of the project: those git knows or would add; outside a repository those of an unpacked archive."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
        return tuple(path for name in listed if name and (path := ROOT / name).is_file())
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _UNPACKED & set(path.parts))


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in addresses (GitHub's rule)."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def prose(text: str) -> str:
    """The text without code, where brackets and hashes mean something else."""
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", lambda found: found[0].strip("`"), without_blocks)


def broken_links(path: Path, text: str) -> list[str]:
    """Relative links of the page that lead nowhere."""
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(text if target == path else target.read_text())):
            found.append(link)
    return found
