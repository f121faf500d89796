#include "read/labelled.h"

#include <unordered_map>

#include <simdjson.h>

#include "base/line_ends.h"
#include "read/labelled_rows.h"
#include "read/parse_record.h"

namespace presswash {
namespace {

std::string text_of(simdjson::dom::element page, const char* field) {
  std::string_view value;
  return page[field].get(value) == simdjson::SUCCESS ? std::string(value) : std::string{};
}

std::vector<std::string> texts_of(simdjson::dom::element page, const char* field) {
  std::vector<std::string> out;
  simdjson::dom::array texts;
  if (page[field].get(texts) != simdjson::SUCCESS) return out;
  for (const auto text : texts) {
    std::string_view value;
    if (text.get(value) == simdjson::SUCCESS) out.emplace_back(value);
  }
  return out;
}

Result<LabelledPage> page_of(simdjson::dom::element row) {
  LabelledPage page;
  page.id = text_of(row, "id");
  page.title = text_of(row, "title");
  page.site = text_of(row, "site");
  if (page.site.empty()) page.site = site_of_url(text_of(row, "url"));
  page.url = text_of(row, "url");
  page.html = text_of(row, "html");
  if (!page.html.empty()) {
    page.gold = texts_of(row, "gold");
    page.optional = texts_of(row, "optional");
    page.with = texts_of(row, "with");
    page.without = texts_of(row, "without");
    return page;
  }
  page.labels = text_of(row, "labels");
  simdjson::dom::array lines;
  if (row["lines"].get(lines) == simdjson::SUCCESS) {
    bool first = true;
    for (const auto line : lines) {
      std::string_view value;
      if (line.get(value) != simdjson::SUCCESS) continue;
      if (!first) page.text += '\n';
      first = false;
      page.text += value;
    }
  } else {
    page.text = text_of(row, "text");
  }
  std::int64_t story = 0;
  if (row["story"].get(story) == simdjson::SUCCESS) page.story = story;
  const std::size_t count = count_line_ends(page.text) + 1;
  if (page.labels.empty())
    return Error{.code = ErrorCode::MissingField,
                 .message = "a labelled page needs a field \"labels\", one letter a line"};
  if (page.labels.size() != count) {
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "the page has " + std::to_string(count) + " lines and " +
                            std::to_string(page.labels.size()) + " labels; give one letter a line"};
  }
  return page;
}

}  // namespace

Result<LabelledPage> parse_labelled(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element row;
  if (parser.parse(json.data(), json.size()).get(row) != simdjson::SUCCESS)
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "this is not a JSON object; give one labelled page a line"};
  return page_of(row);
}

Result<std::vector<LabelledPage>> read_labelled(const std::filesystem::path& file) {
  return read_rows<LabelledPage>(file, parse_labelled);
}

Status check_labelled(const std::vector<LabelledPage>& pages, const std::filesystem::path& file) {
  for (const LabelledPage& page : pages) {
    const bool is_labelled =
        page.html.empty() || page.reading || !page.gold.empty() || !page.with.empty() || !page.without.empty();
    if (is_labelled) continue;
    return Error{.code = ErrorCode::MissingField,
                 .message = "page \"" + page.id +
                            "\" of HTML needs a field \"gold\", or \"with\" and \"without\", lists of texts, or a "
                            "reading of its blocks (presswash train --readings)",
                 .file = file.string(),
                 .record = page.record};
  }
  return Done{};
}

std::size_t give_readings(const std::vector<BlockReading>& readings, std::vector<LabelledPage>& pages) {
  std::unordered_map<std::string_view, const BlockReading*> by_id;
  for (const BlockReading& reading : readings) by_id[reading.id] = &reading;
  std::size_t given = 0;
  for (LabelledPage& page : pages) {
    const auto at = by_id.find(page.id);
    if (at == by_id.end() || page.html.empty()) continue;
    page.reading = *at->second;
    ++given;
  }
  return given;
}

}  // namespace presswash
