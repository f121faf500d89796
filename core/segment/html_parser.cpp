#include "segment/html_parser.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

namespace presswash {
namespace {

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// What the parser's callbacks are given.
struct Listener {
  HtmlEvents& events;
  const HtmlLimits& limits;
  htmlParserCtxtPtr parser = nullptr;
  std::vector<HtmlAttribute> attributes{};
  std::size_t depth = 0;
  bool cut = false;
};

void on_start(void* self, const xmlChar* name, const xmlChar** attributes) {
  auto& listener = *static_cast<Listener*>(self);
  if (listener.cut) return;
  if (listener.depth >= listener.limits.depth) {
    listener.cut = true;
    xmlStopParser(listener.parser);
    return;
  }
  ++listener.depth;
  listener.attributes.clear();
  for (const xmlChar** at = attributes; at != nullptr && at[0] != nullptr; at += 2)
    listener.attributes.push_back({.name = view_of(at[0]), .value = view_of(at[1])});
  listener.events.start(view_of(name), listener.attributes);
}

void on_end(void* self, const xmlChar*) {
  auto& listener = *static_cast<Listener*>(self);
  if (listener.depth == 0 || listener.cut) return;
  --listener.depth;
  listener.events.end();
}

void on_text(void* self, const xmlChar* text, int length) {
  auto& listener = *static_cast<Listener*>(self);
  if (listener.cut) return;
  listener.events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

bool is_white(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The end of a tag's attributes that are kept, `limit` of them; the size of `tag` when there are no more.
std::size_t end_of_attributes(std::string_view tag, std::size_t limit) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < tag.size();) {
    while (at < tag.size() && (is_white(tag[at]) || tag[at] == '/')) ++at;
    if (at == tag.size()) break;
    if (count++ > limit) return at;  // the first is the element's name
    while (at < tag.size() && !is_white(tag[at]) && tag[at] != '=' && tag[at] != '/') ++at;
    if (at == tag.size() || tag[at] != '=') continue;
    ++at;
    const char quote = at < tag.size() ? tag[at] : ' ';
    if (quote == '"' || quote == '\'') {
      at = std::min(tag.find(quote, at + 1), tag.size() - 1) + 1;
    } else {
      while (at < tag.size() && !is_white(tag[at])) ++at;
    }
  }
  return tag.size();
}

/// Where a tag that starts at `from` ends: its `>`, quotes skipped; the size of the page when it has none.
std::size_t end_of_tag(std::string_view page, std::size_t from) {
  char quote = '\0';
  for (std::size_t at = from; at < page.size(); ++at) {
    const char c = page[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && page[at - 1] == '=') {
      quote = c;
    }
  }
  return page.size();
}

bool starts_with_name(std::string_view text, std::string_view lower_name) noexcept {
  return text.size() >= lower_name.size() &&
         std::equal(lower_name.begin(), lower_name.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b | 0x20) : b); });
}

/// Where `end` (lower case) stands from `from` on, in whatever case; the size of the page when it does not.
std::size_t find_name(std::string_view page, std::string_view end, std::size_t from) {
  for (std::size_t at = page.find(end.front(), from); at != std::string_view::npos;
       at = page.find(end.front(), at + 1)) {
    if (starts_with_name(page.substr(at), end)) return at;
  }
  return page.size();
}

/// What the parser need not read: begins behind an opening tag, or is a whole comment.
struct Skipped {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_element(std::string_view rest, std::string_view name) noexcept {
  if (!starts_with_name(rest, name) || rest.size() == name.size()) return false;
  const char behind = rest[name.size()];
  return is_white(behind) || behind == '>';
}

/// The comment, the script, the style or the noscript that begins at a `<`, for they take half of a page and show
/// nothing (and an element left open in a noscript would take the rest of the page with it); absent for what the parser
/// is to read: anything else, what a script says of the page (JSON-LD), and an element that ends at once ("<script/>").
std::optional<Skipped> skipped_at(std::string_view page, std::size_t at) {
  const std::string_view rest = page.substr(at + 1);
  if (rest.starts_with("!--")) {
    const std::size_t end = page.find("-->", at + 2);
    return Skipped{.begin = at, .end = end == std::string_view::npos ? page.size() : end + 3};
  }
  const bool script = is_element(rest, "script");
  const bool noscript = is_element(rest, "noscript");
  if (!script && !noscript && !is_element(rest, "style")) return std::nullopt;
  const std::size_t end = end_of_tag(page, at + 1);
  if (end == page.size() || page[end - 1] == '/') return std::nullopt;
  if (script && page.substr(at, end - at).find("json") != std::string_view::npos) return std::nullopt;
  const std::size_t close = find_name(page, script ? "</script" : noscript ? "</noscript" : "</style", end + 1);
  if (noscript && close == page.size()) return std::nullopt;
  return Skipped{.begin = end + 1, .end = close};
}

/// Behind the text of a script that the parser reads, which may hold what looks like tags; `at` itself elsewhere.
std::size_t behind_script(std::string_view page, std::size_t at) {
  return starts_with_name(page.substr(at + 1), "script") ? find_name(page, "</script", at + 1) : at;
}

/// The page without what the parser need not read, and without what would make it stop (control characters) or take
/// long (tags of very many attributes, each of which is compared with all before it).
std::string tamed(std::string_view page, const HtmlLimits& limits) {
  constexpr std::size_t long_tag = 4096;
  std::string out;
  out.reserve(page.size());
  std::size_t done = 0;
  const auto skip = [&](std::size_t from, std::size_t to) {
    out.append(page.substr(done, from - done));
    done = to;
  };
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    if (const auto skipped = skipped_at(page, at)) {
      skip(skipped->begin, skipped->end);
      at = std::max(skipped->end, at + 1);
      continue;
    }
    const bool is_tag = at + 1 < page.size() && (page[at + 1] | 0x20) >= 'a' && (page[at + 1] | 0x20) <= 'z';
    const std::size_t script = behind_script(page, at);
    if (!is_tag || script > at) {
      at = std::max(script, at + 1);
      continue;
    }
    const std::size_t end = end_of_tag(page, at + 1);
    if (end - at >= long_tag)
      skip(at + 1 + end_of_attributes(page.substr(at + 1, end - at - 1), limits.attributes), end);
    at = end;
  }
  out.append(page.substr(std::min(done, page.size())));
  for (char& c : out) {  // without branches: the compiler takes many bytes at once
    const auto byte = static_cast<unsigned char>(c);
    const bool white = static_cast<unsigned char>(byte - '\t') <= '\r' - '\t';
    const bool control = ((byte < 0x20) & !white) | (byte == 0x7F);
    c = control ? ' ' : c;
  }
  return out;
}

}  // namespace

bool parse_html(std::string_view page, HtmlEvents& events, const HtmlLimits& limits) {
  static const bool ready = [] {
    xmlInitParser();  // before any other thread uses the library
    return true;
  }();
  (void)ready;
  bool whole = page.size() <= limits.bytes;
  const std::string bytes = tamed(page.substr(0, limits.bytes), limits);
  if (bytes.empty()) return whole;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())), &htmlFreeParserCtxt);
  if (parser == nullptr) return false;
  Listener listener{.events = events, .limits = limits, .parser = parser.get()};
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                       HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
  *parser->sax = xmlSAXHandler{};
  parser->sax->startElement = on_start;
  parser->sax->endElement = on_end;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  parser->sax->cdataBlock = on_text;
  parser->userData = &listener;
  xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser.get());
  while (listener.depth > 0) {
    --listener.depth;
    events.end();
  }
  return whole && !listener.cut;
}

}  // namespace presswash
