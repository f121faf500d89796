#pragma once

#include <array>
#include <string>
#include <string_view>

#include "generator/article.h"
#include "generator/page.h"
#include "generator/world.h"

namespace presswash::corpus {

/// Prints one document as its site does: what stands before the article, the article with what is set between its
/// paragraphs, and what stands behind it.
class PageWriter {
 public:
  PageWriter(const World& world, const DocumentPlan& plan, GeneratedDocument& out);
  void write();

 private:
  void set_dates();
  void write_address();

  void head();
  void navigation();
  void above_article();
  void body();
  void dateline();
  void running(const Paragraph& paragraph);
  void between();
  void below_article();
  void tail();
  void tail_block(Tail block);
  void list(ListId cue, Seed seed, bool summaries, bool times, bool numbered);
  void comments();
  void foot();

  /// A phrase in the wording that the site uses, with details of the page (or, `still`, of the site).
  std::string_view say(ListId list, Seed seed);
  std::string_view say_still(ListId list);
  /// A phrase in any wording.
  std::string_view say_any(ListId list, Seed seed);
  [[nodiscard]] std::uint32_t wording(ListId list) const;
  /// Sets `{@title}` and `{@summary}` to another story of the site's language; false when there is none.
  bool another_story(Seed seed, bool with_summary);
  void shorten(std::string& title) const;
  [[nodiscard]] Seed draw(std::uint64_t number) const { return part(seed_, number); }
  std::string_view own_words(std::string& text) const;

  const World& world_;
  const DocumentPlan& plan_;
  const Site& site_;
  const Language& language_;
  GeneratedDocument& out_;
  Page page_;
  Seed seed_;
  Scope scope_;       ///< of the story
  Scope site_scope_;  ///< of the site
  Article article_;
  std::string phrase_, author_, title_, other_title_, other_summary_, section_;
  std::array<std::string, field_count> dates_;
};

}  // namespace presswash::corpus
