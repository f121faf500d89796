#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "generator/generator.h"
#include "generator/rows.h"
#include "output_file.h"

namespace {

using namespace presswash;
using corpus::Generator;
using corpus::OutputFile;

constexpr int failed = 1;
constexpr int wrong_usage = 2;

struct Arguments {
  corpus::Options options;
  std::string scrape = "-";
  std::string truth;
  std::string edits;
  std::string furniture = "mixed";
  unsigned threads = 0;
  bool stories_only = false;
};

/// What some rows of the outputs are made of; one a thread.
struct Rows {
  std::string scrape;
  std::string truth;
};
using MakeRows = std::function<void(std::uint64_t index, Rows& rows)>;

int fail(const Error& error, int code) {
  std::cerr << "presswash-corpus: " << error.text() << '\n';
  return code;
}

/// "exact=5,cut=2"
Result<std::vector<corpus::EditWeight>> parse_edits(const std::string& list) {
  std::vector<corpus::EditWeight> out;
  std::istringstream parts(list);
  for (std::string item; std::getline(parts, item, ',');) {
    const auto equals = item.find('=');
    const auto edit = corpus::edit_of(item.substr(0, equals));
    if (!edit)
      return Error{ErrorCode::InvalidArgument, "--edits: there is no edit \"" + item.substr(0, equals) + "\".", "", {}};
    std::uint32_t weight = 1;
    if (equals != std::string::npos && !CLI::detail::lexical_cast(item.substr(equals + 1), weight)) {
      return Error{ErrorCode::InvalidArgument,
                   "--edits: \"" + item + "\": write KIND=WEIGHT, the weight a whole number.",
                   "",
                   {}};
    }
    out.push_back({*edit, weight});
  }
  return out;
}

/// Makes rows by threads, batch by batch, and writes them in their order.
Status write_all(std::uint64_t count, unsigned threads, const MakeRows& make, OutputFile& scrape, OutputFile* truth) {
  constexpr std::uint64_t share = 512;
  std::vector<Rows> parts(threads);
  for (std::uint64_t from = 0; from < count; from += share * threads) {
    const auto work = [&](unsigned t) {
      auto& rows = parts[t];
      rows.scrape.clear();
      rows.truth.clear();
      const auto first = from + share * t;
      for (auto i = first; i < std::min(count, first + share); ++i) make(i, rows);
    };
    std::vector<std::thread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(work, t);
    work(0);
    for (auto& other : others) other.join();
    for (const auto& rows : parts) {
      if (auto status = scrape.write(rows.scrape); !status.ok()) return status;
      if (truth == nullptr) continue;
      if (auto status = truth->write(rows.truth); !status.ok()) return status;
    }
  }
  if (auto status = scrape.finish(); !status.ok()) return status;
  return truth == nullptr ? Status(Done{}) : truth->finish();
}

int run(const Arguments& arguments) {
  auto generator = Generator::make(arguments.options);
  if (!generator.ok()) return fail(generator.error(), wrong_usage);
  auto scrape = OutputFile::open(arguments.scrape);
  if (!scrape.ok()) return fail(scrape.error(), failed);
  std::unique_ptr<OutputFile> truth;
  if (!arguments.truth.empty()) {
    auto opened = OutputFile::open(arguments.truth);
    if (!opened.ok()) return fail(opened.error(), failed);
    truth = std::move(opened).value();
  }

  const auto threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  Status status = Done{};
  if (arguments.stories_only) {
    const auto make = [&](std::uint64_t index, Rows& rows) {
      thread_local corpus::GeneratedStory story;
      generator->story(index, story);
      append_story_row(story, rows.scrape);
    };
    status = write_all(generator->stories(), threads, make, **scrape, nullptr);
  } else {
    const bool with_truth = truth != nullptr;
    const auto make = [&](std::uint64_t index, Rows& rows) {
      thread_local corpus::GeneratedDocument document;
      generator->document(index, document);
      append_scrape_row(document, rows.scrape);
      if (with_truth) append_truth_row(document, rows.truth);
    };
    status = write_all(generator->documents(), threads, make, **scrape, truth.get());
  }
  return status.ok() ? 0 : fail(status.error(), failed);
}

void describe(CLI::App& app, Arguments& a) {
  app.add_option("--documents", a.options.documents, "How many documents")->capture_default_str();
  app.add_option("--copies", a.options.copies, "Share of documents beyond the first of each story")
      ->capture_default_str();
  app.add_option("--sites", a.options.sites, "How many sites; 0: one for every 60 documents, from 12 to 3000")
      ->capture_default_str();
  app.add_option("--seed", a.options.seed, "Another scrape for each")->capture_default_str();
  app.add_option("--languages", a.options.languages, "Some of en,de,fr,es,it,pt,pl,tr,ja,zh; all of them unless given")
      ->delimiter(',');
  app.add_option("--mean-bytes", a.options.mean_bytes, "Mean length of a document's text")->capture_default_str();
  app.add_option(
      "--edits", a.edits,
      "Kinds of copies and how often, as exact=5,cut=2: exact, headline, cut, light, heavy, noise, updated, dropped, "
      "local, rewrapped, teaser, typography, relead, correction, rerun");
  app.add_option("--furniture", a.furniture, "What stands around stories")
      ->check(CLI::IsMember({"light", "full", "mixed"}))
      ->capture_default_str();
  app.add_option("--digests", a.options.digests, "Share of stories that are digests of others")->capture_default_str();
  app.add_option("--templates", a.options.templates, "Share of stories that are reports of one form")
      ->capture_default_str();
  app.add_option("--liveblogs", a.options.liveblogs, "Share of copied stories that are live blogs")
      ->capture_default_str();
  app.add_flag("--stories-only", a.stories_only,
               "Print the stories alone, each once: cluster, language, topic, title, text");
  app.add_option("-o,--output", a.scrape, "The scrape, JSON Lines; .gz and .zst compress; - is standard output")
      ->capture_default_str();
  app.add_option("--truth", a.truth, "Clusters, edits and a letter a line, JSON Lines");
  app.add_option("--threads", a.threads, "0: one a core; the bytes are the same")->capture_default_str();
}

int parse_and_run(int argc, char** argv) {
  CLI::App app{"Makes a fictional scrape of news with its truth: the same options, the same bytes.",
               "presswash-corpus"};
  app.set_version_flag("--version", PRESSWASH_VERSION);
  app.footer(
      "Example:\n  presswash-corpus --documents 100000 --copies 0.4 --seed 7 -o scrape.jsonl.zst --truth "
      "truth.jsonl.zst\n\n"
      "docs/corpus.md says what the rows hold.");
  Arguments arguments;
  describe(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : wrong_usage;
  }
  if (!arguments.edits.empty()) {
    auto edits = parse_edits(arguments.edits);
    if (!edits.ok()) return fail(edits.error(), wrong_usage);
    arguments.options.edits = std::move(edits).value();
  }
  if (arguments.stories_only && !arguments.truth.empty()) {
    return fail({ErrorCode::InvalidArgument, "--stories-only has no truth: leave --truth out.", "", {}}, wrong_usage);
  }
  if (arguments.furniture == "light") arguments.options.furniture = corpus::Furniture::Light;
  if (arguments.furniture == "full") arguments.options.furniture = corpus::Furniture::Full;
  return run(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return parse_and_run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "presswash-corpus: " << error.what() << '\n';
    return failed;
  }
}
