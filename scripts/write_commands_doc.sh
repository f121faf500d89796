#!/usr/bin/env bash
# write_commands_doc.sh PRESSWASH OUT: the manual of the commands, made from what their --help prints, so that both
# say the same.
set -euo pipefail

presswash="$1"
out="$2"

{
  echo '# Commands'
  echo
  echo 'Written by `make commands-doc` from what `--help` prints.'
  echo
  echo '```text'
  "$presswash" --help
  echo '```'
  # The names under "Subcommands:".
  "$presswash" --help | awk '/^Subcommands:/ {on = 1; next} /^$/ {on = 0} on && /^  [a-z]/ {print $1}' | while read -r command; do
    echo
    echo "## presswash $command"
    echo
    echo '```text'
    "$presswash" "$command" --help
    echo '```'
  done
} > "$out.new"
mv "$out.new" "$out"
