#include "pipeline/columns.h"

#include <array>
#include <cmath>

#include "classify/evidence.h"
#include "classify/judge.h"

namespace presswash {
namespace {
constexpr float steps = 1000.0F;  // scores are quantised to thousandths

/// Whether block `i` takes part in finding copies; before anything is judged, all do.
bool takes_part(std::span<const VerdictRow> judged, std::size_t i) {
  return judged.empty() || counts_as_article(judged[i].kind());
}
}  // namespace

VerdictRow::VerdictRow(const Verdict& verdict) noexcept
    : kind_(verdict.kind),
      signs_(verdict.signs),
      score_(static_cast<std::uint16_t>(std::lround(verdict.score * steps)) & 0x7FFFU),
      removed_(verdict.removed) {}

Verdict VerdictRow::with(const Evidence& evidence) const noexcept {
  return {.kind = kind_,
          .score = static_cast<float>(score_ / 1000.0),
          .signs = signs_,
          .evidence = evidence,
          .removed = removed_};
}

void ScrapeColumns::restore(DocumentRow&& document, std::span<const BlockRow> blocks,
                            std::span<const TokenHash> title) {
  first_slot_.push_back(blocks_);
  blocks_ += blocks.size();
  blocks_of_.emplace_back(rows_.keep(blocks));
  titles_.emplace_back(title_words_.keep(title));
  documents_.push_back(std::move(document));
}

void ScrapeColumns::add(ColumnChunk&& chunk) {
  constexpr std::size_t ahead = 16;  // blocks are looked up all over the memory, which is asked for before
  std::size_t token = 0;
  for (std::size_t i = 0; i < chunk.blocks.size(); ++i) {
    if (i + ahead < chunk.texts.size()) texts_.prefetch(chunk.texts[i + ahead].hash);
    const ColumnChunk::Text& text = chunk.texts[i];
    chunk.blocks[i].text = texts_.add(text.hash, text.masked, std::span(chunk.tokens).subspan(token, text.token_count));
    token += text.token_count;
  }
  std::size_t block = 0;
  std::size_t title = 0;
  for (DocumentRow& row : chunk.documents) {
    const auto blocks = std::span(chunk.blocks).subspan(block, row.block_count);
    const auto words = std::span(chunk.titles).subspan(title, row.title_words);
    block += row.block_count;
    title += row.title_words;
    restore(std::move(row), blocks, words);
  }
}

void ScrapeColumns::take(ScrapeColumns&& other, const std::vector<SiteIndex>& sites) {
  std::vector<TextId> renumbered;
  renumbered.reserve(other.texts_.size());
  for (std::uint32_t i = 0; i < other.texts_.size(); ++i) {
    const TextId id{i};
    renumbered.push_back(texts_.add(other.texts_.hash(id), other.texts_.masked(id), other.texts_.words(id)));
  }
  std::vector<BlockRow> rows;
  for (std::size_t d = 0; d < other.size(); ++d) {
    DocumentRow& row = other.documents_[d];
    if (row.site != no_site) row.site = sites[row.site.value];
    const auto blocks = other.blocks(d);
    rows.assign(blocks.begin(), blocks.end());
    for (BlockRow& block : rows) block.text = renumbered[block.text.value];
    restore(std::move(row), rows, other.titles_[d]);
  }
}

void ScrapeColumns::append(DocumentIndex document, std::vector<TokenHash>& out) const {
  const auto rows = blocks(document.value);
  const auto judged = verdicts(document.value);
  // Texts lie anywhere: their memory is asked for before it is needed, some at a time.
  std::array<TextId, 32> wanted;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t count = 0;
    for (; i < rows.size() && count < wanted.size(); ++i) {
      if (!takes_part(judged, i)) continue;
      texts_.prefetch_entry(rows[i].text);
      wanted[count++] = rows[i].text;
    }
    for (std::size_t k = 0; k < count; ++k) texts_.prefetch_words(wanted[k]);
    for (std::size_t k = 0; k < count; ++k) {
      const auto words = texts_.words(wanted[k]);
      out.insert(out.end(), words.begin(), words.end());
    }
  }
}

void ScrapeColumns::append_first(DocumentIndex document, std::size_t enough, std::vector<TokenHash>& out) const {
  const auto rows = blocks(document.value);
  const auto judged = verdicts(document.value);
  const std::size_t wanted = out.size() + enough;
  for (std::size_t i = 0; i < rows.size() && out.size() < wanted; ++i) {
    if (!takes_part(judged, i)) continue;
    const auto words = texts_.words(rows[i].text);
    out.insert(out.end(), words.begin(), words.end());
  }
}

void ScrapeColumns::append_blocks(DocumentIndex document, std::vector<ArticleBlock>& out) const {
  const auto rows = blocks(document.value);
  const auto judged = verdicts(document.value);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words > 0 && takes_part(judged, i)) out.push_back({.text = rows[i].text.value, .words = rows[i].words});
  }
}

void ScrapeColumns::make_verdicts() {
  verdicts_.assign(blocks_, {});
  evidence_.reserve(blocks_);
  for (std::size_t d = 0; d < size(); ++d)
    evidence_.insert(evidence_.end(), blocks_of_[d].size(), evidence_of_one(documents_[d].site));
}

Verdict ScrapeColumns::verdict(std::size_t d, std::size_t i) const {
  const VerdictRow& row = verdicts(d)[i];
  return row.with(document(d).by_evidence ? evidence(d)[i] : Evidence{});
}

std::uint64_t ScrapeColumns::memory_bytes() const {
  std::uint64_t bytes = documents_.capacity() * sizeof(DocumentRow) +
                        blocks_of_.capacity() * sizeof(std::span<const BlockRow>) +
                        titles_.capacity() * sizeof(std::span<const TokenHash>) + title_words_.memory_bytes() +
                        first_slot_.capacity() * sizeof(std::uint64_t) + verdicts_.capacity() * sizeof(VerdictRow) +
                        evidence_.capacity() * sizeof(Evidence) + rows_.memory_bytes() + texts_.memory_bytes();
  for (const DocumentRow& row : documents_) bytes += row.id.capacity() + row.published.capacity();
  return bytes;
}

}  // namespace presswash
