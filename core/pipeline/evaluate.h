#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/kind.h"
#include "pipeline/clean.h"
#include "read/labelled.h"

namespace presswash {

/// How one page's text agrees with its known article.
struct PageScore {
  std::string id;
  double precision = 0.0;
  double recall = 0.0;
};

struct Evaluation {
  /// Pages whose article is given: overlap of runs of four words, each run counted as often as it stands there,
  /// averaged over pages; F1 of the averages (the measure of the article-extraction benchmark).
  std::vector<PageScore> pages;
  double precision = 0.0;
  double recall = 0.0;
  double f1 = 0.0;
  /// Pieces that must (with) and must not (without) be in the text, over all pages.
  std::uint64_t with_found = 0, with_missed = 0, without_found = 0, without_missed = 0;
  /// Blocks of known label, by the kind they were given: how many, and how many of them are boilerplate.
  std::array<std::pair<std::uint64_t, std::uint64_t>, kind_count> kinds{};
  /// The same by tenths of the score.
  std::array<std::pair<std::uint64_t, std::uint64_t>, 10> reliability{};

  [[nodiscard]] double segment_f1() const;
};

/// Scores texts, by id, against labelled pages; a page without a text counts as an empty one.
[[nodiscard]] Evaluation score_texts(const std::vector<LabelledPage>& pages,
                                     const std::map<std::string, std::string>& texts);

struct Evaluated {
  Evaluation scores;
  std::map<std::string, std::string> texts;  ///< what was kept of each page, by id
};

/// Judges the pages of labelled files and scores what is kept. `alone`: every page by itself; else each file's pages
/// together, as `strip` does. Errors: those of reading.
[[nodiscard]] Result<Evaluated> evaluate(const std::vector<std::filesystem::path>& files, const CleanOptions& options,
                                         bool alone, const ProgressSink& progress = {});

/// Reads {"id","text"} rows. Errors: those of reading; each names file and record.
[[nodiscard]] Result<std::map<std::string, std::string>> read_texts(const std::filesystem::path& file);

}  // namespace presswash
