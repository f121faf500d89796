#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "read/record_reader.h"
#include "read_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view one = R"({"id":1,"text":"one"})";
constexpr std::string_view two = R"({"id":2,"text":"two"})";

std::string lines(std::string_view end = "\n") {
  return std::string(one) + std::string(end) + std::string(two) + std::string(end);
}

class Reader : public ::testing::Test {
  WorkingFolder folder_;
};

TEST_F(Reader, NumbersRecordsByTheirLines) {
  write_file("a.jsonl", "\n" + std::string(one) + "\n \t\n\r\n" + std::string(two));
  const ReadBack read = read_back({"a.jsonl"});
  EXPECT_THAT(bytes_of(read), ElementsAre(one, two));
  EXPECT_THAT(numbers_of(read), ElementsAre(2, 5));
  EXPECT_THAT(read.errors, IsEmpty());
}

TEST_F(Reader, TakesEveryLineEndAndByteOrderMark) {
  const std::string with_accent = "{\"id\":1,\"text\":\"\xC3\xA9\"}";
  for (const std::string& bytes :
       {lines(), lines("\r\n"), "\xEF\xBB\xBF" + lines(), utf16(lines(), true), utf16(lines("\r\n"), false)}) {
    write_file("a.jsonl", bytes);
    const ReadBack read = read_back({"a.jsonl"});
    EXPECT_THAT(bytes_of(read), ElementsAre(one, two));
    EXPECT_THAT(numbers_of(read), ElementsAre(1, 2));
    EXPECT_THAT(read.errors, IsEmpty());
  }
}

