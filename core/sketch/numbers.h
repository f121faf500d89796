#pragma once

#include "base/ids.h"

namespace presswash {

/// Whether a word is one to four decimal digits (figures of more digits are mostly written in groups of three, which
/// are words of their own). Told from the hash: a few words in a million are taken for numbers. Thread-safe; the
/// first call builds a table.
[[nodiscard]] bool is_number(TokenHash word) noexcept;

/// The figure that a word is: a number as it stands, the digits of a small one that is spelled out (three, drei, tres),
/// the name of a month; 0 when it is none. Words that are as often another word (once, due, mai) are left out.
[[nodiscard]] TokenHash figure_of(TokenHash word) noexcept;

}  // namespace presswash
