#!/usr/bin/env python3
"""Fit the weights by which lost line breaks are found again (core/segment/break_weights.h).

    fit_line_breaks.py DUMP... > core/segment/break_weights.h

DUMP: rows {"lines": [...]} or {"text": ...} whose line breaks are right; any file may be .gz. Every gap between two words of
a text joined to one line is an example; those after the end of a sentence are left out, for there the text is cut anyway.
Logistic regression over bins, by Adagrad; the same weights for the same dumps. What is measured of a gap is that of
core/segment/line_breaks.cpp; the two must agree.
"""
import gzip
import json
import math
import random
import sys
import unicodedata

OPENING = "\"'([{“„‘«‚「『（"
CLOSING = "\"')]}”’»“」』）"
SKIPPED = OPENING + "-–—*•·#@"
STOPS = ".!?…。！？؟۔।"
COMMAS = ",;、，；،"
BARS = "|/>»›•·→"
# Cuts where the chance of a break is this or more: a line that is not found costs more than one too many.
CHANCE = 0.2
BINS = (0, 1, 2, 4, 7, 12, 20, 35, 60)
GROUPS = [("low", 36), ("next", 80), ("end", 64), ("kinds", 64), ("length", 5), ("stops", 25), ("commas_before", 4),
          ("commas_after", 4), ("start", 5), ("since", 10)]
UPPER, CAPITALS, LOWER, DIGIT, UNCASED, UNSPACED, MARK, NONE = range(8)


def abbreviations():
    """Those of the library."""
    text = open(__file__.rsplit("/scripts/", 1)[0] + "/core/segment/abbreviations.h", encoding="utf-8").read()
    return set(" ".join(text.split('"')[1::2]).split())


def unspaced(c):
    o = ord(c)
    return any(a <= o <= b for a, b in ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF), (0x1780, 0x17FF),
                                        (0x1000, 0x109F), (0x20000, 0x2FA1F)))


def kind_of(word):
    bare = word.lstrip(SKIPPED)
    if not bare:
        return MARK
    category = unicodedata.category(bare[0])
    if category in ("Lu", "Lt"):
        cases = [unicodedata.category(c) for c in word]
        letters = [c for c in cases if c[0] == "L"]
        return CAPITALS if len(letters) > 1 and all(c == "Lu" for c in letters) else UPPER
    if category == "Ll":
        return LOWER
    if category[0] == "L":
        return UNSPACED if unspaced(bare[0]) else UNCASED
    return DIGIT if category == "Nd" else MARK


def stops(word, known):
    """Whether a sentence may end with the word."""
    bare = word.rstrip(CLOSING)
    if not bare or bare[-1] not in STOPS:
        return False
    if bare[-1] != ".":
        return True
    stem = bare[:-1].lstrip(OPENING)
    if len(stem) <= 1 or stem.lower() in known:
        return False
    if len(stem) <= 2 and stem.isdigit():
        return False
    if len(stem) <= 5 and all(c in "IVX" for c in stem):
        return False
    return not (len(stem) >= 3 and all((c == ".") == (i % 2 == 1) for i, c in enumerate(stem)) and len(stem) % 2 == 1)


def last_of(word):
    bare = word.rstrip(CLOSING)
    return bare[-1] if bare else word[-1]


def end_of(word, known):
    last = last_of(word)
    if last in COMMAS:
        return 1
    if last in ":：":
        return 2
    if last == "." and not stops(word, known):
        return 3
    if last in STOPS:
        return 4
    if last in "-–—":
        return 5
    if last in BARS:
        return 6
    return 7 if word[-1] in CLOSING else 0


def start_of(word):
    first = word[0]
    if first in "\"“„«‚「『‘":
        return 1
    if first in "([":
        return 2
    if first in "-–—":
        return 3
    return 4 if first in BARS + "©@#" else 0


def bin_of(value):
    return next((k for k, edge in enumerate(BINS) if value <= edge), len(BINS))


def running(flags):
    total = [0]
    for flag in flags:
        total.append(total[-1] + (1 if flag else 0))
    return total


