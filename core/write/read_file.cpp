#include "write/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <xxhash.h>
#include <zstd.h>

#include "base/hash.h"
#include "write/file_error.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;
constexpr std::size_t padding_bytes = 64;
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD";
constexpr std::string_view remedy = ". Run presswash clean again";

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};
struct FreeHash {
  void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int get() const noexcept { return value_; }

 private:
  int value_;
};

/// Bytes read, 0 at the end, negative with errno set.
ssize_t read_some(int descriptor, char* into, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(descriptor, into, size);
    if (got >= 0 || errno != EINTR) return got;
  }
}

/// An open regular file. Errors: NotFound, PermissionDenied, Io.
Result<Descriptor> open_file(const fs::path& file) {
  Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.get() < 0) {
    const int failed = errno;
    Error error = file_error(file, "read", failed);
    if (error.code == ErrorCode::PermissionDenied) error.message = "no permission to read it. Change its permissions";
    return error;
  }
  struct stat status {};
  if (::fstat(descriptor.get(), &status) != 0) return file_error(file, "read", errno);
  if (S_ISDIR(status.st_mode)) return file_error(file, "read", EISDIR);
  return descriptor;
}

}  // namespace

Result<std::string> read_whole_file(const fs::path& file, std::size_t max_bytes) {
  Result<Descriptor> descriptor = open_file(file);
  if (!descriptor) return descriptor.error();
  std::string out;
  for (;;) {
    const std::size_t before = out.size();
    out.resize(before + chunk_bytes);
    const ssize_t got = read_some(descriptor->get(), out.data() + before, chunk_bytes);
    if (got < 0) return file_error(file, "read", errno);
    out.resize(before + static_cast<std::size_t>(got));
    if (got == 0) return out;
    if (out.size() > max_bytes) {
      return Error{
          .code = ErrorCode::CorruptInput, .message = "is too large for what it should hold", .file = file.string()};
    }
  }
}

struct RowReader::State {
  fs::path file;
  Descriptor descriptor;
  FileFigures expected;
  FileFigures seen;
  std::unique_ptr<XXH3_state_t, FreeHash> hash;

  std::vector<char> compressed;  // bytes of a zstd file that wait for decompression
  std::size_t compressed_begin = 0;
  std::size_t compressed_end = 0;
  std::unique_ptr<ZSTD_DCtx, FreeContext> decompressor;
  bool frame_open = false;
  bool output_pending = false;  // the decompressor holds more than the last call had room for
  bool at_end = false;

  std::vector<char> text;  // [begin, end) is read and not yet handed out; padding behind it
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view row;

  [[nodiscard]] Error corrupt(const std::string& what) const {
    return {.code = ErrorCode::CorruptInput, .message = what + std::string(remedy), .file = file.string()};
  }

  /// Reads more compressed bytes; false at the end of the file.
  Result<bool> refill_compressed() {
    const ssize_t got = read_some(descriptor.get(), compressed.data(), compressed.size());
    if (got < 0) return file_error(file, "read", errno);
    compressed_begin = 0;
    compressed_end = static_cast<std::size_t>(got);
    return got > 0;
  }

  Result<std::size_t> read_compressed(char* into, std::size_t size) {
    for (;;) {
      if (compressed_begin == compressed_end && !output_pending) {
        const Result<bool> more = refill_compressed();
        if (!more) return more.error();
        if (!*more) {
          if (frame_open) return corrupt("is cut: its compressed stream has no end");
          return std::size_t{0};
        }
      }
      ZSTD_inBuffer input{.src = compressed.data(), .size = compressed_end, .pos = compressed_begin};
      ZSTD_outBuffer output{.dst = into, .size = size, .pos = 0};
      const std::size_t left = ZSTD_decompressStream(decompressor.get(), &output, &input);
      if (ZSTD_isError(left) != 0) return corrupt(std::string("is corrupt (zstd: ") + ZSTD_getErrorName(left) + ')');
      compressed_begin = input.pos;
      frame_open = left != 0;
      output_pending = output.pos == output.size;
      if (output.pos > 0) return output.pos;
    }
  }

