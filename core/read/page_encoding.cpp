#include "read/page_encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <iconv.h>

#include "base/ascii.h"
#include "base/utf8.h"

namespace presswash {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::size_t meta_bytes = 4096;  ///< browsers look at 1,024

/// Labels that browsers take for another, larger encoding (WHATWG Encoding Standard), with iconv's names.
std::string iconv_name(std::string_view label) {
  constexpr std::array<std::pair<std::string_view, const char*>, 22> names = {{
      {"iso-8859-1", "CP1252"},  {"iso8859-1", "CP1252"}, {"iso_8859-1", "CP1252"}, {"latin1", "CP1252"},
      {"l1", "CP1252"},          {"us-ascii", "CP1252"},  {"ascii", "CP1252"},      {"iso-8859-9", "CP1254"},
      {"iso8859-9", "CP1254"},   {"latin5", "CP1254"},    {"gb2312", "GB18030"},    {"gbk", "GB18030"},
      {"gb_2312-80", "GB18030"}, {"x-gbk", "GB18030"},    {"shift_jis", "CP932"},   {"shift-jis", "CP932"},
      {"sjis", "CP932"},         {"x-sjis", "CP932"},     {"euc-kr", "CP949"},      {"ks_c_5601-1987", "CP949"},
      {"big5", "BIG5-HKSCS"},    {"tis-620", "CP874"},
  }};
  const std::string wanted = ascii_lower(label);
  const auto at = std::ranges::find(names, std::string_view(wanted), &std::pair<std::string_view, const char*>::first);
  return at == names.end() ? wanted : std::string(at->second);
}

bool is_utf8_label(std::string_view label) {
  const std::string name = ascii_lower(label);
  return name == "utf-8" || name == "utf8";
}

/// False when iconv does not know the encoding.
bool decode_with(const std::string& encoding, std::string_view bytes, DecodedPage& out) {
  iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  std::array<char, 16384> piece;
  auto* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  std::size_t replaced = 0;
  while (left > 0) {
    char* to = piece.data();
    std::size_t room = piece.size();
    const std::size_t result = iconv(converter, &in, &left, &to, &room);
    const int failure = errno;
    text.append(piece.data(), piece.size() - room);
    if (result != static_cast<std::size_t>(-1) || failure == E2BIG) continue;
    text += replacement;
    ++replaced;
    if (failure == EINVAL) break;  // cut inside a character
    ++in;
    --left;
  }
  iconv_close(converter);
  out = {.html = std::move(text), .replaced = replaced};
  return true;
}

/// Whether the bytes are UTF-8 but for a few errors.
bool is_nearly_utf8(std::string_view bytes) {
  std::size_t sound = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint here = code_point_at(bytes, at);
    ++(here.valid ? sound : broken);
    at += here.length;
  }
  return broken == 0 || sound >= broken * 20;
}

/// The value behind `charset=`, quotes aside; empty when there is none.
std::string charset_in(std::string_view text) {
  const std::string small = ascii_lower(text);
  for (std::size_t at = small.find("charset"); at != std::string::npos; at = small.find("charset", at + 7)) {
    std::size_t from = small.find_first_not_of(" \t\r\n", at + 7);
    if (from == std::string::npos || small[from] != '=') continue;
    from = small.find_first_not_of(" \t\r\n\"'", from + 1);
    if (from == std::string::npos) return {};
    const std::size_t end = std::min(small.find_first_of(" \t\r\n\"';/>,", from), small.size());
    if (end - from > 40) return {};
    return small.substr(from, end - from);
  }
  return {};
}

std::string meta_charset(std::string_view page) {
  const std::string head = ascii_lower(page.substr(0, meta_bytes));
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 5)) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    std::string charset = charset_in(std::string_view(head).substr(at, end - at));
    if (!charset.empty()) return charset;
  }
  return {};
}

DecodedPage repaired(std::string bytes) {
  DecodedPage out{.html = std::move(bytes)};
  out.replaced = repair_utf8(out.html);
  return out;
}

}  // namespace

std::string charset_of(std::string_view content_type) { return charset_in(content_type); }

DecodedPage decode_page(std::string bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return repaired(bytes.substr(3));
  const bool little = bytes.starts_with("\xFF\xFE");
  if (little || bytes.starts_with("\xFE\xFF")) {
    DecodedPage out;
    Utf16Decoder decoder(little ? Utf16Order::LittleEndian : Utf16Order::BigEndian, replacement);
    decoder.append(std::string_view(bytes).substr(2), out.html);
    decoder.finish(out.html);
    out.replaced = decoder.replaced();
    return out;
  }
  std::string label(declared);
  if (label.empty()) label = meta_charset(bytes);
  const bool escapes =
      ascii_lower(label).starts_with("iso-2022") && bytes.find('\x1B') != std::string::npos;  // all ASCII
  if (!escapes && is_nearly_utf8(bytes)) return repaired(std::move(bytes));
  DecodedPage out;
  for (const std::string& name : {label, meta_charset(bytes)}) {
    if (!name.empty() && !is_utf8_label(name) && decode_with(iconv_name(name), bytes, out)) return out;
  }
  if (is_utf8_label(label) || !decode_with("CP1252", bytes, out)) return repaired(std::move(bytes));
  return out;
}

}  // namespace presswash
