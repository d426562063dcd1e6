#!/bin/sh
# Prints the path of uv, the program that installs Python packages. Where the machine has none it is put into .cache/.
set -eu
cd "$(dirname "$0")/.."
here="$PWD/.cache/uv/bin/uv"

works() { "$1" --version >/dev/null 2>&1; }

for candidate in "$(command -v uv || true)" "$HOME/.local/bin/uv" "$here"; do
    if [ -n "$candidate" ] && works "$candidate"; then
        echo "$candidate"
        exit 0
    fi
done

with_venv() { rm -rf .cache/uv && python3 -m venv .cache/uv && .cache/uv/bin/python -m pip install --quiet uv; }
with_pip() { rm -rf .cache/uv && python3 -m pip install --quiet --target .cache/uv uv; }
with_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get && apt-get update -q && apt-get install -qy python3-venv && with_venv
}

mkdir -p .cache
echo "Installing uv into .cache/uv ..." >&2
if with_venv >.cache/uv.log 2>&1 || with_pip >>.cache/uv.log 2>&1 || with_apt >>.cache/uv.log 2>&1; then
    if works "$here"; then
        echo "$here"
        exit 0
    fi
fi
tail -n 5 .cache/uv.log >&2
echo "uv could not be installed (.cache/uv.log tells more). Run: sudo apt-get install python3-venv, then make again." >&2
exit 1
