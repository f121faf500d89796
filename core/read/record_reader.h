#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace presswash {

/// Which JSON fields hold what. `--field text=body` sets `text` to "body".
struct FieldNames {
  std::string id = "id";
  std::string url = "url";
  std::string site = "site";
  std::string title = "title";
  std::string published = "published";
  std::string text = "text";
  std::string html = "html";  ///< a page; wins over the text where a record has both
};

enum class SiteFrom : std::uint8_t { Url, Folder };

struct ReadOptions {
  FieldNames fields;
  SiteFrom site_from = SiteFrom::Url;
  std::uint64_t max_record_bytes = std::uint64_t{1} << 30U;  ///< larger records are rejected
  bool keep_html = false;                                    ///< a record's html is written back, too
};

/// One record as it stands in the input, undecoded: a line of JSON or the bytes of a file or page.
struct RawRecord {
  Source source;          ///< record: line number, place in a JSON array, or place in a folder's listing
  std::string bytes;      ///< in UTF-8 as far as it is valid, without line end; of a text file as it lies on disk
  std::string name;       ///< of a file: its path relative to the folder, or its name; of a WARC record: its id
  bool is_file = false;   ///< the bytes are the text or page itself, not a JSON object
  bool is_page = false;   ///< of those: HTML
  std::string url{};      ///< of a page from a crawl
  std::string date{};     ///< when it was crawled
  std::string charset{};  ///< that its HTTP header names; empty when it names none
  std::optional<Error> fault{};  ///< why its bytes are no page, found while reading
  bool oversized = false;        ///< larger than max_record_bytes: `bytes` holds its first 4 KiB
};

/// Records of WARC inputs that hold no page.
struct SkippedRecords {
  std::uint64_t revisits = 0;   ///< say that a page is what it was before
  std::uint64_t not_pages = 0;  ///< requests, metadata, pictures, redirections, errors
  friend bool operator==(const SkippedRecords&, const SkippedRecords&) = default;
};

struct ReadProgress {
  std::uint64_t bytes_read = 0;   ///< of the inputs as they lie on disk (compressed bytes)
  std::uint64_t bytes_total = 0;  ///< 0 when unknown
  SkippedRecords skipped;
};

/// Reads every input in the order given, record by record, one thread. Standard input ("-") is spooled to a temporary
/// file the first time, so that every reader of the same `InputSet` sees the same bytes.
class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  /// True when `out` was filled, false at the end of all inputs. An Error means that the rest of one input, or one
  /// file of a folder, cannot be read: CorruptInput (cut or corrupt), NotFound, PermissionDenied, InputChanged (it is
  /// not what `InputSet::open` saw), Io. It names the input and the record; calling again goes on behind it. All
  /// readers of one InputSet give the same records and errors.
  [[nodiscard]] virtual Result<bool> next(RawRecord& out) = 0;
  [[nodiscard]] virtual ReadProgress progress() const = 0;
};

/// The inputs of a run, checked and ready to be read as often as wanted.
class InputSet {
 public:
  /// Checks that every path exists and is readable, recognises what it holds, lists folders, and spools "-" and named
  /// pipes. Errors: NotFound, PermissionDenied, Io, InvalidArgument (no input; a form that is not known, the message
  /// lists those that are; a folder without text files or pages), UnknownCompression, NotText (a binary file).
  [[nodiscard]] static Result<InputSet> open(const std::vector<std::filesystem::path>& paths,
                                             const ReadOptions& options);

  InputSet(InputSet&&) noexcept;
  InputSet& operator=(InputSet&&) noexcept;
  ~InputSet();

  /// Reads from the start. The InputSet must outlive it; each thread may have its own.
  [[nodiscard]] std::unique_ptr<RecordReader> reader() const;
  /// The inputs as the user wrote them, by Source::input.
  [[nodiscard]] const std::vector<std::string>& names() const;
  [[nodiscard]] std::uint64_t total_bytes() const;

 private:
  struct State;
  explicit InputSet(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace presswash
