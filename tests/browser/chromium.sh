#!/usr/bin/env bash
# A Chromium for the browser tests: one on the PATH, else Playwright's, else Debian's when root.
set -u
cd "$(dirname "$0")/../.."

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if .venv/bin/python -m tests.browser.find_chromium >/dev/null 2>&1; then exit 0; fi

echo "No Chromium found: installing one for the browser tests" >&2
if timeout 300 .venv/bin/python -m playwright install chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "No Chromium could be installed. Install one (for example: sudo apt install chromium) and try again." >&2
exit 1
