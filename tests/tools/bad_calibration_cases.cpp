#include <tuple>

#include "bad_run_cases.h"
#include "command_support.h"

namespace presswash::testing {
namespace {

const std::string nothing = "writes nothing";
const std::string as_it_was = "leaves it as it was";
const std::string remedy =
    "Save the judgements again from calibration.html, or write rows like "
    "{\"pair\":1,\"a\":\"ID\",\"b\":\"ID\",\"verdict\":\"copy\"}";

void make_scrape() {
  put("scrape.jsonl", record("a", "s.example", story(1)) + record("b", "t.example", story(1) + story(2, 2)));
}

void make_calibration() {
  make_scrape();
  std::ignore = presswash({"calibrate", "scrape.jsonl", "-o", "out"});
}

/// Advice on a calibration of two documents, from a file that holds `rows`.
BadRun advice(const std::string& kind, const std::string& rows, const std::string& says) {
  return {kind,
          [=] {
            make_calibration();
            put("judged", rows);
          },
          {"calibrate", "-o", "out", "--judgements", "judged"},
          "presswash: judged: " + says,
          1,
          nothing,
          {"judged", "out", "scrape.jsonl"}};
}

BadRun usage(const std::string& kind, std::vector<std::string> options, const std::string& says) {
  options.insert(options.begin(), "calibrate");
  return {kind, make_scrape, options, "presswash: " + says, 2, nothing, {"scrape.jsonl"}};
}

}  // namespace

std::vector<BadRun> bad_calibrations() {
  return {
      usage("`calibrate` without a folder", {"scrape.jsonl"}, "no folder; add -o FOLDER"),
      usage("`calibrate` with neither input nor judgements", {"-o", "out"},
            "nothing to do; give INPUT to sample pairs, or --judgements FILE for advice on a folder of sampled pairs"),
      usage("`calibrate` with both input and judgements", {"scrape.jsonl", "-o", "out", "--judgements", "judged"},
            "give INPUT or --judgements, not both: first sample and judge, then ask for advice"),
      usage("Too few pairs to sample", {"scrape.jsonl", "-o", "out", "--pairs", "10"},
            "--pairs must be at least 50: every bin of similarity needs some"),
      usage("A precision that cannot be", {"-o", "out", "--judgements", "judged", "--precision", "97"},
            "--precision must be above 0 and below 1, for example 0.97"),
      {"A calibration that does not exist",
       [] { put("judged", "{\"pair\":1,\"verdict\":\"copy\"}\n"); },
       {"calibrate", "-o", "out", "--judgements", "judged"},
       "presswash: out: there is no such folder. Name one that presswash calibrate INPUT -o wrote",
       1,
       nothing,
       {"judged"}},
      {"A folder that is no calibration",
       [] { put("out/notes", "mine"); },
       {"calibrate", "-o", "out", "--judgements", "judged"},
       "presswash: out: is no calibration: it has no thresholds.json. Name a folder that presswash calibrate INPUT -o "
       "wrote",
       1,
       nothing,
       {"out"}},
      {"A calibration whose pairs are cut",
       [] {
         make_calibration();
         const std::string rows = contents("out/pairs.jsonl");
         put("out/pairs.jsonl", std::string_view(rows).substr(0, rows.size() - 9));
         put("judged", "{\"pair\":1,\"verdict\":\"copy\"}\n");
       },
       {"calibrate", "-o", "out", "--judgements", "judged"},
       "presswash: out/pairs.jsonl: record 1: is no JSON object. The file was cut or edited: run presswash calibrate "
       "INPUT again",
       1,
       nothing,
       {"judged", "out", "scrape.jsonl"}},
      {"A file of judgements that does not exist",
       make_calibration,
       {"calibrate", "-o", "out", "--judgements", "judged"},
       "presswash: judged: no such file or folder; check the path",
       1,
       nothing,
       {"out", "scrape.jsonl"}},
      advice("A file of judgements without any", "\n",
             "holds no judgement. Judge some pairs in calibration.html and save them"),
      advice("A judgement that is not JSON", "{\"pair\":1,\"verdict\":\"copy\"}\nyes\n",
             "record 2: is no JSON object. " + remedy),
      advice("A judgement without a verdict", "{\"pair\":1}\n", "record 1: has no \"pair\" and \"verdict\". " + remedy),
      advice("A verdict that is not known", "{\"pair\":1,\"verdict\":\"yes\"}\n",
             "record 1: says \"yes\"; a verdict is \"copy\", \"other\" or \"unsure\""),
      advice("A judgement of a pair that was not sampled", "{\"pair\":7,\"verdict\":\"copy\"}\n",
             "record 1: judges pair 7, which is none of this calibration. Give the judgements that were saved from its "
             "calibration.html"),
      advice("A judgement of another calibration", "{\"pair\":1,\"a\":\"x\",\"b\":\"b\",\"verdict\":\"copy\"}\n",
             "record 1: names \"x\" as \"a\" of pair 1, which is \"a\" here. Give the judgements that were saved from "
             "this calibration's calibration.html"),
      {"A calibration with judgements in its folder, with `--force`",
       [] {
         make_calibration();
         put("out/judgements.jsonl", "{\"pair\":1,\"verdict\":\"copy\"}\n");
       },
       {"calibrate", "scrape.jsonl", "-o", "out", "--force"},
       "presswash: RUN/out: holds \"judgements.jsonl\", which presswash did not write, so --force leaves it alone. "
       "Move "
       "that away, or give another folder with -o",
       1,
       as_it_was,
       {"out", "scrape.jsonl"}},
  };
}

}  // namespace presswash::testing
