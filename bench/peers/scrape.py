"""What every peer does alike: read the scrape in pieces, make word 5-shingles, join pairs to clusters, write them."""

import argparse
import json
import multiprocessing
import os

SHINGLE = 5


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("scrape")
    parser.add_argument("out", help='rows of {"id", "cluster"}')
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    return parser.parse_args()


def pieces(path, size=4 << 20):
    """Byte ranges of about `size` that begin and end at line borders."""
    total = os.path.getsize(path)
    ranges = []
    with open(path, "rb") as file:
        begin = 0
        while begin < total:
            file.seek(min(begin + size, total))
            file.readline()
            ranges.append((path, begin, file.tell()))
            begin = file.tell()
    return ranges


def records(piece):
    """Ids and texts of a byte range."""
    path, begin, end = piece
    with open(path, "rb") as file:
        file.seek(begin)
        rows = [json.loads(line) for line in file.read(end - begin).splitlines()]
    return [row["id"] for row in rows], [row["text"] for row in rows]


def words(text):
    return text.lower().split()


def shingles(text):
    """Word 5-shingles as strings; a shorter text is one shingle."""
    w = words(text)
    if len(w) < SHINGLE:
        return [" ".join(w)]
    return list(map(" ".join, zip(w, w[1:], w[2:], w[3:], w[4:])))


def mapped(function, items, processes):
    """`function` of every item, in order, on all processes."""
    if processes == 1:
        yield from map(function, items)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(function, items)


class Groups:
    """Union-find."""

    def __init__(self, size):
        self.parent = list(range(size))

    def find(self, i):
        parent = self.parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, i, j):
        i, j = self.find(i), self.find(j)
        if i != j:
            self.parent[max(i, j)] = min(i, j)


def write(path, ids, groups):
    with open(path, "w", encoding="utf-8") as file:
        for i, name in enumerate(ids):
            file.write(json.dumps({"id": name, "cluster": groups.find(i)}) + "\n")
