#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "generator/generator.h"
#include "generator/random.h"

namespace presswash::corpus {

enum class Form : std::uint8_t { Plain, Liveblog, Template, Digest };

/// A story before a word of it is written.
struct StoryPlan {
  std::uint64_t index = 0;
  Seed seed = 0;
  Form form = Form::Plain;
  std::uint32_t language = 0;  ///< slot in the plan's languages
  std::uint32_t site = 0;      ///< where it appeared first
  std::int64_t filed = 0;      ///< seconds since 1970
};

struct DocumentPlan {
  StoryPlan story;
  Edit edit = Edit::Original;
  Seed seed = 0;
  std::uint32_t site = 0;
  std::int64_t published = 0;
  std::uint32_t version = 0;  ///< of a live blog, from 1
};

/// Entries of a live blog when it is finished.
inline constexpr std::uint32_t liveblog_versions = 6;

/// Which document tells which story, in which edit, on which site and when: every answer is computed from its number
/// alone. Stories come first in an order of their own (the first tenths of them have the copies), then copies; a keyed
/// permutation spreads both over the scrape.
class Plan {
 public:
  /// `weights`: one a language, what share of stories and sites it has.
  Plan(const Options& options, std::span<const std::uint32_t> weights);

  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  [[nodiscard]] std::uint64_t stories() const noexcept { return stories_; }
  [[nodiscard]] std::uint32_t sites() const noexcept { return static_cast<std::uint32_t>(language_of_site_.size()); }
  [[nodiscard]] std::uint32_t language_of_site(std::uint32_t site) const noexcept { return language_of_site_[site]; }

  [[nodiscard]] DocumentPlan document(std::uint64_t index) const;
  [[nodiscard]] StoryPlan story(std::uint64_t index) const;

  /// A story of that language that runs under its own headline; false when a few tries found none.
  [[nodiscard]] bool pick_story(std::uint32_t language, Seed seed, std::uint64_t& index) const;

 private:
  struct Sites {
    std::vector<std::uint32_t> regular;     ///< large and middling, by size
    std::vector<std::uint64_t> cumulative;  ///< of their weights
  };
  void deal_languages(std::span<const std::uint32_t> weights);
  void deal_sites(std::uint32_t sites);
  void deal_copied_stories(std::uint64_t copies);
  [[nodiscard]] std::uint64_t permuted(std::uint64_t index) const;
  [[nodiscard]] std::uint64_t story_of_copy(Seed seed) const;
  [[nodiscard]] bool small_page(std::uint64_t story, std::uint32_t& page) const;
  [[nodiscard]] std::uint32_t language_of(std::uint64_t story) const;
  [[nodiscard]] Form form_of(std::uint64_t story, Seed seed) const;
  [[nodiscard]] std::uint32_t pick_site(std::uint32_t language, Seed seed) const;
  [[nodiscard]] Edit pick_edit(Seed seed) const;

  std::uint64_t documents_ = 0;
  std::uint64_t stories_ = 0;
  Seed seed_ = 0;
  std::uint32_t digests_ = 0;  ///< per million, as the next two
  std::uint32_t templates_ = 0;
  std::uint32_t liveblogs_ = 0;
  std::vector<EditWeight> edits_;
  std::uint64_t edit_weights_ = 0;
  std::vector<std::uint8_t> language_deal_;                ///< of 64 stories in a row
  std::vector<std::vector<std::uint8_t>> places_in_deal_;  ///< of each language
  std::vector<std::uint32_t> language_of_site_;
  std::vector<Sites> sites_;                             ///< of each language
  std::vector<std::uint32_t> small_pages_;               ///< the site of each page of the smallest sites
  std::vector<std::uint64_t> copy_bounds_;               ///< first story after each class of stories with copies
  std::vector<std::uint64_t> copy_cumulative_;           ///< of the classes' weights
  std::vector<std::vector<std::uint8_t>> copied_deals_;  ///< languages of the stories of each class
  std::uint32_t half_bits_ = 1;                          ///< of the permutation
  std::int64_t span_ = 0;                                ///< seconds over which stories are filed
};

}  // namespace presswash::corpus
