#!/usr/bin/env bash
# Compares presswash strip with other extractors on labelled pages; see README.md. Makes a virtual environment with the
# pinned peers the first time (build/peers/venv-pages) and passes its arguments to pages.py.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
venv="$root/build/peers/venv-pages"
wanted="$(sha256sum "$here/requirements-pages.txt")"

if [[ "$(cat "$venv/made-from" 2> /dev/null || true)" != "$wanted" ]]; then
  rm -rf "$venv"
  mkdir -p "$(dirname "$venv")"
  if ! python3 -m venv "$venv" 2> /dev/null; then
    rm -rf "$venv"
    "$root/scripts/install_packages.sh" python3-venv ca-certificates
    python3 -m venv "$venv"
  fi
  "$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$here/requirements-pages.txt"
  echo "$wanted" > "$venv/made-from"
fi

exec "$venv/bin/python" "$here/pages.py" "$@"
