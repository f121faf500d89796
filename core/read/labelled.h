#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/block_reading.h"

namespace presswash {

/// A page whose article is known. Either its lines are labelled: rows {"id","url","site","title","text" or "lines",
/// "labels"[,"story"]}, a letter a line (by every line end that base/line_ends.h knows): c article, b boilerplate,
/// anything else not scored. Or it is HTML whose article text is given: rows {"id","url","html"} with "gold" (the
/// article's paragraphs) and "optional" (texts that are neither asked for nor punished), or with "with" and "without"
/// (pieces that the article's text must and must not hold).
struct LabelledPage {
  std::string id;
  std::string site;  ///< from "site", else from "url"; empty when unknown
  std::string title;
  std::string text;
  std::string labels;  ///< one letter for each line of `text`, blank lines included
  std::optional<std::int64_t> story{};
  std::string url;
  std::string html;  ///< empty: the lines are labelled
  std::vector<std::string> gold;
  std::vector<std::string> optional;
  std::vector<std::string> with;
  std::vector<std::string> without;
  std::uint64_t record = 0;               ///< of the file that it was read from, from 1
  std::optional<BlockReading> reading{};  ///< says more than what is above

  /// A page of no known site is a site of its own.
  [[nodiscard]] const std::string& site_or_id() const { return site.empty() ? id : site; }
};

/// One row. Errors: CorruptInput, MissingField. A page of HTML may come without labels: see check_labelled.
[[nodiscard]] Result<LabelledPage> parse_labelled(std::string_view json);

/// Reads a labelled file (JSON Lines, plain, .gz or .zst). Errors: NotFound, CorruptInput, MissingField; each names
/// file and record.
[[nodiscard]] Result<std::vector<LabelledPage>> read_labelled(const std::filesystem::path& file);

/// Whether something is known of every page: of HTML its article, pieces, or a reading. Errors: MissingField, with the
/// first page that has none and the file that they are from.
[[nodiscard]] Status check_labelled(const std::vector<LabelledPage>& pages, const std::filesystem::path& file);

/// Gives pages of HTML what was read of them, by their ids; of two readings of a page the last. Tells how many got one.
std::size_t give_readings(const std::vector<BlockReading>& readings, std::vector<LabelledPage>& pages);

}  // namespace presswash
