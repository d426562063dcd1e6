"""The documentation and the program say the same: settings, errors, events, permissions, commands, links.

Each comparison takes the page's text as an argument, so that it can be shown to fail on a doctored one.
"""

import importlib
import re
from dataclasses import fields
from itertools import takewhile
from pathlib import Path

import pytest

from duespark.accounts.permissions import PERMISSIONS, ROLE_PERMISSIONS
from duespark.cli.commands import app
from duespark.runtime.events import kind_of
from duespark.runtime.settings import Settings
from tests.support.error_codes import codes_in, codes_in_code
from tests.support.pages import PACKAGE, ROOT, broken_links, documents, names, page, rows, tracked, without

WORKPLACE = re.compile("|".join((r"\.\./" + "shared", r"(?<![\w.])/work" + "/", r"(?<!\w)\.lib" + "rary")))
BINARY = {".png", ".jpg", ".ico", ".ttf", ".otf", ".woff2", ".pdf", ".icc"}


# --- settings ---------------------------------------------------------------------------------------------------


def settings_in_code() -> dict[str, str]:
    """Name in the environment and default as it is written on the page; the data folder's is worked out, so any will do."""
    found = {}
    for name, field in Settings.model_fields.items():
        env = "DATABASE_URL" if name == "database_url" else f"DUESPARK_{name.upper()}"
        default = field.default
        plain = str(default).lower() if isinstance(default, bool) else str(default)
        found[env] = "*" if field.default_factory else "–" if default in (None, "") else f"`{plain}`"
    return found


def wrong_settings(text: str) -> list[str]:
    code, docs = settings_in_code(), {row[0]: row[1] for row in rows(text)}
    both = code.keys() & docs.keys()
    return sorted({*(code.keys() ^ docs.keys()), *(name for name in both if code[name] not in ("*", docs[name]))})


def unknown_settings(text: str) -> set[str]:
    """Names that look like a setting of ours and are none."""
    return set(re.findall(r"\bDUESPARK_[A-Z_]+\b", text)) - set(settings_in_code()) - {"DUESPARK_DATABASE_URL"}


class TestSettings:
    PAGE = "docs/operate/settings.md"

    def test_each_stands_on_the_page_with_its_default_and_nothing_more(self) -> None:
        assert wrong_settings(page(self.PAGE)) == []

    def test_no_page_names_one_that_does_not_exist(self) -> None:
        # The web app's own tools have names of their own.
        pages = [path for path in documents() if "web" not in path.parts]
        assert {str(path): found for path in pages if (found := unknown_settings(path.read_text()))} == {}

    def test_a_difference_is_found(self) -> None:
        text = page(self.PAGE)
        assert wrong_settings(without(text, "| `DUESPARK_PORT`")) == ["DUESPARK_PORT"]
        assert wrong_settings(text + "\n| `DUESPARK_COLOR` | `red` | None. |") == ["DUESPARK_COLOR"]
        assert wrong_settings(text.replace("| `8000` |", "| `80` |")) == ["DUESPARK_PORT"]
        assert unknown_settings("Set DUESPARK_COLOUR.") == {"DUESPARK_COLOUR"}


# --- errors -----------------------------------------------------------------------------------------------------


class TestErrors:
    PAGE = "docs/api/errors.md"

    def test_each_code_stands_on_the_page_once_and_nothing_more(self) -> None:
        assert names(page(self.PAGE)) == sorted(codes_in_code())

    def test_each_has_a_meaning_and_a_fix(self) -> None:
        assert [row[0] for row in rows(page(self.PAGE)) if len(row) < 3 or not all(row)] == []

    def test_all_kinds_of_codes_are_found(self) -> None:
        source = (
            "class Odd(Invalid):\n    code = 'a.declared'\n"
            "class Problem(Exception):\n    def __init__(self, status: int, code: str) -> None: ...\n"
            "def refused(code: str) -> HttpProblem: ...\n"
            "class Own(Problem):\n    def __init__(self) -> None:\n        super().__init__(409, 'a.own')\n"
            "raise Problem(403, 'a.raised')\nraise refused('a.refused')\nProblem(number, f'http.{number}')\n"
        )
        assert codes_in([source]) == {"a.declared", "a.own", "a.raised", "a.refused", "http.<status>"}

    def test_a_difference_is_found(self) -> None:
        text = page(self.PAGE)
        assert names(without(text, "| `invoice.not_found`")) != sorted(codes_in_code())
        assert names(text + "\n| `invoice.blue` | 409 | It is blue. | Paint it. |") != sorted(codes_in_code())


