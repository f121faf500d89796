#include "run_options.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include <fmt/core.h>

#include "exit_codes.h"

namespace presswash::tools {
namespace {

Error wrong(std::string message) { return {.code = ErrorCode::InvalidArgument, .message = std::move(message)}; }

Result<std::uint64_t> bytes_of(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string unit(end, text.data() + text.size());
  const std::string units = "KMGT";
  const std::size_t power = unit.empty() ? 0 : units.find(static_cast<char>(std::toupper(unit[0])));
  if (failure != std::errc{} || power == std::string::npos || unit.size() > 3)
    return wrong("--memory " + text + ": give a size such as 800M or 2G");
  return value << (unit.empty() ? 0U : 10U * (static_cast<unsigned>(power) + 1U));
}

Error unknown_kind(const std::string& name) {
  std::string known;
  for (std::size_t i = 1; i < kind_count; ++i) known.append(i > 1 ? ", " : "").append(name_of(static_cast<Kind>(i)));
  return wrong("--kinds: \"" + name + "\" is no kind that can be stripped; they are: " + known);
}

Result<KindSet> kinds_of(const std::string& list) {
  KindSet set;
  std::stringstream names(list);
  for (std::string name; std::getline(names, name, ',');) {
    const auto kind = kind_of(name);
    if (!kind || *kind == Kind::Article) return unknown_kind(name);
    set.add(*kind);
  }
  return set;
}

Status set_field(FieldNames& names, const std::string& mapping) {
  const std::size_t equals = mapping.find('=');
  if (equals == std::string::npos || equals + 1 == mapping.size())
    return wrong("--field " + mapping + ": write NAME=FIELD, for example --field text=body");
  const std::string name = mapping.substr(0, equals);
  for (const auto& [known, slot] : {std::pair<const char*, std::string*>{"id", &names.id},
                                    {"url", &names.url},
                                    {"site", &names.site},
                                    {"title", &names.title},
                                    {"published", &names.published},
                                    {"text", &names.text},
                                    {"html", &names.html}}) {
    if (name == known) {
      *slot = mapping.substr(equals + 1);
      return Done{};
    }
  }
  return wrong("--field " + mapping + ": \"" + name +
               "\" is no field of presswash; they are: id, url, site, title, published, text, html");
}

Result<RuleSet> rules_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  std::error_code ignored;
  if (!in || std::filesystem::is_directory(path, ignored))  // a folder opens as well, and holds nothing
    return Error{
        .code = ErrorCode::NotFound, .message = "cannot read the rules; check the path given to --rules", .file = path};
  return RuleSet::parse(text.str(), path);
}

}  // namespace

CLI::Option* add_input(CLI::App& command, RunArguments& arguments) {
  return command
      .add_option(
          "INPUT", arguments.inputs,
          "JSON Lines (.jsonl, .ndjson, .json) and WARC (.warc), plain, .gz or .zst; .txt and .html files, folders of "
          "them; or - for standard input")
      ->required();
}

void add_out_folder(CLI::App& command, RunArguments& arguments) {
  command.add_option("-o,--out", arguments.out, "Folder to write; refused when it exists, unless --force is given");
  command.add_flag("--force", arguments.force, "Replace the output folder of an earlier run");
}

void add_output(CLI::App& command, RunArguments& arguments) {
  add_out_folder(command, arguments);
  command.add_option("--compress", arguments.compress, "Compress the JSON Lines files")
      ->check(CLI::IsMember({"none", "zstd"}))
      ->capture_default_str();
  command.add_flag("--related", arguments.related,
                   "Also find the stories that tell of one event in different words (related.jsonl); none is removed");
  command.add_flag("--dry-run", arguments.dry_run, "Decide everything and print the counts, write nothing");
}

