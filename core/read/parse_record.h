#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "read/record_reader.h"

namespace presswash {

/// Turns raw records into documents. Holds scratch memory: one parser a thread.
///
/// Field names with dots lead into nested objects (a field whose own name has the dots comes first); of fields of one
/// name the first counts. Numbers are taken by their text, null is absent. A document's site comes from its site
/// field, else from its url; of a text file, with SiteFrom::Folder, from its first folder.
class RecordParser {
 public:
  explicit RecordParser(const ReadOptions& options);
  RecordParser(RecordParser&&) noexcept;
  RecordParser& operator=(RecordParser&&) noexcept;
  ~RecordParser();

  /// Errors: CorruptInput (not a JSON object), MissingField (no text), NotText (a text file with NUL bytes, a text
  /// field that is not a string), InvalidArgument (too large). The message ends with the remedy; the record number is
  /// set, the file is not.
  [[nodiscard]] Result<Document> parse(const RawRecord& record);
  /// The same without a copy of the record's bytes: they are taken over. A record that makes no document keeps them.
  [[nodiscard]] Result<Document> parse(RawRecord&& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct FieldSize {
  std::string name;
  std::size_t text_bytes = 0;  ///< of a string, as it stands in the JSON; 0 of anything else
};
/// The top-level fields of a JSON object, each once, in their order; empty when it is none. For error messages.
[[nodiscard]] std::vector<FieldSize> field_sizes_of(const RawRecord& record);

/// Host of a url, lower case, without www., m., amp. or mobile. in front; empty when there is none.
[[nodiscard]] std::string site_of_url(std::string_view url);

/// Seconds since 1970 of ISO 8601, RFC 2822 and the looser date forms that scrapes hold; absent when it cannot be read.
[[nodiscard]] std::optional<std::int64_t> parse_published(std::string_view text);

}  // namespace presswash
