"""Lays the fonts an organization brought in a folder for the printers: one folder for each set of files, of one organization.

The files are in the store under their content's hash; the folder is a copy, made when it is not there.
"""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duespark.adapters.pdf.typst import OwnFonts
from duespark.companies.brands.design import FontChoice
from duespark.companies.fonts.queries import FontFile
from duespark.runtime import storage
from duespark.runtime.settings import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The families of a look that are an organization's own, and the folder with their files, for print."""

    families: frozenset[str]
    fonts: OwnFonts


async def letters_for(files: Sequence[FontFile], chosen: FontChoice) -> Letters | None:
    """Raises `ObjectMissing`, `ObjectDamaged`."""
    if not files:
        return None
    families = frozenset(file.family for file in files)
    keys = sorted({file.key for file in files})
    fonts = OwnFonts(
        folder=await _folder(keys), files=tuple(map(_name, keys)), whole={chosen.heading, chosen.body} <= families
    )
    return Letters(families=families, fonts=fonts)


async def _folder(keys: list[str]) -> Path:
    """Keys begin with their organization's id, so two organizations never share a folder, whatever is in it."""
    folder = settings().data_dir / "font-cache" / "own" / hashlib.sha256("\n".join(keys).encode()).hexdigest()
    if not all((folder / _name(key)).is_file() for key in keys):
        contents = [(key, await storage.get(key)) for key in keys]
        await asyncio.to_thread(_lay, folder, contents)
    return folder


def _lay(folder: Path, contents: Sequence[tuple[str, bytes]]) -> None:
    """All at once: nobody sees a folder that is half full."""
    for key, content in contents:
        if hashlib.sha256(content).hexdigest() != Path(key).stem:
            raise storage.ObjectDamaged(sha256=Path(key).stem)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    for key, content in contents:
        (made / _name(key)).write_bytes(content)
    try:
        os.rename(made, folder)
    except OSError:  # somebody else laid it in the meantime, or a part of it was lost
        for path in made.iterdir():
            path.replace(folder / path.name)
        shutil.rmtree(made, ignore_errors=True)


def _name(key: str) -> str:
    return key.rpartition("/")[2]
