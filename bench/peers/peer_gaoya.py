"""gaoya: a Rust index that tokenises, signs, inserts and queries on all threads (RAYON_NUM_THREADS)."""

import scrape
from gaoya.minhash import MinHashStringIndex


def main():
    options = scrape.arguments()
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=options.threshold,
        num_bands=32,
        band_size=4,
        analyzer="word",
        lowercase=True,
        ngram_range=(scrape.SHINGLE, scrape.SHINGLE),
        id_container="vec",
    )
    ids, pieces = [], scrape.pieces(options.scrape, 16 << 20)
    for piece in pieces:
        some_ids, texts = scrape.records(piece)
        index.par_bulk_insert_docs(list(range(len(ids), len(ids) + len(texts))), texts)
        ids += some_ids

    groups = scrape.Groups(len(ids))
    first = 0
    for piece in pieces:
        some_ids, texts = scrape.records(piece)
        for i, near in enumerate(index.par_bulk_query(texts), first):
            for j in near:
                groups.join(i, j)
        first += len(some_ids)
    scrape.write(options.out, ids, groups)


if __name__ == "__main__":
    main()
