#include "write/output_file.h"

#include <cerrno>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>
#include <zstd.h>

#include "write/file_error.h"

namespace presswash {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 18U;
constexpr int compression_level = 1;  // a seventh larger than by 3, in two thirds of the time

/// Sends what was written to the disk while more is made, and takes it out of the system's memory once it is there: a
/// run's files are larger than what is worth keeping at hand, and pages of memory that nobody used lately are dear.
/// Only advice: nothing waits for the disk, and where a disk is slow the system is left to itself.
class WriteBehind {
 public:
  void wrote(int descriptor, std::size_t bytes) noexcept {
    written_ += static_cast<off_t>(bytes);
    if (is_slow_ || written_ - sent_ < step) return;
    const auto started = std::chrono::steady_clock::now();
    if (::sync_file_range(descriptor, sent_, written_ - sent_, SYNC_FILE_RANGE_WRITE) != 0) is_slow_ = true;
    sent_ = written_;
    if (written_ > kept) ::posix_fadvise(descriptor, 0, written_ - kept, POSIX_FADV_DONTNEED);
    is_slow_ = is_slow_ || std::chrono::steady_clock::now() - started > too_long;
  }

 private:
  static constexpr off_t step = off_t{8} << 20;
  static constexpr off_t kept = off_t{64} << 20;
  static constexpr std::chrono::milliseconds too_long{40};
  off_t written_ = 0;
  off_t sent_ = 0;
  bool is_slow_ = false;
};

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};
struct FreeHash {
  void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

}  // namespace

struct OutputFile::State {
  std::filesystem::path path;
  int descriptor = -1;
  std::string buffer;  // rows that wait to be passed on
  std::vector<char> compressed;
  std::unique_ptr<ZSTD_CCtx, FreeContext> compressor;
  std::unique_ptr<XXH3_state_t, FreeHash> hash;
  FileFigures figures;
  WriteBehind behind;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (descriptor >= 0) ::close(descriptor);
  }

  Status write_out(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
      if (written < 0) {
        if (errno == EINTR) continue;
        return file_error(path, "written", errno);
      }
      bytes.remove_prefix(static_cast<std::size_t>(written));
      behind.wrote(descriptor, static_cast<std::size_t>(written));
    }
    return Done{};
  }

  /// Hands bytes of the file's content on: to the disk, or through the compressor.
  Status pass_on(std::string_view bytes, ZSTD_EndDirective directive) {
    XXH3_64bits_update(hash.get(), bytes.data(), bytes.size());
    return compressor ? compress(bytes, directive) : write_out(bytes);
  }

  Status compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{.src = bytes.data(), .size = bytes.size(), .pos = 0};
    for (;;) {
      ZSTD_outBuffer output{.dst = compressed.data(), .size = compressed.size(), .pos = 0};
      const std::size_t left = ZSTD_compressStream2(compressor.get(), &output, &input, directive);
      if (ZSTD_isError(left) != 0) {
        return Error{.code = ErrorCode::Io,
                     .message = std::string("cannot be compressed: ") + ZSTD_getErrorName(left),
                     .file = path.string()};
      }
      if (Status status = write_out({compressed.data(), output.pos}); !status) return status;
      const bool done = directive == ZSTD_e_end ? left == 0 : input.pos == input.size;
      if (done) return Done{};
    }
  }

  Status flush(ZSTD_EndDirective directive) {
    Status status = pass_on(buffer, directive);
    buffer.clear();
    return status;
  }

  Status append(std::string_view bytes) {
    if (buffer.size() + bytes.size() > buffer_bytes) {
      if (Status status = flush(ZSTD_e_continue); !status) return status;
      if (bytes.size() > buffer_bytes) return pass_on(bytes, ZSTD_e_continue);
    }
    buffer += bytes;
    return Done{};
  }
};

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

Result<OutputFile> OutputFile::create(const std::filesystem::path& path, bool compress_zstd) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (state->descriptor < 0) return file_error(path, "created", errno);
  state->hash.reset(XXH3_createState());
  XXH3_64bits_reset(state->hash.get());
  state->buffer.reserve(buffer_bytes);
  if (compress_zstd) {
    state->compressed.resize(ZSTD_CStreamOutSize());
    state->compressor.reset(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(state->compressor.get(), ZSTD_c_compressionLevel, compression_level);
    ZSTD_CCtx_setParameter(state->compressor.get(), ZSTD_c_checksumFlag, 1);
  }
  return OutputFile(std::move(state));
}

Status OutputFile::append(std::string_view rows, std::uint64_t row_count) {
  if (rows.empty()) return Done{};
  state_->figures.rows += row_count;
  state_->figures.bytes += rows.size();
  return state_->append(rows);
}

Status OutputFile::close() {
  if (Status status = state_->flush(ZSTD_e_end); !status) return status;
  const int result = ::close(std::exchange(state_->descriptor, -1));
  if (result != 0 && errno != EINTR) return file_error(state_->path, "written", errno);
  return Done{};
}

FileFigures OutputFile::figures() const {
  FileFigures figures = state_->figures;
  figures.hash = XXH3_64bits_digest(state_->hash.get());
  return figures;
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  Result<OutputFile> file = OutputFile::create(path, false);
  if (!file) return file.error();
  if (Status status = file->append(bytes, 0); !status) return status;
  return file->close();
}

}  // namespace presswash
