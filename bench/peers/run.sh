#!/usr/bin/env bash
# Compares presswash with other tools on one scrape; see README.md. Makes a virtual environment with the pinned peers
# the first time (build/peers/venv) and passes its arguments to compare.py.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
source "$here/venv.sh"
venv="$(peers_venv requirements.txt venv)"
exec "$venv/bin/python" "$here/compare.py" "$@"
