#pragma once

#include "base/ids.h"

namespace presswash {

/// Whether a word is one to four decimal digits (figures of more digits are mostly written in groups of three, which
/// are words of their own). Told from the hash: a few words in a million are taken for numbers. Thread-safe; the
/// first call builds a table.
[[nodiscard]] bool is_number(TokenHash word) noexcept;

}  // namespace presswash
