#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <thread>

#include <fmt/core.h>

#include "base/memory.h"
#include "commands.h"
#include "exit_codes.h"
#include "generator/generator.h"
#include "read/json_text.h"
#include "run_options.h"

namespace presswash::tools {
namespace {

/// A file that goes when the benchmark ends.
class ScratchFile {
 public:
  ScratchFile()
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("presswash-bench-{}.jsonl", std::random_device{}())) {}
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Status generate(const std::filesystem::path& path, std::uint64_t documents) {
  corpus::Options options;
  options.documents = documents;
  auto generator = corpus::Generator::make(options);
  if (!generator) return std::move(generator).error();
  std::ofstream out(path, std::ios::binary);
  corpus::GeneratedDocument document;
  std::string row;
  for (std::uint64_t i = 0; i < generator->documents(); ++i) {
    generator->document(i, document);
    row = "{\"id\":";
    append_json_string(row, document.id);
    for (const auto& [name, value] : {std::pair<const char*, const std::string*>{"url", &document.url},
                                      {"title", &document.title},
                                      {"published", &document.published},
                                      {"text", &document.text}}) {
      row += std::string(",\"") + name + "\":";
      append_json_string(row, *value);
    }
    row += "}\n";
    out.write(row.data(), static_cast<std::streamsize>(row.size()));
  }
  out.close();
  if (!out)
    return Error{.code = ErrorCode::Io,
                 .message = "cannot write the generated scrape; check the space there",
                 .file = path.string()};
  return Done{};
}

int run_bench(RunArguments arguments, std::uint64_t documents) {
  ScratchFile scratch;
  if (arguments.inputs.empty()) {
    const Status generated = generate(scratch.path(), documents);
    if (!generated) return report_error(generated.error());
    arguments.inputs = {scratch.path().string()};
    fmt::print("generated scrape of {} documents\n", documents);
  }
  arguments.dry_run = true;
  auto options = options_of(arguments);
  if (!options) return report_error(options.error());
  const unsigned most = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  fmt::print("{:>8}  {:<10}{:>10}{:>14}{:>10}\n", "threads", "stage", "seconds", "documents/s", "MB/s");
  std::optional<CleanFigures> first;
  for (unsigned threads = 1; threads <= most; threads = threads < most ? std::min(threads * 2, most) : most + 1) {
    options->threads = threads;
    ProgressLine line(progress_mode_of(arguments));
    const auto figures = clean(inputs_of(arguments), *options, line.sink());
    if (!figures) return report_error(figures.error());
    StageTiming all{.stage = "all"};
    const auto print_row = [&](const StageTiming& timing) {
      fmt::print("{:>8}  {:<10}{:>10.2f}{:>14.0f}{:>10.1f}\n", threads, timing.stage, timing.seconds,
                 static_cast<double>(timing.items) / timing.seconds,
                 static_cast<double>(timing.bytes) / 1e6 / timing.seconds);
    };
    for (const StageTiming& timing : figures->timings) {
      print_row(timing);
      all.seconds += timing.seconds;
    }
    all.items = figures->documents;
    all.bytes = figures->text_bytes;
    print_row(all);
    if (first && (first->kept != figures->kept || first->removed_bytes != figures->removed_bytes)) {
      fmt::print(stderr, "presswash: {} threads decided differently than one; please report this\n", threads);
      return failed;
    }
    if (!first) first = *figures;
  }
  fmt::print("{} documents, {:.1f} MB of text, {} kept, peak memory {:.0f} MB\n", first->documents,
             static_cast<double>(first->text_bytes) / 1e6, first->kept, static_cast<double>(peak_memory_bytes()) / 1e6);
  return done;
}

}  // namespace

void add_bench(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "bench", "Measure throughput per stage and thread count, on your data or on a generated scrape");
  auto arguments = std::make_shared<RunArguments>();
  auto documents = std::make_shared<std::uint64_t>(20'000);
  command->add_option("INPUT", arguments->inputs, "Inputs as for clean; none: a generated scrape");
  command->add_option("--documents", *documents, "Size of the generated scrape")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  add_shared(*command, *arguments);
  command->footer("Examples:\n  presswash bench\n  presswash bench scrape.jsonl --threads 8");
  command->callback([arguments, documents, &exit_code] { exit_code = run_bench(*arguments, *documents); });
}

}  // namespace presswash::tools
