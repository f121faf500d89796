#include "write/threshold_table.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "read/json_text.h"
#include "write/json_row.h"
#include "write/wording.h"

namespace presswash {
namespace {

constexpr std::size_t id_characters = 32;

void append_rows(std::string& out, const std::vector<ThresholdRow>& rows) {
  out += '[';
  for (const ThresholdRow& each : rows) {
    out += &each == rows.data() ? "\n    " : ",\n    ";
    JsonRow row(out);
    row.share("threshold", each.threshold)
        .number("removed", each.removed)
        .number("clusters", each.clusters)
        .number("members", each.members)
        .number("edges", each.edges);
    std::string& margin = row.key("margin");
    margin += '[';
    for (const MarginPair& pair : each.margin) {
      if (&pair != each.margin.data()) margin += ',';
      JsonRow(margin)
          .text("a", pair.a)
          .text("b", pair.b)
          .share("jaccard", pair.jaccard)
          .share("containment", pair.containment)
          .end();
    }
    margin += ']';
    row.end();
  }
  out += "\n  ]";
}

void append_table(std::string& out, std::string_view name, const std::vector<ThresholdRow>& rows, double set) {
  out += fmt::format("{:<13}{:>10}{:>10}{:>10}{:>10}   {}\n", name, "removed", "clusters", "members", "edges",
                     "joined only just");
  for (const ThresholdRow& row : rows) {
    out += fmt::format("  {:<6}{:<5}{:>10}{:>10}{:>10}{:>10}   ", row.threshold, row.threshold == set ? "now" : "",
                       with_commas(row.removed), with_commas(row.clusters), with_commas(row.members),
                       with_commas(row.edges));
    for (const MarginPair& pair : row.margin) {
      out += fmt::format("{}{} + {}", &pair == row.margin.data() ? "" : ", ", excerpt_of(pair.a, id_characters),
                         excerpt_of(pair.b, id_characters));
    }
    out += '\n';
  }
}

}  // namespace

std::string to_json(const ThresholdTable& table) {
  std::string out = "{\n  \"format\": " + std::to_string(calibration_format) +
                    ",\n  \"calibration\": " + json_string(table.version) +
                    ",\n  \"documents\": " + std::to_string(table.documents) + ",\n  \"settings\": ";
  JsonRow settings(out);
  for (const auto& [name, value] : table.settings) settings.text(name, value);
  settings.end();
  out += ",\n  \"jaccard\": ";
  append_rows(out, table.by_jaccard);
  out += ",\n  \"containment\": ";
  append_rows(out, table.by_containment);
  out += "\n}\n";
  return out;
}

std::string thresholds_text(const ThresholdTable& table) {
  std::string out = fmt::format("Of {} documents, by --jaccard (with --containment {}):\n",
                                with_commas(table.documents), table.containment);
  append_table(out, "jaccard", table.by_jaccard, table.jaccard);
  out += fmt::format("\nby --containment (with --jaccard {}):\n", table.jaccard);
  append_table(out, "containment", table.by_containment, table.containment);
  return out;
}

Status check_thresholds(std::string_view json, const std::filesystem::path& file) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::uint64_t format = 0;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS ||
      root["format"].get(format) != simdjson::SUCCESS || !root["calibration"].is_string()) {
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "is not the thresholds.json of a calibration. Run presswash calibrate INPUT again",
                 .file = file.string()};
  }
  if (format == calibration_format) return Done{};
  return Error{.code = ErrorCode::VersionMismatch,
               .message = "the calibration has format " + std::to_string(format) + ", this presswash reads format " +
                          std::to_string(calibration_format) + ". Use the presswash that wrote it, or calibrate again",
               .file = file.string()};
}

}  // namespace presswash
