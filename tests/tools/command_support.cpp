#include "command_support.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <random>
#include <sstream>

#include <fcntl.h>
#include <simdjson.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "read/json_text.h"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace presswash::testing {
namespace {

namespace fs = std::filesystem;

fs::path fresh_folder(const std::string& name) {
  std::string path = (fs::temp_directory_path() / (name + "-XXXXXX")).string();
  return ::mkdtemp(path.data());
}

std::string text_of(const simdjson::dom::element& value) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return std::string(text);
  return simdjson::minify(value);
}

}  // namespace

ScratchFolder::ScratchFolder() : before_(fs::current_path()), folder_(fresh_folder("presswash-tools")) {
  fs::current_path(folder_);
}

ScratchFolder::~ScratchFolder() {
  fs::current_path(before_);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Running::Running(const std::string& program, const std::vector<std::string>& arguments, std::string_view input)
    : files_(fresh_folder("presswash-ran")) {
  put(files_ / "in", input);
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, (files_ / "in").c_str(), O_RDONLY, 0);
  const int fresh = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, (files_ / "out").c_str(), fresh, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (files_ / "err").c_str(), fresh, 0600);
  if (::posix_spawn(&process_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) process_ = 0;
  posix_spawn_file_actions_destroy(&actions);
}

Running::~Running() {
  std::error_code ignored;
  fs::remove_all(files_, ignored);
}

void Running::send(int signal) const {
  if (process_ > 0) ::kill(process_, signal);
}

int Running::wait() {
  int status = 0;
  if (process_ <= 0 || ::waitpid(process_, &status, 0) != process_) return -1;
  process_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Running::output() const { return contents(files_ / "out"); }
std::string Running::errors() const { return contents(files_ / "err"); }

Ran presswash(const std::vector<std::string>& arguments, std::string_view input) {
  Running running(PRESSWASH_BINARY, arguments, input);
  Ran ran;
  ran.exit_code = running.wait();
  ran.output = running.output();
  ran.errors = running.errors();
  return ran;
}

std::string scrape_path() { return std::string(PRESSWASH_SOURCE_DIR) + "/corpus/scrape.jsonl"; }

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

void put(const fs::path& file, std::string_view bytes) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::ranges::sort(out);
  return out;
}

std::map<std::string, std::string> files_of(const fs::path& run) {
  std::map<std::string, std::string> out;
  for (const std::string& name : names_in(run))
    if (name != "timings.json") out[name] = contents(run / name);
  return out;
}

std::optional<std::string> field(const std::string& row, const std::string& pointer) {
  simdjson::dom::parser parser;
  simdjson::dom::element value;
  if (parser.parse(row).at_pointer(pointer).get(value) != simdjson::SUCCESS) return std::nullopt;
  return text_of(value);
}

std::vector<std::string> list(const std::string& row, const std::string& pointer) {
  simdjson::dom::parser parser;
  simdjson::dom::array values;
  std::vector<std::string> out;
  if (parser.parse(row).at_pointer(pointer).get(values) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element value : values) out.push_back(text_of(value));
  return out;
}

std::string record(const std::string& id, const std::string& site, const std::string& text) {
  std::string out = "{\"id\":";
  append_json_string(out, id);
  out += ",\"site\":";
  append_json_string(out, site);
  out += ",\"text\":";
  append_json_string(out, text);
  return out + "}\n";
}

std::string story(unsigned number, unsigned sentences) {
  static const std::vector<std::string> subjects = {"council", "harbour", "bakery", "orchestra",
                                                    "railway", "museum",  "school", "brewery",
                                                    "library", "theatre", "quarry", "lighthouse"};
  static const std::vector<std::string> verbs = {"opened",    "rejected", "repaired", "celebrated",
                                                 "postponed", "measured", "sold",     "inherited",
                                                 "described", "defended", "counted",  "painted"};
  static const std::vector<std::string> objects = {"bridge", "budget", "archive", "orchard", "ferry",  "clock",
                                                   "statue", "garden", "tunnel",  "harvest", "ticket", "meadow"};
  std::mt19937 random(number * 7919U + 1U);
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  std::string out;
  for (unsigned i = 0; i < sentences; ++i) {
    out += "After " + std::to_string(random() % 90 + 2) + " weeks of talks the " + pick(subjects) + " near the " +
           pick(objects) + " " + pick(verbs) + " its " + pick(objects) + ", while the " + pick(subjects) + " " +
           pick(verbs) + " another " + pick(objects) + " and nobody from the " + pick(subjects) + " " + pick(verbs) +
           " the " + pick(objects) + ".\n";
  }
  return out;
}

}  // namespace presswash::testing