def gaps(words, known):
    """(place, features) of every gap that no sentence end stands before."""
    n = len(words)
    kinds = [kind_of(word) for word in words]
    ends = [stops(word, known) and (i + 1 == n or kinds[i + 1] != LOWER) for i, word in enumerate(words)]
    low, commas, ended = (running(flags) for flags in ([k == LOWER for k in kinds],
                                                       [last_of(word) in COMMAS for word in words], ends))
    since, to_end = [0] * n, [0] * n
    for i in range(1, n):
        since[i] = 0 if ends[i - 1] else since[i - 1] + 1
    distance = 999
    for i in range(n - 1, -1, -1):
        distance = 0 if ends[i] else distance + 1
        to_end[i] = distance
    for i in range(1, n):
        if ends[i - 1]:
            continue
        before = lambda total, k: total[i] - total[max(0, i - k)]
        after = lambda total, k: total[min(n, i + k)] - total[i]
        yield i, ((after(low, 10) // 2) * 6 + before(low, 10) // 2, bin_of(to_end[i]) * 8 + kinds[i],
                  end_of(words[i - 1], known) * 8 + kinds[i], kinds[i] * 8 + kinds[i - 1], min(len(words[i - 1]), 4),
                  min(before(ended, 60), 4) * 5 + min(after(ended, 60), 4), min(before(commas, 8), 3),
                  min(after(commas, 8), 3), start_of(words[i]), bin_of(since[i]))


def examples(paths):
    known = abbreviations()
    offsets = [sum(size for _, size in GROUPS[:k]) for k in range(len(GROUPS))]
    out = []
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                lines = [line.split() for line in (row["lines"] if "lines" in row else row["text"].split("\n"))]
                begins, words = set(), []
                for line in filter(None, lines):
                    begins.add(len(words))
                    words += line
                if not 30 <= len(words) <= 6000:
                    continue
                for place, features in gaps(words, known):
                    out.append((place in begins, tuple(o + f for o, f in zip(offsets, features))))
    return out


def fit(data, rounds=3, rate=0.1, decay=1e-7):
    weights = [0.0] * sum(size for _, size in GROUPS)
    squares = [1e-2] * len(weights)
    bias = 0.0
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(data)
        for wanted, features in data:
            z = bias + sum(weights[f] for f in features)
            step = 1.0 / (1.0 + math.exp(-z)) - wanted
            bias -= 0.001 * step
            for f in features:
                slope = step + decay * weights[f]
                squares[f] += slope * slope
                weights[f] -= rate * slope / math.sqrt(squares[f])
    return weights, bias


def main():
    data = examples(sys.argv[1:])
    weights, bias = fit(data)
    chances = [(1.0 / (1.0 + math.exp(-bias - sum(weights[f] for f in features))), wanted) for wanted, features in data]
    loss = -sum(math.log(max(1e-9, p if wanted else 1.0 - p)) for p, wanted in chances) / len(chances)
    found = sum(1 for p, wanted in chances if wanted and p >= CHANCE)
    print(f"{len(data)} gaps, loss {loss:.4f}, of the breaks {found / sum(w for w, _ in data):.3f} found, of the cuts "
          f"{found / sum(1 for p, _ in chances if p >= CHANCE):.3f} breaks", file=sys.stderr)
    print("#pragma once\n\n#include <array>\n#include <cstdint>\n\n"
          "// Made by scripts/fit_line_breaks.py: logs of odds, in hundredths, by group of bins.\n\n"
          "namespace presswash::break_weights {\n")
    print("// clang-format off")
    start = 0
    for name, size in GROUPS:
        values = [max(-999, min(999, round(100 * w))) for w in weights[start:start + size]]
        start += size
        width = next(w for w in (8, 6, 5, 10, 4) if size % w == 0)
        print(f"inline constexpr std::array<std::int16_t, {size}> {name} = {{")
        for k in range(0, size, width):
            print("    " + ", ".join(f"{v}" for v in values[k:k + width]) + ",")
        print("};")
    print("// clang-format on")
    print(f"/// Of a gap whose bins are all worth nothing, beside the odds from which a text is cut.\n"
          f"inline constexpr std::int32_t bias = {round(100 * (bias - math.log(CHANCE / (1.0 - CHANCE))))};\n")
    print("}  // namespace presswash::break_weights")


if __name__ == "__main__":
    main()