# --- events -----------------------------------------------------------------------------------------------------


def events_in_code() -> dict[str, str]:
    """Kind and fields of every event."""
    found = {}
    for path in sorted(PACKAGE.glob("*/events.py")):
        module = importlib.import_module(f"duespark.{path.parent.name}.events")
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__ and hasattr(one, "subject"):
                found[kind_of(one)] = ", ".join(field.name for field in fields(one))
    return found


class TestEvents:
    PAGE = "docs/api/events.md"

    def test_each_stands_on_the_page_with_its_fields_and_nothing_more(self) -> None:
        assert {row[0]: row[2] for row in rows(page(self.PAGE))} == events_in_code()

    def test_a_difference_is_found(self) -> None:
        text = page(self.PAGE)
        for doctored in (
            without(text, "| `invoice.issued`"),
            text.replace("link_id |", "link |"),
            text + "\n| `a.b` | x | y |",
        ):
            assert {row[0]: row[2] for row in rows(doctored)} != events_in_code()


# --- permissions ------------------------------------------------------------------------------------------------


def permissions_in(text: str) -> dict[str, tuple[str, ...]]:
    """Each permission of the table with the roles that have it."""
    head = next(line for line in text.splitlines() if line.startswith("| permission |"))
    roles = [cell.strip() for cell in head.strip("|").split("|")][2:]
    return {
        row[0]: tuple(role for role, cell in zip(roles, row[2:], strict=True) if cell == "yes") for row in rows(text)
    }


class TestPermissions:
    PAGE = "docs/api/permissions.md"

    def test_the_page_has_the_table_of_the_code(self) -> None:
        assert permissions_in(page(self.PAGE)) == dict(PERMISSIONS)
        assert all(role in page(self.PAGE) for role in ROLE_PERMISSIONS)

    def test_a_difference_is_found(self) -> None:
        text = page(self.PAGE)
        assert permissions_in(without(text, "| `audit.read`")) != dict(PERMISSIONS)
        assert permissions_in(text.replace("| – |", "| yes |", 1)) != dict(PERMISSIONS)


# --- commands and make targets ----------------------------------------------------------------------------------


def commands_in_code() -> set[str]:
    return {name for name in app if not name.startswith("-")}


def commands_in(text: str) -> set[str]:
    """Words after `duespark` where it is typed: at the start of code."""
    return set(re.findall(r"(?:`|^|\$ )duespark ([a-z]+)", text, re.MULTILINE))


def targets_in(text: str) -> set[str]:
    return set(re.findall(r"(?:`|^)make ([a-z]+)\b", text, re.MULTILINE))


def targets_in_code() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", page("Makefile"), re.MULTILINE))


class TestCommands:
    def test_the_page_has_every_command_and_nothing_more(self) -> None:
        assert set(names_of_commands(page("docs/operate/running.md"))) == commands_in_code()

    def test_no_page_names_one_that_does_not_exist(self) -> None:
        for path in documents():
            assert commands_in(path.read_text()) <= commands_in_code(), path

    def test_the_make_targets_exist(self) -> None:
        for path in documents():
            assert targets_in(path.read_text()) <= targets_in_code(), path
        assert targets_in(page("CONTRIBUTING.md")) == targets_in_code()

    def test_a_difference_is_found(self) -> None:
        text = page("docs/operate/running.md")
        assert set(names_of_commands(without(text, "| `duespark doctor`"))) != commands_in_code()
        assert not commands_in("Run `duespark fly`.") <= commands_in_code()
        assert not targets_in("```\nmake coffee\n```") <= targets_in_code()


