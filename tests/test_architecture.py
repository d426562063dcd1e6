"""Rules of the house that no tool checks by itself. The import contracts stand in pyproject.toml."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "duespark"
PYTHON_LIMIT, TYPESCRIPT_LIMIT = 400, 250
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "base", "misc", "service", "services"}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def too_long(files: Iterator[Path], limit: int) -> list[str]:
    lengths = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in files)
    return [f"{path.relative_to(ROOT)}: {length}" for path, length in lengths if length > limit]


def commits(source: str) -> bool:
    """Whether the source ends a transaction by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback"):
            return True
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.strip().upper() in ("COMMIT", "ROLLBACK")
        ):
            return True
    return False


def imports(source: str) -> set[str]:
    """Full names of the modules a source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def stays_inside(module: str, name: str, source: str) -> bool:
    """Whether a source of `module` leaves the `name` (routes, schemas; also `x_routes`, and those of a folder) of other modules alone."""
    named = re.compile(rf"^duespark\.\w+\.(\w+\.)*(\w+_)?{name}(\.|$)")
    foreign = {one for one in imports(source) if named.match(one)}
    return all(one.split(".")[1] == module for one in foreign)


class TestFiles:
    def test_python_files_stay_short(self) -> None:
        assert too_long(python_files("duespark", "tests", "bench", "scripts"), PYTHON_LIMIT) == []

    def test_typescript_files_stay_short(self) -> None:
        sources = (path for path in (ROOT / "web" / "src").rglob("*.ts*") if path.name != "schema.d.ts")
        assert too_long(sources, TYPESCRIPT_LIMIT) == []

    def test_a_long_file_is_found(self, tmp_path: Path) -> None:
        file = ROOT / "tests" / "test_architecture.py"
        assert too_long(iter([file]), 10) != []

    def test_names_tell_what_is_inside(self) -> None:
        assert [str(path) for path in python_files("duespark") if path.stem in EMPTY_NAMES] == []

    def test_every_module_says_what_it_is_for(self) -> None:
        silent = [
            path
            for path in python_files("duespark")
            if path.stat().st_size > 5 and not ast.get_docstring(ast.parse(path.read_text()))
        ]
        assert [str(path.relative_to(ROOT)) for path in silent] == []


class TestTransactions:
    def test_only_the_runtime_commits(self) -> None:
        guilty = [
            path for path in python_files("duespark") if "runtime" not in path.parts and commits(path.read_text())
        ]
        assert guilty == []

    @pytest.mark.parametrize("source", ["await conn.commit()", 'await conn.execute("COMMIT")', "tx.conn.rollback()"])
    def test_a_commit_is_found(self, source: str) -> None:
        assert commits(f"async def f():\n    {source}")


class TestModules:
    MAY_KNOW_ROUTES = ("app.py", "demo")

    @pytest.mark.parametrize("name", ["routes", "schemas"])
    def test_what_crosses_http_stays_in_its_module(self, name: str) -> None:
        guilty = []
        for path in python_files("duespark"):
            parts = path.relative_to(PACKAGE).parts
            if parts[0] in self.MAY_KNOW_ROUTES or (name == "schemas" and path.stem.endswith(("schemas", "routes"))):
                continue
            if not stays_inside(parts[0], name, path.read_text()):
                guilty.append("/".join(parts))
        assert guilty == []

    def test_a_foreign_schema_is_found(self) -> None:
        assert not stays_inside("payments", "schemas", "from duespark.invoices.schemas import Invoice")
        assert not stays_inside("payments", "schemas", "from duespark.invoices.lifecycle_schemas import VoidIn")
        assert not stays_inside("payments", "routes", "from duespark.invoices.series import routes")
        assert stays_inside("invoices", "schemas", "from duespark.invoices.schemas import Invoice")


class TestNoFloats:
    def test_the_engine_has_no_float(self) -> None:
        """FM-36: money is never a binary float. Light is: `look` measures colors, and holds no amount."""
        guilty = []
        for path in python_files("duespark/engine"):
            if path.parent.name == "look":
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                is_literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
                is_name = isinstance(node, ast.Name) and node.id == "float"
                if is_literal or is_name:
                    guilty.append(f"{path.relative_to(ROOT)}:{node.lineno}")
        assert guilty == []
