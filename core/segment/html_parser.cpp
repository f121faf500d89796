#include "segment/html_parser.h"

#include <memory>
#include <vector>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "segment/tamed_page.h"

namespace presswash {
namespace {

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// What the parser's callbacks are given.
struct Listener {
  HtmlEvents& events;
  const HtmlLimits& limits;
  const TamedPage& page;
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
  if (attributes != nullptr && attributes[0] != nullptr && view_of(attributes[0]) == TamedPage::marker) {
    listener.events.start(view_of(name), listener.page.kept(view_of(attributes[1])));
    return;
  }
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

}  // namespace

bool parse_html(std::string_view page, HtmlEvents& events, const HtmlLimits& limits) {
  static const bool ready = [] {
    xmlInitParser();  // before any other thread uses the library
    return true;
  }();
  (void)ready;
  const bool whole = page.size() <= limits.bytes;
  const TamedPage tamed(page.substr(0, limits.bytes), events, limits);
  const std::string& bytes = tamed.bytes();
  if (bytes.empty()) return whole;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())), &htmlFreeParserCtxt);
  if (parser == nullptr) return false;
  Listener listener{.events = events, .limits = limits, .page = tamed, .parser = parser.get()};
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
