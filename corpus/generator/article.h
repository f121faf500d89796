#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/language.h"

namespace presswash::corpus {

enum class Role : std::uint8_t { Running, Crosshead, Item, Question, Answer };

/// Parts sentences inside a paragraph until it is known how the page breaks lines.
inline constexpr char sentence_end = '\x01';

struct Paragraph {
  std::string text;  ///< sentences parted by sentence_end
  Role role = Role::Running;
};

/// The running text of one document, headline apart.
struct Article {
  std::vector<Paragraph> paragraphs;

  void add(Role role, std::string text) { paragraphs.push_back({std::move(text), role}); }
  [[nodiscard]] std::size_t bytes() const;
};

/// Writes stories of one language. A story is its seed: title, lead and paragraphs come from their own parts of it, so
/// that a headline can be written without the story.
class Writer {
 public:
  explicit Writer(const Language& language) : language_(&language) {}

  [[nodiscard]] const Topic& topic(Seed story) const;
  [[nodiscard]] const Template& form(Seed story) const;

  /// `scope.story` is the story; `draw` another wording of the same headline (0: its own).
  void title(const Scope& scope, Seed draw, std::string& out) const;
  void lead(const Scope& scope, Seed draw, std::string& out) const;
  /// About `bytes` of it, `at_most` paragraphs.
  void story(const Scope& scope, std::size_t bytes, std::size_t at_most, Article& out) const;
  /// The newest of `version` entries first.
  void liveblog(const Scope& scope, std::int64_t filed, std::uint32_t version, Article& out) const;
  void table(const Scope& scope, Article& out) const;
  /// A sentence of the story's topic that is not in it.
  void another(const Scope& scope, Seed draw, std::string& out) const;

 private:
  struct Turns;
  void sentence(const Scope& scope, Seed seed, Turns& turns, std::string& out) const;
  void paragraph(const Scope& scope, Seed seed, Turns& turns, Article& out) const;

  const Language* language_;
};

}  // namespace presswash::corpus
