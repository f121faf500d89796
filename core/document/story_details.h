#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// How the article text of a copy differs from the text it is held against, in words (characters, in scripts written
/// without spaces). All zero: the same words in the same order, whatever the paragraphs.
struct Changes {
  std::uint32_t relead = 0;  ///< of an opening of its own
  std::uint32_t added = 0;   ///< elsewhere, in paragraphs or long runs that the other lacks
  std::uint32_t cut = 0;     ///< of paragraphs or long runs that it lacks
  std::uint32_t edited = 0;  ///< changed within paragraphs that both have
  std::uint32_t moved = 0;   ///< in paragraphs that stand in another order
  friend bool operator==(const Changes&, const Changes&) = default;
};

/// What an editor wants to know of a cluster beyond who survives.
struct StoryDetails {
  DocumentIndex first = no_document;   ///< the member published first; none when no time is known
  DocumentIndex source = no_document;  ///< the member the others derive from; none when neither text nor time tells
  bool source_by_text = false;         ///< the texts decided; otherwise the earliest of those that may be it
  std::vector<Changes> changes;        ///< by member: against its survivor, or of a survivor against the canonical one
};

}  // namespace presswash
