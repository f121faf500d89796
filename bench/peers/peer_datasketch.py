"""datasketch: MinHash signatures of numpy-hashed shingles made by all processes, MinHashLSH, estimated Jaccard."""

import numpy
import scrape
from datasketch import LeanMinHash, MinHash, MinHashLSH

PERMUTATIONS = 128
MULTIPLIER = numpy.uint64(0x9E3779B97F4A7C15)


def hashed_shingles(text):
    """32-bit hashes of the word 5-shingles: far faster than hashing each as a string with the default SHA-1."""
    words = scrape.words(text)
    words += [""] * (scrape.SHINGLE - len(words))
    hashes = numpy.fromiter(map(hash, words), dtype=numpy.int64, count=len(words)).view(numpy.uint64)
    count = len(words) - scrape.SHINGLE + 1
    mixed = hashes[:count].copy()
    for k in range(1, scrape.SHINGLE):
        mixed *= MULTIPLIER
        mixed ^= hashes[k : k + count]
    mixed ^= mixed >> numpy.uint64(29)
    mixed *= MULTIPLIER
    return (mixed >> numpy.uint64(32)).tolist()


def signed(piece):
    ids, texts = scrape.records(piece)
    made = MinHash.bulk(map(hashed_shingles, texts), num_perm=PERMUTATIONS, hashfunc=int)
    return ids, [LeanMinHash(signature) for signature in made]


def main():
    options = scrape.arguments()
    ids, signatures = [], []
    for some_ids, some in scrape.mapped(signed, scrape.pieces(options.scrape), options.processes):
        ids += some_ids
        signatures += some

    lsh = MinHashLSH(threshold=options.threshold, num_perm=PERMUTATIONS)
    groups = scrape.Groups(len(ids))
    for i, signature in enumerate(signatures):
        for j in lsh.query(signature):
            if groups.find(i) != groups.find(j) and signature.jaccard(signatures[j]) >= options.threshold:
                groups.join(i, j)
        lsh.insert(i, signature, check_duplication=False)
    scrape.write(options.out, ids, groups)


if __name__ == "__main__":
    main()
