#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "example_run.h"
#include "write/output_file.h"

namespace presswash {
namespace {

using testing::TemporaryFolder;

TEST(OutputFile, HoldsEveryRowOfAFileThatIsSentToTheDiskWhileItGrows) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "rows.jsonl";
  Result<OutputFile> file = OutputFile::create(path, false);
  ASSERT_TRUE(file);
  std::string expected;
  std::string rows;
  for (int row = 0; expected.size() < (std::size_t{80} << 20U); ++row) {
    rows = std::to_string(row) + std::string(static_cast<std::size_t>(row * 7919 % 200'000), 'x') + "\n";
    ASSERT_TRUE(file->append(rows, 1));
    expected += rows;
  }
  ASSERT_TRUE(file->close());
  EXPECT_EQ(file->figures().bytes, expected.size());
  EXPECT_EQ(file->figures().hash, hash64(expected));
  EXPECT_TRUE(testing::slurp(path) == expected);
}

}  // namespace
}  // namespace presswash
