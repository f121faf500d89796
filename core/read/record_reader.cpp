#include "read/record_reader.h"

#include <optional>

#include "read/input_reader.h"
#include "read/input_set.h"

namespace presswash {
namespace {

/// One input that is a stream of records: its file, the layers that decode it, and the check that it stayed what it
/// was.
class StreamInput final : public InputReader {
 public:
  StreamInput(const Input& input, std::uint64_t max_record_bytes, std::uint64_t& bytes_read, SkippedRecords& skipped)
      : input_(input), max_record_bytes_(max_record_bytes), bytes_read_(bytes_read), skipped_(skipped) {}

  Result<bool> next(RawRecord& out) override {
    if (ended_) return false;
    Result<bool> any = true;
    if (const Status opened = open(); !opened) any = opened.error();
    if (any) any = records_->next(out);
    if (any && *any) return true;
    ended_ = true;
    if (const Status same = unchanged(); !same) return same.error();
    return any;
  }

 private:
  Status open() {
    if (records_ != nullptr) return Done{};
    const File* file = nullptr;
    if (input_.spooled) {
      file = &*input_.spooled;
    } else {
      Result<File> opened = File::open(input_.path);
      if (!opened) return opened.error();
      file = &opened_.emplace(std::move(*opened));
    }
    if (const Status same = unchanged(); !same) return same.error();
    Result<DecodedFile> decoded = decode_file(*file, bytes_read_);
    if (!decoded) return decoded.error();
    records_ = records_of(std::move(decoded->source));
    return Done{};
  }

  [[nodiscard]] std::unique_ptr<InputReader> records_of(std::unique_ptr<ByteSource> source) const {
    switch (input_.form) {
      case Form::JsonArray: return array_reader(std::move(source), max_record_bytes_);
      case Form::Warc: return warc_reader(std::move(source), max_record_bytes_, skipped_);
      case Form::Html: return page_reader(std::move(source), name(), max_record_bytes_);
      default: return line_reader(std::move(source), max_record_bytes_);
    }
  }

  [[nodiscard]] std::string name() const { return input_.path == "-" ? input_.shown : input_.path.filename().string(); }

  [[nodiscard]] Status unchanged() const {
    if (input_.spooled || !opened_) return Done{};
    const Result<FileStamp> stamp = opened_->stamp();
    if (!stamp) return stamp.error();
    if (*stamp != input_.stamp) return changed_error(input_.shown);
    return Done{};
  }

  const Input& input_;
  std::uint64_t max_record_bytes_;
  std::uint64_t& bytes_read_;
  SkippedRecords& skipped_;
  std::optional<File> opened_;
  std::unique_ptr<InputReader> records_;
  bool ended_ = false;
};

class SequentialReader final : public RecordReader {
 public:
  SequentialReader(const std::vector<Input>& inputs, const ReadOptions& options, std::uint64_t total_bytes)
      : inputs_(inputs), max_record_bytes_(options.max_record_bytes), total_bytes_(total_bytes) {}

  Result<bool> next(RawRecord& out) override {
    out.name.clear();
    out.is_file = false;
    out.is_page = false;
    out.url.clear();
    out.date.clear();
    out.charset.clear();
    out.fault.reset();
    out.oversized = false;
    while (input_ < inputs_.size()) {
      if (current_ == nullptr) current_ = reader_of(inputs_[input_]);
      Result<bool> any = current_->next(out);
      out.source.input = static_cast<std::uint32_t>(input_);
      if (!any) {
        Error error = any.error();
        if (error.file.empty()) error.file = inputs_[input_].shown;
        return error;
      }
      if (*any) return true;
      current_.reset();
      ++input_;
    }
    return false;
  }

  [[nodiscard]] ReadProgress progress() const override {
    return {.bytes_read = bytes_read_, .bytes_total = total_bytes_, .skipped = skipped_};
  }

 private:
  std::unique_ptr<InputReader> reader_of(const Input& input) {
    if (input.form == Form::Text) return folder_reader(input.listing, max_record_bytes_, bytes_read_);
    return std::make_unique<StreamInput>(input, max_record_bytes_, bytes_read_, skipped_);
  }

  const std::vector<Input>& inputs_;
  std::uint64_t max_record_bytes_;
  std::uint64_t total_bytes_;
  std::uint64_t bytes_read_ = 0;
  SkippedRecords skipped_;
  std::size_t input_ = 0;
  std::unique_ptr<InputReader> current_;
};

}  // namespace

std::unique_ptr<RecordReader> InputSet::reader() const {
  return std::make_unique<SequentialReader>(state_->inputs, state_->options, state_->total_bytes);
}

}  // namespace presswash
