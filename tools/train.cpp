#include "pipeline/train.h"

#include <fstream>
#include <memory>
#include <vector>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"

namespace presswash::tools {
namespace {

struct TrainArguments {
  std::vector<std::string> inputs;
  std::string out;
  std::string base;
  std::string fold_chains;
  std::vector<std::string> readings;
  TrainOptions options;
};

void print_figures(const char* name, const HeldOutFigures& figures) {
  fmt::print("{:<26}{:>10} blocks   boilerplate F1 {:.4f}   article F1 {:.4f}\n", name, figures.lines,
             figures.boilerplate_f1, figures.article_f1);
  for (std::size_t bin = 0; bin < figures.reliability.size(); ++bin) {
    const auto [lines, boilerplate] = figures.reliability[bin];
    if (lines == 0) continue;
    fmt::print("  score {:.1f} to {:.1f}{:>14} blocks{:>12.4f} boilerplate\n", 0.1 * static_cast<double>(bin),
               0.1 * static_cast<double>(bin + 1), lines,
               static_cast<double>(boilerplate) / static_cast<double>(lines));
  }
}

/// Gives the pages of HTML what was read of them. Errors: those of the file, InvalidArgument when it is of other pages.
Status add_readings(const std::string& file, std::vector<std::vector<LabelledPage>>& scrapes) {
  auto readings = read_block_readings(file);
  if (!readings) return std::move(readings).error();
  std::size_t found = 0;
  for (auto& pages : scrapes) found += give_readings(*readings, pages);
  fmt::print(stderr, "{}: readings of {} pages, {} of them among the inputs\n", file, readings->size(), found);
  if (found == 0)
    return Error{.code = ErrorCode::InvalidArgument,
                 .message = "none of these readings is of a page of the inputs; give the pages that were read",
                 .file = file};
  return Done{};
}

int run_train(TrainArguments& arguments) {
  if (!arguments.base.empty()) {
    auto base = BlockModel::load(arguments.base, BlockModel::StalePages::Drop);
    if (!base) return report_error(base.error());
    arguments.options.base = std::move(*base);
  }
  if (!arguments.fold_chains.empty()) {
    auto chains = BlockModel::load(arguments.fold_chains, BlockModel::StalePages::Drop);
    if (!chains) return report_error(chains.error());
    arguments.options.fold_chains = std::move(*chains);
  }
  std::vector<std::vector<LabelledPage>> scrapes;
  for (const std::string& input : arguments.inputs) {
    auto pages = read_labelled(input);
    if (!pages) return report_error(pages.error());
    scrapes.push_back(std::move(*pages));
  }
  for (const std::string& file : arguments.readings) {
    if (const Status added = add_readings(file, scrapes); !added) return report_error(added.error());
  }
  for (std::size_t k = 0; k < scrapes.size(); ++k) {
    if (const Status labelled = check_labelled(scrapes[k], arguments.inputs[k]); !labelled)
      return report_error(labelled.error());
  }
  const auto trained =
      train(scrapes, arguments.options, [](const std::string& line) { fmt::print(stderr, "{}\n", line); });
  if (!trained) return report_error(trained.error());
  for (const auto& [name, figures] : {std::pair{"text alone", &trained->alone},
                                      {"text with evidence", &trained->joint},
                                      {"page alone", &trained->pages_alone},
                                      {"page with evidence", &trained->pages_joint},
                                      {"single text alone", &trained->lines_alone},
                                      {"single text with evidence", &trained->lines_joint}}) {
    if (figures->lines > 0) print_figures(name, *figures);
  }
  std::ofstream out(arguments.out, std::ios::binary);
  const std::string bytes = trained->model.encode();
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out)
    return report_error({.code = ErrorCode::Io,
                         .message = "cannot write the model; check the path given to -o",
                         .file = arguments.out});
  return done;
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("train", "Fit the block model on labelled pages");
  auto arguments = std::make_shared<TrainArguments>();
  command->add_option(
      "--base", arguments->base,
      "Model whose weights for texts, or for pages, stay when none is given to fit them on; default: the built-in one");
  command->add_option("--trees", arguments->options.trees.trees, "Trees of the model of pages")->capture_default_str();
  command->add_option("--leaves", arguments->options.trees.leaves, "Leaves of a tree at most")->capture_default_str();
  command
      ->add_option("--leaf-weight", arguments->options.trees.least_weight,
                   "Weight that each leaf must hold; a page of known article has 100")
      ->capture_default_str();
  command->add_option("--leaf-penalty", arguments->options.trees.penalty, "L2 penalty on the leaves")
      ->capture_default_str();
  command->add_option("--columns", arguments->options.trees.column_share, "Share of the features that one tree asks")
      ->capture_default_str();
  command->add_option("--rate", arguments->options.trees.rate, "Share of each tree's answer that is taken")
      ->capture_default_str();
  command
      ->add_option("INPUT", arguments->inputs,
                   "Labelled pages, a file for each scrape: rows {id, url, title, text or lines, labels, story}, or "
                   "{id, url, html} "
                   "with gold and optional, with with and without, or with a reading (--readings)")
      ->required();
  command->add_option("--readings", arguments->readings,
                      "What was read of pages of HTML, block by block: rows {id, article, unsure}, names of blocks as "
                      "'presswash strip --format blocks' gives them; it says more than gold or pieces");
  command->add_option("-o,--out", arguments->out, "Model file to write")->required();
  command
      ->add_option("--folds", arguments->options.folds, "Parts the sites are split into, for calibration and figures")
      ->capture_default_str();
  command->add_flag("--cross-fitted", arguments->options.cross_fitted,
                    "Write the weights of every fold: each site is then judged by weights not fitted on it");
  command->add_flag("--keep-chains", arguments->options.keep_chains,
                    "Keep the base model's chains for texts; fit the model of single texts alone");
  command->add_flag("--keep-trees", arguments->options.keep_trees,
                    "Keep the base model's trees for single texts; fit how far the chains may be trusted there alone");
  command->add_option("--fold-chains", arguments->fold_chains,
                      "Cross-fitted model: with --keep-chains, its chains say what the kept ones would of texts they "
                      "had not seen");
  command->add_option("--penalty", arguments->options.penalty, "L2 penalty")->capture_default_str();
  command->add_option("--iterations", arguments->options.iterations, "Iterations of L-BFGS at most")
      ->capture_default_str();
  command->footer("Example:\n  presswash train pages.jsonl scrape.jsonl -o my.pwmodel");
  command->callback([arguments, &exit_code] { exit_code = run_train(*arguments); });
}

}  // namespace presswash::tools
