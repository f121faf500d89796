#include <csignal>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#if defined(PRESSWASH_MIMALLOC)
#include <mimalloc.h>
#endif

#include "base/memory.h"
#include "base/version.h"
#include "commands.h"
#include "exit_codes.h"
#include "progress.h"

namespace {

using namespace presswash::tools;

constexpr const char* summary =
    "Cleans a scrape of news: finds the copies of one story and strips what sites print around every story.";
constexpr const char* closing =
    "Example:\n"
    "  presswash clean scrape.jsonl -o clean/\n\n"
    "Results go to standard output, everything else to standard error.\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 done but some records could not be read, 130 stopped by Ctrl-C.\n"
    "Help on one command: presswash COMMAND --help";

std::string commands(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : app.get_subcommands(nullptr))
    names.append(names.empty() ? "" : ", ").append(command->get_name());
  return names;
}

int run(int argc, char** argv) {
  CLI::App app{summary, "presswash"};
  app.footer(closing);
  app.require_subcommand(1);
  app.set_version_flag("--version", "presswash " + presswash::version_text());
  int exit_code = done;
  add_clean(app, exit_code);
  add_strip(app, exit_code);
  add_cluster(app, exit_code);
  add_calibrate(app, exit_code);
  add_report(app, exit_code);
  add_why(app, exit_code);
  add_restore(app, exit_code);
  add_bench(app, exit_code);
  add_train(app, exit_code);
  add_eval(app, exit_code);
  if (argc == 1) {
    fmt::print(stderr, "{}", app.help());
    return wrong_usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const auto unknown = app.remaining();
    const bool is_name = !unknown.empty() && !unknown.front().starts_with('-');
    if (error.get_exit_code() != 0 && app.get_subcommands().empty() && is_name) {
      fmt::print(stderr, "presswash: there is no command \"{}\"; the commands are: {}\n", unknown.front(),
                 commands(app));
      return wrong_usage;
    }
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  return exit_code;
}

/// Whoever gives the memory: what is freed is asked for again soon.
void keep_freed_memory() {
  presswash::keep_freed_memory();
#if defined(PRESSWASH_MIMALLOC)
  constexpr long milliseconds = 100;  // 25 by itself; with a second the peak is up to a twentieth higher
#if MI_MALLOC_VERSION >= 210
  mi_option_set(mi_option_purge_delay, milliseconds);
#else
  mi_option_set(mi_option_decommit_delay, milliseconds);
#endif
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  std::signal(SIGINT, presswash::tools::request_stop);
  std::signal(SIGTERM, presswash::tools::request_stop);
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "presswash: not enough memory for this input; split it, or free memory and run again\n");
  } catch (const std::exception& error) {
    fmt::print(stderr, "presswash: {}\n", error.what());
  }
  return failed;
}
