#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "read/record_reader.h"

namespace presswash::testing {

enum class Does {
  Stops,        ///< before anything is read or written
  SkipsRecord,  ///< counted, kept in rejected.jsonl
  SkipsRest,    ///< what came before in that input was read; other inputs are read
  SkipsFile,    ///< of a folder
  Replaces,     ///< each by U+FFFD, counted
  Reads,        ///< as if nothing was wrong with it
};

/// As docs/bad-input.md says it.
[[nodiscard]] std::string words_of(Does does);

/// One kind of bad input; docs/bad-input.md has a row for each.
struct BadInput {
  std::string kind;
  std::function<void()> prepare;  ///< makes files in the working folder
  std::vector<std::filesystem::path> inputs;
  std::string says;  ///< the whole message; empty when nothing is said
  Does does = Does::Stops;
  std::size_t documents = 0;            ///< read all the same
  std::function<void()> after_opening;  ///< what happens between opening and reading
  ReadOptions options;

  friend void PrintTo(const BadInput& input, std::ostream* out) { *out << input.kind; }
};

[[nodiscard]] std::vector<BadInput> bad_inputs();

}  // namespace presswash::testing
