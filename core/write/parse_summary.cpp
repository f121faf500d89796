#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "write/read_file.h"
#include "write/summary.h"

namespace presswash {
namespace {

using simdjson::dom::element;

constexpr std::size_t max_summary_bytes = std::size_t{1} << 28U;

/// Fetches fields; the first one that is missing or of the wrong type is named.
struct Reader {
  std::string missing;

  element at(element parent, std::string_view name) {
    element found;
    if (missing.empty() && parent[name].get(found) != simdjson::SUCCESS) missing = name;
    return missing.empty() ? found : element();
  }
  std::uint64_t number(element parent, std::string_view name) {
    std::uint64_t value = 0;
    const element found = at(parent, name);
    if (missing.empty() && found.get(value) != simdjson::SUCCESS) missing = name;
    return value;
  }
  std::string text(element parent, std::string_view name) {
    std::string_view value;
    const element found = at(parent, name);
    if (missing.empty() && found.get(value) != simdjson::SUCCESS) missing = name;
    return std::string(value);
  }
  std::vector<std::string> texts(element parent, std::string_view name) {
    std::vector<std::string> out;
    simdjson::dom::array array;
    const element found = at(parent, name);
    if (missing.empty() && found.get(array) != simdjson::SUCCESS) missing = name;
    if (!missing.empty()) return out;
    for (const element item : array) {
      std::string_view value;
      if (item.get(value) != simdjson::SUCCESS) {
        missing = name;
        break;
      }
      out.emplace_back(value);
    }
    return out;
  }
  template <typename Value, typename Out>
  std::vector<std::pair<std::string, Out>> fields(element parent, std::string_view name) {
    std::vector<std::pair<std::string, Out>> out;
    simdjson::dom::object object;
    const element found = at(parent, name);
    if (missing.empty() && found.get(object) != simdjson::SUCCESS) missing = name;
    if (!missing.empty()) return out;
    for (const auto& field : object) {
      Value value{};
      if (field.value.get(value) != simdjson::SUCCESS) {
        missing = name;
        break;
      }
      out.emplace_back(std::string(field.key), Out(value));
    }
    return out;
  }
  NamedCounts counts(element parent, std::string_view name) {
    return fields<std::uint64_t, std::uint64_t>(parent, name);
  }
  std::vector<std::pair<std::string, std::string>> named_texts(element parent, std::string_view name) {
    return fields<std::string_view, std::string>(parent, name);
  }
};

void read_documents(Reader& reader, element root, Summary& out) {
  const element documents = reader.at(root, "documents");
  out.kept = reader.number(documents, "kept");
  out.copies = reader.number(documents, "copies");
  out.rejected = reader.number(documents, "rejected");
  out.empty = reader.number(documents, "empty");
  out.held_back = reader.number(documents, "held_back");
  out.repaired = reader.number(documents, "repaired");
  out.sites = reader.number(documents, "sites");
  const element text = reader.at(root, "text_bytes");
  out.text = {.read = reader.number(text, "read"),
              .kept = reader.number(text, "kept"),
              .copies = reader.number(text, "copies"),
              .boilerplate = reader.number(text, "boilerplate")};
  const element kinds = reader.at(root, "kinds");
  for (std::size_t i = 0; i < kind_count; ++i) {
    const element kind = reader.at(kinds, name_of(static_cast<Kind>(i)));
    out.kinds[i] = {.blocks = reader.number(kind, "blocks"),
                    .removed = reader.number(kind, "removed"),
                    .removed_bytes = reader.number(kind, "removed_bytes")};
  }
}

void read_story(Reader& reader, element root, Summary& out) {
  out.copies_by_relation = reader.counts(root, "copies");
  const element clusters = reader.at(root, "clusters");
  out.clusters = reader.number(clusters, "clusters");
  out.clustered_documents = reader.number(clusters, "documents");
  out.largest_cluster = reader.number(clusters, "largest");
  out.edges_by_relation = reader.counts(root, "edges");
  out.joins = reader.number(root, "joins");
  out.rejects_by_reason = reader.counts(root, "rejects");
}

void read_run(Reader& reader, element root, Summary& out) {
  out.version = reader.text(root, "presswash");
  out.inputs = reader.texts(root, "inputs");
  const element fields = reader.at(root, "fields");
  out.fields = {.id = reader.text(fields, "id"),
                .url = reader.text(fields, "url"),
                .site = reader.text(fields, "site"),
                .title = reader.text(fields, "title"),
                .published = reader.text(fields, "published"),
                .text = reader.text(fields, "text")};
  out.compress_zstd = reader.text(root, "compress") == "zstd";
  out.settings = reader.named_texts(root, "settings");
  out.counts = reader.counts(root, "counts");
}

void read_files(Reader& reader, element root, Summary& out) {
  const element files = reader.at(root, "files");
  const auto read = [&](std::string_view name) {
    const element figures = reader.at(files, name);
    const std::string hash = reader.text(figures, "xxh3");
    return FileFigures{.rows = reader.number(figures, "rows"),
                       .bytes = reader.number(figures, "bytes"),
                       .hash = std::strtoull(hash.c_str(), nullptr, 16)};
  };
  for (RunFile file : run_files) out.files[static_cast<std::size_t>(file)] = read(file_name(file, out.compress_zstd));
  if (reader.missing.empty() && files[related_file].error() == simdjson::SUCCESS) out.related = read(related_file);
}

}  // namespace

Result<Summary> parse_summary(std::string_view json, const std::filesystem::path& file) {
  const auto corrupt = [&](std::string what) {
    return Error{.code = ErrorCode::CorruptInput,
                 .message = std::move(what) + ". The file was cut or edited: run presswash clean again",
                 .file = file.string()};
  };
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(json.data(), json.size()).get(root); error != simdjson::SUCCESS) {
    return corrupt("is not whole JSON");
  }
  std::uint64_t format = 0;
  if (root["format"].get(format) != simdjson::SUCCESS || !root["presswash"].is_string()) {
    return corrupt("has no \"format\" and \"presswash\", as the summary of a run does");
  }
  if (format != run_format) {
    return Error{.code = ErrorCode::VersionMismatch,
                 .message = "the run has format " + std::to_string(format) + ", this presswash reads format " +
                            std::to_string(run_format) + ". Use the presswash that wrote it, or clean again",
                 .file = file.string()};
  }
  Summary out;
  Reader reader;
  read_run(reader, root, out);
  read_documents(reader, root, out);
  read_story(reader, root, out);
  read_files(reader, root, out);
  if (!reader.missing.empty()) return corrupt("has no usable \"" + reader.missing + '"');
  return out;
}

Result<Summary> read_summary(const std::filesystem::path& run) {
  const std::filesystem::path file = run / summary_file;
  Result<std::string> json = read_whole_file(file, max_summary_bytes);
  if (json) return parse_summary(*json, file);
  if (json.error().code != ErrorCode::NotFound) return json.error();
  std::error_code ignored;
  if (!std::filesystem::exists(run, ignored)) {
    return Error{.code = ErrorCode::NotFound,
                 .message = "there is no such folder. Name one that presswash clean wrote (its -o)",
                 .file = run.string()};
  }
  return Error{.code = ErrorCode::NotFound,
               .message = "is not a finished run: it has no summary.json. Name a folder that presswash clean wrote",
               .file = run.string()};
}

bool is_summary_file(const std::filesystem::path& file) {
  const Result<std::string> json = read_whole_file(file, max_summary_bytes);
  if (!json) return false;
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json->data(), json->size()).get(root) != simdjson::SUCCESS) return false;
  return root["format"].is_uint64() && root["presswash"].is_string();
}

}  // namespace presswash
