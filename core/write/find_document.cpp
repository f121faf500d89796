#include "write/find_document.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "read/json_text.h"
#include "write/edit_distance.h"
#include "write/for_each_row.h"
#include "write/rows.h"
#include "write/wording.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

/// The document's row of blocks.jsonl; absent when there is none.
Result<std::optional<BlocksRow>> find_blocks(const fs::path& run, const Summary& summary, std::string_view id) {
  const std::string start = "{\"id\":" + json_string(id) + ',';
  RowParser parser(summary.fields);
  std::optional<BlocksRow> found;
  Status status = for_each_row(run, RunFile::Blocks, summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with(start)) return Next::GoOn;
    found.emplace();
    if (!parser.parse(reader.row(), *found)) return not_a_row(reader, RunFile::Blocks);
    return Next::Stop;
  });
  if (!status) return status.error();
  return found;
}

Result<std::string> cleaned_text_of(const fs::path& run, const Summary& summary, std::string_view id) {
  const std::string mark = '"' + std::string(added_field) + "\":{\"id\":" + json_string(id) + ',';
  RowParser parser(summary.fields);
  CleanRow row;
  bool found = false;
  Status status = for_each_row(run, RunFile::Clean, summary, [&](RowReader& reader) -> Result<Next> {
    if (reader.row().find(mark) == std::string_view::npos) return Next::GoOn;
    if (!parser.parse(reader.row(), row)) return not_a_row(reader, RunFile::Clean);
    found = row.id == id;
    return found ? Next::Stop : Next::GoOn;
  });
  if (!status) return status.error();
  if (!found) {
    return Error{.code = ErrorCode::CorruptInput,
                 .message = "lacks the document \"" + std::string(id) + "\". Run presswash clean again",
                 .file = (run / name_of(RunFile::Clean)).string()};
  }
  return std::move(row.text);
}

Error blocks_do_not_fit(const fs::path& run, std::string_view id) {
  return {.code = ErrorCode::CorruptInput,
          .message = "its blocks do not fit the text of \"" + std::string(id) + "\". Run presswash clean again",
          .file = (run / file_name(RunFile::Blocks, false)).string()};
}

/// What boilerplate.jsonl tells of the document's blocks: their verdicts, and the texts of the removed ones, by offset.
Result<std::unordered_map<std::uint32_t, std::string>> load_boilerplate(const fs::path& run, const Summary& summary,
                                                                        BlocksRow& document) {
  const std::string start = "{\"id\":" + json_string(document.id) + ',';
  RowParser parser(summary.fields);
  std::unordered_map<std::uint32_t, std::string> removed;
  std::size_t next = 0;
  const auto find_next = [&] {
    while (next < document.blocks.size() && !is_boilerplate(document.blocks[next].verdict)) ++next;
    return next < document.blocks.size();
  };
  if (!find_next()) return removed;
  Status status = for_each_row(run, RunFile::Boilerplate, summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with(start)) return Next::GoOn;
    BoilerplateRow row;
    if (!parser.parse(reader.row(), row)) return not_a_row(reader, RunFile::Boilerplate);
    JudgedBlock& judged = document.blocks[next++];
    if (!(row.judged.block == judged.block)) return blocks_do_not_fit(run, document.id);
    judged = row.judged;
    if (judged.verdict.removed) removed.emplace(judged.block.offset, std::move(row.text));
    return find_next() ? Next::GoOn : Next::Stop;
  });
  if (!status) return status.error();
  if (next < document.blocks.size()) return blocks_do_not_fit(run, document.id);
  return removed;
}

Status load_kept_texts(const fs::path& run, const Summary& summary,
                       std::unordered_map<std::uint32_t, std::string>& removed, FoundDocument& out) {
  const Result<std::string> cleaned = cleaned_text_of(run, summary, out.row.id);
  if (!cleaned) return cleaned.error();
  std::size_t at = 0;
  for (const JudgedBlock& judged : out.row.blocks) {
    if (judged.verdict.removed) {
      out.texts.push_back(std::move(removed[judged.block.offset]));
      continue;
    }
    if (judged.block.length > cleaned->size() - at) return blocks_do_not_fit(run, out.row.id);
    out.texts.push_back(cleaned->substr(at, judged.block.length));
    at += judged.block.length;
  }
  return Done{};
}

Status load_removed_texts(const fs::path& run, const Summary& summary, FoundDocument& out) {
  const std::string start = "{\"id\":" + json_string(out.row.id) + ',';
  RowParser parser(summary.fields);
  Status status = for_each_row(run, RunFile::Duplicates, summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with(start)) return Next::GoOn;
    out.removal.emplace();
    if (!parser.parse(reader.row(), *out.removal)) return not_a_row(reader, RunFile::Duplicates);
    return Next::Stop;
  });
  if (!status) return status;
  if (!out.removal) return blocks_do_not_fit(run, out.row.id);
  const std::string_view text = out.removal->text;
  for (const JudgedBlock& judged : out.row.blocks) {
    if (judged.block.offset > text.size()) return blocks_do_not_fit(run, out.row.id);
    out.texts.emplace_back(text.substr(judged.block.offset, judged.block.length));
  }
  out.removal->text.clear();
  out.removal->record.clear();
  return Done{};
}

