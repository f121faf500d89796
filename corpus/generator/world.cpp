#include "generator/world.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "generator/edits.h"

namespace presswash::corpus {
namespace {

/// Mean bytes of furniture on a page, fitted to what sites of either sort print.
[[nodiscard]] double furniture_bytes(double share_full, double scale) {
  return share_full * (750 + 1150 * scale) + (1 - share_full) * (130 + 270 * scale);
}

/// The mean length of stories as filed that gives documents of `mean` bytes: teasers and cuts take 7 in 100 away, the
/// last paragraph runs over, and furniture between paragraphs grows with them.
[[nodiscard]] std::uint32_t story_bytes_for(double mean, double furniture) {
  return static_cast<std::uint32_t>(std::max(200.0, ((mean - furniture) / 1.035 - 130) / 0.93));
}

std::vector<std::uint32_t> weights_of(const std::vector<Language>& languages) {
  std::vector<std::uint32_t> out;
  out.reserve(languages.size());
  for (const auto& l : languages) out.push_back(l.weight);
  return out;
}

}  // namespace

World::World(const Options& given, std::vector<Language> loaded)
    : options(given), languages(std::move(loaded)), plan(given, weights_of(languages)) {
  scale = std::clamp(options.mean_bytes / 3000.0, 0.25, 1.6);
  const double full = options.furniture == Furniture::Full ? 1.0 : options.furniture == Furniture::Light ? 0.0 : 0.45;
  story_mean = story_bytes_for(options.mean_bytes, furniture_bytes(full, scale));

  const Seed seed = part(mix64(options.seed), 55);
  std::unordered_set<std::string> domains;
  for (std::uint32_t i = 0; i < plan.sites(); ++i) {
    const auto language = plan.language_of_site(i);
    const bool whole = options.furniture == Furniture::Full ||
                       (options.furniture == Furniture::Mixed && chance(part(seed, 1'000'000 + i), 450));
    Site site;
    for (std::uint32_t tries = 0; tries < 20; ++tries) {
      site = make_site(i, part(seed, tries), language, languages[language], whole, scale);
      if (!domains.contains(site.domain)) break;
    }
    if (domains.contains(site.domain)) {
      const auto dot = site.domain.rfind(".example");
      site.domain.insert(dot, "-" + std::to_string(i));
      (site.name += ' ') += std::to_string(i);
    }
    domains.insert(site.domain);
    site.host += site.domain;
    sites.push_back(std::move(site));
  }
}

std::size_t World::story_bytes(Seed story) const {
  // Deciles of the length of news stories over their mean.
  static constexpr std::array<std::uint32_t, 11> deciles = {190, 350, 480, 600, 720, 850, 1000, 1180, 1440, 1850, 2900};
  const auto drawn = pick(part(story, 801), 10'000);
  const auto low = deciles[drawn / 1000];
  const auto high = deciles[drawn / 1000 + 1];
  const auto at = low + (high - low) * (drawn % 1000) / 1000;
  return static_cast<std::size_t>(story_mean) * at / 1000;
}

void World::write_title(const StoryPlan& story, const Scope& scope, std::string& out) const {
  const Language& language = language_of(story);
  const Writer writer(language);
  switch (story.form) {
    case Form::Template:
      language.grammar.expand(writer.form(story.seed).title, part(story.seed, 802), scope, out);
      break;
    case Form::Digest: language.grammar.expand(language.digest_title, part(story.seed, 802), scope, out); break;
    default: writer.title(scope, 0, out); break;
  }
}

void World::write_digest(const DocumentPlan& document, const Scope& scope, Article& article) const {
  const Language& language = language_of(document.story);
  const Writer writer(language);
  Random random(part(document.seed, 803));
  article.add(Role::Running, {});
  language.grammar.expand(language.digest_intro, random.next(), scope, article.paragraphs.back().text);
  const bool headed = random.chance(600);
  std::vector<std::uint64_t> told;
  for (auto left = random.between(2, 3); left > 0; --left) {
    std::uint64_t index = 0;
    if (!plan.pick_story(document.story.language, random.next(), index)) continue;
    if (std::find(told.begin(), told.end(), index) != told.end()) continue;
    told.push_back(index);
    Scope other = scope;
    other.story = plan.story(index).seed;
    if (headed) {
      article.add(Role::Crosshead, {});
      writer.title(other, 0, article.paragraphs.back().text);
    }
    const auto upto = article.paragraphs.size() + random.between(1, 3);
    writer.story(other, story_bytes(other.story), upto, article);
  }
  article.add(Role::Running, {});
  language.grammar.expand(language.digest_outro, random.next(), scope, article.paragraphs.back().text);
}

void World::write_article(const DocumentPlan& document, Scope& scope, Article& article, std::string& title) const {
  const Language& language = language_of(document.story);
  const Writer writer(language);
  scope.story = document.story.seed;
  title.clear();
  article.paragraphs.clear();
  switch (document.story.form) {
    case Form::Template: writer.table(scope, article); break;
    case Form::Digest: write_digest(document, scope, article); break;
    case Form::Liveblog: writer.liveblog(scope, document.story.filed, document.version, article); break;
    case Form::Plain:
      scope.variation = variation_of(document.edit, part(document.seed, 804));
      writer.story(scope, story_bytes(scope.story), 1000, article);
      scope.variation = {};
      edit_paragraphs(document.edit, language, scope, part(document.seed, 805), article);
      if (document.edit == Edit::Noise) {
        for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
          damage(part(part(document.seed, 806), i), article.paragraphs[i].text);
        }
      }
      if (document.edit == Edit::Typography) {
        for (auto& p : article.paragraphs) set_in_type(part(document.seed, 807), language, p.text);
      }
      break;
  }
  const bool of_its_own =
      document.edit == Edit::Headline || (document.story.form == Form::Plain && document.edit != Edit::Original &&
                                          document.edit != Edit::Rerun && chance(part(document.seed, 808), 250));
  if (of_its_own) {
    writer.title(scope, part(document.seed, 809) | 1U, title);
  } else {
    write_title(document.story, scope, title);
  }
}

}  // namespace presswash::corpus
