#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "classify/block_row.h"
#include "document/article_tokens.h"
#include "document/document.h"
#include "document/verdict.h"

namespace presswash {

/// What is held of a document after its text is gone.
struct DocumentRow {
  std::string id;  ///< as it was read or made
  std::string published;
  Source source;
  ContentHash content;
  BlockHash title;
  SiteIndex site = no_site;
  std::optional<std::int64_t> published_seconds{};
  std::uint32_t first_block = 0;  ///< in its chunk
  std::uint32_t block_count = 0;
  std::uint64_t first_token = 0;  ///< in its chunk
  std::uint32_t text_bytes = 0;
  std::uint32_t replaced = 0;
  std::uint32_t repeat = 0;  ///< 2, 3, ...: appended to an id that occurs again
  bool made_id = false;
  bool held_back = false;
};

/// The documents of one batch of records.
struct ColumnChunk {
  std::vector<DocumentRow> documents;
  std::vector<BlockRow> blocks;
  std::vector<TokenHash> tokens;
  std::vector<Verdict> verdicts;  ///< by block; empty before the first round
};

/// Columns of a whole scrape, in input order. Built by one thread, then changed only verdict by verdict.
class ScrapeColumns final : public ArticleTokens {
 public:
  void add(std::unique_ptr<ColumnChunk> chunk);
  /// Takes the chunks of another scrape behind its own; `sites` gives each of its sites a number here.
  void take(ScrapeColumns&& other, const std::vector<SiteIndex>& sites);

  [[nodiscard]] std::size_t size() const override { return places_.size(); }
  /// Words of the blocks whose verdict counts as article.
  void append(DocumentIndex document, std::vector<TokenHash>& out) const override;

  [[nodiscard]] const DocumentRow& document(std::size_t d) const { return chunk_of(d).documents[places_[d].second]; }
  [[nodiscard]] DocumentRow& document(std::size_t d) { return chunks_[places_[d].first]->documents[places_[d].second]; }
  [[nodiscard]] std::span<const BlockRow> blocks(std::size_t d) const;
  [[nodiscard]] std::span<const Verdict> verdicts(std::size_t d) const;
  /// One slot a block; different documents may be written by different threads.
  [[nodiscard]] std::span<Verdict> verdicts(std::size_t d);
  /// Gives every block a slot for its verdict.
  void make_verdicts();

  /// The number of blocks before document `d`: a block's slot in the whole scrape is this plus its position.
  [[nodiscard]] std::uint64_t first_slot(std::size_t d) const { return first_slot_[d]; }
  [[nodiscard]] std::uint64_t block_count() const { return blocks_; }
  [[nodiscard]] std::uint64_t memory_bytes() const;
  [[nodiscard]] const std::vector<std::unique_ptr<ColumnChunk>>& chunks() const { return chunks_; }

 private:
  [[nodiscard]] const ColumnChunk& chunk_of(std::size_t d) const { return *chunks_[places_[d].first]; }

  std::vector<std::unique_ptr<ColumnChunk>> chunks_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places_;  ///< by document: chunk, position in it
  std::vector<std::uint64_t> first_slot_;
  std::uint64_t blocks_ = 0;
};

}  // namespace presswash
