#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace presswash {

/// A document as the page shows it.
struct PageDocument {
  std::string id;
  std::string site;
  std::string title;
  std::string published;
  std::string text;  ///< cleaned
};

/// Two documents to be judged, in the order of their numbers.
struct PagePair {
  std::uint64_t pair = 0;
  const PageDocument* a = nullptr;
  const PageDocument* b = nullptr;
  double jaccard = 0.0;
  double containment = 0.0;
};

/// calibration.html: one page that loads nothing and runs nothing but its own script, to judge pairs by eye. Whatever
/// the scrape holds is text in it. `key` tells the judgements of this calibration from those of others that the
/// browser keeps: hexadecimal digits.
[[nodiscard]] std::string calibration_page(std::span<const PagePair> pairs, std::string_view version,
                                           std::string_view key);

/// The script of the page, as it stands between its tags, and its style sheet.
[[nodiscard]] std::string_view calibration_script() noexcept;
[[nodiscard]] std::string_view calibration_style() noexcept;

}  // namespace presswash
