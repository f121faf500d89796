#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "classify/model.h"
#include "classify/rules.h"
#include "document/document.h"
#include "document/outcome.h"
#include "document/story_details.h"
#include "pipeline/kept_pages.h"
#include "pipeline/progress.h"
#include "pipeline/rounds.h"
#include "read/record_reader.h"
#include "segment/segment_text.h"

namespace presswash {

struct LearnOptions {
  RoundOptions rounds;
  std::shared_ptr<const BlockModel> model;  ///< absent: the built-in one
  RuleSet rules;
  Segmentation segmentation = Segmentation::Auto;  ///< of texts; a page's blocks are those of its rendering
};

/// A record that cannot be read, as it is found.
struct UnreadRecord {
  RawRecord record;
  Error error;
};
/// Called in input order.
using UnreadSink = std::function<void(UnreadRecord)>;

struct LearnFigures {
  std::uint64_t records = 0;  ///< read, good or bad
  std::uint64_t unread = 0;
  SkippedRecords skipped;
  std::uint64_t input_errors = 0;  ///< inputs whose end could not be read
  std::uint64_t text_bytes = 0;
  std::uint64_t blocks = 0;
  std::uint64_t replaced = 0;  ///< byte sequences that were not UTF-8
  std::uint64_t made_ids = 0;
  std::uint64_t by_sentence = 0;  ///< texts whose line breaks were lost
  std::uint64_t repeated_ids = 0;
  std::uint64_t without_site = 0;
  std::uint64_t unknown_published = 0;
  std::uint64_t column_bytes = 0;  ///< memory the columns take
  double read_seconds = 0.0;
  double round_seconds = 0.0;

  void add(const LearnFigures& other);
};

/// What a scrape taught: verdicts and clusters of its documents, and the evidence for others. Immutable; any number of
/// threads may use it.
class State {
 public:
  State(State&&) noexcept;
  State& operator=(State&&) noexcept;
  ~State();

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const Copies& copies() const;
  [[nodiscard]] const std::vector<RoundFigures>& rounds() const;
  [[nodiscard]] bool settled() const;
  [[nodiscard]] const LearnFigures& figures() const;
  /// Final id: an id that occurs again has "#2", "#3" appended.
  [[nodiscard]] std::string id(std::size_t document) const;
  [[nodiscard]] const std::string& published(std::size_t document) const;
  [[nodiscard]] std::string site(std::size_t document) const;  ///< empty when unknown
  /// What copies were found in, for finding them with other options: article words and facts by the last verdicts.
  [[nodiscard]] const ArticleTokens& article_tokens() const;
  [[nodiscard]] std::vector<DocumentFacts> document_facts() const;
  /// Of every cluster, in the order of `copies`: who was first, whose text the others derive from, how each differs.
  /// What texts and times leave open is decided by ids. Runs on the calling oneTBB arena.
  [[nodiscard]] std::vector<StoryDetails> story_details() const;

  /// Everything decided on a document of the scrape, found by its source, or by its content when it was read from
  /// elsewhere. Errors: InputChanged when no such document was read.
  [[nodiscard]] Result<Outcome> outcome_of(const Document& document) const;

 private:
  friend Result<State> learn(const InputSet&, const ReadOptions&, const LearnOptions&, const UnreadSink&,
                             const ProgressSink&, KeptPages*);
  friend Outcome apply(const State&, const Document&);
  friend Result<State> merge(std::vector<State>);
  friend Status save(const State&, const std::filesystem::path&);
  friend Result<State> load(const std::filesystem::path&, const LearnOptions&);
  struct Parts;
  explicit State(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Reads a scrape once and decides on every document of it. Runs on the calling oneTBB arena. Errors: Cancelled, and
/// MissingField when no record at all has a text (the message names the fields that they do have). Rendered pages are
/// put into `kept`, if given.
[[nodiscard]] Result<State> learn(const InputSet& inputs, const ReadOptions& read, const LearnOptions& options,
                                  const UnreadSink& unread = {}, const ProgressSink& progress = {},
                                  KeptPages* kept = nullptr);

/// Judges a document by what a scrape taught. A document of the scrape gets the verdicts and the membership it had
/// there; another one is judged with the scrape's evidence for its site, and belongs to a cluster when its article text
/// is identical to that of a member.
[[nodiscard]] Outcome apply(const State& state, const Document& document);

/// One State of several scrapes (shards of one, for instance): the same verdicts and clusters as if they had been
/// learned together. Errors: InvalidArgument when they were learned with different options, models or rules.
[[nodiscard]] Result<State> merge(std::vector<State> states);

/// Writes what was learned to a file: columns, no texts (docs/file-formats.md). Errors: Io, PermissionDenied.
[[nodiscard]] Status save(const State& state, const std::filesystem::path& file);
/// Reads a saved State and decides again with `options`, which must name the model and the rules that the file was
/// learned with. Errors: NotFound, CorruptInput (cut, damaged), VersionMismatch (format, model or rules; both values
/// are named).
[[nodiscard]] Result<State> load(const std::filesystem::path& file, const LearnOptions& options);

}  // namespace presswash
