#!/bin/sh
# Makes scrape.jsonl and truth.jsonl again, byte for byte: corpus/regenerate.sh [PRESSWASH-CORPUS]
set -eu
here=$(dirname "$0")
"${1:-presswash-corpus}" --documents 340 --copies 0.45 --sites 20 --languages en,de,fr,es,pl,ja --seed 2030 \
  --liveblogs 0.08 -o "$here/scrape.jsonl" --truth "$here/truth.jsonl"
