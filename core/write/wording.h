#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/story_details.h"
#include "document/verdict.h"

namespace presswash {

/// "12,044".
[[nodiscard]] std::string with_commas(std::uint64_t number);
/// "12,044 documents", "1 document".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);
/// "3.4 MB"; decimal units.
[[nodiscard]] std::string bytes_in_words(std::uint64_t bytes);
/// "12.3%"; "0%" of nothing; never "0.0%" or "100.0%" of a part that is neither.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);
/// "0.87": a share with two digits, or three when it is nearly 0 or 1.
[[nodiscard]] std::string share_in_words(double share);

/// What a sign means, as a clause: "its wording is that of such text".
[[nodiscard]] std::string_view in_words(Sign sign) noexcept;
/// What a kind is, for a reader who sees the word for the first time: "prompts to comment, comments themselves".
[[nodiscard]] std::string_view in_words(Kind kind) noexcept;
/// One clause for each thing the scrape says: "stands under 41 other stories of example.com".
[[nodiscard]] std::vector<std::string> in_words(const Evidence& evidence, std::string_view site);

/// "120 words cut, 34 added, 9 edited"; "the same words" when there are none.
[[nodiscard]] std::string in_words(const Changes& changes);

/// The first `max_characters` of a text on one line: white space collapsed, control and bidirectional override
/// characters shown as U+XXXX, "…" where it was cut. Safe to print on a terminal.
[[nodiscard]] std::string excerpt_of(std::string_view text, std::size_t max_characters);

/// White space, the kinds of every script and line breaks included.
[[nodiscard]] bool is_space(char32_t c) noexcept;
[[nodiscard]] bool is_line_break(char32_t c) noexcept;

/// True for characters that are made visible before a person sees them: controls, bidirectional overrides, and the
/// like.
[[nodiscard]] bool is_hidden_character(char32_t c) noexcept;

}  // namespace presswash
