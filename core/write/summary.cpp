#include "write/summary.h"

#include <cerrno>
#include <string>

#include <simdjson.h>

#include "base/hash.h"
#include "read/json_text.h"
#include "write/file_error.h"
#include "write/json_row.h"
#include "write/read_file.h"

namespace presswash {
namespace {

using simdjson::dom::element;

constexpr std::size_t max_summary_bytes = std::size_t{1} << 28U;

/// Lays out JSON for people: one field a line, two spaces an indent.
class Pretty {
 public:
  explicit Pretty(std::string& out) : out_(out) {}

  void open(std::string_view name, char bracket) {
    start(name);
    out_ += bracket;
    ++depth_;
    first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) new_line();
    out_ += bracket;
    first_ = false;
  }
  void text(std::string_view name, std::string_view value) {
    start(name);
    append_json_string(out_, value);
  }
  void number(std::string_view name, std::uint64_t value) {
    start(name);
    append_number(out_, value);
  }
  void counts(std::string_view name, const NamedCounts& counts) {
    open(name, '{');
    for (const auto& [key, value] : counts) number(key, value);
    close('}');
  }

 private:
  void new_line() {
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }
  void start(std::string_view name) {
    if (depth_ > 0) {
      if (!first_) out_ += ',';
      new_line();
    }
    first_ = false;
    if (!name.empty()) {
      append_json_string(out_, name);
      out_ += ": ";
    }
  }

  std::string& out_;
  std::size_t depth_ = 0;
  bool first_ = true;
};

void write_documents(Pretty& json, const Summary& summary) {
  json.open("documents", '{');
  json.number("records", summary.records());
  json.number("kept", summary.kept);
  json.number("copies", summary.copies);
  json.number("rejected", summary.rejected);
  json.number("empty", summary.empty);
  json.number("held_back", summary.held_back);
  json.number("repaired", summary.repaired);
  json.number("sites", summary.sites);
  json.close('}');
  json.open("text_bytes", '{');
  json.number("read", summary.text.read);
  json.number("kept", summary.text.kept);
  json.number("copies", summary.text.copies);
  json.number("boilerplate", summary.text.boilerplate);
  json.close('}');
}

void write_kinds(Pretty& json, const KindTable& kinds) {
  json.open("kinds", '{');
  for (std::size_t i = 0; i < kind_count; ++i) {
    json.open(name_of(static_cast<Kind>(i)), '{');
    json.number("blocks", kinds[i].blocks);
    json.number("removed", kinds[i].removed);
    json.number("removed_bytes", kinds[i].removed_bytes);
    json.close('}');
  }
  json.close('}');
}

void write_story(Pretty& json, const Summary& summary) {
  json.counts("copies", summary.copies_by_relation);
  json.open("clusters", '{');
  json.number("clusters", summary.clusters);
  json.number("documents", summary.clustered_documents);
  json.number("largest", summary.largest_cluster);
  json.close('}');
  json.counts("edges", summary.edges_by_relation);
  json.number("joins", summary.joins);
  json.counts("rejects", summary.rejects_by_reason);
}

void write_files(Pretty& json, const Summary& summary) {
  json.open("files", '{');
  for (RunFile file : run_files) {
    const FileFigures& figures = summary.files[static_cast<std::size_t>(file)];
    json.open(file_name(file, summary.compress_zstd), '{');
    json.number("rows", figures.rows);
    json.number("bytes", figures.bytes);
    json.text("xxh3", to_hex(figures.hash));
    json.close('}');
  }
  json.close('}');
}

// Reading. Fields are fetched with simdjson's chaining; the first one that is missing or of the wrong type is named.
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
      if (item.get(value) != simdjson::SUCCESS) missing = name;
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
      if (field.value.get(value) != simdjson::SUCCESS) missing = name;
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
  for (RunFile file : run_files) {
    const element figures = reader.at(files, file_name(file, out.compress_zstd));
    const std::string hash = reader.text(figures, "xxh3");
    out.files[static_cast<std::size_t>(file)] = {.rows = reader.number(figures, "rows"),
                                                 .bytes = reader.number(figures, "bytes"),
                                                 .hash = std::strtoull(hash.c_str(), nullptr, 16)};
  }
}

}  // namespace

std::string to_json(const Summary& summary) {
  std::string out;
  Pretty json(out);
  json.open("", '{');
  json.number("format", run_format);
  json.text("presswash", summary.version);
  json.open("inputs", '[');
  for (const std::string& input : summary.inputs) json.text("", input);
  json.close(']');
  json.open("fields", '{');
  json.text("id", summary.fields.id);
  json.text("url", summary.fields.url);
  json.text("site", summary.fields.site);
  json.text("title", summary.fields.title);
  json.text("published", summary.fields.published);
  json.text("text", summary.fields.text);
  json.close('}');
  json.text("compress", summary.compress_zstd ? "zstd" : "none");
  write_documents(json, summary);
  write_kinds(json, summary.kinds);
  write_story(json, summary);
  json.open("settings", '{');
  for (const auto& [name, value] : summary.settings) json.text(name, value);
  json.close('}');
  json.counts("counts", summary.counts);
  write_files(json, summary);
  json.close('}');
  out += '\n';
  return out;
}

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
