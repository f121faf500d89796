#include "bad_run_cases.h"

#include <filesystem>
#include <tuple>

#include "command_support.h"

namespace presswash::testing {
namespace {

void make_scrape() { put("scrape.jsonl", record("a", "s.example", story(1))); }

/// Runs presswash beforehand, on a scrape.
void make_run() {
  make_scrape();
  std::ignore = presswash({"clean", "scrape.jsonl", "-o", "out"});
}

std::function<void()> scrape_and(const std::string& file, const std::string& bytes) {
  return [=] {
    make_scrape();
    put(file, bytes);
  };
}

const std::string nothing = "writes nothing";
const std::string kinds_known =
    "headline, byline, caption, related, comments, subscribe, share, navigation, advertisement, legal, cookie, "
    "paywall, bio, other";

BadRun option(const std::string& kind, const std::vector<std::string>& options, const std::string& says) {
  std::vector<std::string> arguments = {"clean", "scrape.jsonl", "-o", "out"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return {kind, make_scrape, arguments, says, 2, nothing, {"scrape.jsonl"}};
}

}  // namespace

std::vector<BadRun> bad_runs() {
  const std::string bad_rules = "* keep Read more\nno rule\n";
  const std::string no_texts = "{\"headline\":\"h\",\"body\":\"x\"}\n{\"headline\":\"h\",\"body\":\"y\"}\n";
  const std::vector<std::string> plain = {"clean", "scrape.jsonl", "-o", "out"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), plain.begin(), plain.end());
    return more;
  };
  std::vector<BadRun> runs = {
      {"No command", [] {}, {"--quiet"}, "A subcommand is required", 2, nothing, {}},
      {"A command that does not exist",
       [] {},
       {"frob", "--quiet"},
       "presswash: there is no command \"frob\"; the commands are: clean, strip, cluster, calibrate, report, why, "
       "restore, bench, train, eval",
       2,
       nothing,
       {}},
      option("An option that does not exist", {"--frob"}, "The following argument was not expected: --frob"),
      {"No input", [] {}, {"clean", "-o", "out"}, "INPUT is required", 2, nothing, {}},
      {"An input that does not exist",
       [] {},
       {"clean", "scrap.jsonl", "-o", "out"},
       "presswash: scrap.jsonl: no such file or folder; check the path",
       1,
       nothing,
       {}},
      {"No output folder given",
       make_scrape,
       {"clean", "scrape.jsonl"},
       "presswash: no output folder; add -o FOLDER, or --dry-run to see the counts only",
       2,
       nothing,
       {"scrape.jsonl"}},
      {"An output folder that exists",
       make_run,
       plain,
       "presswash: RUN/out: exists already. Give another folder with -o, or replace it with --force",
       1,
       "leaves it as it was",
       {"out", "scrape.jsonl"}},
      {"An output folder that another program wrote, with `--force`",
       scrape_and("out/notes", "mine"),
       with({"--force"}),
       "presswash: RUN/out: was not written by presswash (it has no summary.json of a run), so --force leaves it "
       "alone. Give another folder with -o",
       1,
       "leaves it as it was",
       {"out", "scrape.jsonl"}},
      {"A run's folder that holds another file, with `--force`",
       [] {
         make_run();
         put("out/notes", "mine");
       },
       with({"--force"}),
       "presswash: RUN/out: holds \"notes\", which presswash did not write, so --force leaves it alone. Move that "
       "away, or give another folder with -o",
       1,
       "leaves it as it was",
       {"out", "scrape.jsonl"}},
      {"An output that is a file",
       scrape_and("out", "mine"),
       with({"--force"}),
       "presswash: RUN/out: is a file, not a folder. Give another name with -o",
       1,
       "leaves it as it was",
       {"out", "scrape.jsonl"}},
      option("An option value that is not known", {"--keep", "best"},
             "--keep: best not in {earliest,latest,longest,cleanest}"),
      option("An option value that is no number", {"--threads", "many"}, "Could not convert: --threads = many"),
      option("A threshold that cannot be", {"--jaccard", "2"}, "presswash: --jaccard must be above 0 and at most 1"),
      option("A size that cannot be read", {"--memory", "lots"},
             "presswash: --memory lots: give a size such as 800M or 2G"),
      option("A kind that is not known", {"--kinds", "related,blurb"},
             "presswash: --kinds: \"blurb\" is no kind that can be stripped; they are: " + kinds_known),
      option("A kind that is never stripped", {"--kinds", "article"},
             "presswash: --kinds: \"article\" is no kind that can be stripped; they are: " + kinds_known),
      option("A field mapping without a field", {"--field", "text"},
             "presswash: --field text: write NAME=FIELD, for example --field text=body"),
      option("A field mapping the wrong way round", {"--field", "body=text"},
             "presswash: --field body=text: \"body\" is no field of presswash; they are: id, url, site, title, "
             "published, text, html"),
      {"A rules file with a bad line",
       scrape_and("rules", bad_rules),
       with({"--rules", "rules"}),
       "presswash: rules: line 2: \"rule\" is neither keep nor strip; write SITE keep|strip TEXT, for example: "
       "example.com strip Read more*",
       2,
       nothing,
       {"rules", "scrape.jsonl"}},
      {"A rules file that is missing",
       make_scrape,
       with({"--rules", "rules"}),
       "presswash: rules: cannot read the rules; check the path given to --rules",
       1,
       nothing,
       {"scrape.jsonl"}},
      {"A folder given as rules file",
       scrape_and("rules/inside", bad_rules),
       with({"--rules", "rules"}),
       "presswash: rules: cannot read the rules; check the path given to --rules",
       1,
       nothing,
       {"rules", "scrape.jsonl"}},
      {"A model that is missing",
       make_scrape,
       with({"--model", "my.pwmodel"}),
       "presswash: my.pwmodel: cannot open the model; check the path given to --model",
       1,
       nothing,
       {"scrape.jsonl"}},
      {"A model that is none",
       scrape_and("my.pwmodel", "weights"),
       with({"--model", "my.pwmodel"}),
       "presswash: my.pwmodel: this is not a presswash model; make it again with 'presswash train'",
       1,
       nothing,
       {"my.pwmodel", "scrape.jsonl"}},
      {"A model that is damaged",
       [] {
         make_scrape();
         std::string bytes = contents(std::string(PRESSWASH_SOURCE_DIR) + "/core/classify/weights/default.pwmodel");
         bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
         put("my.pwmodel", bytes);
       },
       with({"--model", "my.pwmodel"}),
       "presswash: my.pwmodel: the checksum does not match: the model file is damaged or cut short; make it again with "
       "'presswash train'",
       1,
       nothing,
       {"my.pwmodel", "scrape.jsonl"}},
      {"An input without any text",
       [=] { put("scrape.jsonl", no_texts); },
       plain,
       "presswash: scrape.jsonl: none of 2 records has a field \"text\"; they have: body, headline. Use --field "
       "text=body",
       1,
       nothing,
       {"scrape.jsonl"}},
      {"Some records that cannot be read",
       [] { put("scrape.jsonl", record("a", "s.example", story(1)) + "nonsense\n"); },
       with({"--progress", "never"}),
       "  documents                           1",
       3,
       "writes the run, those records in `rejected.jsonl`; 0 with `--allow-rejects`",
       {"out", "scrape.jsonl"}},
      {"Ids that occur again",
       [] { put("scrape.jsonl", record("a", "s.example", story(1)) + record("a", "s.example", story(2))); },
       with({"--quiet"}),
       "",
       0,
       "writes the run, the further ones as `a#2`, `a#3`, ...; counts them",
       {"out", "scrape.jsonl"}},
      {"An empty input",
       [] { put("scrape.jsonl", ""); },
       with({"--quiet"}),
       "",
       0,
       "writes a run without documents",
       {"out", "scrape.jsonl"}},
      {"A run that does not exist",
       [] {},
       {"report", "out"},
       "presswash: out: there is no such folder. Name one that presswash clean wrote (its -o)",
       1,
       nothing,
       {}},
      {"A folder that is no run",
       [] { put("out/notes", "mine"); },
       {"restore", "out"},
       "presswash: out: is not a finished run: it has no summary.json. Name a folder that presswash clean wrote",
       1,
       nothing,
       {"out"}},
      {"An id that the run does not have",
       make_run,
       {"why", "out", "b"},
       "presswash: out: the run has no document \"b\". Closest: \"a\"",
       1,
       nothing,
       {"out", "scrape.jsonl"}},
  };
  for (BadRun& run : bad_calibrations()) runs.push_back(std::move(run));
  return runs;
}

}  // namespace presswash::testing
