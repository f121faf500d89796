#include <gtest/gtest.h>

#include "random_json.h"
#include "read_support.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using namespace testing;

std::vector<std::string> some_records(std::uint64_t seed, std::size_t count) {
  RandomJson random(seed);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back("{\"text\":" + random.string().json + ",\"n\":" + random.value() + "}");
  }
  return out;
}

std::string joined(const std::vector<std::string>& records, std::string_view between) {
  std::string out;
  for (const std::string& record : records) out += record + std::string(between);
  return out;
}

/// Every record that was read stands in `records` at the same place.
void expect_prefix(const std::vector<std::string>& read, const std::vector<std::string>& records, std::size_t cut) {
  ASSERT_LE(read.size(), records.size()) << cut;
  for (std::size_t i = 0; i < read.size(); ++i) ASSERT_EQ(read[i], records[i]) << cut;
}

class DamagedInput : public ::testing::Test {
  WorkingFolder folder_;
};

TEST_F(DamagedInput, CutAnywhereGivesWhatCameBeforeAndAnError) {
  const std::vector<std::string> records = some_records(7, 12);
  const std::string lines = joined(records, "\n");
  const std::string two_members = gzip(lines.substr(0, 200)) + gzip(lines.substr(200));
  const std::string two_frames = zstd(lines.substr(0, 200)) + zstd(lines.substr(200));
  const std::size_t first_member = gzip(lines.substr(0, 200)).size();
  const std::size_t first_frame = zstd(lines.substr(0, 200)).size();
  for (const auto& [name, bytes, whole] :
       {std::tuple("a.jsonl.gz", two_members, first_member), std::tuple("a.jsonl.zst", two_frames, first_frame)}) {
    std::size_t most = 0;
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
      write_file(name, std::string_view(bytes).substr(0, cut));
      ReadBack read = read_back({name});
      if (cut == whole) {  // a whole file that ends inside a record
        read.records.pop_back();
      } else {
        ASSERT_EQ(read.errors.size(), 1U) << name << ' ' << cut;
        EXPECT_EQ(read.errors[0].code, ErrorCode::CorruptInput) << name << ' ' << cut << read.errors[0].text();
        EXPECT_EQ(read.errors[0].record, read.records.size() + 1) << name << ' ' << cut;
        EXPECT_NE(read.errors[0].message.find("cut short after " + std::to_string(cut) + " bytes"), std::string::npos)
            << name << ' ' << cut << ' ' << read.errors[0].message;
      }
      expect_prefix(bytes_of(read), records, cut);
      most = std::max(most, read.records.size());
    }
    EXPECT_EQ(most, records.size()) << name;
    write_file(name, bytes);
    EXPECT_EQ(bytes_of(read_back({name})), records) << name;
  }
}

TEST_F(DamagedInput, PlainLinesCutAnywhereLoseOnlyTheLast) {
  const std::vector<std::string> records = some_records(8, 12);
  const std::string lines = joined(records, "\n");
  for (std::size_t cut = 0; cut < lines.size(); ++cut) {
    write_file("a.jsonl", std::string_view(lines).substr(0, cut));
    const ReadBack read = read_back({"a.jsonl"});
    ASSERT_TRUE(read.opened);
    ASSERT_LE(read.errors.size(), 1U) << cut;
    ASSERT_EQ(read.documents.size() + read.errors.size(), read.records.size()) << cut;
    for (std::size_t i = 0; i < read.documents.size(); ++i) ASSERT_EQ(read.documents[i].record, records[i]) << cut;
  }
}

TEST_F(DamagedInput, ArraysCutAnywhereGiveWhatCameBeforeAndAnError) {
  const std::vector<std::string> records = some_records(9, 8);
  std::string array = "[" + joined(records, " ,\n");
  array.replace(array.size() - 2, 2, "]");
  for (std::size_t cut = 1; cut < array.size(); ++cut) {
    write_file("a.json", std::string_view(array).substr(0, cut));
    const ReadBack read = read_back({"a.json"});
    ASSERT_EQ(read.errors.size(), 1U) << cut;
    EXPECT_EQ(read.errors[0].code, ErrorCode::CorruptInput) << cut;
    expect_prefix(bytes_of(read), records, cut);
  }
  write_file("a.json", array);
  EXPECT_EQ(bytes_of(read_back({"a.json"})), records);
}

TEST_F(DamagedInput, FlippedBitsNeverCrashAndAlwaysEnd) {
  const std::string lines = joined(some_records(10, 12), "\n");
  for (const auto& [name, bytes] : {std::pair("a.jsonl.gz", gzip(lines)), std::pair("a.jsonl.zst", zstd(lines)),
                                    std::pair("a.jsonl", lines), std::pair("a.txt", lines)}) {
    for (const auto seed : seeds(500)) {
      Random random(seed);
      std::string damaged = bytes;
      for (std::size_t i = 1 + random() % 3; i > 0; --i) {
        damaged[random() % damaged.size()] ^= static_cast<char>(1U << (random() % 8));
      }
      write_file(name, damaged);
      const ReadBack read = read_back({name});
      for (const Document& document : read.documents) ASSERT_TRUE(document.text.size() < 3 * lines.size()) << seed;
      for (const Error& error : read.errors) ASSERT_FALSE(error.text().empty()) << seed;
    }
  }
}

TEST_F(DamagedInput, RandomBytesNeverCrashAndAlwaysEnd) {
  static constexpr std::string_view starts[] = {
      "", "{", "[", "\x1F\x8B\x08\0", "\x28\xB5\x2F\xFD", "\xFF\xFE", "\xFE\xFF", "[{\"text\":\""};
  for (const auto seed : seeds(800)) {
    Random random(seed);
    std::string bytes(starts[random() % std::size(starts)]);
    for (std::size_t i = random() % 300; i > 0; --i)
      bytes += static_cast<char>(random() % (random() % 2 == 0 ? 256 : 128));
    write_file("a.jsonl", bytes);
    write_file("a.txt", bytes);
    const ReadBack read = read_back({"a.jsonl"});
    (void)read_back({"a.txt"});
    for (const Error& error : read.errors) ASSERT_FALSE(error.text().empty()) << seed;
  }
}

}  // namespace
}  // namespace presswash
