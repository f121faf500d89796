"""rensa: RMinHash signatures made by all processes, RMinHashLSH for candidates, estimated Jaccard to confirm them."""

import scrape
from rensa import RMinHash, RMinHashLSH

PERMUTATIONS = 128
SEED = 42


def bands_for(threshold):
    """The fewest bands that divide the signature and whose curve rises below the threshold."""
    for bands in (1, 2, 4, 8, 16, 32, 64, 128):
        if (1 / bands) ** (bands / PERMUTATIONS) <= threshold:
            return bands
    return 128


def signed(piece):
    ids, texts = scrape.records(piece)
    return ids, RMinHash.from_token_sets([scrape.shingles(text) for text in texts], PERMUTATIONS, SEED)


def main():
    options = scrape.arguments()
    ids, signatures = [], []
    for some_ids, some in scrape.mapped(signed, scrape.pieces(options.scrape), options.processes):
        ids += some_ids
        signatures += some

    lsh = RMinHashLSH(threshold=options.threshold, num_perm=PERMUTATIONS, num_bands=bands_for(options.threshold))
    lsh.insert_many(signatures)
    groups = scrape.Groups(len(ids))
    step = 10_000
    for begin in range(0, len(ids), step):
        for i, near in enumerate(lsh.query_all(signatures[begin : begin + step]), begin):
            for j in near:
                if j < i and groups.find(i) != groups.find(j):
                    if signatures[i].jaccard(signatures[j]) >= options.threshold:
                        groups.join(i, j)
    scrape.write(options.out, ids, groups)


if __name__ == "__main__":
    main()
