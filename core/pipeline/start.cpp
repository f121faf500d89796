#include "pipeline/start.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "classify/judge.h"
#include "pipeline/parallel.h"

namespace presswash {
namespace {

bool says_something_of_its_own(std::span<const BlockRow> rows, std::span<const VerdictRow> verdicts,
                               const DocumentEvidence& evidence, std::uint32_t words) {
  std::uint32_t own = 0;
  for (std::size_t i = 0; i < rows.size() && own < words; ++i) {
    if (rows[i].prose && verdicts[i].kind() == Kind::Article && evidence.blocks[i].stories == 0) own += rows[i].words;
  }
  return own >= words;
}

/// By text id: whether it is template text.
std::vector<char> common_texts(const ScrapeColumns& columns, const ScrapeEvidence& pages, const StartOptions& options) {
  struct Shown {
    std::uint32_t pages = 0;
    std::uint32_t beside_own = 0;
  };
  std::vector<Shown> shown(columns.texts().size());
  std::vector<TextId> often;
  for (std::size_t d = 0; d < columns.size(); ++d) {
    const DocumentEvidence evidence = pages.of(d);
    const auto rows = columns.blocks(d);
    often.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].prose && evidence.blocks[i].stories + 1U >= options.common_pages) often.push_back(rows[i].text);
    }
    if (often.empty()) continue;
    std::ranges::sort(often, {}, &TextId::value);
    often.erase(std::ranges::unique(often).begin(), often.end());
    const bool own = says_something_of_its_own(rows, columns.verdicts(d), evidence, options.common_own_words);
    for (const TextId text : often) {
      ++shown[text.value].pages;
      shown[text.value].beside_own += own ? 1U : 0U;
    }
  }
  std::vector<char> common(shown.size());
  for (std::size_t text = 0; text < shown.size(); ++text) {
    const bool is_common = shown[text].pages >= options.common_pages &&
                           shown[text].beside_own >= options.common_beside_own * shown[text].pages;
    common[text] = is_common ? '\1' : '\0';
  }
  return common;
}

/// Whether a block stands on many pages of its site.
bool stands_often(const BlockRow& row, const Evidence& seen, const ScrapeContext& context,
                  const StartOptions& options) {
  // Lines of tables are alike once their digits are masked, whatever they tell.
  const double shown = (row.prose ? std::max(seen.clusters, seen.masked_clusters) : seen.clusters) + 1.0;
  return context.site_clusters > 0 && shown >= options.pages && shown >= options.share * context.site_clusters;
}

/// Texts of stories that a site runs again and again: the article of most pages that show one consists of such texts.
class TextsRunAgain {
 public:
  TextsRunAgain(const ScrapeColumns& columns, const ScrapeEvidence& pages, const StartOptions& options)
      : options_(options) {
    std::vector<char> again(columns.size());
    parallel_for(columns.size(), 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t d = begin; d < end; ++d) again[d] = is_run_again(columns, d, pages.of(d)) ? '\1' : '\0';
    });
    std::vector<TextId> texts;
    for (std::size_t d = 0; d < columns.size(); ++d) {
      if (again[d] == 0) continue;
      const auto rows = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      const DocumentEvidence evidence = pages.of(d);
      texts.clear();
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (counts_as_article(verdicts[i].kind()) &&
            stands_often(rows[i], evidence.blocks[i], evidence.context, options_))
          texts.push_back(rows[i].text);
      }
      std::ranges::sort(texts, {}, &TextId::value);
      texts.erase(std::ranges::unique(texts).begin(), texts.end());
      for (const TextId text : texts) ++pages_[key(columns.document(d).site, text)];
    }
  }

  [[nodiscard]] bool hold(SiteIndex site, TextId text, const Evidence& seen) const {
    const auto at = pages_.find(key(site, text));
    return at != pages_.end() && at->second >= options_.again_share * (seen.clusters + 1.0);
  }

 private:
  static std::uint64_t key(SiteIndex site, TextId text) {
    return (static_cast<std::uint64_t>(site.value) << 32U) | text.value;
  }

  [[nodiscard]] bool is_run_again(const ScrapeColumns& columns, std::size_t d, const DocumentEvidence& evidence) const {
    const auto rows = columns.blocks(d);
    const auto verdicts = columns.verdicts(d);
    double own = 0;
    double often = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].prose || !counts_as_article(verdicts[i].kind())) continue;
      (stands_often(rows[i], evidence.blocks[i], evidence.context, options_) ? often : own) += rows[i].words;
    }
    return often > 0 && (own < options_.again_own_words || own < options_.again_own_share * often);
  }

  StartOptions options_;
  std::unordered_map<std::uint64_t, std::uint32_t> pages_;  ///< by site and text
};

}  // namespace

void make_cautious_start(ScrapeColumns& columns, const ScrapeEvidence& pages, const StartOptions& options) {
  const std::vector<char> common = common_texts(std::as_const(columns), pages, options);
  const TextsRunAgain run_again(std::as_const(columns), pages, options);
  parallel_for(columns.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const DocumentEvidence evidence = pages.of(d);
      const auto rows = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      const SiteIndex site = columns.document(d).site;
      const auto often = [&](std::size_t i) {
        return stands_often(rows[i], evidence.blocks[i], evidence.context, options);
      };
      const auto again = [&](std::size_t i) {
        return counts_as_article(verdicts[i].kind()) && run_again.hold(site, rows[i].text, evidence.blocks[i]);
      };
      const auto long_and_often = [&](std::size_t i) { return rows[i].words >= options.long_block && often(i); };
      const auto may_be_copied = [&](std::size_t i) {
        if (rows[i].prose) return true;
        const Evidence& seen = evidence.blocks[i];
        return seen.sites >= 2 && seen.headlines == 0 && rows[i].cues.bits == 0 &&
               (rows[i].digits || rows[i].words >= 5);
      };
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool run =
            long_and_often(i) && ((i > 0 && long_and_often(i - 1)) || (i + 1 < rows.size() && long_and_often(i + 1)));
        if ((often(i) && !run && !again(i)) || common[rows[i].text.value] != 0) {
          if (verdicts[i].kind() == Kind::Article) verdicts[i].set_kind(Kind::Other);
        } else if (may_be_copied(i) && verdicts[i].kind() != Kind::Headline) {
          verdicts[i].set_kind(Kind::Article);
        }
      }
    }
  });
}

}  // namespace presswash
