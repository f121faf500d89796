#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "document/cluster.h"
#include "write/run_files.h"
#include "write/run_writer.h"

namespace presswash {

/// Rows that the report will ask for, kept in memory while they are written, so that the files need not be read again.
/// Documents of any size may be among them: past `most_bytes` none are kept.
class KeptRows {
 public:
  /// Before any document: of the clusters that the report shows, the members that it compares will be kept.
  void expect(const Clustering& clustering, const std::vector<DocumentLabel>& labels);
  /// The rows of documents, in the order in which they are written.
  void see(const RunWriter::Rows& rows);

  static constexpr std::size_t most_bytes = std::size_t{32} << 20U;
  /// False when the rows grew too large; then there are none.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  /// Of these files there is all that the report asks for, but for related stories.
  [[nodiscard]] static bool knows(RunFile file) noexcept;
  /// Of a file that it knows.
  [[nodiscard]] const std::string& of(RunFile file) const noexcept;

 private:
  void forget_when_large();

  std::unordered_set<std::uint32_t> wanted_;  ///< documents
  std::size_t held_back_ = 0;
  bool complete_ = true;
  std::string clean_;
  std::string duplicates_;
  std::string blocks_;
};

}  // namespace presswash
