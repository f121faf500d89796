#!/usr/bin/env bash
# tidy.sh BUILD_FOLDER JOBS: clang-tidy on every source of core/, tools/ and corpus/ and the headers they include.
# Fails on the first kind of warning that .clang-tidy lists, after all files were looked at.
set -euo pipefail

build="$1"
jobs="$2"
root="$(cd "$(dirname "$0")/.." && pwd)"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if run-clang-tidy-16 -quiet -p "$build" -j "$jobs" "^$root/(core|tools|corpus)/.*\.cpp$" > "$log" 2>&1; then
  echo "tidy: no warnings"
else
  grep -E -v '^(clang-tidy-16 |[0-9]+ warnings? )' "$log" || true
  exit 1
fi
