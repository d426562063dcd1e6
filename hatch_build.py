"""Puts the built web app and the migrations into the wheel, and refuses to build one without them."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompleteWheel(BuildHookInterface):
    """An editable install takes both from the checkout, so only what is shipped is checked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        web = Path(self.root, "web", "dist")
        if not (web / "index.html").exists():
            raise RuntimeError(
                "web/dist/index.html is missing: run `make web` first, so that the package has its web app."
            )
        if self.target_name == "wheel":
            build_data["force_include"][str(web)] = "duespark/_web"
            build_data["force_include"][str(Path(self.root, "migrations"))] = "duespark/_migrations"
