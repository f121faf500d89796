#include "base/utf8.h"

#include <simdjson.h>

namespace presswash {
namespace {

constexpr std::string_view replacement_bytes = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view bytes, std::size_t at) noexcept { return static_cast<unsigned char>(bytes[at]); }

/// Bounds of the byte after a lead byte (Unicode 15, table 3-7), and how many bytes follow the lead.
struct Lead {
  unsigned low = 0x80;
  unsigned high = 0xBF;
  std::uint32_t following = 0;
};

Lead lead_of(unsigned byte) noexcept {
  if (byte >= 0xC2 && byte <= 0xDF) return {.following = 1};
  if (byte == 0xE0) return {.low = 0xA0, .following = 2};
  if (byte == 0xED) return {.high = 0x9F, .following = 2};
  if (byte >= 0xE1 && byte <= 0xEF) return {.following = 2};
  if (byte == 0xF0) return {.low = 0x90, .following = 3};
  if (byte >= 0xF1 && byte <= 0xF3) return {.following = 3};
  if (byte == 0xF4) return {.high = 0x8F, .following = 3};
  return {};
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

void append_utf8(std::string& out, char32_t code_point) {
  const auto tail = [code_point](unsigned shift) {
    return static_cast<char>(0x80U | ((static_cast<std::uint32_t>(code_point) >> shift) & 0x3FU));
  };
  const auto value = static_cast<std::uint32_t>(code_point);
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += {static_cast<char>(0xC0U | (value >> 6U)), tail(0)};
  } else if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    out += replacement_bytes;
  } else if (value < 0x10000) {
    out += {static_cast<char>(0xE0U | (value >> 12U)), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xF0U | (value >> 18U)), tail(12), tail(6), tail(0)};
  }
}

CodePoint code_point_at(std::string_view bytes, std::size_t at) noexcept {
  const unsigned first = byte_at(bytes, at);
  if (first < 0x80) return {.code_point = first, .length = 1, .valid = true};
  const Lead lead = lead_of(first);
  if (lead.following == 0) return {};
  std::uint32_t value = first & (0x3FU >> lead.following);
  for (std::uint32_t i = 1; i <= lead.following; ++i) {
    if (at + i >= bytes.size()) return {.length = i};
    const unsigned byte = byte_at(bytes, at + i);
    const unsigned low = i == 1 ? lead.low : 0x80;
    const unsigned high = i == 1 ? lead.high : 0xBF;
    if (byte < low || byte > high) return {.length = i};
    value = (value << 6U) | (byte & 0x3FU);
  }
  return {.code_point = value, .length = lead.following + 1, .valid = true};
}

std::size_t repair_utf8(std::string& bytes) {
  if (is_utf8(bytes)) return 0;
  std::size_t replaced = 0;
  std::string out;
  out.reserve(bytes.size() + 16);
  std::size_t copied = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint here = code_point_at(bytes, at);
    if (!here.valid) {
      out.append(bytes, copied, at - copied);
      out += replacement_bytes;
      copied = at + here.length;
      ++replaced;
    }
    at += here.length;
  }
  out.append(bytes, copied);
  bytes = std::move(out);
  return replaced;
}

void Utf16Decoder::append(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    const int byte = static_cast<unsigned char>(c);
    if (first_byte_ < 0) {
      first_byte_ = byte;
      continue;
    }
    const bool little = order_ == Utf16Order::LittleEndian;
    const auto high = static_cast<unsigned>(little ? byte : first_byte_);
    const auto low = static_cast<unsigned>(little ? first_byte_ : byte);
    first_byte_ = -1;
    unit((high << 8U) | low, out);
  }
}

void Utf16Decoder::finish(std::string& out) {
  if (high_ != 0) replace(out);
  high_ = 0;
  if (first_byte_ >= 0) replace(out);
  first_byte_ = -1;
}

void Utf16Decoder::unit(char32_t value, std::string& out) {
  const bool low_surrogate = value >= 0xDC00 && value <= 0xDFFF;
  if (high_ != 0) {
    const char32_t high = high_;
    high_ = 0;
    if (low_surrogate) {
      append_utf8(out, 0x10000U + ((high - 0xD800U) << 10U) + (value - 0xDC00U));
      return;
    }
    replace(out);
  }
  if (value >= 0xD800 && value <= 0xDBFF) {
    high_ = value;
  } else if (low_surrogate) {
    replace(out);
  } else {
    append_utf8(out, value);
  }
}

void Utf16Decoder::replace(std::string& out) {
  out += invalid_;
  ++replaced_;
}

}  // namespace presswash
