"""Keeps what was measured: one JSON file a bench, one entry a run. Nothing in it names the machine."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
MOST = 200


def keep(name: str, figures: Mapping[str, Any]) -> None:
    """Append a run to `results/<name>.json`."""
    path = FOLDER / f"{name}.json"
    runs = json.loads(path.read_text()) if path.exists() else []
    runs.append({"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"), **figures})
    FOLDER.mkdir(exist_ok=True)
    path.write_text(json.dumps(runs[-MOST:], indent=1) + "\n")
