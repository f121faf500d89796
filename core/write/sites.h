#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "write/summary.h"

namespace presswash {

/// A row of sites.jsonl: what was found on one site.
struct SiteFigures {
  std::string site;  ///< empty: the documents whose site is unknown
  std::uint64_t kept = 0;
  std::uint64_t copies = 0;
  std::uint64_t held_back = 0;
  std::uint64_t text_bytes = 0;     ///< as read
  std::uint64_t removed_bytes = 0;  ///< of boilerplate, in kept documents and copies alike
  KindTable kinds{};
  [[nodiscard]] std::uint64_t documents() const noexcept { return kept + copies; }
  /// Adds the other's figures; the name stays.
  void add(const SiteFigures& other);
};

[[nodiscard]] std::string site_row(const SiteFigures& site);
/// All rows of the file, the site with the most documents first. Errors: as of RowReader.
[[nodiscard]] Result<std::vector<SiteFigures>> read_sites(const std::filesystem::path& run, const Summary& summary);

}  // namespace presswash
