#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace presswash {

// What a finished run folder can tell. Every function reads the folder anew, one file after the other, in memory that
// does not grow with the run. Common errors: NotFound (no such folder, a file is missing), PermissionDenied,
// VersionMismatch (another format), CorruptInput (a file was cut or edited; names it and the row), Io.

/// One record of the input as `restore` gives it back.
struct RestoredRecord {
  Source source;
  bool rejected = false;  ///< it could not be read: `raw` holds its bytes, the other fields are empty
  bool is_file = false;   ///< it was a text file, called `id`: `text` is the whole of it
  std::string id{};       ///< final id
  std::string text{};     ///< decoded text, byte for byte as it was read
  std::string record{};   ///< the JSON object with that text, all other fields byte for byte; of a file, one made of it
  std::string raw{};
};
using RestoreSink = std::function<Status(const RestoredRecord&)>;

struct RestoreFigures {
  std::uint64_t documents = 0;
  std::uint64_t rejected = 0;
};

/// Hands every record of the input to `sink`, in input order. An error of the sink ends it and is returned.
[[nodiscard]] Result<RestoreFigures> restore(const std::filesystem::path& run, const RestoreSink& sink);

/// Everything that was decided on a document, and why, as lines for a person to read. Control characters of the scrape
/// are made visible. Errors: also NotFound for an id that the run does not have (names the closest ones).
[[nodiscard]] Result<std::string> why(const std::filesystem::path& run, std::string_view id);
/// The same for a pair: its figures, or why there is no verified edge between the two.
[[nodiscard]] Result<std::string> why(const std::filesystem::path& run, std::string_view id, std::string_view other);

using PairSink = std::function<void(std::string_view row)>;

/// Hands the row of every verified pair to `sink`, as edges.jsonl.zst has it, sorted by the documents' places in the
/// input.
[[nodiscard]] Status verified_pairs(const std::filesystem::path& run, const PairSink& sink);

/// The run's figures as a table for a terminal.
[[nodiscard]] Result<std::string> report_text(const std::filesystem::path& run);

/// Draws report.html of a finished run again and puts it in place of the old one.
[[nodiscard]] Status redraw_report(const std::filesystem::path& run);

}  // namespace presswash