def names_of_commands(text: str) -> list[str]:
    return [name.removeprefix("duespark ") for name in names(text) if name.startswith("duespark ")]


# --- links ------------------------------------------------------------------------------------------------------


class TestLinks:
    def test_every_relative_link_leads_somewhere(self) -> None:
        broken = {str(path.relative_to(ROOT)): broken_links(path, path.read_text()) for path in documents()}
        assert {name: links for name, links in broken.items() if links} == {}

    @pytest.mark.parametrize("link", ["nowhere.md", "#nowhere", "../SECURITY.md#nowhere", "api/errors.md#"])
    def test_a_broken_one_is_found(self, link: str) -> None:
        expected = [] if link.endswith("#") else [link]
        text = f"# Here\n[text]({link}) [fine](#here) [web](https://example.com)"
        assert broken_links(ROOT / "docs" / "glossary.md", text) == expected


# --- decisions, and what must not be in the repository ----------------------------------------------------------


def missing_parts(text: str) -> list[str]:
    return [part for part in ("Context", "Decision", "Consequences", "Alternatives") if f"## {part}" not in text]


class TestDecisions:
    def test_are_numbered_without_a_gap_and_listed(self) -> None:
        files = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
        assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
        assert [name for name in files if f"({name})" not in page("docs/decisions/README.md")] == []

    def test_say_context_decision_consequences_and_alternatives(self) -> None:
        for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
            assert missing_parts(path.read_text()) == [], path
        assert missing_parts("## Context\n## Decision\n## Consequences\n") == ["Alternatives"]


class TestRepository:
    def test_no_file_names_the_place_it_was_written_at(self) -> None:
        texts = [path for path in tracked() if path.suffix not in BINARY]
        guilty = [path for path in texts if WORKPLACE.search(path.read_text(encoding="utf-8", errors="replace"))]
        assert [str(path.relative_to(ROOT)) for path in guilty] == []

    @pytest.mark.parametrize("text", ["see ../" + "shared/x", "cd /work" + "/main", "in .lib" + "rary/"])
    def test_such_a_name_is_found(self, text: str) -> None:
        assert WORKPLACE.search(text)
        assert not WORKPLACE.search("framework main, self library")


class TestFiles:
    def test_every_file_that_is_named_exists(self) -> None:
        pages = [path for path in documents() if "web" not in path.parts]
        assert {str(path): found for path in pages if (found := missing_files(path.read_text(), path.parent))} == {}

    def test_the_tree_has_every_folder_and_nothing_more(self) -> None:
        folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] not in "._"}
        assert folders_in(page("ARCHITECTURE.md")) == folders
        assert folders_in(without(page("ARCHITECTURE.md"), "  taxes/")) == folders - {"taxes"}

    def test_a_missing_file_is_found(self) -> None:
        assert missing_files("`invoices/issue.py`, `invoices/fly.py` and `duespark/app.py`") == ["invoices/fly.py"]


def missing_files(text: str, folder: Path = ROOT) -> list[str]:
    """Files in backticks that are there neither from the root, nor from the package, nor beside the page."""
    named = re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|sql|typ|liquid|tsx?|md|toml))`", text)
    return [name for name in named if not any((place / name).exists() for place in (ROOT, PACKAGE, folder))]


def folders_in(text: str) -> set[str]:
    """The folders right below `duespark/` in the tree."""
    lines = text.split("\nduespark/", 1)[1].splitlines()[1:]
    return {
        found[1]
        for line in takewhile(lambda one: one.startswith(" "), lines)
        if (found := re.match(r"  ([a-z_]+)/", line))
    }
