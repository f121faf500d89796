#!/usr/bin/env python3
"""Make labelled training scrapes for `presswash train`: stories inside the furniture of labelled pages.

    make_training_scrapes.py --pages LINES.jsonl.gz... --stories STORIES.jsonl... -o FOLDER [--seed N] [--scale X]

PAGES: rows {"id","url","lines","labels"}, a letter a line (c article, b boilerplate, o not scored). STORIES: rows
{"title","text"} or rows with "gold" paragraphs. Every page of a site serves as a template: its article lines are
replaced by a story, its furniture stays where it was. Stories are published by several sites, edited; sites run stories
again; headline-like furniture and digits are new on each page. Writes rows {"id","url","title","text","labels",
"story"}; the same bytes for the same seed and inputs.
"""
import argparse
import collections
import gzip
import json
import os
import random
import re
from urllib.parse import urlparse


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


def site_of(url):
    host = (urlparse(url).hostname or "").lower()
    return re.sub(r"^(www|m|amp|mobile)\.", "", host)


def masked(line):
    return re.sub(r"\d+", "0", line.strip().lower())


class Template:
    """A page's furniture with a slot for the article."""

    def __init__(self, page, lines_on_site):
        self.before, self.inside, self.after = [], [], []
        labels, lines = page["labels"], page["lines"]
        article = [i for i, letter in enumerate(labels) if letter == "c"]
        self.usable = len(article) >= 2
        if not self.usable:
            return
        first, last = article[0], article[-1]
        for i, (letter, line) in enumerate(zip(labels, lines)):
            if letter != "b" or not line.strip():
                continue
            words = len(line.split())
            fresh = 4 <= words <= 25 and lines_on_site[masked(line)] <= 1
            entry = (line, fresh)
            if i < first:
                self.before.append(entry)
            elif i > last:
                self.after.append(entry)
            else:
                self.inside.append(((i - first) / max(1, last - first), entry))


