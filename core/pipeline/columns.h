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
#include "pipeline/block_texts.h"
#include "pipeline/shelves.h"

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
  std::uint32_t block_count = 0;
  std::uint32_t text_bytes = 0;
  std::uint32_t replaced = 0;
  std::uint32_t repeat = 0;  ///< 2, 3, ...: appended to an id that occurs again
  std::uint16_t title_words = 0;
  bool made_id = false;
  bool held_back = false;
  bool by_sentence = false;  ///< its text was cut into sentences
  bool by_evidence = false;  ///< the scrape's evidence took part in its verdicts
};

/// A verdict without its evidence, four bytes: a scrape has very many.
class VerdictRow {
 public:
  VerdictRow() = default;
  explicit VerdictRow(const Verdict& verdict) noexcept;
  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  void set_kind(Kind kind) noexcept { kind_ = kind; }
  /// The verdict, with the evidence it had.
  [[nodiscard]] Verdict with(const Evidence& evidence) const noexcept;

 private:
  Kind kind_ = Kind::Article;
  SignSet signs_;
  std::uint16_t score_ : 15 = 0;  ///< in thousandths
  bool removed_ : 1 = false;
};
static_assert(sizeof(VerdictRow) == 4);

/// The documents of one batch of records, before a scrape takes them.
struct ColumnChunk {
  struct Text {
    BlockHash hash;
    BlockHash masked;
    std::uint32_t token_count = 0;
  };
  std::vector<DocumentRow> documents;
  std::vector<BlockRow> blocks;   ///< of all documents, in order; their texts have no ids yet
  std::vector<Text> texts;        ///< by block
  std::vector<TokenHash> tokens;  ///< of all blocks, in order
  std::vector<TokenHash> titles;  ///< of all documents, in order
};

/// Columns of a whole scrape, in input order. Built by one thread, then changed only verdict by verdict.
class ScrapeColumns final : public ArticleTokens {
 public:
  void add(ColumnChunk&& chunk);
  /// Takes the documents of another scrape behind its own; `sites` gives each of its sites a number here.
  void take(ScrapeColumns&& other, const std::vector<SiteIndex>& sites);
  /// For a scrape that was saved: its texts, before any document; then documents, whose blocks have the texts' ids.
  void restore(BlockTexts&& texts) { texts_ = std::move(texts); }
  void restore(DocumentRow&& document, std::span<const BlockRow> blocks, std::span<const TokenHash> title);

  [[nodiscard]] std::size_t size() const override { return documents_.size(); }
  void append(DocumentIndex document, std::vector<TokenHash>& out) const override;
  void append_first(DocumentIndex document, std::size_t enough, std::vector<TokenHash>& out) const override;
  void append_blocks(DocumentIndex document, std::vector<ArticleBlock>& out) const override;
  [[nodiscard]] std::span<const TokenHash> title(DocumentIndex document) const override {
    return titles_[document.value];
  }

  [[nodiscard]] const DocumentRow& document(std::size_t d) const { return documents_[d]; }
  [[nodiscard]] DocumentRow& document(std::size_t d) { return documents_[d]; }
  [[nodiscard]] std::span<const BlockRow> blocks(std::size_t d) const { return blocks_of_[d]; }
  [[nodiscard]] const BlockTexts& texts() const { return texts_; }

  /// No more documents come, and no text will be looked up by its hash.
  void complete() noexcept { texts_.complete(); }
  /// Gives every block a slot for its verdict and its evidence, which is that of a block that stands nowhere else.
  void make_verdicts();
  /// Empty before `make_verdicts`. Different documents may be written by different threads.
  [[nodiscard]] std::span<const VerdictRow> verdicts(std::size_t d) const {
    return slots_of<const VerdictRow>(verdicts_, d);
  }
  [[nodiscard]] std::span<VerdictRow> verdicts(std::size_t d) { return slots_of<VerdictRow>(verdicts_, d); }
  [[nodiscard]] std::span<const Evidence> evidence(std::size_t d) const {
    return slots_of<const Evidence>(evidence_, d);
  }
  /// By slot: see `first_slot`.
  [[nodiscard]] std::span<Evidence> all_evidence() { return evidence_; }
  /// Block `i` of document `d` with what is known of it.
  [[nodiscard]] Verdict verdict(std::size_t d, std::size_t i) const;

  /// The number of blocks before document `d`: a block's slot in the whole scrape is this plus its position.
  [[nodiscard]] std::uint64_t first_slot(std::size_t d) const { return first_slot_[d]; }
  [[nodiscard]] std::uint64_t block_count() const { return blocks_; }
  [[nodiscard]] std::uint64_t memory_bytes() const;

 private:
  template <typename Value>
  [[nodiscard]] std::span<Value> slots_of(std::span<Value> column, std::size_t d) const {
    return column.empty() ? column : column.subspan(first_slot_[d], blocks_of_[d].size());
  }

  BlockTexts texts_;
  Shelves<BlockRow> rows_;
  std::vector<DocumentRow> documents_;
  std::vector<std::span<const BlockRow>> blocks_of_;  ///< by document
  Shelves<TokenHash> title_words_;
  std::vector<std::span<const TokenHash>> titles_;  ///< by document
  std::vector<std::uint64_t> first_slot_;
  std::vector<VerdictRow> verdicts_;  ///< by slot
  std::vector<Evidence> evidence_;    ///< by slot
  std::uint64_t blocks_ = 0;
};

}  // namespace presswash
