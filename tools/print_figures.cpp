#include "print_figures.h"

#include <fmt/core.h>

namespace presswash::tools {
namespace {

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

double percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void row(const char* name, std::uint64_t value, const std::string& note = {}) {
  fmt::print(stderr, "  {:<22}{:>15}{}{}\n", name, grouped(value), note.empty() ? "" : "   ", note);
}

}  // namespace

void print_figures(const CleanFigures& figures, const CleanOptions& options) {
  double seconds = 0.0;
  for (const StageTiming& timing : figures.timings) seconds += timing.seconds;
  row("documents", figures.documents);
  row("kept", figures.kept);
  row("removed as copies", figures.removed, fmt::format("{:.1f}%", percent(figures.removed, figures.documents)));
  row("clusters", figures.clusters);
  if (options.related) row("related stories", figures.related_stories, options.dry_run ? "not looked for" : "");
  row("boilerplate blocks", figures.removed_blocks, options.keep_furniture ? "left in place" : "");
  row("boilerplate bytes", figures.removed_bytes,
      fmt::format("{:.1f}% of the text", percent(figures.removed_bytes, figures.text_bytes)));
  if (figures.held_back > 0) row("held back", figures.held_back, "too much of the text would have gone");
  if (figures.emptied > 0) row("left empty", figures.emptied);
  if (figures.learn.replaced > 0) row("replaced", figures.learn.replaced, "byte sequences that were not UTF-8");
  if (figures.learn.repeated_ids > 0) row("repeated ids", figures.learn.repeated_ids, "given #2, #3, ...");
  if (figures.learn.made_ids > 0) row("made ids", figures.learn.made_ids, "records without an id");
  const SkippedRecords& skipped = figures.learn.skipped;
  if (skipped.not_pages > 0) row("skipped", skipped.not_pages, "WARC records that hold no page");
  if (skipped.revisits > 0) row("revisits", skipped.revisits, "WARC records of pages that had not changed");
  if (figures.rejected > 0) row("rejected", figures.rejected, options.dry_run ? "" : "see rejected.jsonl");
  if (figures.learn.input_errors > 0) row("inputs cut short", figures.learn.input_errors);
  if (seconds > 0) {
    fmt::print(stderr, "  {:.1f} s, {:.0f} documents/s, {:.1f} MB/s, {:.0f} MB of memory\n", seconds,
               static_cast<double>(figures.documents) / seconds,
               static_cast<double>(figures.text_bytes) / 1e6 / seconds,
               static_cast<double>(figures.peak_memory_bytes) / 1e6);
  }
  if (options.memory_bytes > 0 && figures.peak_memory_bytes > options.memory_bytes) {
    fmt::print(stderr,
               "  the run took more memory than --memory allows ({:.0f} MB); split the input to stay within it\n",
               static_cast<double>(options.memory_bytes) / 1e6);
  }
  if (!options.dry_run) fmt::print(stderr, "  {}\n", (options.out / "report.html").string());
}

}  // namespace presswash::tools
