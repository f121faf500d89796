#include "write/read_file.h"

#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <xxhash.h>
#include <zstd.h>

#include "base/file.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk_bytes = std::size_t{1} << 18U;
constexpr std::size_t padding_bytes = 64;
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD";
constexpr std::string_view remedy = ". Run presswash clean again";

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};
struct FreeHash {
  void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

}  // namespace

Result<std::string> read_whole_file(const fs::path& file, std::size_t max_bytes) {
  Result<File> opened = File::open(file);
  if (!opened) return opened.error();
  std::string out;
  for (;;) {
    const std::size_t before = out.size();
    out.resize(before + chunk_bytes);
    const Result<std::size_t> got = opened->read({out.data() + before, chunk_bytes});
    if (!got) return got.error();
    out.resize(before + *got);
    if (*got == 0) return out;
    if (out.size() > max_bytes) {
      return Error{
          .code = ErrorCode::CorruptInput, .message = "is too large for what it should hold", .file = file.string()};
    }
  }
}

struct RowReader::State {
  State(fs::path where, File opened, const FileFigures& figures)
      : path(std::move(where)), file(std::move(opened)), expected(figures), hash(XXH3_createState()) {
    XXH3_64bits_reset(hash.get());
    compressed.resize(ZSTD_DStreamInSize());
    text.resize(chunk_bytes + padding_bytes);
  }
  State(fs::path where, std::string_view rows) : path(std::move(where)), text(rows.begin(), rows.end()) {
    end = text.size();
    text.resize(end + padding_bytes);
    at_end = true;
  }

  fs::path path;
  std::optional<File> file;             // absent: all is in memory
  std::optional<FileFigures> expected;  // absent: nothing is known of the whole
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
    return {.code = ErrorCode::CorruptInput, .message = what + std::string(remedy), .file = path.string()};
  }

  /// Reads more compressed bytes; false at the end of the file.
  Result<bool> refill_compressed() {
    const Result<std::size_t> got = file->read(compressed);
    if (!got) return got.error();
    compressed_begin = 0;
    compressed_end = *got;
    return *got > 0;
  }

  Result<std::size_t> read_compressed(std::span<char> into) {
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
      ZSTD_outBuffer output{.dst = into.data(), .size = into.size(), .pos = 0};
      const std::size_t left = ZSTD_decompressStream(decompressor.get(), &output, &input);
      if (ZSTD_isError(left) != 0) return corrupt(std::string("is corrupt (zstd: ") + ZSTD_getErrorName(left) + ')');
      compressed_begin = input.pos;
      frame_open = left != 0;
      output_pending = output.pos == output.size;
      if (output.pos > 0) return output.pos;
    }
  }

  Result<std::size_t> read_text(std::span<char> into) {
    return decompressor ? read_compressed(into) : file->read(into);
  }

  /// Puts more text behind `end`; sets `at_end` when there is none.
  Status refill() {
    if (begin > 0) {
      std::memmove(text.data(), text.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    if (text.size() < end + chunk_bytes / 4 + padding_bytes) text.resize(2 * (end + chunk_bytes) + padding_bytes);
    const Result<std::size_t> got = read_text({text.data() + end, text.size() - padding_bytes - end});
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
    if (!expected) return Done{};
    seen.hash = XXH3_64bits_digest(hash.get());
    if (seen == expected) return Done{};
    if (seen.rows != expected->rows) {
      return corrupt("has " + std::to_string(seen.rows) + " rows, but the run wrote " + std::to_string(expected->rows) +
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
  return open(run, name_of(file), expected);
}

Result<RowReader> RowReader::open(const fs::path& run, std::string_view name, const FileFigures& expected) {
  fs::path path = run / name;
  Result<File> opened = File::open(path);
  if (!opened && opened.error().code == ErrorCode::NotFound) {
    path += zstd_suffix;
    opened = File::open(path);
  }
  if (!opened) {
    Error error = opened.error();
    if (error.code == ErrorCode::NotFound) {
      error.file = run.string();
      error.message = "the run folder lacks " + std::string(name) + std::string(remedy);
    }
    return error;
  }
  auto state = std::make_unique<State>(path, std::move(*opened), expected);
  if (const Result<bool> more = state->refill_compressed(); !more) return more.error();
  const std::string_view start(state->compressed.data(), state->compressed_end);
  if (start.starts_with(zstd_magic) || path.extension() == zstd_suffix) {
    state->frame_open = true;  // an empty file is a cut one
    state->decompressor.reset(ZSTD_createDCtx());
  } else {
    std::memcpy(state->text.data(), start.data(), start.size());
    XXH3_64bits_update(state->hash.get(), start.data(), start.size());
    state->seen.bytes = state->end = start.size();
  }
  return RowReader(std::move(state));
}

RowReader RowReader::over(std::string_view rows, RunFile file) {
  return RowReader(std::make_unique<State>(fs::path(name_of(file)), rows));
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
