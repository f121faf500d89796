#include "generator/plan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace presswash::corpus {
namespace {

constexpr std::uint32_t deal_size = 64;
constexpr std::uint64_t first_filed = 1'896'134'400;  ///< 1 February 2030
constexpr std::uint32_t million = 1'000'000;

enum Stream : std::uint64_t { Stories = 1, Copies, SmallSites, Permutation, FirstSite };

/// Some stories are printed everywhere, most of them once.
struct CopyClass {
  std::uint32_t upto_per_mille;
  std::uint32_t weight;
};
constexpr std::array copy_classes = {CopyClass{6, 40}, CopyClass{40, 15}, CopyClass{110, 7}, CopyClass{220, 3},
                                     CopyClass{420, 1}};

[[nodiscard]] std::uint32_t per_million(double share) {
  return static_cast<std::uint32_t>(std::lround(share * million));
}

/// Below `bound`, for bounds that do not fit 32 bits.
[[nodiscard]] std::uint64_t pick_wide(Seed seed, std::uint64_t bound) {
  return bound < (1ULL << 32U) ? pick(seed, static_cast<std::uint32_t>(bound)) : seed % bound;
}

[[nodiscard]] std::uint32_t site_count(const Options& options) {
  if (options.sites != 0) return options.sites;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(options.documents / 60, 12, 3000));
}

}  // namespace

Plan::Plan(const Options& options, std::span<const std::uint32_t> weights)
    : documents_(options.documents),
      seed_(mix64(options.seed)),
      digests_(per_million(options.digests)),
      templates_(per_million(options.templates)),
      liveblogs_(per_million(options.liveblogs)),
      edits_(options.edits.empty() ? default_edits() : options.edits) {
  const auto copies = static_cast<std::uint64_t>(std::llround(options.copies * static_cast<double>(documents_)));
  stories_ = std::max<std::uint64_t>(1, documents_ - std::min(copies, documents_));
  for (const auto& e : edits_) edit_weights_ += e.weight;
  span_ = static_cast<std::int64_t>(86'400 * std::min<std::uint64_t>(20 + documents_ / 500, 330));
  while ((1ULL << (2 * half_bits_)) < documents_) ++half_bits_;

  deal_languages(weights);
  deal_sites(site_count(options));
  std::uint64_t total = 0;
  std::uint64_t from = 0;
  for (const auto& c : copy_classes) {
    const auto upto = std::min(stories_, (stories_ * c.upto_per_mille + 999) / 1000);
    total += (upto - from) * c.weight;
    from = upto;
    copy_bounds_.push_back(upto);
    copy_cumulative_.push_back(total);
  }
  deal_copied_stories(copies);
}

// Stories that are printed often are of languages with sites enough: no site prints one story again and again.
void Plan::deal_copied_stories(std::uint64_t copies) {
  constexpr std::uint64_t copies_of_site = 3;
  std::uint64_t most = 0;
  for (const Sites& sites : sites_) most = std::max<std::uint64_t>(most, sites.regular.size());
  for (const CopyClass& of : copy_classes) {
    const std::uint64_t each = copies * of.weight / std::max<std::uint64_t>(1, copy_cumulative_.back());
    const std::uint64_t needed = std::min(most, (each + copies_of_site - 1) / copies_of_site);
    std::vector<std::uint8_t>& deal = copied_deals_.emplace_back();
    for (const std::uint8_t language : language_deal_) {
      if (sites_[language].regular.size() >= needed) deal.push_back(language);
    }
  }
}

void Plan::deal_languages(std::span<const std::uint32_t> weights) {
  // Each language has a seat; the others go, one by one, to whoever has the fewest for its weight.
  std::vector<std::uint32_t> seats(weights.size(), 1);
  for (auto left = deal_size - static_cast<std::uint32_t>(weights.size()); left > 0; --left) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < weights.size(); ++i) {
      if (std::uint64_t{seats[i]} * weights[best] < std::uint64_t{seats[best]} * weights[i]) best = i;
    }
    ++seats[best];
  }
  for (std::size_t i = 0; i < seats.size(); ++i)
    language_deal_.insert(language_deal_.end(), seats[i], static_cast<std::uint8_t>(i));
  Random random(part(seed_, 77));
  for (std::uint32_t i = deal_size - 1; i > 0; --i) std::swap(language_deal_[i], language_deal_[random.below(i + 1)]);
  places_in_deal_.resize(weights.size());
  for (std::uint32_t i = 0; i < deal_size; ++i)
    places_in_deal_[language_deal_[i]].push_back(static_cast<std::uint8_t>(i));
}

