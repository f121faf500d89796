#!/usr/bin/env bash
# test_counts.sh JUNIT...: adds up what ctest wrote with --output-junit: "N passed, N failed, N skipped".
set -euo pipefail

passed=0 failed=0 skipped=0
count() { # attribute of the test suite in $file
  sed -n -E "s/^.*\b$1=\"([0-9]+)\".*$/\1/p" "$file" | head -n 1
}
for file in "$@"; do
  [[ -f "$file" ]] || continue
  ((failed += $(count failures)))  || true
  ((skipped += $(count skipped) + $(count disabled))) || true
  ((passed += $(count tests) - $(count failures) - $(count skipped) - $(count disabled))) || true
done
echo "$passed passed, $failed failed, $skipped skipped"
