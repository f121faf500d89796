#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/kind.h"

/// A fictional scrape of news of any size, with its truth. docs/corpus.md says what is in it.
namespace presswash::corpus {

/// How a document came by its text.
enum class Edit : std::uint8_t {
  Original,    ///< the first of its story
  Exact,       ///< the same text
  Headline,    ///< the same text under another headline
  Cut,         ///< the end is missing
  Light,       ///< some words changed
  Heavy,       ///< many words changed, some sentences missing
  Noise,       ///< characters damaged
  Updated,     ///< figures changed, paragraphs added
  Dropped,     ///< a paragraph or two missing
  Local,       ///< paragraphs of its own added
  Rewrapped,   ///< the lines broken elsewhere
  Teaser,      ///< the first paragraph or two
  Typography,  ///< quotes, dashes, spaces and ligatures changed
  Relead,      ///< a first paragraph of its own
  Correction,  ///< a correction note at the end
  Rerun,       ///< on the same site again, days later
  Liveblog,    ///< one state of a text that grows
  Template,    ///< a market report, a forecast, a table: alike in form, a story of its own
  Digest,      ///< the openings of two or three stories: a story of its own
};
inline constexpr std::size_t edit_count = 19;

/// "original", "exact", ...: as truth and options spell them.
[[nodiscard]] std::string_view name_of(Edit edit) noexcept;
[[nodiscard]] std::optional<Edit> edit_of(std::string_view name) noexcept;

enum class Furniture : std::uint8_t {
  Light,  ///< as an extractor leaves pages
  Full,   ///< whole pages
  Mixed,  ///< some sites one, some the other
};

/// How often a kind of copy occurs beside the others.
struct EditWeight {
  Edit edit = Edit::Exact;
  std::uint32_t weight = 1;
};

/// About half exact, a quarter with one small change, the rest edited more.
[[nodiscard]] std::vector<EditWeight> default_edits();

struct Options {
  std::uint64_t documents = 1000;
  double copies = 0.5;      ///< share of documents beyond the first of each story, from 0 to below 1
  std::uint32_t sites = 0;  ///< 0: one for every 60 documents, from 12 to 3000
  std::uint64_t seed = 1;
  std::vector<std::string> languages{};  ///< empty: all; when there are fewer sites than languages, the first ones
  std::uint32_t mean_bytes = 3000;       ///< of text, furniture included; from 1000 to 100000, a few percent off
  std::vector<EditWeight> edits{};       ///< kinds of copies, Exact to Rerun; empty: default_edits()
  Furniture furniture = Furniture::Mixed;
  double digests = 0.02;    ///< share of stories that are digests
  double templates = 0.04;  ///< share of stories that are templates
  double liveblogs = 0.03;  ///< share of stories with copies that are live blogs

  /// Errors: InvalidArgument, with the option and what it may be.
  [[nodiscard]] Status validate() const;
};

/// One scraped item and its truth.
struct GeneratedDocument {
  std::string id;
  std::string url;
  std::string site;
  std::string title;
  std::string published;  ///< now and then empty
  std::string text;
  std::string language;
  std::uint64_t cluster = 0;
  Edit edit = Edit::Original;
  std::string lines;  ///< a letter a line of text: c article, b boilerplate, o optional, - blank
  std::string kinds;  ///< a letter a line of text: kind_letters
};

/// The letter of each kind in GeneratedDocument::kinds, by its number; a blank line is '-'.
inline constexpr std::string_view kind_letters = "ahyprmsxnvlkwio";
[[nodiscard]] std::optional<Kind> kind_of_letter(char letter) noexcept;

/// A story as it was filed, without anything that a site prints around it.
struct GeneratedStory {
  std::uint64_t cluster = 0;
  std::string language;
  std::string topic;
  std::string title;
  std::string text;  ///< a paragraph a line
};

struct World;

/// Makes any document of a scrape from its number, in any order, holding none of them. Const after it is made: any
/// number of threads may call it. The same options give the same bytes on every machine.
class Generator {
 public:
  /// Errors: those of Options::validate.
  [[nodiscard]] static Result<Generator> make(const Options& options);
  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;
  ~Generator();

  [[nodiscard]] std::uint64_t documents() const noexcept;
  /// Clusters: every story has at least one document.
  [[nodiscard]] std::uint64_t stories() const noexcept;
  [[nodiscard]] std::uint32_t sites() const noexcept;

  /// Document `index`, from 0 to documents() - 1; `out` is overwritten and its memory used again.
  void document(std::uint64_t index, GeneratedDocument& out) const;
  /// Story `index`, from 0 to stories() - 1: its cluster.
  void story(std::uint64_t index, GeneratedStory& out) const;

 private:
  explicit Generator(std::unique_ptr<const World> world);
  std::unique_ptr<const World> world_;
};

}  // namespace presswash::corpus
