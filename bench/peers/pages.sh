#!/usr/bin/env bash
# Compares presswash strip with other extractors on labelled pages; see README.md. Makes a virtual environment with the
# pinned peers the first time (build/peers/venv-pages) and passes its arguments to pages.py.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
source "$here/venv.sh"
venv="$(peers_venv requirements-pages.txt venv-pages)"
exec "$venv/bin/python" "$here/pages.py" "$@"
