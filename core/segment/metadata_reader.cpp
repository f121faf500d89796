#include "segment/metadata_reader.h"

#include <algorithm>
#include <initializer_list>

#include <simdjson.h>

#include "base/ascii.h"
#include "base/utf8.h"

namespace presswash {
namespace {

constexpr std::size_t longest_value = 1000;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// White space collapsed; what is too long is cut between characters.
std::string tidy(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
    if (out.size() >= longest_value + 4) break;
  }
  if (out.size() > longest_value) {
    std::size_t end = longest_value;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    out.resize(end);
  }
  return out;
}

std::string_view value_of(std::span<const HtmlAttribute> attributes, std::string_view name) {
  const auto at = std::ranges::find(attributes, name, &HtmlAttribute::name);
  return at == attributes.end() ? std::string_view() : at->value;
}

/// The text of a value that was escaped once more than it should have been, as JSON-LD often is.
std::string unescaped(const std::string& value) {
  if (value.find('&') == std::string::npos && value.find('<') == std::string::npos) return value;
  class Text final : public HtmlEvents {
   public:
    void start(std::string_view, std::span<const HtmlAttribute>) override {}
    void end() override {}
    void text(std::string_view piece) override { all += piece; }
    std::string all;
  } text;
  parse_html(value, text);
  return std::move(text.all);
}

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" \t\r\n"), list.size());
    if (ascii_lower(list.substr(0, end)) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

/// A name, not an address: some sites state the author's page.
bool is_name(std::string_view value) { return value.find("://") == std::string_view::npos && !value.starts_with('/'); }

using Json = simdjson::dom::element;

std::string text_in(Json element) {
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) return std::string(text);
  simdjson::dom::object object;
  if (element.get(object) == simdjson::SUCCESS) {
    for (const char* key : {"@value", "name", "@id", "url"}) {
      if (object[key].get(text) == simdjson::SUCCESS) return std::string(text);
    }
  }
  return {};
}

std::string field_text(simdjson::dom::object object, const char* key) {
  Json value;
  return object[key].get(value) == simdjson::SUCCESS ? text_in(value) : std::string{};
}

/// A person, or a list of persons, joined by commas.
std::string names_in(Json element) {
  simdjson::dom::array list;
  if (element.get(list) != simdjson::SUCCESS) return text_in(element);
  std::string out;
  for (const Json one : list) {
    const std::string name = text_in(one);
    if (name.empty() || !is_name(name)) continue;
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" || type == "Review";
}

bool is_article(simdjson::dom::object object) {
  Json type;
  if (object["@type"].get(type) != simdjson::SUCCESS) return false;
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS) return is_article_type(name);
  simdjson::dom::array names;
  if (type.get(names) != simdjson::SUCCESS) return false;
  for (const Json one : names) {
    if (one.get(name) == simdjson::SUCCESS && is_article_type(name)) return true;
  }
  return false;
}

template <typename Visit>
void visit_articles(Json element, int depth, const Visit& visit) {
  if (depth > 6) return;
  simdjson::dom::array list;
  if (element.get(list) == simdjson::SUCCESS) {
    for (const Json one : list) visit_articles(one, depth + 1, visit);
    return;
  }
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return;
  if (is_article(object)) {
    visit(object);
    return;
  }
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    Json inner;
    if (object[key].get(inner) == simdjson::SUCCESS) visit_articles(inner, depth + 1, visit);
  }
}

}  // namespace

void MetadataReader::state(Field field, StatedBy by, std::string_view value) {
  std::string& slot = stated_[field][static_cast<std::size_t>(by)];
  if (slot.empty()) slot = tidy(value);
}

void MetadataReader::meta(std::string_view name, std::string_view content) {
  const auto graph = StatedBy::OpenGraph;
  const auto plain = StatedBy::Meta;
  if (name == "og:title") state(Title, graph, content);
  if (is_one_of(name, {"twitter:title", "dc.title", "title", "headline", "sailthru.title"}))
    state(Title, plain, content);
  if (name == "article:published_time" || name == "og:article:published_time") state(Published, graph, content);
  if (is_one_of(name, {"date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date",
                       "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "datepublished",
                       "article.published", "cxenseparse:recs:publishtime", "last-modified-date"}))
    state(Published, plain, content);
  if (name == "article:author" && is_name(content)) state(Byline, graph, content);
  if (is_one_of(name, {"author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"}) &&
      is_name(content))
    state(Byline, plain, content);
  if (name == "og:site_name") state(SiteName, graph, content);
  if (is_one_of(name, {"application-name", "apple-mobile-web-app-title", "dc.publisher"}))
    state(SiteName, plain, content);
  if (name == "og:url") state(Canonical, graph, content);
  if (name == "og:locale") state(Language, graph, content);
  if (is_one_of(name, {"content-language", "language", "dc.language"})) state(Language, plain, content);
}

