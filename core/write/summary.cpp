#include "write/summary.h"

#include <string>

#include "base/hash.h"
#include "read/json_text.h"
#include "write/json_row.h"

namespace presswash {
namespace {

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
  const auto write = [&](std::string_view name, const FileFigures& figures) {
    json.open(name, '{');
    json.number("rows", figures.rows);
    json.number("bytes", figures.bytes);
    json.text("xxh3", to_hex(figures.hash));
    json.close('}');
  };
  for (RunFile file : run_files) {
    write(file_name(file, summary.compress_zstd), summary.files[static_cast<std::size_t>(file)]);
  }
  if (summary.related) write(related_file, *summary.related);
  json.close('}');
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

}  // namespace presswash
