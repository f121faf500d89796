#include "pipeline/start.h"

#include <algorithm>
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

}  // namespace

void make_cautious_start(ScrapeColumns& columns, const ScrapeEvidence& pages, const StartOptions& options) {
  const std::vector<char> common = common_texts(std::as_const(columns), pages, options);
  parallel_for(columns.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const DocumentEvidence evidence = pages.of(d);
      const auto rows = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      const auto often = [&](std::size_t i) {
        const Evidence& seen = evidence.blocks[i];
        // Lines of tables are alike once their digits are masked, whatever they tell.
        const double shown = (rows[i].prose ? std::max(seen.clusters, seen.masked_clusters) : seen.clusters) + 1.0;
        return evidence.context.site_clusters > 0 && shown >= options.pages &&
               shown >= options.share * evidence.context.site_clusters;
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
        if ((often(i) && !run) || common[rows[i].text.value] != 0) {
          if (verdicts[i].kind() == Kind::Article) verdicts[i].set_kind(Kind::Other);
        } else if (may_be_copied(i) && verdicts[i].kind() != Kind::Headline) {
          verdicts[i].set_kind(Kind::Article);
        }
      }
    }
  });
}

}  // namespace presswash
