#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace {

using ::testing::HasSubstr;

struct Outcome {
  int exit = -1;
  std::string out;
  std::string err;
};

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Command : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "presswash-corpus-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Outcome run(const std::string& arguments) const {
    const auto out = folder / "out";
    const auto err = folder / "err";
    const int status = std::system(("cd " + folder.string() + " && " + PRESSWASH_CORPUS_BINARY + " " + arguments +
                                    " >" + out.string() + " 2>" + err.string())
                                       .c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(out), contents(err)};
  }

  std::filesystem::path folder;
};

std::string gunzipped(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string input = bytes;
  std::string out(64U << 20U, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unzstd(const std::string& bytes) {
  std::string out(64U << 20U, '\0');
  ZSTD_DCtx* context = ZSTD_createDCtx();
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  ZSTD_outBuffer output{out.data(), out.size(), 0};
  EXPECT_EQ(ZSTD_decompressStream(context, &output, &input), 0U);
  ZSTD_freeDCtx(context);
  out.resize(output.pos);
  return out;
}

TEST_F(Command, HelpsWithAnExample) {
  const auto outcome = run("--help");
  EXPECT_EQ(outcome.exit, 0);
  for (const auto* option : {"Example:", "--documents", "--copies", "--sites", "--seed", "--languages", "--mean-bytes",
                             "--edits", "--furniture", "--stories-only", "--truth"}) {
    EXPECT_THAT(outcome.out, HasSubstr(option));
  }
  EXPECT_EQ(run("--version").exit, 0);
}

TEST_F(Command, WritesScrapeAndTruthRowByRow) {
  ASSERT_EQ(run("--documents 700 --seed 5 -o s.jsonl --truth t.jsonl").exit, 0);
  simdjson::dom::parser one;
  simdjson::dom::parser two;
  std::istringstream scrape(contents(folder / "s.jsonl"));
  std::istringstream truth(contents(folder / "t.jsonl"));
  std::string s;
  std::string t;
  int rows = 0;
  while (std::getline(scrape, s)) {
    ASSERT_TRUE(std::getline(truth, t));
    ++rows;
    const simdjson::dom::element document = one.parse(s);
    const simdjson::dom::element label = two.parse(t);
    EXPECT_EQ(std::string_view(document["id"]), std::string_view(label["id"]));
    const std::string_view text = document["text"];
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n') + 1,
              static_cast<long>(std::string_view(label["lines"]).size()));
  }
  EXPECT_EQ(rows, 700);
  EXPECT_FALSE(std::getline(truth, t));
}

TEST_F(Command, WritesTheSameBytesForAnyNumberOfThreads) {
  ASSERT_EQ(run("--documents 2500 --threads 1 -o one.jsonl --truth one.truth").exit, 0);
  ASSERT_EQ(run("--documents 2500 --threads 3 -o three.jsonl --truth three.truth").exit, 0);
  EXPECT_TRUE(contents(folder / "one.jsonl") == contents(folder / "three.jsonl"));
  EXPECT_TRUE(contents(folder / "one.truth") == contents(folder / "three.truth"));
}

TEST_F(Command, CompressesByTheExtension) {
  const auto plain = run("--documents 900");
  ASSERT_EQ(plain.exit, 0);
  ASSERT_EQ(run("--documents 900 -o s.jsonl.gz").exit, 0);
  ASSERT_EQ(run("--documents 900 -o s.jsonl.zst").exit, 0);
  EXPECT_TRUE(gunzipped(contents(folder / "s.jsonl.gz")) == plain.out);
  EXPECT_TRUE(unzstd(contents(folder / "s.jsonl.zst")) == plain.out);
}

TEST_F(Command, MakesTheCommittedScrapeAgainByItsScript) {
  const auto corpus = std::filesystem::path(PRESSWASH_SOURCE_DIR) / "corpus";
  std::filesystem::copy(corpus / "regenerate.sh", folder / "regenerate.sh");
  ASSERT_EQ(std::system(("sh " + (folder / "regenerate.sh").string() + " " + PRESSWASH_CORPUS_BINARY).c_str()), 0);
  EXPECT_TRUE(contents(folder / "scrape.jsonl") == contents(corpus / "scrape.jsonl"));
  EXPECT_TRUE(contents(folder / "truth.jsonl") == contents(corpus / "truth.jsonl"));
}

TEST_F(Command, PrintsStoriesAlone) {
  const auto outcome = run("--documents 60 --copies 0.5 --stories-only");
  ASSERT_EQ(outcome.exit, 0);
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 30);
  EXPECT_THAT(outcome.out, HasSubstr("\"topic\":"));
}

TEST_F(Command, SaysWhatIsWrongAndEndsWithTwo) {
  const auto fails = [&](const std::string& arguments, const std::string& message) {
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.exit, 2) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
    EXPECT_EQ(outcome.out, "") << arguments;
  };
  fails("--edits smudge=3", "there is no edit \"smudge\"");
  fails("--edits cut=x", "write KIND=WEIGHT");
  fails("--edits digest=1", "no edit of a copy");
  fails("--copies 1.5", "copies is a share");
  fails("--languages en,xx", "no language \"xx\"");
  fails("--furniture none", "--furniture");
  fails("--stories-only --truth t.jsonl", "leave --truth out");
  fails("--nonsense", "--nonsense");
}

TEST_F(Command, FailsWhenItCannotWrite) {
  const auto outcome = run("--documents 5 -o no/such/folder/s.jsonl");
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_THAT(outcome.err, HasSubstr("no/such/folder/s.jsonl"));
}

}  // namespace
