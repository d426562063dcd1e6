"""Serves the built web app: known files only, compressed forms by preference, and index.html for every screen."""

import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

_PACKAGED = Path(__file__).resolve().parents[1] / "_web"
_BUILT = Path(__file__).resolve().parents[2] / "web" / "dist"
_SERVER_PATHS = ("v1/", "assets/", "docs", "i/", "p/", "files/")
_MISSING = "The web app is not built. Run `make web`, or install the wheel, which carries it. The API is at /docs.\n"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the web app in memory, with its compressed forms."""

    bodies: dict[str, bytes]
    media_type: str
    cache: str


@cache
def _load(folder: Path) -> dict[str, _File]:
    """Read once in a process, however many apps it makes."""
    found: dict[str, _File] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix in (".br", ".gz", ".map"):
            continue
        name = path.relative_to(folder).as_posix()
        bodies = {"": path.read_bytes()}
        for coding, suffix in (("br", ".br"), ("gzip", ".gz")):
            packed = path.with_name(path.name + suffix)
            if packed.exists():
                bodies[coding] = packed.read_bytes()
        cache = "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache"
        kind = "application/manifest+json" if name.endswith(".webmanifest") else mimetypes.guess_type(name)[0]
        found[name] = _File(bodies, kind or "application/octet-stream", cache)
    return found


def _respond(request: Request, file: _File) -> Response:
    accepted = request.headers.get("accept-encoding", "")
    coding = next((one for one in ("br", "gzip") if one in accepted and one in file.bodies), "")
    headers = {"cache-control": file.cache, "vary": "accept-encoding"}
    if coding:
        headers["content-encoding"] = coding
    return Response(file.bodies[coding], media_type=file.media_type, headers=headers)


def mount(app: FastAPI) -> None:
    """Answer everything no other route knows. Mounted last."""
    folder = _PACKAGED if _PACKAGED.exists() else _BUILT
    files = _load(folder) if folder.exists() else {}

    async def get_web_app(request: Request) -> Response:
        name = request.path_params["path"]
        if name in files:
            return _respond(request, files[name])
        if name.startswith(_SERVER_PATHS):
            raise HTTPException(404, "There is nothing at this address.")
        if "index.html" not in files:
            return PlainTextResponse(_MISSING, 503)
        return _respond(request, files["index.html"])

    app.add_api_route("/{path:path}", get_web_app, methods=["GET", "HEAD"], include_in_schema=False, name="get_web_app")
