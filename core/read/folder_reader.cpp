#include <cerrno>

#include "read/forms.h"
#include "read/input_buffer.h"
#include "read/input_reader.h"

namespace presswash {
namespace {

class FolderReader final : public InputReader {
 public:
  FolderReader(const FolderListing& listing, std::uint64_t max_record_bytes, std::uint64_t& bytes_read)
      : listing_(listing), max_record_bytes_(max_record_bytes), bytes_read_(bytes_read) {}

  Result<bool> next(RawRecord& out) override {
    if (next_ == listing_.entries.size()) return false;
    const FolderListing::Entry& entry = listing_.entries[next_++];
    out.source.record = next_;
    out.name = entry.name;
    out.is_file = true;
    out.is_page = form_of_extension(extension_of(entry.name)) == Form::Html;
    const Status whole = read_file(entry, out);
    if (whole) return true;
    Error error = whole.error();
    if (error.code == ErrorCode::NotFound)
      error.message = "the file was there when the run began and is gone now; run again";
    error.record = next_;
    return error;
  }

 private:
  Status read_file(const FolderListing::Entry& entry, RawRecord& out) {
    const Result<File> file = File::open(listing_.root / entry.name);
    if (!file) return file.error();
    const Result<FileStamp> stamp = file->stamp();
    if (!stamp) return stamp.error();
    if (*stamp != entry.stamp) return changed_error(file->name());
    out.oversized = stamp->size > max_record_bytes_;
    out.bytes.resize(out.oversized ? RecordBytes::shown_bytes : stamp->size);
    std::size_t filled = 0;
    while (filled < out.bytes.size()) {
      const Result<std::size_t> got = file->read_at(filled, {out.bytes.data() + filled, out.bytes.size() - filled});
      if (!got) return got.error();
      if (*got == 0) return changed_error(file->name());
      filled += *got;
    }
    if (out.oversized) out.bytes.shrink_to_fit();
    bytes_read_ += stamp->size;
    return Done{};
  }

  const FolderListing& listing_;
  std::uint64_t max_record_bytes_;
  std::uint64_t& bytes_read_;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<InputReader> folder_reader(const FolderListing& listing, std::uint64_t max_record_bytes,
                                           std::uint64_t& bytes_read) {
  return std::make_unique<FolderReader>(listing, max_record_bytes, bytes_read);
}

Error changed_error(const std::string& file) {
  return {.code = ErrorCode::InputChanged,
          .message = "the file changed while it was being read; run again when nothing writes to it",
          .file = file};
}

}  // namespace presswash
