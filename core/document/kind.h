#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace presswash {

enum class Kind : std::uint8_t {
  Article,
  Headline,
  Byline,
  Caption,
  Related,
  Comments,
  Subscribe,
  Share,
  Navigation,
  Advertisement,
  Legal,
  Cookie,
  Paywall,
  Bio,
  Other,
};
inline constexpr std::size_t kind_count = 15;

/// "article", "headline", ...: as files and options spell them.
[[nodiscard]] std::string_view name_of(Kind kind) noexcept;
[[nodiscard]] std::optional<Kind> kind_of(std::string_view name) noexcept;

/// A set of kinds, as `--kinds` gives it.
struct KindSet {
  std::uint16_t bits = 0;
  [[nodiscard]] constexpr bool has(Kind kind) const noexcept {
    return ((bits >> static_cast<unsigned>(kind)) & 1U) != 0;
  }
  constexpr void add(Kind kind) noexcept {
    bits = static_cast<std::uint16_t>(bits | (1U << static_cast<unsigned>(kind)));
  }
  /// Every kind but article and headline.
  [[nodiscard]] static constexpr KindSet furniture() noexcept { return {0x7FFC}; }
  friend bool operator==(const KindSet&, const KindSet&) = default;
};

}  // namespace presswash