void Plan::deal_sites(std::uint32_t sites) {
  const auto languages = static_cast<std::uint32_t>(places_in_deal_.size());
  std::vector<std::vector<std::uint32_t>> by_language(languages);
  for (std::uint32_t i = 0; i < sites; ++i) {
    const std::uint32_t language = i < languages ? i : language_deal_[(i * 29) % deal_size];
    by_language[language].push_back(i);
    language_of_site_.push_back(language);
  }
  const auto most_pages = stories_ / 4;
  sites_.resize(languages);
  for (std::uint32_t l = 0; l < languages; ++l) {
    const auto& own = by_language[l];
    const std::size_t regular = own.size() < 3 ? own.size() : own.size() - own.size() / 4 - (own.size() == 3 ? 1 : 0);
    std::uint64_t total = 0;
    for (std::size_t r = 0; r < own.size(); ++r) {
      const auto pages = 2 + pick(part(part(seed_, Stream::SmallSites), own[r]), 4);
      if (r >= regular && small_pages_.size() + pages <= most_pages) {
        small_pages_.insert(small_pages_.end(), pages, own[r]);
        continue;
      }
      total += 1'000'000 / (r + 2);
      sites_[l].regular.push_back(own[r]);
      sites_[l].cumulative.push_back(total);
    }
  }
}

/// A Feistel network over the smallest power of four that holds all documents; what falls outside goes round again.
std::uint64_t Plan::permuted(std::uint64_t index) const {
  const std::uint64_t mask = (1ULL << half_bits_) - 1;
  do {
    std::uint64_t left = index >> half_bits_;
    std::uint64_t right = index & mask;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const std::uint64_t next = left ^ (part(part(seed_, Stream::Permutation + 16 * round), right) & mask);
      left = right;
      right = next;
    }
    index = (left << half_bits_) | right;
  } while (index >= documents_);
  return index;
}

bool Plan::small_page(std::uint64_t story, std::uint32_t& page) const {
  const std::uint64_t pages = small_pages_.size();
  const std::uint64_t often = copy_bounds_[1];  // stories printed often begin on larger sites
  if (pages == 0 || story < often) return false;
  const std::uint64_t at = story - often;
  const std::uint64_t stories = stories_ - often;
  const std::uint64_t k = (at * pages + stories - 1) / stories;
  if (k >= pages || k * stories / pages != at) return false;
  page = static_cast<std::uint32_t>(k);
  return true;
}

std::uint32_t Plan::language_of(std::uint64_t story) const {
  std::uint32_t page = 0;
  if (small_page(story, page)) return language_of_site_[small_pages_[page]];
  const auto of = std::upper_bound(copy_bounds_.begin(), copy_bounds_.end(), story) - copy_bounds_.begin();
  if (static_cast<std::size_t>(of) == copy_bounds_.size()) return language_deal_[story % deal_size];
  const std::vector<std::uint8_t>& deal = copied_deals_[static_cast<std::size_t>(of)];
  return deal[story % deal.size()];
}

Form Plan::form_of(std::uint64_t story, Seed seed) const {
  const auto drawn = pick(part(seed, 901), million);
  if (story < copy_bounds_.back()) return drawn < liveblogs_ ? Form::Liveblog : Form::Plain;
  // The shares are of all stories, but only those without copies take these forms.
  const std::uint64_t open = stories_ - copy_bounds_.back();
  const std::uint64_t digests = digests_ * stories_ / open;
  const std::uint64_t templates = templates_ * stories_ / open;
  if (drawn < digests) return Form::Digest;
  return drawn < digests + templates ? Form::Template : Form::Plain;
}

