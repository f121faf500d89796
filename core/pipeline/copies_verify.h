#pragma once

#include <span>
#include <vector>

#include "cluster/word_counts.h"
#include "match/slot.h"
#include "pipeline/copies_stages.h"

namespace presswash::copies {

/// Compares candidate pairs on all their shingles and appends an edge for each that shares enough to be evidence.
/// `sizes`: distinct shingles by slot. A step of `progress` is a pair.
void verify_pairs(const Input& input, const Texts& texts, const WordCounts& words, std::vector<SlotPair>&& pairs,
                  std::span<const std::uint32_t> sizes, std::vector<SlotEdge>& edges, Progress& progress);

}  // namespace presswash::copies
