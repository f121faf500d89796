#include "write/calibration_rows.h"

#include <array>
#include <functional>
#include <utility>

#include <simdjson.h>

#include "write/json_row.h"

namespace presswash {
namespace {

using simdjson::dom::element;

Error fault(const std::filesystem::path& file, std::uint64_t line, std::string message) {
  return {.code = ErrorCode::CorruptInput, .message = std::move(message), .file = file.string(), .record = line};
}

/// Hands every line that is not blank over, as JSON.
Status for_each_line(std::string_view rows, const std::filesystem::path& file, std::string_view remedy,
                     const std::function<Status(std::uint64_t line, element row)>& see) {
  simdjson::dom::parser parser;
  std::uint64_t number = 0;
  while (!rows.empty()) {
    ++number;
    const std::string_view line = rows.substr(0, rows.find('\n'));
    rows.remove_prefix(std::min(rows.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    element row;
    if (parser.parse(line.data(), line.size()).get(row) != simdjson::SUCCESS || !row.is_object())
      return fault(file, number, "is no JSON object. " + std::string(remedy));
    if (Status seen = see(number, row); !seen) return seen;
  }
  return Done{};
}

bool get(element row, const char* name, std::string& out) {
  std::string_view text;
  if (row[name].get(text) != simdjson::SUCCESS) return false;
  out = text;
  return true;
}

bool get(element row, const char* name, std::uint64_t& out) { return row[name].get(out) == simdjson::SUCCESS; }
bool get(element row, const char* name, double& out) { return row[name].get(out) == simdjson::SUCCESS; }

bool get_bin(element row, CalibrationPair& out) {
  simdjson::dom::array bin;
  if (row["bin"].get(bin) != simdjson::SUCCESS || bin.size() != 2) return false;
  return bin.at(0).get(out.from) == simdjson::SUCCESS && bin.at(1).get(out.to) == simdjson::SUCCESS;
}

bool get_pair(element row, CalibrationPair& out) {
  std::string set;
  if (!get(row, "set", set) || (set != "jaccard" && set != "containment")) return false;
  out.set = set == "jaccard" ? PairSet::Jaccard : PairSet::Containment;
  return get(row, "pair", out.pair) && get(row, "a", out.a) && get(row, "b", out.b) && get_bin(row, out) &&
         get(row, "bin_pairs", out.bin_pairs) && get(row, "jaccard", out.jaccard) &&
         get(row, "containment", out.containment) && get(row, "shared", out.shared);
}

constexpr std::array pair_verdicts = {PairVerdict::Copy, PairVerdict::Other, PairVerdict::Unsure};
constexpr std::string_view judged_remedy =
    "Save the judgements again from calibration.html, or write rows like "
    "{\"pair\":1,\"a\":\"ID\",\"b\":\"ID\",\"verdict\":\"copy\"}";

}  // namespace

std::string_view name_of(PairSet set) noexcept { return set == PairSet::Jaccard ? "jaccard" : "containment"; }

std::string_view name_of(PairVerdict verdict) noexcept {
  static constexpr std::array<std::string_view, 3> names = {"copy", "other", "unsure"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string to_row(const CalibrationPair& pair) {
  std::string out;
  JsonRow row(out);
  row.number("pair", pair.pair).text("a", pair.a).text("b", pair.b).text("set", name_of(pair.set));
  std::string& bin = row.key("bin");
  bin += '[';
  append_share(bin, pair.from, 4);
  bin += ',';
  append_share(bin, pair.to, 4);
  bin += ']';
  row.number("bin_pairs", pair.bin_pairs)
      .share("jaccard", pair.jaccard)
      .share("containment", pair.containment)
      .number("shared", pair.shared)
      .end_line();
  return out;
}

Result<std::vector<CalibrationPair>> parse_pairs(std::string_view rows, const std::filesystem::path& file) {
  constexpr std::string_view remedy = "The file was cut or edited: run presswash calibrate INPUT again";
  std::vector<CalibrationPair> out;
  const Status read = for_each_line(rows, file, remedy, [&](std::uint64_t line, element row) -> Status {
    if (get_pair(row, out.emplace_back())) return Done{};
    return fault(file, line, "is not a row of pairs.jsonl. " + std::string(remedy));
  });
  if (!read) return read.error();
  return out;
}

Result<std::map<std::uint64_t, PairVerdict>> parse_judgements(std::string_view rows, const std::filesystem::path& file,
                                                              const std::vector<CalibrationPair>& pairs) {
  std::map<std::uint64_t, const CalibrationPair*> known;
  for (const CalibrationPair& pair : pairs) known.emplace(pair.pair, &pair);
  std::map<std::uint64_t, PairVerdict> out;
  const Status read = for_each_line(rows, file, judged_remedy, [&](std::uint64_t line, element row) -> Status {
    std::uint64_t number = 0;
    std::string verdict;
    if (!get(row, "pair", number) || !get(row, "verdict", verdict))
      return fault(file, line, "has no \"pair\" and \"verdict\". " + std::string(judged_remedy));
    const auto pair = known.find(number);
    if (pair == known.end())
      return fault(file, line,
                   "judges pair " + std::to_string(number) +
                       ", which is none of this calibration. Give the judgements that were saved from its "
                       "calibration.html");
    for (const auto& [name, id] : {std::pair("a", &pair->second->a), std::pair("b", &pair->second->b)}) {
      std::string given;
      if (get(row, name, given) && given != *id)
        return fault(file, line,
                     "names \"" + given + "\" as \"" + name + "\" of pair " + std::to_string(number) + ", which is \"" +
                         *id + "\" here. Give the judgements that were saved from this calibration's calibration.html");
    }
    for (const PairVerdict each : pair_verdicts) {
      if (name_of(each) != verdict) continue;
      out[number] = each;
      return Done{};
    }
    return fault(file, line, "says \"" + verdict + "\"; a verdict is \"copy\", \"other\" or \"unsure\"");
  });
  if (!read) return read.error();
  if (out.empty())
    return Error{.code = ErrorCode::MissingField,
                 .message = "holds no judgement. Judge some pairs in calibration.html and save them",
                 .file = file.string()};
  return out;
}

}  // namespace presswash
