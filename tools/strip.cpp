#include <cstdio>
#include <memory>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"
#include "write/judged_page.h"
#include "write/markdown.h"
#include "write/rows.h"

namespace presswash::tools {
namespace {

Status print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return Done{};
  return Error{.code = ErrorCode::Io, .message = "cannot write to standard output"};
}

int run_strip(const RunArguments& arguments, const std::string& format) {
  auto options = options_of(arguments);
  if (!options) return report_error(options.error());
  options->keep_copies = true;
  std::uint64_t unread = 0;
  auto figures = [&] {
    ProgressLine line(progress_mode_of(arguments));
    return judge_all(
        inputs_of(arguments), *options,
        [&](const Document& document, const Outcome& outcome) {
          bool empty = false;
          if (format == "text") return print(cleaned_text(document.text, outcome.blocks));
          if (format == "markdown") return print(markdown_of(document, outcome));
          if (format == "blocks") return print(judged_page_row(document, outcome));
          return print(clean_row(document, outcome, options->read.fields, empty));
        },
        [&](const UnreadRecord& record) {
          if (++unread <= 10) fmt::print(stderr, "presswash: {}\n", record.error.text());
        },
        line.sink());
  }();
  if (!figures) return report_error(figures.error());
  if (unread > 10) fmt::print(stderr, "presswash: {} more records could not be read\n", unread - 10);
  return unread > 0 && !arguments.allow_rejects ? done_with_rejects : done;
}

}  // namespace

void add_strip(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("strip", "Strip boilerplate only; every document goes to standard output");
  auto arguments = std::make_shared<RunArguments>();
  auto format = std::make_shared<std::string>("jsonl");
  add_input(*command, *arguments);
  command
      ->add_option(
          "--format", *format,
          "jsonl: a record a line; text: the cleaned text alone; markdown: the same with headings and lists; blocks: "
          "a row a document with the name, kind, score and text of every block, for train --readings")
      ->check(CLI::IsMember({"jsonl", "text", "markdown", "blocks"}))
      ->capture_default_str();
  add_shared(*command, *arguments);
  command->footer(
      "Examples:\n  presswash strip page.html --format text\n  presswash strip scrape.jsonl > stripped.jsonl");
  command->callback([arguments, format, &exit_code] { exit_code = run_strip(*arguments, *format); });
}

}  // namespace presswash::tools
