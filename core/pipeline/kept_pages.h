#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "document/document.h"

namespace presswash {

/// Rendered pages of a first pass over the inputs, kept in memory for the second one, since parsing a page takes most
/// of the time it takes to judge it. Holds the first pages up to a bound; the others are rendered again. When all are
/// held, the inputs are not read again.
class KeptPages {
 public:
  explicit KeptPages(std::uint64_t most_bytes = std::uint64_t{64} << 20U) : free_(most_bytes) {}

  /// Keeps a rendered page while there is room. From one thread at a time.
  void keep(Document&& document) {
    const std::uint64_t bytes = size_of(document);
    if (full_ || bytes > free_) {
      full_ = true;
      return;
    }
    free_ -= bytes;
    const Source source = document.source;
    pages_.insert_or_assign(source, std::move(document));
  }

  /// Notes a document of the first pass that is not kept: the inputs must be read again.
  void pass_over() noexcept { full_ = true; }

  /// Whether every document of the first pass is kept and none was given away: they need not be read again.
  [[nodiscard]] bool has_all() const noexcept { return !full_ && !pages_.empty(); }
  /// The first page in input order, which is given away; absent when there are no more.
  [[nodiscard]] std::optional<Document> take_first() {
    if (pages_.empty()) return std::nullopt;
    return std::move(pages_.extract(pages_.begin()).mapped());
  }
  [[nodiscard]] std::size_t size() const noexcept { return pages_.size(); }

  /// Gives the page of a record away, once. From any number of threads, each asking for other records.
  [[nodiscard]] std::optional<Document> take(const Source& source) {
    const auto at = pages_.find(source);
    if (at == pages_.end()) return std::nullopt;
    return std::move(at->second);
  }

 private:
  static std::uint64_t size_of(const Document& document) {
    std::uint64_t bytes = sizeof(Document) + document.text.size() + document.record.size();
    if (document.markup == nullptr) return bytes;
    bytes += document.markup->elements.size() * sizeof(MarkupElement);
    bytes += document.markup->blocks.size() * sizeof(BlockMarkup);
    return bytes + document.markup->names.size() * sizeof(std::uint32_t);
  }

  std::map<Source, Document> pages_;
  std::uint64_t free_;
  bool full_ = false;
};

}  // namespace presswash
