#include "write/sites.h"

#include <simdjson.h>

#include "write/json_row.h"
#include "write/read_file.h"

namespace presswash {

void SiteFigures::add(const SiteFigures& other) {
  kept += other.kept;
  copies += other.copies;
  held_back += other.held_back;
  text_bytes += other.text_bytes;
  removed_bytes += other.removed_bytes;
  for (std::size_t i = 0; i < kind_count; ++i) {
    kinds[i].blocks += other.kinds[i].blocks;
    kinds[i].removed += other.kinds[i].removed;
    kinds[i].removed_bytes += other.kinds[i].removed_bytes;
  }
}

std::string site_row(const SiteFigures& site) {
  std::string out;
  JsonRow row(out);
  row.text_or_null("site", site.site)
      .number("documents", site.documents())
      .number("kept", site.kept)
      .number("copies", site.copies)
      .number("held_back", site.held_back)
      .number("text_bytes", site.text_bytes)
      .number("removed_bytes", site.removed_bytes);
  JsonRow kinds(row.key("kinds"));
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (site.kinds[i] == KindFigures{}) continue;
    JsonRow(kinds.key(name_of(static_cast<Kind>(i))))
        .number("blocks", site.kinds[i].blocks)
        .number("removed", site.kinds[i].removed)
        .number("removed_bytes", site.kinds[i].removed_bytes)
        .end();
  }
  kinds.end();
  row.end_line();
  return out;
}

namespace {

/// False when a field is missing or of the wrong type.
bool parse_site(simdjson::dom::element root, SiteFigures& out) {
  std::string_view name;
  if (root["site"].get(name) == simdjson::SUCCESS) out.site = name;
  simdjson::dom::object kinds;
  const bool whole = root["kept"].get(out.kept) == simdjson::SUCCESS &&
                     root["copies"].get(out.copies) == simdjson::SUCCESS &&
                     root["held_back"].get(out.held_back) == simdjson::SUCCESS &&
                     root["text_bytes"].get(out.text_bytes) == simdjson::SUCCESS &&
                     root["removed_bytes"].get(out.removed_bytes) == simdjson::SUCCESS &&
                     root["kinds"].get(kinds) == simdjson::SUCCESS;
  if (!whole) return false;
  for (const auto& field : kinds) {
    const std::optional<Kind> kind = kind_of(field.key);
    if (!kind) return false;
    KindFigures& figures = out.kinds[static_cast<std::size_t>(*kind)];
    if (field.value["blocks"].get(figures.blocks) != simdjson::SUCCESS ||
        field.value["removed"].get(figures.removed) != simdjson::SUCCESS ||
        field.value["removed_bytes"].get(figures.removed_bytes) != simdjson::SUCCESS) {
      return false;
    }
  }
  return true;
}

}  // namespace

Result<std::vector<SiteFigures>> read_sites(const std::filesystem::path& run, const Summary& summary) {
  Result<RowReader> rows =
      RowReader::open(run, RunFile::Sites, summary.files[static_cast<std::size_t>(RunFile::Sites)]);
  if (!rows) return rows.error();
  simdjson::dom::parser parser;
  std::vector<SiteFigures> out;
  for (;;) {
    const Result<bool> more = rows->next();
    if (!more) return more.error();
    if (!*more) return out;
    simdjson::dom::element root;
    SiteFigures site;
    const auto error = parser.parse(rows->row().data(), rows->row().size(), false).get(root);
    if (error != simdjson::SUCCESS || !parse_site(root, site)) return rows->corrupt("is not a row of sites.jsonl");
    out.push_back(std::move(site));
  }
}

}  // namespace presswash
