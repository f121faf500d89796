#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "test_seeds.h"

namespace presswash::testing {

/// Writes random JSON together with what it decodes to.
class RandomJson {
 public:
  explicit RandomJson(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  std::string space() {
    static constexpr std::string_view kinds[] = {"", "", "", " ", "\t", "  "};
    return std::string(kinds[below(6)]);
  }

  struct String {
    std::string json;  // quotes included
    std::string decoded;
  };
  String string(std::size_t max_pieces = 12) {
    static constexpr std::string_view pieces[][2] = {
        {"a", "a"},
        {"The quick brown fox jumps over the lazy dog. ", "The quick brown fox jumps over the lazy dog. "},
        {"\\n", "\n"},
        {"\\\"", "\""},
        {"\\\\", "\\"},
        {"\\/", "/"},
        {"/", "/"},
        {"\\u00e9", "\xC3\xA9"},
        {"\\u2019", "\xE2\x80\x99"},
        {"\\uD83D\\uDE00", "\xF0\x9F\x98\x80"},
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
        {"\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD\xE6\x96\x87"},
        {"\\b\\f\\r\\t", "\b\f\r\t"},
        {"\\u0001", "\x01"},
        {"{[,:]}", "{[,:]}"},
        {"\x7F", "\x7F"},
        {"\\u005c", "\\"},
    };
    String out{.json = "\"", .decoded = {}};
    for (std::size_t i = below(max_pieces + 1); i > 0; --i) {
      const auto& piece = pieces[below(std::size(pieces))];
      out.json += piece[0];
      out.decoded += piece[1];
    }
    out.json += '"';
    return out;
  }

  std::string value(int depth = 0) {
    static constexpr std::string_view scalars[] = {"true", "false", "null", "0",    "-1",
                                                   "1.50", "1e5",   "-0.0", "2E-3", "123456789",
                                                   "[]",   "{}",    "[ ]",  "{ }",  "18446744073709551615"};
    const std::size_t kind = below(depth < 4 ? 10 : 7);
    if (kind < 4) return std::string(scalars[below(std::size(scalars))]);
    if (kind < 7) return string().json;
    const bool object = kind < 9;
    std::string out = object ? "{" : "[";
    const std::size_t count = 1 + below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      out += space();
      if (object) out += string(3).json + space() + ":" + space();
      out += value(depth + 1) + space();
    }
    return out + (object ? "}" : "]");
  }

 private:
  Random random_;
};

}  // namespace presswash::testing
