#include "output_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <zlib.h>
#include <zstd.h>

namespace presswash::corpus {
namespace {

Error io_error(const std::string& name, ErrorCode code = ErrorCode::Io) {
  return {code, std::string("cannot be written: ") + std::strerror(errno) + ".", name, {}};
}

/// The bytes themselves; the other two write through it.
class PlainFile final : public OutputFile {
 public:
  PlainFile(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {}
  ~PlainFile() override {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  Status write(std::string_view bytes) override {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return io_error(name_);
    return Done{};
  }
  Status finish() override {
    std::FILE* file = std::exchange(file_, nullptr);
    if ((file == stdout ? std::fflush(file) : std::fclose(file)) != 0) return io_error(name_);
    return Done{};
  }

 private:
  std::FILE* file_;
  std::string name_;
};

class GzipFile final : public OutputFile {
 public:
  explicit GzipFile(std::unique_ptr<OutputFile> below) : below_(std::move(below)), buffer_(1U << 16U) {
    deflateInit2(&stream_, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  }
  ~GzipFile() override { deflateEnd(&stream_); }
  Status write(std::string_view bytes) override { return push(bytes, Z_NO_FLUSH); }
  Status finish() override {
    if (auto status = push({}, Z_FINISH); !status.ok()) return status;
    return below_->finish();
  }

 private:
  Status push(std::string_view bytes, int flush) {
    std::string input(bytes);  // zlib's input is not const
    stream_.next_in = reinterpret_cast<Bytef*>(input.data());
    stream_.avail_in = static_cast<uInt>(input.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      deflate(&stream_, flush);
      if (auto status = below_->write({buffer_.data(), buffer_.size() - stream_.avail_out}); !status.ok())
        return status;
    } while (stream_.avail_out == 0);
    return Done{};
  }

  std::unique_ptr<OutputFile> below_;
  std::vector<char> buffer_;
  z_stream stream_{};
};

class ZstdFile final : public OutputFile {
 public:
  explicit ZstdFile(std::unique_ptr<OutputFile> below)
      : below_(std::move(below)), buffer_(ZSTD_CStreamOutSize()), context_(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, 3);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
  }
  ~ZstdFile() override { ZSTD_freeCCtx(context_); }
  Status write(std::string_view bytes) override { return push(bytes, ZSTD_e_continue); }
  Status finish() override {
    if (auto status = push({}, ZSTD_e_end); !status.ok()) return status;
    return below_->finish();
  }

 private:
  Status push(std::string_view bytes, ZSTD_EndDirective mode) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    while (true) {
      ZSTD_outBuffer output{buffer_.data(), buffer_.size(), 0};
      const auto left = ZSTD_compressStream2(context_, &output, &input, mode);
      if (ZSTD_isError(left) != 0) return Error{ErrorCode::Io, ZSTD_getErrorName(left), "", {}};
      if (auto status = below_->write({buffer_.data(), output.pos}); !status.ok()) return status;
      if (mode == ZSTD_e_end ? left == 0 : input.pos == input.size) return Done{};
    }
  }

  std::unique_ptr<OutputFile> below_;
  std::vector<char> buffer_;
  ZSTD_CCtx* context_;
};

}  // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::open(const std::filesystem::path& path) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    const auto code = errno == ENOENT   ? ErrorCode::NotFound
                      : errno == EACCES ? ErrorCode::PermissionDenied
                                        : ErrorCode::Io;
    return io_error(path.string(), code);
  }
  std::unique_ptr<OutputFile> out = std::make_unique<PlainFile>(file, path == "-" ? "standard output" : path.string());
  if (path.extension() == ".gz") out = std::make_unique<GzipFile>(std::move(out));
  if (path.extension() == ".zst") out = std::make_unique<ZstdFile>(std::move(out));
  return out;
}

}  // namespace presswash::corpus
