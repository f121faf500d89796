#include "generator/generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "generator/page_writer.h"
#include "generator/world.h"

namespace presswash::corpus {
namespace {

constexpr std::array<std::string_view, edit_count> edit_names = {
    "original",  "exact",  "headline",   "cut",    "light",      "heavy", "noise",    "updated",  "dropped", "local",
    "rewrapped", "teaser", "typography", "relead", "correction", "rerun", "liveblog", "template", "digest"};

[[nodiscard]] bool is_copy(Edit edit) { return edit >= Edit::Exact && edit <= Edit::Rerun; }

Error invalid(std::string message) { return {ErrorCode::InvalidArgument, std::move(message), "", {}}; }

Status check_share(std::string_view name, double share, double below) {
  if (share >= 0 && share < below) return Done{};
  return invalid(std::string(name) + " is a share: from 0 to below " + (below == 1.0 ? "1." : "0.5."));
}

void append_id(std::uint64_t index, std::string& out) {
  const auto digits = std::to_string(index);
  out = 'd';
  out.append(digits.size() < 7 ? 7 - digits.size() : 0, '0');
  out += digits;
}

}  // namespace

std::string_view name_of(Edit edit) noexcept { return edit_names[static_cast<std::size_t>(edit)]; }

std::optional<Edit> edit_of(std::string_view name) noexcept {
  const auto found = std::find(edit_names.begin(), edit_names.end(), name);
  if (found == edit_names.end()) return std::nullopt;
  return static_cast<Edit>(found - edit_names.begin());
}

std::vector<EditWeight> default_edits() {
  return {{Edit::Exact, 34}, {Edit::Headline, 7},   {Edit::Cut, 8},     {Edit::Light, 7},      {Edit::Heavy, 4},
          {Edit::Noise, 4},  {Edit::Updated, 5},    {Edit::Dropped, 5}, {Edit::Local, 5},      {Edit::Rewrapped, 4},
          {Edit::Teaser, 4}, {Edit::Typography, 4}, {Edit::Relead, 4},  {Edit::Correction, 2}, {Edit::Rerun, 5}};
}

std::optional<Kind> kind_of_letter(char letter) noexcept {
  const auto at = kind_letters.find(letter);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<Kind>(at);
}

Status Options::validate() const {
  if (documents == 0 || documents > 1'000'000'000) return invalid("documents is a number from 1 to 1,000,000,000.");
  for (const auto& [name, share, below] : {std::tuple{"copies", copies, 1.0},
                                           {"digests", digests, 0.5},
                                           {"templates", templates, 0.5},
                                           {"liveblogs", liveblogs, 1.0}}) {
    if (auto checked = check_share(name, share, below); !checked.ok()) return checked;
  }
  if (sites > 50'000) return invalid("sites is a number up to 50,000; 0 chooses one.");
  if (mean_bytes < 1000 || mean_bytes > 100'000) return invalid("mean bytes is a number from 1,000 to 100,000.");
  std::uint64_t weights = 0;
  for (const auto& e : edits) {
    if (!is_copy(e.edit))
      return invalid("\"" + std::string(name_of(e.edit)) +
                     "\" is no edit of a copy: its share is an option of its own, or it has none.");
    weights += e.weight;
  }
  if (!edits.empty() && (weights == 0 || weights > 1'000'000))
    return invalid("the weights of edits add up to 1 to 1,000,000.");
  for (auto l = languages.begin(); l != languages.end(); ++l) {
    if (std::find(l + 1, languages.end(), *l) != languages.end())
      return invalid("the language \"" + *l + "\" is given twice.");
  }
  return Done{};
}

Generator::Generator(std::unique_ptr<const World> world) : world_(std::move(world)) {}
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;
Generator::~Generator() = default;

Result<Generator> Generator::make(const Options& options) {
  if (auto checked = options.validate(); !checked.ok()) return std::move(checked).error();
  std::vector<std::string> codes = options.languages;
  if (codes.empty()) codes.assign(language_codes().begin(), language_codes().end());
  if (options.sites != 0 && options.sites < codes.size()) codes.resize(options.sites);
  std::vector<Language> languages;
  for (const auto& code : codes) {
    auto language = load_language(code);
    if (!language.ok()) return std::move(language).error();
    languages.push_back(std::move(language).value());
  }
  return Generator(std::make_unique<const World>(options, std::move(languages)));
}

std::uint64_t Generator::documents() const noexcept { return world_->plan.documents(); }
std::uint64_t Generator::stories() const noexcept { return world_->plan.stories(); }
std::uint32_t Generator::sites() const noexcept { return world_->plan.sites(); }

void Generator::document(std::uint64_t index, GeneratedDocument& out) const {
  const DocumentPlan plan = world_->plan.document(index);
  append_id(index, out.id);
  PageWriter(*world_, plan, out).write();
}

void Generator::story(std::uint64_t index, GeneratedStory& out) const {
  DocumentPlan plan;
  plan.story = world_->plan.story(index);
  plan.version = liveblog_versions;
  plan.seed = part(plan.story.seed, 812);
  plan.published = plan.story.filed;
  const Language& language = world_->language_of(plan.story);
  Scope scope;
  const Moment m = moment_of(plan.published);
  std::string weekday;
  std::string month;
  language.grammar.expand_entry(language.weekdays, m.weekday, 0, {}, weekday);
  language.grammar.expand_entry(language.months, m.month - 1, 0, {}, month);
  const std::string day = std::to_string(m.day);
  scope[Field::Weekday] = weekday;
  scope[Field::Month] = month;
  scope[Field::Day] = day;
  scope[Field::Site] = world_->sites[plan.story.site].name;

  Article article;
  world_->write_article(plan, scope, article, out.title);
  out.cluster = index;
  out.language = language.code;
  const Writer writer(language);
  out.topic = plan.story.form == Form::Template ? writer.form(plan.story.seed).key : writer.topic(plan.story.seed).key;
  if (plan.story.form == Form::Digest) out.topic = "digest";
  out.text.clear();
  for (const auto& p : article.paragraphs) {
    if (!out.text.empty()) out.text += '\n';
    for (const char c : p.text) {
      if (c != sentence_end) {
        out.text += c;
      } else if (language.spaced) {
        out.text += ' ';
      }
    }
  }
}

}  // namespace presswash::corpus
