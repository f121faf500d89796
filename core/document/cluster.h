#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// How one document's article text relates to another's.
enum class Relation : std::uint8_t { None, Identical, Near, Excerpt };
/// "none", "identical", "near", "excerpt".
[[nodiscard]] std::string_view name_of(Relation relation) noexcept;

/// A verified pair; `a` < `b`. Figures come from the full shingle sets.
struct Edge {
  DocumentIndex a;
  DocumentIndex b;
  Relation relation = Relation::None;
  float jaccard = 0.0F;        ///< |A and B| / |A or B|
  float containment_a = 0.0F;  ///< |A and B| / |A|
  float containment_b = 0.0F;  ///< |A and B| / |B|
  std::uint32_t shared = 0;    ///< |A and B|
  friend bool operator==(const Edge&, const Edge&) = default;
};

enum class Keep : std::uint8_t { Earliest, Latest, Longest, Cleanest };

/// What became of one document.
enum class Role : std::uint8_t { Alone, Survivor, Removed };

struct Membership {
  ClusterId cluster;  ///< 0 when the document stands alone
  Role role = Role::Alone;
  DocumentIndex survivor = no_document;  ///< of a removed document: the survivor it has a verified edge to
  Relation relation =
      Relation::None;  ///< to that survivor (of a survivor that is not canonical: to the canonical one, if any)
  float jaccard = 0.0F;
  float containment = 0.0F;  ///< share of this document's shingles that the survivor has
  float unique = 1.0F;       ///< share of this document's words that stand in no shared shingle with the survivor
};

struct Cluster {
  ClusterId id;
  std::vector<DocumentIndex> members;    ///< canonical first, then by `Keep` order
  std::vector<DocumentIndex> survivors;  ///< canonical first
};

/// Every document's membership, and every cluster of two or more, largest first (ties by id).
struct Clustering {
  std::vector<Membership> of;  ///< by DocumentIndex
  std::vector<Cluster> clusters;
};

}  // namespace presswash
