#include "pipeline/columns.h"

#include "classify/judge.h"

namespace presswash {

void ScrapeColumns::add(std::unique_ptr<ColumnChunk> chunk) {
  if (chunk->documents.empty()) return;
  chunk->documents.shrink_to_fit();
  chunk->blocks.shrink_to_fit();
  chunk->tokens.shrink_to_fit();
  const auto number = static_cast<std::uint32_t>(chunks_.size());
  for (std::uint32_t i = 0; i < chunk->documents.size(); ++i) {
    places_.emplace_back(number, i);
    first_slot_.push_back(blocks_);
    blocks_ += chunk->documents[i].block_count;
  }
  chunks_.push_back(std::move(chunk));
}

void ScrapeColumns::take(ScrapeColumns&& other, const std::vector<SiteIndex>& sites) {
  for (auto& chunk : other.chunks_) {
    for (DocumentRow& row : chunk->documents) {
      if (row.site != no_site) row.site = sites[row.site.value];
    }
    chunk->verdicts.clear();
    add(std::move(chunk));
  }
}

void ScrapeColumns::append(DocumentIndex document, std::vector<TokenHash>& out) const {
  const std::size_t d = document.value;
  const ColumnChunk& chunk = chunk_of(d);
  const DocumentRow& row = chunk.documents[places_[d].second];
  const TokenHash* tokens = chunk.tokens.data() + row.first_token;
  const auto rows = blocks(d);
  const auto judged = verdicts(d);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!judged.empty() && !counts_as_article(judged[i])) continue;
    out.insert(out.end(), tokens + rows[i].token_begin, tokens + rows[i].token_begin + rows[i].token_count);
  }
}

std::span<const BlockRow> ScrapeColumns::blocks(std::size_t d) const {
  const ColumnChunk& chunk = chunk_of(d);
  const DocumentRow& row = chunk.documents[places_[d].second];
  return {chunk.blocks.data() + row.first_block, row.block_count};
}

std::span<const Verdict> ScrapeColumns::verdicts(std::size_t d) const {
  const ColumnChunk& chunk = chunk_of(d);
  if (chunk.verdicts.empty()) return {};
  const DocumentRow& row = chunk.documents[places_[d].second];
  return {chunk.verdicts.data() + row.first_block, row.block_count};
}

std::span<Verdict> ScrapeColumns::verdicts(std::size_t d) {
  ColumnChunk& chunk = *chunks_[places_[d].first];
  const DocumentRow& row = chunk.documents[places_[d].second];
  return {chunk.verdicts.data() + row.first_block, row.block_count};
}

void ScrapeColumns::make_verdicts() {
  for (const auto& chunk : chunks_) chunk->verdicts.resize(chunk->blocks.size());
}

std::uint64_t ScrapeColumns::memory_bytes() const {
  std::uint64_t bytes = places_.capacity() * sizeof(places_[0]) + first_slot_.capacity() * sizeof(first_slot_[0]);
  for (const auto& chunk : chunks_) {
    bytes += chunk->documents.capacity() * sizeof(DocumentRow) + chunk->blocks.capacity() * sizeof(BlockRow) +
             chunk->tokens.capacity() * sizeof(TokenHash) + chunk->verdicts.capacity() * sizeof(Verdict);
    for (const DocumentRow& row : chunk->documents) bytes += row.id.capacity() + row.published.capacity();
  }
  return bytes;
}

}  // namespace presswash
