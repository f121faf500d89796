#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace presswash {

/// An integer that cannot be mixed up with another integer of a different meaning.
template <typename Tag, typename Value>
struct StrongId {
  using value_type = Value;
  Value value{};
  friend auto operator<=>(const StrongId&, const StrongId&) = default;
};

using DocumentIndex = StrongId<struct DocumentIndexTag, std::uint32_t>;  ///< slot of a document in one run, input order
using SiteIndex = StrongId<struct SiteIndexTag, std::uint32_t>;          ///< slot of a site in one run
using ClusterId = StrongId<struct ClusterIdTag, std::uint64_t>;          ///< stable across runs; 0 means "no cluster"
using ContentHash =
    StrongId<struct ContentHashTag, std::uint64_t>;              ///< of a document's id, site and whole decoded text
using BlockHash = StrongId<struct BlockHashTag, std::uint64_t>;  ///< of a block's normalised words
using TextId = StrongId<struct TextIdTag, std::uint32_t>;        ///< of a block's text among those of a scrape
using TokenHash = std::uint32_t;                                 ///< of one normalised word
using ShingleHash = std::uint64_t;                               ///< of k consecutive normalised words

/// A document whose site is unknown has this site; no site evidence is taken for it.
inline constexpr SiteIndex no_site{0xFFFFFFFFU};
inline constexpr DocumentIndex no_document{0xFFFFFFFFU};

}  // namespace presswash

template <typename Tag, typename Value>
struct std::hash<presswash::StrongId<Tag, Value>> {
  std::size_t operator()(const presswash::StrongId<Tag, Value>& id) const noexcept {
    return std::hash<Value>{}(id.value);
  }
};
