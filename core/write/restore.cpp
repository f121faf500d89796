#include <array>
#include <optional>
#include <utility>

#include "read/json_text.h"
#include "write/read_file.h"
#include "write/row_parser.h"
#include "write/run_folder.h"
#include "write/summary.h"

namespace presswash {
namespace {

/// A file's rows with the next one always at hand.
template <typename Row>
class Stream {
 public:
  [[nodiscard]] static Result<Stream> open(const std::filesystem::path& run, RunFile file, const Summary& summary) {
    Result<RowReader> reader = RowReader::open(run, file, summary.files[static_cast<std::size_t>(file)]);
    if (!reader) return reader.error();
    Stream stream(std::move(*reader), file, RowParser(summary.fields));
    if (Status status = stream.advance(); !status) return status.error();
    return stream;
  }

  /// Null at the end.
  [[nodiscard]] Row* head() noexcept { return row_ ? &*row_ : nullptr; }
  [[nodiscard]] Status advance() {
    const Result<bool> more = reader_.next();
    if (!more) return more.error();
    if (!*more) {
      row_.reset();
    } else if (!row_) {
      row_.emplace();
    }
    if (row_ && !parser_.parse(reader_.row(), *row_)) return corrupt("is not a row of " + std::string(name_of(file_)));
    return Done{};
  }
  [[nodiscard]] Error corrupt(std::string_view what) const { return reader_.corrupt(what); }

 private:
  Stream(RowReader reader, RunFile file, RowParser parser)
      : reader_(std::move(reader)), file_(file), parser_(std::move(parser)) {}

  RowReader reader_;
  RunFile file_;
  RowParser parser_;
  std::optional<Row> row_;
};

/// A cleaned text into which removed blocks are put back, first to last.
class Mender {
 public:
  explicit Mender(std::string_view cleaned) : cleaned_(cleaned) {}

  /// False when the block cannot have stood there.
  [[nodiscard]] bool put_back(std::size_t offset, std::string_view text) {
    if (offset < whole_.size() || offset - whole_.size() > cleaned_.size() - used_) return false;
    take(offset - whole_.size());
    whole_ += text;
    return true;
  }
  [[nodiscard]] std::string finish() && {
    take(cleaned_.size() - used_);
    return std::move(whole_);
  }

 private:
  void take(std::size_t size) {
    whole_ += cleaned_.substr(used_, size);
    used_ += size;
  }

  std::string_view cleaned_;
  std::size_t used_ = 0;
  std::string whole_;
};

class Restorer {
 public:
  Restorer(Stream<CleanRow> clean, Stream<DuplicateRow> duplicates, Stream<RejectRow> rejects,
           Stream<BoilerplateRow> boilerplate, const FieldNames& fields, const RestoreSink& sink)
      : clean_(std::move(clean)),
        duplicates_(std::move(duplicates)),
        rejects_(std::move(rejects)),
        boilerplate_(std::move(boilerplate)),
        fields_(fields),
        sink_(sink) {}

  Result<RestoreFigures> run() {
    for (;;) {
      const std::optional<Source> next = earliest();
      if (!next) break;
      if (last_ && !(*last_ < *next)) return clean_.corrupt("does not stand in input order");
      last_ = next;
      if (Status status = hand_out(*next); !status) return status.error();
    }
    if (boilerplate_.head() != nullptr) return boilerplate_.corrupt("belongs to no document of the run");
    return figures_;
  }

 private:
  std::optional<Source> earliest() {
    std::optional<Source> first;
    const auto see = [&](const auto* row) {
      if (row != nullptr && (!first || row->source < *first)) first = row->source;
    };
    see(clean_.head());
    see(duplicates_.head());
    see(rejects_.head());
    return first;
  }

  Status hand_out(const Source& source) {
    if (CleanRow* row = clean_.head(); row != nullptr && row->source == source) return hand_out_kept(*row);
    if (DuplicateRow* row = duplicates_.head(); row != nullptr && row->source == source) return hand_out_copy(*row);
    RejectRow& row = *rejects_.head();
    ++figures_.rejected;
    if (Status status = sink_({.source = row.source, .rejected = true, .raw = std::move(row.raw)}); !status) {
      return status;
    }
    return rejects_.advance();
  }

  Status hand_out_kept(CleanRow& row) {
    Mender mender(row.text);
    std::size_t put_back = 0;
    while (boilerplate_.head() != nullptr && boilerplate_.head()->id == row.id) {
      const BoilerplateRow& block = *boilerplate_.head();
      if (block.judged.verdict.removed) {
        if (!mender.put_back(block.judged.block.offset, block.text)) {
          return boilerplate_.corrupt("does not fit into the text of its document");
        }
        put_back += block.text.size();
      }
      if (Status status = boilerplate_.advance(); !status) return status;
    }
    if (put_back != row.removed_bytes) return clean_.corrupt("lacks blocks in boilerplate.jsonl");
    RestoredRecord out{.source = row.source, .is_file = row.is_file, .id = std::move(row.id)};
    out.text = std::move(mender).finish();
    out.record = std::move(row.record);
    if (put_back > 0) {
      Result<std::string> whole = edited_record(out.record, {.field = fields_.text, .text = out.text});
      if (!whole) return clean_.corrupt("has no text to put blocks back into");
      out.record = std::move(*whole);
    }
    ++figures_.documents;
    if (Status status = sink_(out); !status) return status;
    return clean_.advance();
  }

  Status hand_out_copy(DuplicateRow& row) {
    while (boilerplate_.head() != nullptr && boilerplate_.head()->id == row.id) {
      if (Status status = boilerplate_.advance(); !status) return status;
    }
    ++figures_.documents;
    if (Status status = sink_({.source = row.source,
                               .is_file = row.is_file,
                               .id = std::move(row.id),
                               .text = std::move(row.text),
                               .record = std::move(row.record)});
        !status) {
      return status;
    }
    return duplicates_.advance();
  }

  Stream<CleanRow> clean_;
  Stream<DuplicateRow> duplicates_;
  Stream<RejectRow> rejects_;
  Stream<BoilerplateRow> boilerplate_;
  FieldNames fields_;
  const RestoreSink& sink_;
  std::optional<Source> last_;
  RestoreFigures figures_;
};

}  // namespace

Result<RestoreFigures> restore(const std::filesystem::path& run, const RestoreSink& sink) {
  const Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  Result<Stream<CleanRow>> clean = Stream<CleanRow>::open(run, RunFile::Clean, *summary);
  if (!clean) return clean.error();
  Result<Stream<DuplicateRow>> duplicates = Stream<DuplicateRow>::open(run, RunFile::Duplicates, *summary);
  if (!duplicates) return duplicates.error();
  Result<Stream<RejectRow>> rejects = Stream<RejectRow>::open(run, RunFile::Rejected, *summary);
  if (!rejects) return rejects.error();
  Result<Stream<BoilerplateRow>> boilerplate = Stream<BoilerplateRow>::open(run, RunFile::Boilerplate, *summary);
  if (!boilerplate) return boilerplate.error();
  return Restorer(std::move(*clean), std::move(*duplicates), std::move(*rejects), std::move(*boilerplate),
                  summary->fields, sink)
      .run();
}

}  // namespace presswash
