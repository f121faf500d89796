#include "generator/rows.h"

namespace presswash::corpus {
namespace {

void append_escaped(std::string_view text, std::string& out) {
  static constexpr std::string_view hex = "0123456789abcdef";
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, done, i - done);
    done = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default: ((out += "\\u00") += hex[c >> 4U]) += hex[c & 15U]; break;
    }
  }
  out.append(text, done, text.size() - done);
}

void field(std::string_view name, std::string_view value, std::string& out) {
  ((out += out.back() == '{' ? "\"" : ",\"") += name) += "\":\"";
  append_escaped(value, out);
  out += '"';
}

void number(std::string_view name, std::uint64_t value, std::string& out) {
  (((out += out.back() == '{' ? "\"" : ",\"") += name) += "\":") += std::to_string(value);
}

}  // namespace

void append_scrape_row(const GeneratedDocument& document, std::string& out) {
  out += '{';
  field("id", document.id, out);
  field("url", document.url, out);
  field("site", document.site, out);
  field("title", document.title, out);
  if (!document.published.empty()) field("published", document.published, out);
  field("text", document.text, out);
  out += "}\n";
}

void append_truth_row(const GeneratedDocument& document, std::string& out) {
  out += '{';
  field("id", document.id, out);
  number("cluster", document.cluster, out);
  field("edit", name_of(document.edit), out);
  field("language", document.language, out);
  field("lines", document.lines, out);
  field("kinds", document.kinds, out);
  out += "}\n";
}

void append_story_row(const GeneratedStory& story, std::string& out) {
  out += '{';
  number("cluster", story.cluster, out);
  field("language", story.language, out);
  field("topic", story.topic, out);
  field("title", story.title, out);
  field("text", story.text, out);
  out += "}\n";
}

}  // namespace presswash::corpus