Status load_cluster(const fs::path& run, const Summary& summary, FoundDocument& out) {
  const std::string start = "{\"cluster\":\"" + to_hex(out.row.cluster.value) + '"';
  RowParser parser(summary.fields);
  return for_each_row(run, RunFile::Clusters, summary, [&](RowReader& reader) -> Result<Next> {
    if (!reader.row().starts_with(start)) return Next::GoOn;
    out.cluster.emplace();
    if (!parser.parse(reader.row(), *out.cluster)) return not_a_row(reader, RunFile::Clusters);
    return Next::Stop;
  });
}

Error unknown_id(const fs::path& run, const Summary& summary, std::string_view id) {
  const Result<std::vector<std::string>> close = closest_ids(run, summary, id, 3);
  if (!close) return close.error();
  std::string message = "the run has no document \"" + std::string(id) + '"';
  for (std::size_t i = 0; i < close->size(); ++i) {
    message += i == 0 ? ". Closest: \"" : ", \"";
    message += excerpt_of((*close)[i], 200) + '"';
  }
  if (close->empty()) message += ". Ids stand in clean.jsonl (presswash.id) and duplicates.jsonl (id)";
  return Error{.code = ErrorCode::NotFound, .message = std::move(message), .file = run.string()};
}

}  // namespace

const ClusterMember* FoundDocument::member() const noexcept {
  if (!cluster) return nullptr;
  const auto found = std::find_if(cluster->members.begin(), cluster->members.end(),
                                  [&](const ClusterMember& other) { return other.id == row.id; });
  return found == cluster->members.end() ? nullptr : &*found;
}

Result<FoundDocument> find_document(const fs::path& run, const Summary& summary, std::string_view id) {
  Result<std::optional<BlocksRow>> row = find_blocks(run, summary, id);
  if (!row) return row.error();
  std::optional<BlocksRow>& found = *row;
  if (!found) return unknown_id(run, summary, id);
  FoundDocument out{.row = std::move(*found), .texts = {}, .removal = {}, .cluster = {}};
  Result<std::unordered_map<std::uint32_t, std::string>> removed = load_boilerplate(run, summary, out.row);
  if (!removed) return removed.error();
  Status status = out.row.kept ? load_kept_texts(run, summary, *removed, out) : load_removed_texts(run, summary, out);
  if (status && out.row.cluster.value != 0) status = load_cluster(run, summary, out);
  if (!status) return status.error();
  return out;
}

Result<FoundEdges> find_edges(const fs::path& run, const Summary& summary, std::string_view id,
                              std::optional<std::string_view> other) {
  const std::string quoted = json_string(id);
  RowParser parser(summary.fields);
  FoundEdges out;
  const auto is_pair = [&](const EdgeRow& row) {
    if (!other) return row.a == id || row.b == id;
    return (row.a == id && row.b == *other) || (row.a == *other && row.b == id);
  };
  Status status = for_each_row(run, RunFile::Edges, summary, [&](RowReader& reader) -> Result<Next> {
    const std::string_view row = reader.row();
    const bool is_join = row.starts_with("{\"join\":");
    if (!is_join && row.find(quoted) == std::string_view::npos) return Next::GoOn;
    EdgeRow edge;
    if (!parser.parse(row, edge)) return not_a_row(reader, RunFile::Edges);
    if (is_join) {
      if (edge.join == id || edge.join == other) out.joins.push_back(edge.join);
    } else if (is_pair(edge)) {
      out.edges.push_back(std::move(edge));
    }
    return Next::GoOn;
  });
  if (!status) return status.error();
  return out;
}

Result<std::vector<std::string>> closest_ids(const fs::path& run, const Summary& summary, std::string_view id,
                                             std::size_t count) {
  RowParser parser(summary.fields);
  BlocksRow row;
  std::vector<std::pair<std::size_t, std::string>> best;
  const std::size_t limit = std::max<std::size_t>(3, id.size() / 2);
  Status status = for_each_row(run, RunFile::Blocks, summary, [&](RowReader& reader) -> Result<Next> {
    if (!parser.parse(reader.row(), row)) return not_a_row(reader, RunFile::Blocks);
    const bool contains = id.size() >= 3 && row.id.find(id) != std::string::npos;
    const std::size_t worst = best.size() == count ? best.back().first : limit;
    const std::size_t distance = contains ? 0 : edit_distance(id, row.id, worst);
    if (distance > worst || (best.size() == count && distance == worst)) return Next::GoOn;
    std::pair<std::size_t, std::string> entry(distance, row.id);
    best.insert(std::upper_bound(best.begin(), best.end(), entry), std::move(entry));
    if (best.size() > count) best.pop_back();
    return Next::GoOn;
  });
  if (!status) return status.error();
  std::vector<std::string> out;
  out.reserve(best.size());
  for (auto& [distance, name] : best) out.push_back(std::move(name));
  return out;
}

}  // namespace presswash
