"""Makes the folder that holds the embedded database, the files and the secrets."""

import os
from pathlib import Path


def make_data_folder(folder: Path) -> Path:
    """`folder`, made if it is missing and closed to other users; as root passable, for the user PostgreSQL runs as."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    return folder.resolve()
