#include <algorithm>
#include <fstream>
#include <memory>
#include <vector>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "pipeline/evaluate.h"
#include "read/json_text.h"
#include "run_options.h"

namespace presswash::tools {
namespace {

struct EvalArguments {
  RunArguments run;
  std::string predictions;
  std::string write_predictions;
  bool alone = false;
  std::size_t worst = 10;
};

void print_share(const std::string& name, std::uint64_t part, std::uint64_t whole) {
  if (whole > 0)
    fmt::print("  {:<16}{:>9}{:>9.3f}\n", name, whole, static_cast<double>(part) / static_cast<double>(whole));
}

void print(const Evaluation& scores, std::size_t worst) {
  if (!scores.pages.empty()) {
    fmt::print("{} pages   precision {:.4f}   recall {:.4f}   F1 {:.4f}\n", scores.pages.size(), scores.precision,
               scores.recall, scores.f1);
  }
  const std::uint64_t pieces = scores.with_found + scores.with_missed + scores.without_found + scores.without_missed;
  if (pieces > 0)
    fmt::print("{} pieces   F1 {:.4f}   missed {}   kept wrongly {}\n", pieces, scores.segment_f1(), scores.with_missed,
               scores.without_found);
  if (scores.kinds[0].first > 0) {
    fmt::print("kind                 blocks   of them boilerplate\n");
    for (std::size_t k = 0; k < kind_count; ++k)
      print_share(std::string(name_of(static_cast<Kind>(k))), scores.kinds[k].second, scores.kinds[k].first);
    fmt::print("score                blocks   of them boilerplate\n");
    for (std::size_t bin = 0; bin < scores.reliability.size(); ++bin)
      print_share(fmt::format("{:.1f} to {:.1f}", 0.1 * static_cast<double>(bin), 0.1 * static_cast<double>(bin + 1)),
                  scores.reliability[bin].second, scores.reliability[bin].first);
  }
  std::vector<PageScore> pages = scores.pages;
  std::ranges::stable_sort(pages, {}, [](const PageScore& page) { return page.precision + page.recall; });
  if (worst > 0 && !pages.empty()) fmt::print("worst pages: precision, recall, id\n");
  for (std::size_t k = 0; k < std::min(worst, pages.size()); ++k)
    fmt::print("  {:.3f} {:.3f} {}\n", pages[k].precision, pages[k].recall, pages[k].id);
}

Status write_texts(const std::string& path, const std::map<std::string, std::string>& texts) {
  std::ofstream out(path, std::ios::binary);
  for (const auto& [id, text] : texts)
    out << "{\"id\":" << json_string(id) << ",\"text\":" << json_string(text) << "}\n";
  out.close();
  if (out) return Done{};
  return Error{.code = ErrorCode::Io, .message = "cannot write the texts; check the path and the space", .file = path};
}

int run_eval(const EvalArguments& arguments) {
  if (!arguments.predictions.empty()) {
    const auto texts = read_texts(arguments.predictions);
    if (!texts) return report_error(texts.error());
    std::vector<LabelledPage> all;
    for (const std::string& input : arguments.run.inputs) {
      auto pages = read_labelled(input);
      if (!pages) return report_error(pages.error());
      if (const Status labelled = check_labelled(*pages, input); !labelled) return report_error(labelled.error());
      std::ranges::move(*pages, std::back_inserter(all));
    }
    print(score_texts(all, *texts), arguments.worst);
    return done;
  }
  const auto options = options_of(arguments.run);
  if (!options) return report_error(options.error());
  const auto evaluated = [&] {
    ProgressLine line(progress_mode_of(arguments.run));
    return evaluate(inputs_of(arguments.run), *options, arguments.alone, line.sink());
  }();
  if (!evaluated) return report_error(evaluated.error());
  print(evaluated->scores, arguments.worst);
  if (arguments.write_predictions.empty()) return done;
  const Status written = write_texts(arguments.write_predictions, evaluated->texts);
  return written ? done : report_error(written.error());
}

}  // namespace

void add_eval(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("eval", "Score the model, or texts made by another tool, on labelled pages");
  auto arguments = std::make_shared<EvalArguments>();
  command
      ->add_option("INPUT", arguments->run.inputs,
                   "Labelled pages: rows {id, url, html} with gold and optional, or with with and without")
      ->required();
  command->add_option("--predictions", arguments->predictions,
                      "Score these texts, rows {id, text}, instead of the model");
  command->add_option("--write-texts", arguments->write_predictions,
                      "Write what the model keeps of each page to a file");
  command->add_flag("--alone", arguments->alone, "Judge every page by itself, without the others of its site");
  command->add_option("--worst", arguments->worst, "Pages to list, the worst first")->capture_default_str();
  add_shared(*command, arguments->run);
  command->footer(
      "Examples:\n  presswash eval pages.jsonl\n  presswash eval pages.jsonl --predictions other-tool.jsonl");
  command->callback([arguments, &exit_code] { exit_code = run_eval(*arguments); });
}

}  // namespace presswash::tools
