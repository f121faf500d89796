#include <memory>
#include <vector>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"
#include "write/run_folder.h"

namespace presswash::tools {

void add_why(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("why", "Tell everything that was decided on a document or a pair, and why");
  auto run = std::make_shared<std::string>();
  auto ids = std::make_shared<std::vector<std::string>>();
  command->add_option("OUT", *run, "Folder of a finished run")->required();
  command->add_option("ID", *ids, "Id of a document; two ids: why they are or are not copies")
      ->required()
      ->expected(1, 2);
  command->footer("Examples:\n  presswash why clean/ story-17\n  presswash why clean/ story-17 story-42");
  command->callback([run, ids, &exit_code] {
    const auto text = ids->size() == 1 ? why(*run, ids->front()) : why(*run, ids->front(), ids->back());
    if (!text) {
      exit_code = report_error(text.error());
      return;
    }
    fmt::print("{}", *text);
    exit_code = done;
  });
}

}  // namespace presswash::tools
