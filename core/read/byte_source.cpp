#include "read/byte_source.h"

#include <algorithm>
#include <vector>

namespace presswash {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(const File& file, std::uint64_t& bytes_read) : file_(file), bytes_read_(bytes_read) {}

  Result<std::size_t> read(std::span<char> out) override {
    Result<std::size_t> got = file_.read_at(offset_, out);
    if (got) {
      offset_ += *got;
      bytes_read_ += *got;
    }
    return got;
  }

 private:
  const File& file_;
  std::uint64_t& bytes_read_;
  std::uint64_t offset_ = 0;
};

class Utf16Source final : public ByteSource {
 public:
  Utf16Source(std::unique_ptr<ByteSource> encoded, Utf16Order order)
      : encoded_(std::move(encoded)), decoder_(order, "\xFF"), units_(std::size_t{1} << 16U) {}

  Result<std::size_t> read(std::span<char> out) override {
    while (given_ == decoded_.size()) {
      if (ended_) return std::size_t{0};
      const Result<std::size_t> got = encoded_->read(units_);
      if (!got) return got.error();
      decoded_.clear();
      given_ = 0;
      decoder_.append({units_.data(), *got}, decoded_);
      if (*got == 0) {
        decoder_.finish(decoded_);
        ended_ = true;
      }
    }
    const std::size_t count = std::min(out.size(), decoded_.size() - given_);
    std::copy_n(decoded_.data() + given_, count, out.data());
    given_ += count;
    return count;
  }

 private:
  std::unique_ptr<ByteSource> encoded_;
  Utf16Decoder decoder_;
  std::vector<char> units_;
  std::string decoded_;
  std::size_t given_ = 0;
  bool ended_ = false;
};

class PrefixedSource final : public ByteSource {
 public:
  PrefixedSource(std::string head, std::unique_ptr<ByteSource> rest) : head_(std::move(head)), rest_(std::move(rest)) {}

  Result<std::size_t> read(std::span<char> out) override {
    if (given_ == head_.size()) return rest_->read(out);
    const std::size_t count = std::min(out.size(), head_.size() - given_);
    std::copy_n(head_.data() + given_, count, out.data());
    given_ += count;
    return count;
  }

 private:
  std::string head_;
  std::unique_ptr<ByteSource> rest_;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> file_source(const File& file, std::uint64_t& bytes_read) {
  return std::make_unique<FileSource>(file, bytes_read);
}

std::unique_ptr<ByteSource> utf16_source(std::unique_ptr<ByteSource> encoded, Utf16Order order) {
  return std::make_unique<Utf16Source>(std::move(encoded), order);
}

std::unique_ptr<ByteSource> prefixed_source(std::string head, std::unique_ptr<ByteSource> rest) {
  return std::make_unique<PrefixedSource>(std::move(head), std::move(rest));
}

std::string read_up_to(ByteSource& source, std::size_t size) {
  std::string out(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const Result<std::size_t> got = source.read({out.data() + filled, size - filled});
    if (!got || *got == 0) break;
    filled += *got;
  }
  out.resize(filled);
  return out;
}

}  // namespace presswash
