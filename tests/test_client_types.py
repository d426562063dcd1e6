"""The web app's typed client is generated from the routes; this fails when somebody changed one without the other."""

import json
import subprocess
from copy import deepcopy
from pathlib import Path

from tests.support.description import description

WEB = Path(__file__).parents[1] / "web"
GENERATOR = WEB / "node_modules" / ".bin" / "openapi-typescript"
COMMITTED = WEB / "src" / "lib" / "api" / "schema.d.ts"


def generate(description: dict[str, object], folder: Path) -> str:
    """The types of this description, as `npm run api` writes them."""
    assert GENERATOR.exists(), "Install the web app's packages first: make web"
    source, target = folder / "openapi.json", folder / "schema.d.ts"
    source.write_text(json.dumps(description), encoding="utf-8")
    script = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["scripts"]["api"]
    options = [word for word in script.split() if word.startswith("--")]
    subprocess.run([str(GENERATOR), str(source), "-o", str(target), *options], check=True, capture_output=True, cwd=WEB)
    return target.read_text(encoding="utf-8")


class TestSchema:
    def test_is_what_the_routes_say(self, tmp_path: Path) -> None:
        assert generate(description(), tmp_path) == COMMITTED.read_text(encoding="utf-8"), "run: make openapi"

    def test_a_changed_route_is_noticed(self, tmp_path: Path) -> None:
        changed = deepcopy(description())
        changed["paths"]["/v1/forgotten"] = {
            "get": {"operationId": "forgotten", "responses": {"200": {"description": "OK"}}}
        }
        assert generate(changed, tmp_path) != COMMITTED.read_text(encoding="utf-8")
