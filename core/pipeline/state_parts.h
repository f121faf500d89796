#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/columns.h"
#include "pipeline/learn.h"

namespace presswash {

/// Hash of a document's id, site, title, published and whole decoded text.
[[nodiscard]] ContentHash content_hash(const Document& document);

/// Numbers ids that occur again, in the order of the content hashes; returns how many there are.
std::uint64_t settle_ids(ScrapeColumns& columns);

/// What the scrape knows of blocks and articles by their hashes, for documents that are not of the scrape.
struct HashIndex {
  struct SiteBlock {
    std::uint32_t clusters = 0;
    std::uint32_t variants = 0;
  };
  std::unordered_map<std::uint64_t, SiteBlock> exact;        ///< by block hash and site
  std::unordered_map<std::uint64_t, SiteBlock> masked;       ///< by masked hash and site
  std::unordered_map<std::uint64_t, std::uint32_t> sites;    ///< by block hash
  std::unordered_map<std::uint64_t, std::uint32_t> stories;  ///< by block hash
  std::unordered_map<std::uint64_t, std::uint32_t> titles;   ///< by block hash
  std::unordered_map<std::uint64_t, std::uint32_t> article;  ///< by hash of the article words: a document
};

struct State::Parts {
  std::shared_ptr<const BlockModel> model;
  RoundOptions options;
  RuleSet rules;
  Segmentation segmentation = Segmentation::Auto;
  ScrapeColumns columns;
  std::vector<std::string> sites;
  std::vector<std::uint32_t> site_clusters;                        ///< by site
  std::unordered_map<std::uint64_t, std::uint32_t> cluster_sizes;  ///< members, by cluster id
  RoundsResult result;
  LearnFigures figures;

  /// Gives ids that occur again their numbers, runs the rounds and counts the sites' clusters.
  [[nodiscard]] Status decide(const RoundProgress& progress);
  /// The document's number when it is of the scrape: by its source, else by its content.
  [[nodiscard]] std::optional<std::size_t> find(const Document& document) const;
  /// Made when the first document from outside is judged.
  [[nodiscard]] const HashIndex& index() const;

 private:
  mutable std::once_flag by_content_made_;
  mutable std::unordered_map<std::uint64_t, std::size_t> by_content_;
  mutable std::once_flag index_made_;
  mutable HashIndex index_;
};

}  // namespace presswash