void add_shared(CLI::App& command, RunArguments& arguments) {
  CopyOptions& copies = arguments.copies;
  command.add_option("--threads", arguments.threads, "Threads; 0 takes all cores")->capture_default_str();
  command.add_option("--memory", arguments.memory,
                     "Memory the run should stay within, for example 2G; checked and reported");
  command.add_option("--keep", arguments.keep, "Which copy survives")
      ->check(CLI::IsMember({"earliest", "latest", "longest", "cleanest"}))
      ->capture_default_str();
  command.add_option("--jaccard", copies.jaccard, "Two documents are near copies from this Jaccard similarity on")
      ->capture_default_str();
  command
      .add_option("--containment", copies.containment, "One is an excerpt when this share of it stands in the other")
      ->capture_default_str();
  command
      .add_option("--max-unique", copies.max_unique,
                  "A copy is removed only when at most this share of its words is its own")
      ->capture_default_str();
  command.add_flag("--keep-headline", arguments.keep_headline, "Keep a line that repeats the document's own title");
  command.add_option("--kinds", arguments.kinds, "Strip only these kinds, a comma-separated list");
  command.add_option("--rules", arguments.rules, "File of rules, one a line: SITE keep|strip TEXT");
  command.add_option("--model", arguments.model, "Weights to judge with instead of the built-in ones");
  command
      .add_option("--field", arguments.fields,
                  "NAME=FIELD: read NAME (id, url, site, title, published, text, html) from FIELD; may be repeated")
      ->type_size(1)
      ->allow_extra_args(false);
  command.add_flag("--keep-html", arguments.keep_html, "Write a record's html back beside its cleaned text");
  command
      .add_option("--segment", arguments.segment,
                  "What a text is judged by: line; sentence; auto: sentence where its line breaks were lost")
      ->check(CLI::IsMember({"auto", "line", "sentence"}))
      ->capture_default_str();
  command.add_option("--site-from", arguments.site_from, "Where the site comes from when a record names none")
      ->check(CLI::IsMember({"url", "folder"}))
      ->capture_default_str();
  command.add_flag("--allow-rejects", arguments.allow_rejects, "Exit with 0 although some records could not be read");
  command.add_option("--progress", arguments.progress, "Show progress")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("--quiet", arguments.quiet, "Print nothing but errors and results");
}

Result<CleanOptions> options_of(const RunArguments& arguments) {
  CleanOptions options;
  options.out = arguments.out;
  options.force = arguments.force;
  options.compress_zstd = arguments.compress == "zstd";
  options.dry_run = arguments.dry_run;
  options.related = arguments.related;
  options.threads = arguments.threads;
  options.read.keep_html = arguments.keep_html;
  options.read.site_from = arguments.site_from == "folder" ? SiteFrom::Folder : SiteFrom::Url;
  for (const Segmentation how : {Segmentation::Lines, Segmentation::Sentences})
    if (arguments.segment == name_of(how)) options.learn.segmentation = how;
  for (const std::string& mapping : arguments.fields) {
    const Status set = set_field(options.read.fields, mapping);
    if (!set) return set.error();
  }
  RoundOptions& rounds = options.learn.rounds;
  rounds.copies = arguments.copies;
  for (const auto& [name, keep] : {std::pair{"earliest", Keep::Earliest},
                                   {"latest", Keep::Latest},
                                   {"longest", Keep::Longest},
                                   {"cleanest", Keep::Cleanest}})
    if (arguments.keep == name) rounds.copies.keep = keep;
  rounds.judge.keep_headline = arguments.keep_headline;
  if (!arguments.kinds.empty()) {
    auto kinds = kinds_of(arguments.kinds);
    if (!kinds) return std::move(kinds).error();
    rounds.judge.strip = *kinds;
    if (!kinds->has(Kind::Headline)) rounds.judge.keep_headline = true;
  }
  if (!arguments.memory.empty()) {
    auto bytes = bytes_of(arguments.memory);
    if (!bytes) return std::move(bytes).error();
    options.memory_bytes = *bytes;
  }
  if (!arguments.rules.empty()) {
    auto rules = rules_of(arguments.rules);
    if (!rules) return std::move(rules).error();
    options.learn.rules = std::move(*rules);
  }
  if (!arguments.model.empty()) {
    auto model = BlockModel::load(arguments.model);
    if (!model) return std::move(model).error();
    options.learn.model = std::move(*model);
  }
  for (const auto& problem : {rounds.copies.validate(), rounds.judge.validate()})
    if (problem) return wrong(*problem);
  options.settings = {{"keep", arguments.keep},
                      {"jaccard", fmt::format("{}", rounds.copies.jaccard)},
                      {"containment", fmt::format("{}", rounds.copies.containment)},
                      {"max_unique", fmt::format("{}", rounds.copies.max_unique)},
                      {"keep_headline", rounds.judge.keep_headline ? "true" : "false"},
                      {"kinds", arguments.kinds.empty() ? "all" : arguments.kinds},
                      {"segment", arguments.segment},
                      {"rules", arguments.rules.empty() ? "none" : "given"},
                      {"model", arguments.model.empty() ? "built-in" : "given"}};
  return options;
}

ProgressMode progress_mode_of(const RunArguments& arguments) {
  if (arguments.quiet || arguments.progress == "never") return ProgressMode::Never;
  return arguments.progress == "always" ? ProgressMode::Always : ProgressMode::Auto;
}

std::vector<std::filesystem::path> inputs_of(const RunArguments& arguments) {
  return {arguments.inputs.begin(), arguments.inputs.end()};
}

int report_error(const Error& error) {
  fmt::print(stderr, "presswash: {}\n", error.text());
  if (error.code == ErrorCode::Cancelled) return interrupted;
  return error.code == ErrorCode::InvalidArgument ? wrong_usage : failed;
}

}  // namespace presswash::tools
