#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/verdict.h"

namespace presswash {

/// What a block of a text dump is. Auto: a line, and a sentence of a long line where most of the text stands in such
/// lines, for its line breaks were lost.
enum class Segmentation : std::uint8_t { Auto, Lines, Sentences };
/// auto, line, sentence.
[[nodiscard]] std::string_view name_of(Segmentation how) noexcept;

struct SegmentedText {
  std::vector<Block> blocks;  ///< cover the text
  bool by_sentence = false;   ///< lines of it were cut
};

/// Takes a text dump (valid UTF-8) apart. Sentences: every line is cut, whatever its length.
[[nodiscard]] SegmentedText segment_text(std::string_view text, Segmentation how);

}  // namespace presswash
