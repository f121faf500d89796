#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "pipeline/learn.h"
#include "write/run_writer.h"

namespace presswash {

struct CleanOptions {
  ReadOptions read;
  LearnOptions learn;
  std::filesystem::path out;
  bool force = false;
  bool compress_zstd = false;
  bool related = false;            ///< also find the stories that tell of one event (related.jsonl)
  bool dry_run = false;            ///< decide everything, write nothing
  bool keep_furniture = false;     ///< `cluster`: furniture is judged and left in place
  bool keep_copies = false;        ///< `strip`: copies are found, for the evidence's sake, and none is removed
  unsigned threads = 0;            ///< 0: all cores
  std::uint64_t memory_bytes = 0;  ///< wanted bound; 0: none. Checked against the columns and reported
  /// Settings as the summary shows them, name and value.
  std::vector<std::pair<std::string, std::string>> settings;
};

/// What became of documents that were handed over.
struct HandedFigures {
  std::uint64_t documents = 0;
  std::uint64_t kept = 0;
  std::uint64_t removed = 0;
  std::uint64_t removed_blocks = 0;
  std::uint64_t removed_bytes = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t emptied = 0;
  std::uint64_t held_back = 0;
  void add(const HandedFigures& other) noexcept;
};

struct CleanFigures : HandedFigures {
  LearnFigures learn;
  CopyFigures copies;
  std::uint64_t rejected = 0;
  std::uint64_t clusters = 0;
  std::uint64_t related_stories = 0;  ///< that have related ones, when these were asked for
  unsigned rounds = 0;
  bool settled = false;
  std::uint64_t peak_memory_bytes = 0;
  std::vector<StageTiming> timings;
};

/// The main job: reads the inputs, decides, writes the run folder. Errors: those of InputSet, RunWriter, learn.
[[nodiscard]] Result<CleanFigures> clean(const std::vector<std::filesystem::path>& inputs, const CleanOptions& options,
                                         const ProgressSink& progress = {});

/// Decides like `clean` and hands every document over, in input order, with its outcome; nothing is written.
/// `reject` gets the records that could not be read; `learned`, when given, what was decided, before the first document
/// is handed over.
using OutcomeSink = std::function<Status(const Document&, const Outcome&)>;
using StateSink = std::function<Status(const State&)>;
[[nodiscard]] Result<CleanFigures> judge_all(const std::vector<std::filesystem::path>& inputs,
                                             const CleanOptions& options, const OutcomeSink& sink,
                                             const UnreadSink& reject, const ProgressSink& progress = {},
                                             const StateSink& learned = {});

}  // namespace presswash