def edit(paragraphs, rng, pool):
    """One copy of a story as another site would print it."""
    kind = rng.choices(["exact", "cut", "light", "noise", "dropped", "local", "teaser", "rewrapped", "typography", "dateline"],
                       [30, 10, 8, 8, 6, 6, 5, 5, 6, 16])[0]
    p = list(paragraphs)
    if kind == "cut" and len(p) > 3:
        p = p[: rng.randint(2, len(p) - 1)]
    elif kind == "light":
        out = []
        for text in p:
            words = text.split(" ")
            for _ in range(max(1, len(words) // 25)):
                k = rng.randrange(len(words))
                if rng.random() < 0.5:
                    words[k] = rng.choice(words)
                elif len(words) > 3:
                    del words[k]
            out.append(" ".join(words))
        p = out
    elif kind == "noise":
        p = ["".join(rng.choice("abcdefgh") if c.isalpha() and rng.random() < 0.006 else c for c in text) for text in p]
    elif kind == "dropped" and len(p) > 3:
        del p[rng.randrange(1, len(p))]
    elif kind == "local":
        other = rng.choice(pool)[1]
        at = rng.randint(1, len(p))
        p[at:at] = other[: rng.randint(1, 2)]
    elif kind == "teaser":
        p = p[: rng.randint(1, 2)]
    elif kind == "rewrapped" and len(p) > 2:
        joined = []
        for text in p:
            if joined and rng.random() < 0.5:
                joined[-1] += " " + text
            else:
                joined.append(text)
        p = joined
    elif kind == "typography":
        p = [text.replace('"', "\u201c").replace("'", "\u2019").replace(" - ", " \u2013 ") for text in p]
    return p


SERVICES = "AP AFP dpa Reuters ANSA EFE Lusa PAP AA Kyodo Xinhua Belga NTB PTI UPI AAP".split()
PLACES = "London Berlin Paris Rome Madrid Warsaw Lisbon Ankara Vienna Geneva Ottawa Lima Cairo Dakar Manila Seoul Perth Oslo".split()
MONTHS = "January February March April May June July August September October November December".split()


def dateline(rng):
    """What stands before the first words of a story."""
    place, service = rng.choice(PLACES), rng.choice(SERVICES)
    place = place.upper() if rng.random() < 0.7 else place
    month, day = rng.choice(MONTHS), rng.randint(1, 28)
    month = month[:3] + "." if rng.random() < 0.4 else month
    return rng.choice([f"{place} - ", f"{place} \u2014 ", f"{place}: ", f"{place} ({service}) - ", f"{place} ({service}) \u2014 ",
                       f"{place}/{rng.choice(PLACES).upper()} ({service}) - ", f"{place}, {month} {day} ({service}) - ",
                       f"{place}, {month} {day} ({service}) \u2014 ", f"{place}, {day} {month} \u2013 ", f"({service}) ",
                       f"({day} {month}) ", f"{place}, {day}. {month} ({service}) - ", "Von unserem Korrespondenten. "])


def digits_anew(line, rng):
    return re.sub(r"\d", lambda m: str(rng.randrange(10)), line)


def headline(rng, pool):
    title = rng.choice(pool)[0]
    if rng.random() < 0.15:
        title = " ".join(title.split()[: rng.randint(4, 8)]) + "\u2026"
    if rng.random() < 0.1:
        summary = rng.choice(rng.choice(pool)[1]).split(". ")[0]
        title = summary if rng.random() < 0.5 else title + " " + summary
    return title


def furnish(template, title, paragraphs, rng, pool, style):
    """Lines and labels of one page."""
    lines, labels = [], []

    def furniture(entry):
        line, fresh = entry
        if style["thin"] and rng.random() < style["thin"]:
            return
        if fresh and rng.random() < style["fresh"]:
            line = headline(rng, pool)
        elif rng.random() < style["digits"]:
            line = digits_anew(line, rng)
        lines.append(line)
        labels.append("b")

    def near(entries, close):
        if not style["residual"]:
            return entries
        kept = []
        for i, entry in enumerate(entries):
            distance = len(entries) - i if close == "end" else i + 1
            if rng.random() < (0.45 if distance <= 6 else 0.02):
                kept.append(entry)
        return kept

    for entry in near(template.before, "end"):
        furniture(entry)
    if title and rng.random() < 0.8:
        lines.append(title)
        labels.append("o")
    at = 0
    inside = sorted(template.inside, key=lambda e: e[0])
    for i, paragraph in enumerate(paragraphs):
        while at < len(inside) and inside[at][0] * len(paragraphs) <= i:
            if not style["residual"] or rng.random() < 0.7:
                furniture(inside[at][1])
            at += 1
        lines.append(paragraph)
        labels.append("c")
    if not style["residual"]:
        for _, entry in inside[at:]:
            furniture(entry)
    for entry in near(template.after, "start"):
        furniture(entry)
    return lines, "".join(labels)


def scrape(name, templates, stories, rng, n_stories, mean_copies, style, max_sites):
    sites = sorted(templates)
    rng.shuffle(sites)
    sites = sites[:max_sites]
    pool = rng.sample(stories, min(len(stories), n_stories * 2))
    chosen = pool[:n_stories]
    number = 0
    for s, (title, paragraphs) in enumerate(chosen):
        copies = 1 if rng.random() < 0.5 else 1 + min(len(sites) - 1, int(rng.expovariate(1 / mean_copies)))
        hosts = rng.sample(sites, copies)
        if rng.random() < style["rerun"]:
            hosts += [hosts[0]] * rng.randint(1, 3)
        for host in hosts:
            text = paragraphs if copies == 1 and rng.random() < 0.9 else edit(paragraphs, rng, pool)
            if rng.random() < style["datelines"]:
                text = [dateline(rng) + text[0], *text[1:]]
            own_title = title if rng.random() > style["own_titles"] else headline(rng, pool)
            lines, labels = furnish(rng.choice(templates[host]), own_title, text, rng, pool, style)
            number += 1
            url = f"https://{host}/{number:06d}.html" if rng.random() > 0.03 else ""
            row = {"id": f"{name}-{number}", "url": url, "site": host, "title": own_title if rng.random() < 0.85 else "",
                   "text": "\n".join(lines), "labels": labels, "story": s}
            if rng.random() < 0.2:  # as when its cluster was not found
                del row["story"]
            yield row


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--pages", nargs="+", required=True)
    ap.add_argument("--stories", nargs="+", required=True)
    ap.add_argument("-o", "--out", required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--scale", type=float, default=1.0)
    a = ap.parse_args()
    rng = random.Random(a.seed)

    pages = [r for path in a.pages for r in rows(path)]
    by_site = collections.defaultdict(list)
    for r in pages:
        by_site[site_of(r["url"])].append(r)
    templates = {}
    for site, members in sorted(by_site.items()):
        count = collections.Counter(m for r in members for m in {masked(x) for x in r["lines"]})
        usable = [t for t in (Template(r, count) for r in members) if t.usable]
        if usable:
            templates[site] = usable

    stories = []
    for path in a.stories:
        for r in rows(path):
            text = r["gold"] if "gold" in r else r["text"].split("\n")
            text = [line.strip() for t in text for line in t.split("\n") if line.strip()]
            title = r.get("title") or " ".join(text[0].split()[: rng.randint(5, 11)]) if text else ""
            if len(text) >= 2:
                stories.append((title.strip(), text))
    rng.shuffle(stories)

    base = {"thin": 0.0, "fresh": 0.5, "digits": 0.3, "residual": False, "rerun": 0.1, "own_titles": 0.1, "datelines": 0.3}
    plans = [
        ("full", 500, 3.0, {}, 60),
        ("large", 500, 3.0, {"fresh": 0.9}, 12),
        ("stress", 350, 5.0, {"fresh": 0.95, "digits": 0.9, "rerun": 0.4, "own_titles": 0.5}, 60),
        ("thin", 400, 3.0, {"thin": 0.6, "fresh": 0.8, "digits": 0.6}, 60),
        ("residual", 500, 3.0, {"residual": True, "fresh": 0.7, "digits": 0.6}, 60),
        ("residual-stress", 400, 5.0, {"residual": True, "fresh": 0.95, "digits": 0.95, "rerun": 0.4, "own_titles": 0.5}, 60),
        ("small", 90, 3.0, {"fresh": 0.8, "digits": 0.7, "rerun": 0.3}, 60),
        ("tiny", 60, 1.5, {"fresh": 0.9, "digits": 0.8, "rerun": 0.3}, 90),
        ("tiny-residual", 80, 1.5, {"residual": True, "fresh": 0.9, "digits": 0.8, "rerun": 0.3}, 90),
    ]
    os.makedirs(a.out, exist_ok=True)
    for name, n, copies, style, sites in plans:
        with gzip.GzipFile(os.path.join(a.out, name + ".jsonl.gz"), "wb", mtime=0) as f:
            for row in scrape(name, templates, stories, rng, max(20, int(n * a.scale)), copies, {**base, **style}, sites):
                f.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


if __name__ == "__main__":
    main()