bool MetadataReader::wants(std::string_view tag, std::string_view attribute) noexcept {
  if (attribute == "itemprop" || attribute == "content" || attribute == "datetime") return true;
  if (tag == "a") return attribute == "rel";
  if (tag == "meta") return attribute == "property" || attribute == "name" || attribute == "http-equiv";
  if (tag == "link") return attribute == "rel" || attribute == "href";
  return (tag == "html" && attribute == "lang") || (tag == "script" && attribute == "type");
}

void MetadataReader::element(std::string_view tag, std::span<const HtmlAttribute> attributes) {
  if (attributes.empty()) return;
  if (tag == "html") state(Language, StatedBy::Html, value_of(attributes, "lang"));
  if (tag == "time") state(Published, StatedBy::Time, value_of(attributes, "datetime"));
  if (tag == "link" && has_word(value_of(attributes, "rel"), "canonical"))
    state(Canonical, StatedBy::Link, value_of(attributes, "href"));
  const std::string_view property = value_of(attributes, "itemprop");
  const std::string_view content = value_of(attributes, "content");
  if (property == "datePublished") {
    state(Published, StatedBy::Itemprop, content.empty() ? value_of(attributes, "datetime") : content);
  } else if (property == "headline") {
    state(Title, StatedBy::Itemprop, content);
  } else if (property == "author" && is_name(content)) {
    state(Byline, StatedBy::Itemprop, content);
  }
  if (tag != "meta" || content.empty()) return;
  for (const char* key : {"property", "name", "http-equiv"}) {
    const std::string_view name = value_of(attributes, key);
    if (!name.empty() && name.size() < 64) meta(ascii_lower(name), content);
  }
}

void MetadataReader::json_ld(std::string_view script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return;
  std::string json(script.substr(begin, end - begin + 1));
  for (char& c : json) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;  // raw line breaks in strings are common
  repair_utf8(json);
  thread_local simdjson::dom::parser parser;
  Json root;
  if (parser.parse(json).get(root) != simdjson::SUCCESS) return;
  const auto by = StatedBy::JsonLd;
  visit_articles(root, 0, [&](simdjson::dom::object article) {
    state(Title, by, unescaped(field_text(article, "headline")));
    state(Published, by, field_text(article, "datePublished"));
    state(Language, by, field_text(article, "inLanguage"));
    Json value;
    if (article["author"].get(value) == simdjson::SUCCESS) {
      const std::string names = unescaped(names_in(value));
      if (is_name(names)) state(Byline, by, names);
    }
    const std::string publisher = unescaped(field_text(article, "publisher"));
    if (is_name(publisher)) state(SiteName, by, publisher);
    for (const char* key : {"url", "mainEntityOfPage", "@id"}) {
      const std::string url = field_text(article, key);
      if (url.starts_with("http")) state(Canonical, by, url);
    }
  });
}

void MetadataReader::text(Text what, std::string_view text) {
  switch (what) {
    case Text::Title: state(Title, StatedBy::Title, text); break;
    case Text::Heading: state(Title, StatedBy::Heading, text); break;
    case Text::ItempropTitle: state(Title, StatedBy::Itemprop, text); break;
    case Text::ItempropAuthor: state(Byline, StatedBy::Itemprop, text); break;
    case Text::RelAuthor: state(Byline, StatedBy::Link, text); break;
  }
}

PageMetadata MetadataReader::finish() && {
  using S = StatedBy;
  const auto first = [&](Field field, std::initializer_list<S> order) {
    for (const S by : order) {
      std::string& value = stated_[field][static_cast<std::size_t>(by)];
      if (!value.empty()) return Stated{.value = std::move(value), .by = by};
    }
    return Stated{};
  };
  PageMetadata out;
  out.title = first(Title, {S::JsonLd, S::Itemprop, S::OpenGraph, S::Heading, S::Meta, S::Title});
  out.byline = first(Byline, {S::JsonLd, S::Itemprop, S::Meta, S::OpenGraph, S::Link});
  out.published = first(Published, {S::JsonLd, S::OpenGraph, S::Itemprop, S::Meta, S::Time});
  out.site_name = first(SiteName, {S::OpenGraph, S::JsonLd, S::Meta});
  out.language = first(Language, {S::Html, S::JsonLd, S::OpenGraph, S::Meta});
  out.canonical = first(Canonical, {S::Link, S::OpenGraph, S::JsonLd});
  return out;
}

}  // namespace presswash
