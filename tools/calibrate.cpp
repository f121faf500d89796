#include "pipeline/calibrate.h"

#include <memory>

#include <fmt/core.h>

#include "commands.h"
#include "exit_codes.h"
#include "run_options.h"
#include "write/calibration_advice.h"
#include "write/calibration_folder.h"
#include "write/read_file.h"
#include "write/wording.h"

namespace presswash::tools {
namespace {

constexpr std::size_t max_judgements_bytes = std::size_t{1} << 26U;

struct CalibrateArguments {
  RunArguments run;
  PairSampleOptions sample;
  std::string judgements;
  double precision = 0.97;
};

int wrong(const char* what) {
  fmt::print(stderr, "presswash: {}\n", what);
  return wrong_usage;
}

int sample(const CalibrateArguments& arguments) {
  auto run = options_of(arguments.run);
  if (!run) return report_error(run.error());
  const CalibrateOptions options{.run = std::move(*run), .sample = arguments.sample};
  std::uint64_t unread = 0;
  const auto figures = [&] {
    ProgressLine line(progress_mode_of(arguments.run));
    return calibrate(
        inputs_of(arguments.run), options,
        [&](const UnreadRecord& record) {
          if (++unread <= 10) fmt::print(stderr, "presswash: {}\n", record.error.text());
        },
        line.sink());
  }();
  if (!figures) return report_error(figures.error());
  if (unread > 10) fmt::print(stderr, "presswash: {} more records could not be read\n", unread - 10);
  fmt::print("{}", thresholds_text(figures->thresholds));
  if (!arguments.run.quiet) {
    const std::filesystem::path& out = options.run.out;
    fmt::print(stderr, "\n  {} of {} that share text are to be judged", counted(figures->sampled, "pair"),
               with_commas(figures->measured));
    if (figures->left_out > 0)
      fmt::print(stderr,
                 " ({} are left out, for no threshold decides them: alike in form and about other things, or a digest)",
                 with_commas(figures->left_out));
    fmt::print(stderr, "\n  open {} in a browser, judge, save, then:\n", (out / calibration_page_file).string());
    fmt::print(stderr, "  presswash calibrate -o {} --judgements judgements.jsonl\n", out.string());
  }
  return unread > 0 && !arguments.run.allow_rejects ? done_with_rejects : done;
}

int advise_from(const CalibrateArguments& arguments) {
  const auto pairs = read_calibration(arguments.run.out);
  if (!pairs) return report_error(pairs.error());
  const auto rows = read_whole_file(arguments.judgements, max_judgements_bytes);
  if (!rows) return report_error(rows.error());
  const auto judgements = parse_judgements(*rows, arguments.judgements, *pairs);
  if (!judgements) return report_error(judgements.error());
  fmt::print("{}", advice_text(advise(*pairs, *judgements, arguments.precision)));
  return done;
}

int run_calibrate(const CalibrateArguments& arguments) {
  if (arguments.run.out.empty()) return wrong("no folder; add -o FOLDER");
  if (!(arguments.precision > 0.0 && arguments.precision < 1.0))
    return wrong("--precision must be above 0 and below 1, for example 0.97");
  if (arguments.judgements.empty() && arguments.run.inputs.empty())
    return wrong(
        "nothing to do; give INPUT to sample pairs, or --judgements FILE for advice on a folder of sampled pairs");
  if (!arguments.judgements.empty() && !arguments.run.inputs.empty())
    return wrong("give INPUT or --judgements, not both: first sample and judge, then ask for advice");
  return arguments.judgements.empty() ? sample(arguments) : advise_from(arguments);
}

}  // namespace

void add_calibrate(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("calibrate", "Sample pairs to judge by eye, and recommend thresholds from the judgements");
  auto arguments = std::make_shared<CalibrateArguments>();
  add_input(*command, arguments->run)->required(false);
  add_out_folder(*command, arguments->run);
  command->add_option("--pairs", arguments->sample.pairs, "Pairs to sample, spread evenly over the range of similarity")
      ->capture_default_str();
  command->add_option("--seed", arguments->sample.seed, "Another seed samples other pairs")->capture_default_str();
  command->add_option("--judgements", arguments->judgements,
                      "Judgements saved from calibration.html: prints advice on the folder -o, reads no INPUT");
  command
      ->add_option("--precision", arguments->precision, "Share of true copies wanted among the pairs that are joined")
      ->capture_default_str();
  add_shared(*command, arguments->run);
  command->footer(
      "Examples:\n"
      "  presswash calibrate scrape.jsonl -o calibration/\n"
      "  presswash calibrate -o calibration/ --judgements judgements.jsonl --precision 0.97");
  command->callback([arguments, &exit_code] { exit_code = run_calibrate(*arguments); });
}

}  // namespace presswash::tools
