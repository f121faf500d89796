#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "read/json_text.h"
#include "read/parse_record.h"
#include "read/record_reader.h"
#include "segment/lines.h"

namespace presswash {
namespace {

constexpr std::size_t record_count = 20'000;

/// Paragraphs of plausible length, 3 KB a document; every third has escapes and other scripts.
std::string text_of(std::size_t document) {
  static constexpr std::string_view words[] = {"council", "the",     "harbour", "after", "a",      "vote", "residents",
                                               "of",      "morning", "which",   "said",  "report", "in",   "years"};
  std::string out;
  std::uint64_t state = document * 0x9E3779B97F4A7C15ULL + 1;
  while (out.size() < 3000) {
    for (int i = 0; i < 60; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      out += words[(state >> 33U) % std::size(words)];
      out += ' ';
    }
    if (document % 3 == 0) out += "\xE2\x80\x9Cquoted\xE2\x80\x9D \"plain\" caf\xC3\xA9";
    out += ".\n\n";
  }
  return out;
}

std::string record_of(std::size_t document) {
  return "{\"id\":" + std::to_string(document) + ",\"url\":\"https://www.site" + std::to_string(document % 50) +
         ".example/2024/05/01/story-" + std::to_string(document) +
         "\",\"title\":\"A headline\",\"published\":\"2024-05-01T12:30:00Z\",\"text\":" +
         json_string(text_of(document)) + "}";
}

/// The benchmarks' files, made once and removed at the end.
class Files {
 public:
  static const Files& get() {
    static const Files files;
    return files;
  }
  [[nodiscard]] std::string path(std::string_view extension) const {
    return (folder_ / "scrape.jsonl").string() + std::string(extension);
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

 private:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "presswash-bench-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::string lines;
    for (std::size_t i = 0; i < record_count; ++i) lines += record_of(i) + "\n";
    bytes_ = lines.size();
    std::ofstream(path(""), std::ios::binary) << lines;
    const gzFile packed = gzopen(path(".gz").c_str(), "wb6");
    gzwrite(packed, lines.data(), static_cast<unsigned>(lines.size()));
    gzclose(packed);
    std::string compressed(ZSTD_compressBound(lines.size()), '\0');
    compressed.resize(ZSTD_compress(compressed.data(), compressed.size(), lines.data(), lines.size(), 3));
    std::ofstream(path(".zst"), std::ios::binary) << compressed;
  }
  ~Files() { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  std::size_t bytes_ = 0;
};

void count(benchmark::State& state, std::size_t records, std::size_t bytes) {
  state.SetItemsProcessed(static_cast<std::int64_t>(records) * state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

/// Records of one file; bytes are counted uncompressed.
void read_records(benchmark::State& state, std::string_view extension) {
  const auto inputs = InputSet::open({Files::get().path(extension)}, {});
  std::size_t records = 0;
  for (auto _ : state) {
    const auto reader = inputs->reader();
    RawRecord record;
    std::size_t bytes = 0;
    for (records = 0;; ++records) {
      const auto any = reader->next(record);
      if (!any || !*any) break;
      bytes += record.bytes.size() + 1;
    }
    if (records != record_count || bytes != Files::get().bytes()) state.SkipWithError("wrong records were read");
  }
  count(state, records, Files::get().bytes());
}
BENCHMARK_CAPTURE(read_records, plain, "");
BENCHMARK_CAPTURE(read_records, gzip, ".gz");
BENCHMARK_CAPTURE(read_records, zstd, ".zst");

std::vector<RawRecord> some_records() {
  std::vector<RawRecord> out;
  for (std::size_t i = 0; i < 500; ++i) out.push_back({.source = {}, .bytes = record_of(i), .name = {}});
  return out;
}

void parse_records(benchmark::State& state) {
  const std::vector<RawRecord> records = some_records();
  RecordParser parser({});
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    bytes += records[i].bytes.size();
    const auto document = parser.parse(records[i]);
    if (!document || document->text != text_of(i)) state.SkipWithError("a record was parsed wrongly");
  }
  for (auto _ : state) {
    for (const RawRecord& record : records) benchmark::DoNotOptimize(parser.parse(record));
  }
  count(state, records.size(), bytes);
}
BENCHMARK(parse_records);

void edit_records(benchmark::State& state) {
  const std::vector<RawRecord> records = some_records();
  const std::string text = text_of(7);
  const RecordEdit edit{.field = "text", .text = text, .added = "presswash", .added_json = "{\"copies\":1}"};
  std::size_t bytes = 0;
  for (const RawRecord& record : records) {
    const auto edited = edited_record(record.bytes, edit);
    if (!edited || *string_in_record(*edited, "text") != text) state.SkipWithError("a record was edited wrongly");
    bytes += edited->size();
  }
  for (auto _ : state) {
    for (const RawRecord& record : records) benchmark::DoNotOptimize(edited_record(record.bytes, edit));
  }
  count(state, records.size(), bytes);
}
BENCHMARK(edit_records);

void segment_texts(benchmark::State& state) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    texts.push_back(text_of(i));
    bytes += texts.back().size();
    std::size_t covered = 0;
    for (const Block& block : segment_lines(texts.back())) covered += block.length;
    if (covered != texts.back().size()) state.SkipWithError("the blocks do not cover the text");
  }
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(segment_lines(text));
  }
  count(state, texts.size(), bytes);
}
BENCHMARK(segment_texts);

}  // namespace
}  // namespace presswash
