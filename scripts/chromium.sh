#!/bin/sh
# Prints the path of a Chromium for the browser tests. As root on Debian it is installed when it is missing.
set -eu

find_it() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$name" ] && command -v "$name"; then return 0; fi
    done
    find "$HOME/.cache/ms-playwright" -path '*chrome-linux*/chrome' -type f 2>/dev/null | sort | tail -n 1 | grep .
}

find_it && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium ..." >&2
    { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-noto-core fonts-liberation; } >&2
    find_it && exit 0
fi
echo "The browser tests need Chromium. Run: sudo apt-get install --no-install-recommends chromium fonts-noto-core" >&2
echo "or, without root: .venv/bin/playwright install chromium" >&2
exit 1
