#!/usr/bin/env python3
"""Runs presswash and other extractors on labelled pages, each on one core, and prints a Markdown table.

LABELLED: JSON Lines as `presswash eval` takes them: {"id", "url", "html"} with "gold", or "with" and "without". A peer
is given each page as a string in memory, and only its own calls are timed; presswash is timed from the start of its
process to the end, reading and decoding the JSON included. Times are of the processor, so that other work on the
machine disturbs them less.
"""

import argparse
import json
import logging
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path


def trafilatura_text():
    import trafilatura

    return lambda page: trafilatura.extract(page["html"], url=page.get("url"), include_comments=False) or ""


def resiliparse_text():
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page["html"], main_content=True, alt_texts=False)


def readability_text():
    import lxml.html
    from readability import Document

    def extract(page):
        summary = lxml.html.fromstring(Document(page["html"]).summary(html_partial=True))
        blocks = summary.iter("p", "h2", "h3", "h4", "h5", "h6", "li", "td", "pre", "blockquote", "div")
        own = (re.sub(r"\s+", " ", text).strip() for text in (own_text(block) for block in blocks))
        return "\n".join(text for text in own if text)

    def own_text(element):
        """The text that stands in it, but in no block inside it."""
        parts = [element.text or ""]
        for child in element:
            if child.tag not in ("p", "h2", "h3", "h4", "h5", "h6", "li", "td", "pre", "blockquote", "div"):
                parts.append(own_text(child) if isinstance(child.tag, str) else "")
            parts.append(child.tail or "")
        return "".join(parts)

    return extract


def justext_text():
    import justext

    names = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
             "pl": "Polish", "tr": "Turkish", "ru": "Russian", "nl": "Dutch", "da": "Danish", "sv": "Swedish"}

    def extract(page):
        lang = re.search(r"<html[^>]*\slang=[\"']?([a-z]{2})", page["html"][:4096])
        stop_words = justext.get_stoplist(names.get(lang.group(1) if lang else "en", "English"))
        paragraphs = justext.justext(page["html"].encode(), stop_words, encoding="utf-8")
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return extract


def parse_alone():
    import lxml.html

    def extract(page):
        lxml.html.document_fromstring(page["html"].encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        return ""

    return extract


PEERS = {
    "trafilatura": trafilatura_text,
    "resiliparse": resiliparse_text,
    "readability-lxml": readability_text,
    "justext": justext_text,
    "lxml": parse_alone,  # what libxml2's parsing into a tree costs
}


def timed_texts(pages, make):
    extract = make()
    extract(pages[0])  # what it loads when it is first called
    texts, failed, seconds = {}, 0, 0.0
    for page in pages:
        began = time.process_time()
        try:
            text = extract(page)
        except Exception:  # a page that a peer cannot read gives no text
            text, failed = "", failed + 1
        seconds += time.process_time() - began
        texts[page["id"]] = text
    return texts, seconds, failed


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def scores(presswash, labelled, texts, folder):
    """F1 over runs of four words, and over pieces; what the file has labels for."""
    predictions = folder / "texts.jsonl"
    write_rows(predictions, ({"id": name, "text": text} for name, text in texts.items()))
    command = [presswash, "eval", str(labelled), "--predictions", str(predictions), "--worst", "0"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"\d+ (pages|pieces).*?F1 ([0-9.]+)", said))
    return found.get("pages", ""), found.get("pieces", "")


def presswash_texts(presswash, pages, folder, options):
    scrape = folder / "pages.jsonl"
    write_rows(scrape, ({key: page[key] for key in ("id", "url", "html") if key in page} for page in pages))
    command = [presswash, "strip", str(scrape), "--threads", "1", "--quiet", *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {row["id"]: row.get("text", "") for row in map(json.loads, out.decode().splitlines())}, seconds


def row_of(name, version, pages, megabytes, seconds, found, failed=0):
    cells = [name, version, f"{len(pages) / seconds:.0f}", f"{megabytes / seconds:.1f}", *found, str(failed or "")]
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("labelled", nargs="+", type=Path)
    parser.add_argument("--presswash", default=str(Path(__file__).parents[2] / "build/release/tools/presswash"))
    parser.add_argument("--model", help="weights for presswash; cross-fitted ones when these pages trained the built-in")
    parser.add_argument("--peers", default=",".join(PEERS), help="which of them, separated by commas")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    options = ["--model", arguments.model] if arguments.model else []
    for labelled in arguments.labelled:
        with open(labelled, encoding="utf-8") as file:
            pages = [json.loads(line) for line in file]
        megabytes = sum(len(page["html"].encode()) for page in pages) / 1e6
        print(f"\n{labelled.name}: {len(pages)} pages, {megabytes:.1f} MB\n")
        print("| tool | version | pages/s | MB/s | F1 | F1 of pieces | failed |\n|---|---|---:|---:|---:|---:|---:|")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            texts, seconds = presswash_texts(arguments.presswash, pages, folder, options)
            found = scores(arguments.presswash, labelled, texts, folder)
            row_of("presswash strip --threads 1", "", pages, megabytes, seconds, found)
            for peer in arguments.peers.split(","):
                texts, seconds, failed = timed_texts(pages, PEERS[peer])
                found = ("", "") if peer == "lxml" else scores(arguments.presswash, labelled, texts, folder)
                row_of("parsing alone (lxml)" if peer == "lxml" else peer, metadata.version(peer), pages, megabytes,
                       seconds, found, failed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