  Result<std::size_t> read_text(char* into, std::size_t size) {
    if (decompressor) return read_compressed(into, size);
    const ssize_t got = read_some(descriptor.get(), into, size);
    if (got < 0) return file_error(file, "read", errno);
    return static_cast<std::size_t>(got);
  }

  /// Puts more text behind `end`; sets `at_end` when there is none.
  Status refill() {
    if (begin > 0) {
      std::memmove(text.data(), text.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    if (text.size() < end + chunk_bytes / 4 + padding_bytes) text.resize(2 * (end + chunk_bytes) + padding_bytes);
    const Result<std::size_t> got = read_text(text.data() + end, text.size() - padding_bytes - end);
    if (!got) return got.error();
    XXH3_64bits_update(hash.get(), text.data() + end, *got);
    seen.bytes += *got;
    end += *got;
    at_end = *got == 0;
    return Done{};
  }

  /// What is wrong with the whole of a file that was read to its end.
  Status check_end() {
    if (begin != end) return corrupt("is cut in row " + std::to_string(seen.rows + 1));
    seen.hash = XXH3_64bits_digest(hash.get());
    if (seen == expected) return Done{};
    if (seen.rows != expected.rows) {
      return corrupt("has " + std::to_string(seen.rows) + " rows, but the run wrote " + std::to_string(expected.rows) +
                     ": it was cut or edited");
    }
    return corrupt("is not as the run wrote it: it was edited or damaged");
  }

  Result<bool> next() {
    std::size_t searched = begin;
    for (;;) {
      const void* found = searched < end ? std::memchr(text.data() + searched, '\n', end - searched) : nullptr;
      if (found != nullptr) {
        const auto size = static_cast<std::size_t>(static_cast<const char*>(found) - (text.data() + begin));
        row = std::string_view(text.data() + begin, size);
        begin += size + 1;
        ++seen.rows;
        return true;
      }
      if (at_end) {
        row = {};
        if (Status status = check_end(); !status) return status.error();
        return false;
      }
      const std::size_t pending = end - begin;
      if (Status status = refill(); !status) return status.error();
      searched = begin + pending;
    }
  }
};

RowReader::RowReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

Result<RowReader> RowReader::open(const fs::path& run, RunFile file, const FileFigures& expected) {
  auto state = std::make_unique<State>();
  state->file = run / name_of(file);
  Result<Descriptor> descriptor = open_file(state->file);
  if (!descriptor && descriptor.error().code == ErrorCode::NotFound) {
    state->file += zstd_suffix;
    descriptor = open_file(state->file);
  }
  if (!descriptor) {
    Error error = descriptor.error();
    if (error.code == ErrorCode::NotFound) {
      error.file = run.string();
      error.message = "the run folder lacks " + std::string(name_of(file)) + std::string(remedy);
    }
    return error;
  }
  state->descriptor = std::move(*descriptor);
  state->expected = expected;
  state->hash.reset(XXH3_createState());
  XXH3_64bits_reset(state->hash.get());
  state->compressed.resize(ZSTD_DStreamInSize());
  if (const Result<bool> more = state->refill_compressed(); !more) return more.error();
  const std::string_view start(state->compressed.data(), state->compressed_end);
  state->text.resize(chunk_bytes + padding_bytes);
  if (start.starts_with(zstd_magic) || state->file.extension() == zstd_suffix) {
    state->frame_open = true;  // an empty file is a cut one
    state->decompressor.reset(ZSTD_createDCtx());
  } else {
    std::memcpy(state->text.data(), start.data(), start.size());
    XXH3_64bits_update(state->hash.get(), start.data(), start.size());
    state->seen.bytes = state->end = start.size();
  }
  return RowReader(std::move(state));
}

Result<bool> RowReader::next() { return state_->next(); }
std::string_view RowReader::row() const noexcept { return state_->row; }
std::uint64_t RowReader::number() const noexcept { return state_->seen.rows; }

Error RowReader::corrupt(std::string_view what) const {
  Error error = state_->corrupt(std::string(what));
  error.record = state_->seen.rows;
  return error;
}

}  // namespace presswash
