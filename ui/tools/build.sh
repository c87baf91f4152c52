#!/bin/sh
# Builds the page into dist/ where its sources are newer than the last build. Maven calls it.
set -e
cd "$(dirname "$0")/.."
if ! command -v node >/dev/null || ! node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
  echo "The page needs Node.js 20 or newer: install it (Debian: apt-get install nodejs npm) and try again." >&2
  exit 1
fi
exec node tools/build.mjs