TEST_F(Reader, CountsWhatUtf16CannotHold) {
  write_file("a.jsonl", utf16("{\"text\":\"a", true) + std::string("\x3D\xD8", 2) + utf16("b\"}\n", true).substr(2));
  const ReadBack read = read_back({"a.jsonl"});
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_EQ(read.documents[0].text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(read.documents[0].replaced, 1U);
}

TEST_F(Reader, DecompressesByMagicBytesWhateverTheName) {
  for (const auto* name : {"a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json", "a.ndjson", "a.bin", "a"}) {
    for (const std::string& bytes : {lines(), gzip(lines()), zstd(lines()), zstd(lines(), 0)}) {
      write_file(name, bytes);
      const ReadBack read = read_back({name});
      EXPECT_THAT(bytes_of(read), ElementsAre(one, two)) << name;
      EXPECT_THAT(messages_of(read), IsEmpty()) << name;
    }
  }
}

TEST_F(Reader, ReadsMembersAndFramesOneAfterTheOther) {
  const std::string half(lines().substr(0, 30));
  const std::string rest(lines().substr(30));
  write_file("a.jsonl.gz", gzip(half) + gzip("") + gzip(rest) + std::string(512, '\0'));
  write_file("b.jsonl.zst", zstd(half) + std::string("\x53\x2A\x4D\x18\x03\0\0\0abc", 11) + zstd("") + zstd(rest));
  const ReadBack read = read_back({"a.jsonl.gz", "b.jsonl.zst"});
  EXPECT_THAT(bytes_of(read), ElementsAre(one, two, one, two));
  EXPECT_THAT(messages_of(read), IsEmpty());
}

TEST_F(Reader, ReadsOneJsonArray) {
  const std::string spread = "{\n  \"id\": 2, \"text\": \"a ] , } \\\" b\"\n}";
  for (const std::string& bytes :
       {"[" + std::string(one) + "," + spread + "]", " [\n" + std::string(one) + " ,\n" + spread + "\n]\n\n"}) {
    write_file("a.json", bytes);
    const ReadBack read = read_back({"a.json"});
    EXPECT_THAT(bytes_of(read), ElementsAre(one, spread));
    EXPECT_THAT(numbers_of(read), ElementsAre(1, 2));
    EXPECT_THAT(messages_of(read), IsEmpty());
    ASSERT_EQ(read.documents.size(), 2U);
    EXPECT_EQ(read.documents[1].record, "{   \"id\": 2, \"text\": \"a ] , } \\\" b\" }");
  }
  write_file("b.json", "[ ]");
  EXPECT_THAT(read_back({"b.json"}).records, IsEmpty());
  EXPECT_THAT(read_back({"b.json"}).errors, IsEmpty());
}

TEST_F(Reader, LetsARecordGoThatIsTooLarge) {
  const std::string large = "{\"text\":\"" + std::string(3'000'000, 'x') + "\"}";
  write_file("a.jsonl", lines() + large + "\n" + lines());
  write_file("b.json", "[" + std::string(one) + "," + large + "," + std::string(two) + "]");
  write_file("c.txt", large);
  ReadOptions options;
  options.max_record_bytes = 1'000'000;
  const ReadBack read = read_back({"a.jsonl", "b.json", "c.txt"}, options);
  EXPECT_EQ(read.documents.size(), 6U);
  EXPECT_THAT(numbers_of(read), ElementsAre(1, 2, 3, 4, 5, 1, 2, 3, 1));
  for (const std::size_t i : {2U, 6U, 8U}) {
    EXPECT_TRUE(read.records[i].oversized) << i;
    EXPECT_EQ(read.records[i].bytes, large.substr(0, 4096)) << i;
    EXPECT_LT(read.records[i].bytes.capacity(), 10'000U) << i;
  }
  options.max_record_bytes = large.size();
  EXPECT_THAT(read_back({"a.jsonl", "b.json", "c.txt"}, options).errors, IsEmpty());
}

TEST_F(Reader, WalksFoldersInSortedOrder) {
  write_file("f/b.txt", "b");
  write_file("f/a/z.TXT", "z");
  write_file("f/a-b.txt", "ab");
  write_file("f/a/b/c.txt", "c");
  write_file("f/a/notes.md", "no");
  write_file("f/.git/x.txt", "no");
  write_file("f/.x.txt", "no");
  std::filesystem::create_symlink("b.txt", "f/link.txt");
  std::filesystem::create_directory_symlink(".", "f/loop");
  std::filesystem::create_symlink("nowhere.txt", "f/broken.txt");
  const ReadBack read = read_back({"f"});
  std::vector<std::string> ids;
  for (const Document& document : read.documents) ids.push_back(document.id);
  EXPECT_THAT(ids, ElementsAre("a-b.txt", "a/b/c.txt", "a/z.TXT", "b.txt", "link.txt"));
  EXPECT_THAT(numbers_of(read), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(messages_of(read), IsEmpty());
}

TEST_F(Reader, ReadsSeveralInputsInTheOrderGiven) {
  write_file("b.jsonl", two);
  write_file("a.jsonl", one);
  write_file("d/page.txt", "text");
  const ReadBack read = read_back({"b.jsonl", "d/page.txt", "a.jsonl"});
  EXPECT_THAT(bytes_of(read), ElementsAre(two, "text", one));
  ASSERT_EQ(read.documents.size(), 3U);
  EXPECT_EQ(read.documents[1].id, "page.txt");
  EXPECT_EQ(read.documents[2].source, (Source{.input = 2, .record = 1}));
  EXPECT_FALSE(read.records[2].is_file);
  EXPECT_EQ(read.records[2].name, "");
}

TEST_F(Reader, GoesOnWithTheNextInputAfterAnError) {
  write_file("a.jsonl.gz", gzip(lines()).substr(0, 30));
  write_file("b.jsonl", one);
  const ReadBack read = read_back({"a.jsonl.gz", "b.jsonl"});
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_EQ(read.errors[0].file, "a.jsonl.gz");
  EXPECT_EQ(read.records.back().source.input, 1U);
}

TEST_F(Reader, GoesOnWithTheNextFileOfAFolder) {
  for (const auto* name : {"f/a.txt", "f/b.txt", "f/c.txt"}) write_file(name, name);
  const auto inputs = InputSet::open({"f"}, {});
  ASSERT_TRUE(inputs.ok());
  std::filesystem::remove("f/b.txt");
  const ReadBack read = read_back(*inputs, {});
  EXPECT_THAT(bytes_of(read), ElementsAre("f/a.txt", "f/c.txt"));
  EXPECT_THAT(messages_of(read),
              ElementsAre("f/b.txt: record 2: the file was there when the run began and is gone now; run again"));
}

TEST_F(Reader, SeesThatAnInputChanged) {
  write_file("a.jsonl", one);
  write_file("b.txt", "b");
  const auto inputs = InputSet::open({"a.jsonl", "b.txt"}, {});
  ASSERT_TRUE(inputs.ok());
  EXPECT_THAT(read_back(*inputs, {}).errors, IsEmpty());
  write_file("a.jsonl", lines());
  write_file("b.txt", "b2");
  const ReadBack read = read_back(*inputs, {});
  ASSERT_EQ(read.errors.size(), 2U);
  EXPECT_EQ(read.errors[0].code, ErrorCode::InputChanged);
  EXPECT_EQ(read.errors[1].code, ErrorCode::InputChanged);
  EXPECT_THAT(read.records, IsEmpty());
}

TEST_F(Reader, GivesTheSameAgainAndTellsHowFarItIs) {
  write_file("a.jsonl.gz", gzip(lines()));
  write_file("f/a.txt", "four");
  const auto inputs = InputSet::open({"a.jsonl.gz", "f"}, {});
  ASSERT_TRUE(inputs.ok());
  EXPECT_EQ(inputs->total_bytes(), gzip(lines()).size() + 4);
  EXPECT_THAT(inputs->names(), ElementsAre("a.jsonl.gz", "f"));
  EXPECT_EQ(bytes_of(read_back(*inputs, {})), bytes_of(read_back(*inputs, {})));
  const auto reader = inputs->reader();
  EXPECT_EQ(reader->progress().bytes_read, 0U);
  RawRecord record;
  while (*reader->next(record)) {
  }
  EXPECT_EQ(reader->progress().bytes_read, inputs->total_bytes());
  EXPECT_EQ(reader->progress().bytes_total, inputs->total_bytes());
}

/// Runs `body` with standard input coming from a pipe that gives `bytes`.
template <typename Body>
void with_standard_input(const std::string& bytes, Body body) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int before = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  ::close(ends[0]);
  std::thread writer([&] {
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t wrote = ::write(ends[1], bytes.data() + at, bytes.size() - at);
      if (wrote <= 0) break;
      at += static_cast<std::size_t>(wrote);
    }
    ::close(ends[1]);
  });
  body();
  writer.join();
  ::dup2(before, STDIN_FILENO);
  ::close(before);
}

TEST_F(Reader, SpoolsStandardInputSoThatItCanBeReadAgain) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += lines();
  for (const std::string& bytes : {many, gzip(many), zstd(many), utf16(many, true)}) {
    with_standard_input(bytes, [&] {
      const auto inputs = InputSet::open({"-"}, {});
      ASSERT_TRUE(inputs.ok());
      EXPECT_EQ(inputs->total_bytes(), bytes.size());
      const ReadBack read = read_back(*inputs, {});
      EXPECT_EQ(read.documents.size(), 40'000U);
      EXPECT_EQ(bytes_of(read_back(*inputs, {})), bytes_of(read));
    });
  }
}

TEST_F(Reader, NamesStandardInputInErrors) {
  with_standard_input(std::string("\x7F"
                                  "ELF\0\0\0\0",
                                  8),
                      [] {
                        EXPECT_THAT(messages_of(read_back({"-"})),
                                    ElementsAre(HasSubstr("standard input: this is a binary file")));
                      });
  with_standard_input(gzip(lines()).substr(0, 30), [] {
    EXPECT_THAT(messages_of(read_back({"-"})),
                ElementsAre(HasSubstr("standard input: record 1: the gzip data is cut")));
  });
}

TEST_F(Reader, SpoolsNamedPipes) {
  ASSERT_EQ(::mkfifo("pipe", 0600), 0);
  std::thread writer([] { write_file("pipe", gzip(lines())); });
  const auto inputs = InputSet::open({"pipe"}, {});
  writer.join();
  ASSERT_TRUE(inputs.ok()) << inputs.error().text();
  EXPECT_THAT(bytes_of(read_back(*inputs, {})), ElementsAre(one, two));
  EXPECT_THAT(bytes_of(read_back(*inputs, {})), ElementsAre(one, two));
}

TEST_F(Reader, LeavesNothingInTheTemporaryFolder) {
  std::filesystem::create_directory("tmp");
  ::setenv("TMPDIR", "tmp", 1);
  with_standard_input(lines(), [] {
    const auto inputs = InputSet::open({"-"}, {});
    ASSERT_TRUE(inputs.ok());
    EXPECT_TRUE(std::filesystem::is_empty("tmp"));
  });
  ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace presswash