std::uint32_t Plan::pick_site(std::uint32_t language, Seed seed) const {
  const auto& sites = sites_[language];
  const auto drawn = pick_wide(seed, sites.cumulative.back());
  const auto at = std::upper_bound(sites.cumulative.begin(), sites.cumulative.end(), drawn) - sites.cumulative.begin();
  return sites.regular[static_cast<std::size_t>(at)];
}

Edit Plan::pick_edit(Seed seed) const {
  auto drawn = pick_wide(seed, edit_weights_);
  for (const auto& e : edits_) {
    if (drawn < e.weight) return e.edit;
    drawn -= e.weight;
  }
  return Edit::Exact;
}

std::uint64_t Plan::story_of_copy(Seed seed) const {
  const auto drawn = pick_wide(seed, copy_cumulative_.back());
  const auto at = static_cast<std::size_t>(std::upper_bound(copy_cumulative_.begin(), copy_cumulative_.end(), drawn) -
                                           copy_cumulative_.begin());
  const auto from = at == 0 ? 0 : copy_bounds_[at - 1];
  return from + pick_wide(mix64(seed), copy_bounds_[at] - from);
}

StoryPlan Plan::story(std::uint64_t index) const {
  StoryPlan story;
  story.index = index;
  story.seed = part(part(seed_, Stream::Stories), index);
  story.form = form_of(index, story.seed);
  std::uint32_t page = 0;
  if (small_page(index, page)) {
    story.site = small_pages_[page];
    story.language = language_of_site_[story.site];
  } else {
    story.language = language_of(index);
    story.site = pick_site(story.language, part(story.seed, Stream::FirstSite));
  }
  story.filed = static_cast<std::int64_t>(first_filed + pick(part(story.seed, 902), static_cast<std::uint32_t>(span_)));
  return story;
}

DocumentPlan Plan::document(std::uint64_t index) const {
  const auto slot = permuted(index);
  DocumentPlan document;
  document.seed = part(part(seed_, Stream::Copies), slot);
  const bool original = slot < stories_;
  document.story = story(original ? slot : story_of_copy(part(document.seed, 1)));
  const auto& story = document.story;
  Random random(part(document.seed, 2));
  document.site = story.site;
  document.published = story.filed + random.below(7200);
  if (original) {
    if (story.form == Form::Template) document.edit = Edit::Template;
    if (story.form == Form::Digest) document.edit = Edit::Digest;
  } else {
    document.edit = pick_edit(random.next());
    if (document.edit == Edit::Rerun) {
      document.published = story.filed + 86'400 * random.between(3, 40) + random.below(40'000);
    } else {
      document.published = story.filed + 1800 + random.below(130'000);
      for (int tries = 0; tries < 4 && document.site == story.site; ++tries) {
        document.site = pick_site(story.language, random.next());
      }
    }
  }
  if (story.form == Form::Liveblog) {
    document.edit = Edit::Liveblog;
    document.version = original ? 1 : random.between(2, liveblog_versions);
    document.published = story.filed + document.version * 3000 + random.below(1500);
  }
  return document;
}

bool Plan::pick_story(std::uint32_t language, Seed seed, std::uint64_t& index) const {
  const auto& places = places_in_deal_[language];
  for (int tries = 0; tries < 6; ++tries) {
    seed = mix64(seed);
    index = pick_wide(seed, stories_ / deal_size + 1) * deal_size +
            places[pick(mix64(seed), static_cast<std::uint32_t>(places.size()))];
    if (index >= stories_ || language_of(index) != language) continue;
    const Form form = form_of(index, part(part(seed_, Stream::Stories), index));
    if (form == Form::Plain || form == Form::Liveblog) return true;
  }
  return false;
}

}  // namespace presswash::corpus
