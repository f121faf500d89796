#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/ids.h"
#include "document/cluster.h"
#include "match/slot.h"

namespace presswash {

/// A member of one story, as the choice of survivors sees it. Members of one slot have the same article text.
struct StoryMember {
  DocumentIndex document;
  Slot slot = 0;
  std::uint32_t shingles = 0;
  std::uint32_t furniture_bytes = 0;
  std::optional<std::int64_t> published_seconds{};
  ContentHash content;
  bool excerpt = false;  ///< stands nearly whole in a longer member
};

/// What a member has that a survivor lacks, from their full texts.
struct MemberComparison {
  Relation relation = Relation::None;
  float jaccard = 0.0F;
  float containment = 0.0F;           ///< share of the member's shingles that the survivor has
  float survivor_containment = 0.0F;  ///< share of the survivor's shingles that the member has
  float unique = 1.0F;                ///< share of the member's words in no shared shingle
  std::uint32_t shared = 0;
};

/// Compares members of one story on demand.
class MemberComparer {
 public:
  MemberComparer() = default;
  MemberComparer(const MemberComparer&) = delete;
  MemberComparer& operator=(const MemberComparer&) = delete;
  virtual ~MemberComparer() = default;
  /// Of different slots. Calls with the same survivor come in a row.
  [[nodiscard]] virtual MemberComparison compare(Slot survivor, Slot member) = 0;
  /// Whether the two have an edge already.
  [[nodiscard]] virtual bool linked(Slot a, Slot b) const = 0;
};

/// Canonical first. Longest: most shingles. Cleanest: least furniture, then the longer one. Earliest, Latest: by time,
/// unknown times last. Excerpts of other members come after all others, but for the canonical one of Earliest and
/// Latest. Content hashes break ties.
void order_members(std::vector<StoryMember>& members, Keep keep);

/// The fate of one member. `survivor` is its place in the order; a survivor's own.
struct MemberFate {
  std::uint32_t survivor = 0;
  MemberComparison to;  ///< to that survivor; of a survivor, to the canonical one
};

/// In the order given, each member is removed when a survivor before it has an edge to it and all but `max_unique`
/// of its words; otherwise it survives. An excerpt never removes what it was taken from.
[[nodiscard]] std::vector<MemberFate> choose_survivors(std::span<const StoryMember> ordered, double max_unique,
                                                       MemberComparer& comparer);

}  // namespace presswash
