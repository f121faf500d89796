#include <memory>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "print_figures.h"
#include "run_options.h"
#include "write/run_folder.h"

namespace presswash::tools {
namespace {

int run_clean(const RunArguments& arguments, bool keep_furniture) {
  if (arguments.out.empty() && !arguments.dry_run) {
    fmt::print(stderr, "presswash: no output folder; add -o FOLDER, or --dry-run to see the counts only\n");
    return wrong_usage;
  }
  auto options = options_of(arguments);
  if (!options) return report_error(options.error());
  options->keep_furniture = keep_furniture;
  auto figures = [&] {
    ProgressLine line(progress_mode_of(arguments));
    return clean(inputs_of(arguments), *options, line.sink());
  }();
  if (!figures) return report_error(figures.error());
  if (!arguments.quiet) print_figures(*figures, *options);
  if (arguments.pairs && !arguments.dry_run) {
    const Status printed = verified_pairs(arguments.out, [](std::string_view row) { fmt::print("{}\n", row); });
    if (!printed) return report_error(printed.error());
  }
  const bool rejects = figures->rejected > 0 || figures->learn.input_errors > 0;
  return rejects && !arguments.allow_rejects ? done_with_rejects : done;
}

void add(CLI::App& app, int& exit_code, const std::string& name, const std::string& what, const std::string& example,
         bool keep_furniture) {
  CLI::App* command = app.add_subcommand(name, what);
  auto arguments = std::make_shared<RunArguments>();
  add_input(*command, *arguments);
  add_output(*command, *arguments);
  add_shared(*command, *arguments);
  if (keep_furniture)
    command->add_flag("--pairs", arguments->pairs,
                      "Print every verified pair, a row of JSON each (see edges.jsonl.zst)");
  command->footer(example);
  command->callback([arguments, keep_furniture, &exit_code] { exit_code = run_clean(*arguments, keep_furniture); });
}

}  // namespace

void add_clean(CLI::App& app, int& exit_code) {
  add(app, exit_code, "clean", "Strip boilerplate and remove copies: the main job",
      "Examples:\n"
      "  presswash clean scrape.jsonl -o clean/\n"
      "  presswash clean monday.jsonl.gz tuesday.jsonl.zst --field text=body --keep earliest -o clean/\n"
      "  zcat scrape.jsonl.gz | presswash clean - -o clean/",
      false);
}

void add_cluster(CLI::App& app, int& exit_code) {
  add(app, exit_code, "cluster", "Find copies only: furniture is judged, so that it misleads nobody, and left in place",
      "Examples:\n"
      "  presswash cluster scrape.jsonl -o clusters/\n"
      "  presswash cluster scrape.jsonl -o clusters/ --pairs > pairs.jsonl",
      true);
}

}  // namespace presswash::tools
