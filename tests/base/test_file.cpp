#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"

namespace presswash {
namespace {

class Files : public ::testing::Test {
 protected:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "presswash-test-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Files() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(Files, AreReadInPiecesAndFromAnyPlace) {
  std::ofstream(folder_ / "a") << "0123456789";
  Result<File> file = File::open(folder_ / "a");
  ASSERT_TRUE(file.ok());
  std::array<char, 4> bytes{};
  EXPECT_EQ(*file->read_at(8, bytes), 2U);
  EXPECT_EQ(std::string_view(bytes.data(), 2), "89");
  EXPECT_EQ(*file->read(bytes), 4U);
  EXPECT_EQ(std::string_view(bytes.data(), 4), "0123");
  EXPECT_EQ(*file->read_at(10, bytes), 0U);
  EXPECT_EQ(file->stamp()->size, 10U);
  EXPECT_EQ(file->name(), (folder_ / "a").string());
}

TEST_F(Files, SayWhatIsWrong) {
  const Result<File> absent = File::open(folder_ / "absent");
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.error().code, ErrorCode::NotFound);
  EXPECT_EQ(absent.error().text(), (folder_ / "absent").string() + ": no such file or folder; check the path");
  Result<File> folder = File::open(folder_);
  ASSERT_TRUE(folder.ok());
  std::array<char, 4> bytes{};
  EXPECT_EQ(folder->read(bytes).error().code, ErrorCode::Io);
}

TEST_F(Files, TemporaryOnesHaveNoNameAndCanBeReadAgain) {
  ::setenv("TMPDIR", folder_.c_str(), 1);
  Result<File> file = File::temporary();
  ::unsetenv("TMPDIR");
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
  ASSERT_TRUE(file->write("some bytes").ok());
  const File moved = std::move(*file);
  std::array<char, 20> bytes{};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(*moved.read_at(5, bytes), 5U);
  EXPECT_EQ(std::string_view(bytes.data(), 5), "bytes");
}

TEST_F(Files, TellWhenTheTemporaryFolderCannotBeUsed) {
  ::setenv("TMPDIR", (folder_ / "absent").c_str(), 1);
  const Result<File> file = File::temporary();
  ::unsetenv("TMPDIR");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace presswash
