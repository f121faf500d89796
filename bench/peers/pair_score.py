"""Pairwise precision, recall and F1 of a clustering, from the sizes of the groups and of their intersections."""

import collections
import json


def pairs_within(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def pair_score(truth, found):
    """`truth` and `found`: cluster by id. An id that was not found in any cluster stands alone."""
    found = {name: found.get(name, ("alone", name)) for name in truth}
    shared = pairs_within(collections.Counter((truth[name], found[name]) for name in truth))
    in_truth = pairs_within(collections.Counter(truth.values()))
    in_found = pairs_within(collections.Counter(found.values()))
    precision = shared / in_found if in_found else 1.0
    recall = shared / in_truth if in_truth else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def read_clusters(path):
    """Rows {"id", "cluster"}, or {"cluster", "members": [{"id"}]} as in clusters.jsonl."""
    clusters = {}
    with open(path, encoding="utf-8") as file:
        for row in map(json.loads, file):
            if "members" in row:
                clusters.update((member["id"], row["cluster"]) for member in row["members"])
            elif row["cluster"] is not None:
                clusters[row["id"]] = row["cluster"]
    return clusters
