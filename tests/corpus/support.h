#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "generator/generator.h"

namespace presswash::corpus::testing {

inline Generator made(const Options& options) {
  auto generator = Generator::make(options);
  if (!generator.ok()) throw std::runtime_error(generator.error().text());
  return std::move(generator).value();
}

inline std::vector<GeneratedDocument> all_documents(const Generator& generator) {
  std::vector<GeneratedDocument> out(generator.documents());
  for (std::size_t i = 0; i < out.size(); ++i) generator.document(i, out[i]);
  return out;
}

inline std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const auto end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

inline std::string article_of(const GeneratedDocument& document) {
  std::string out;
  const auto lines = lines_of(document.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (document.lines[i] == 'c') (out += lines[i]) += '\n';
  }
  return out;
}

/// Runs of five words, words being what spaces part, without punctuation and case: plain enough to be seen to be right.
inline std::set<std::string> shingles_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto rest = text.substr(i);
    if (rest.starts_with("\xE2\x80")) {  // quotes and dashes
      i += 2;
    } else if (rest.starts_with("\xC2\xAB") || rest.starts_with("\xC2\xBB")) {  // guillemets
      ++i;
    } else if (byte == ' ' || byte == '\n') {
      if (!words.back().empty()) words.emplace_back();
    } else if (byte >= 0x80 || std::isalnum(byte) != 0) {
      words.back() += static_cast<char>(std::tolower(byte));
    }
  }
  std::set<std::string> out;
  for (std::size_t i = 0; i + 5 < words.size(); ++i) {
    out.insert(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2] + ' ' + words[i + 3] + ' ' + words[i + 4]);
  }
  return out;
}

inline double jaccard(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::size_t both = 0;
  for (const auto& s : a) both += b.count(s);
  const auto either = a.size() + b.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

}  // namespace presswash::corpus::testing
