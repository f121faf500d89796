#!/usr/bin/env python3
"""Join a generated scrape with its truth into labelled pages for `presswash train`: label_scrape.py SCRAPE TRUTH > LABELLED

Every third page loses its title and every seventh its site, as scrapes often have none.
"""
import json
import sys

truth = {}
with open(sys.argv[2], encoding="utf-8") as f:
    for row in map(json.loads, f):
        truth[row["id"]] = row
with open(sys.argv[1], encoding="utf-8") as f:
    for number, row in enumerate(map(json.loads, f)):
        known = truth[row["id"]]
        print(json.dumps({"id": row["id"], "site": "" if number % 7 == 6 else row["site"], "title": "" if number % 3 == 2 else row["title"],
                          "text": row["text"], "labels": known["lines"], "story": known["cluster"]}, ensure_ascii=False))
