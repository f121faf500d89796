#pragma once

#include <span>
#include <string_view>

namespace presswash::corpus {

/// The files of generator/data, put into the program when it is configured.
struct GrammarFile {
  std::string_view language;
  std::string_view text;
};

[[nodiscard]] std::span<const GrammarFile> grammar_files();

}  // namespace presswash::corpus
