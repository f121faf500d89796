#pragma once

#include <string>
#include <vector>

#include "generator/article.h"
#include "generator/generator.h"
#include "generator/language.h"
#include "generator/plan.h"
#include "generator/site.h"

namespace presswash::corpus {

/// All that a generator holds: it grows with the sites, never with the documents.
struct World {
  World(const Options& given, std::vector<Language> loaded);

  [[nodiscard]] const Language& language_of(const StoryPlan& story) const { return languages[story.language]; }
  /// How long a story is filed; its own from its seed, around the mean that leaves room for furniture.
  [[nodiscard]] std::size_t story_bytes(Seed story) const;
  /// The article of a document before its site prints it, and its headline.
  void write_article(const DocumentPlan& plan, Scope& scope, Article& article, std::string& title) const;
  /// The headline under which a story was filed.
  void write_title(const StoryPlan& story, const Scope& scope, std::string& out) const;

  Options options;
  std::vector<Language> languages;
  Plan plan;
  double scale = 1.0;  ///< of furniture: smaller pages have shorter lists
  std::uint32_t story_mean = 1800;
  std::vector<Site> sites;

 private:
  void write_digest(const DocumentPlan& plan, const Scope& scope, Article& article) const;
};

}  // namespace presswash::corpus
