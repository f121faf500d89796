#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string comment_prompt = "Join the conversation: please log in to leave a comment\n";

class Commands : public ::testing::Test {
  ScratchFolder folder_;
};

std::string gzip(std::string_view bytes) {
  const gzFile file = ::gzopen("packing.gz", "wb");
  ::gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  ::gzclose(file);
  return contents("packing.gz");
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string unpacked(std::string_view packed) {
  ZSTD_DStream* stream = ZSTD_createDStream();
  std::string out;
  std::string buffer(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  while (in.pos < in.size) {
    ZSTD_outBuffer to{buffer.data(), buffer.size(), 0};
    if (ZSTD_isError(ZSTD_decompressStream(stream, &to, &in)) != 0) break;
    out.append(buffer, 0, to.pos);
  }
  ZSTD_freeDStream(stream);
  return out;
}

/// Ids and cleaned texts of the rows of clean.jsonl.
std::vector<std::pair<std::string, std::string>> cleaned(const std::string& run, const std::string& text = "/text") {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& row : lines_of(contents(run + "/clean.jsonl")))
    out.emplace_back(field(row, "/presswash/id").value_or(""), field(row, text).value_or("(none)"));
  return out;
}

std::vector<std::string> commands() {
  std::vector<std::string> out;
  bool listed = false;
  for (const std::string& line : lines_of(presswash({"--help"}).output)) {
    if (line.empty()) listed = false;
    if (listed) out.push_back(line.substr(2, line.find(' ', 2) - 2));
    if (line == "Subcommands:") listed = true;
  }
  return out;
}

TEST_F(Commands, TellTheirOptionsWithAnExample) {
  EXPECT_THAT(commands(), ElementsAre("clean", "strip", "cluster", "calibrate", "report", "why", "restore", "bench",
                                      "train", "eval"));
  for (const std::string& name : commands()) {
    const Ran ran = presswash({name, "--help"});
    EXPECT_EQ(ran.exit_code, 0) << name;
    EXPECT_THAT(ran.output, HasSubstr("\n  presswash " + name)) << "an example";
    EXPECT_THAT(ran.errors, IsEmpty());
  }
}

TEST_F(Commands, PrintTheirVersion) { EXPECT_EQ(presswash({"--version"}).output.rfind("presswash ", 0), 0U); }

TEST_F(Commands, ReadStandardInput) {
  const Ran ran = presswash({"clean", "-", "-o", "out", "--quiet"}, record("a", "s.example", story(1)));
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_THAT(cleaned("out"), ElementsAre(std::pair{"a", story(1)}));
}

TEST_F(Commands, TellWhenReadingsAreOfOtherPages) {
  put("pages.jsonl", R"({"id":"a","url":"http://s.example/a","html":"<p>One</p>","gold":["One"]})"
                     "\n");
  put("readings.jsonl", R"({"id":"b","article":"0000001f"})"
                        "\n");
  const Ran ran = presswash({"train", "pages.jsonl", "--readings", "readings.jsonl", "-o", "my.pwmodel"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.errors, HasSubstr("presswash: readings.jsonl: none of these readings is of a page of the inputs"));
  EXPECT_FALSE(std::filesystem::exists("my.pwmodel"));
}

TEST_F(Commands, ReadFoldersAndCompressedFiles) {
  const std::string rows = record("a", "s.example", story(1)) + record("b", "s.example", story(2));
  put("pages/x.txt", story(1));
  put("pages/below/y.txt", story(2));
  put("packed.jsonl.gz", gzip(rows));
  put("packed.jsonl.zst", zstd(rows));
  put("plain.jsonl", rows);
  for (const char* input : {"packed.jsonl.gz", "packed.jsonl.zst", "plain.jsonl"}) {
    ASSERT_EQ(presswash({"clean", input, "-o", "out", "--force", "--quiet"}).exit_code, 0) << input;
    EXPECT_THAT(cleaned("out"), ElementsAre(std::pair{"a", story(1)}, std::pair{"b", story(2)})) << input;
  }
  ASSERT_EQ(presswash({"clean", "pages", "-o", "folder", "--quiet"}).exit_code, 0);
  EXPECT_THAT(cleaned("folder"), ElementsAre(std::pair{"below/y.txt", story(2)}, std::pair{"x.txt", story(1)}));
}

TEST_F(Commands, PutTheCleanedTextIntoTheFieldItCameFrom) {
  put("in.jsonl", R"({"id":"a","body":"","text2":1})"
                  "\n");
  std::string row = record("a", "s.example", story(1) + comment_prompt);
  row.replace(row.find("\"text\""), 6, "\"body\"");
  put("in.jsonl", row);
  const Ran ran = presswash({"clean", "in.jsonl", "-o", "out", "--field", "text=body"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_THAT(cleaned("out", "/body"), ElementsAre(std::pair{"a", story(1)}));
}

TEST_F(Commands, StripOnlyTheKindsThatAreNamed) {
  put("in.jsonl", record("a", "s.example", story(1) + comment_prompt));
  const auto run = [](const std::string& kinds) {
    EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", kinds, "--quiet", "--kinds", kinds}).exit_code, 0);
    return cleaned(kinds).front().second;
  };
  EXPECT_EQ(run("comments"), story(1));
  EXPECT_EQ(run("cookie,legal"), story(1) + comment_prompt);
}

TEST_F(Commands, KeepTheHeadlineWhenTold) {
  std::string row = record("a", "s.example", "Bakery sells its clock tower\n\n" + story(1));
  row.insert(1, "\"title\":\"Bakery sells its clock tower\",");
  put("in.jsonl", row);
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "cut", "--quiet"}).exit_code, 0);
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "kept", "--quiet", "--keep-headline"}).exit_code, 0);
  EXPECT_EQ(cleaned("cut").front().second, story(1));
  EXPECT_EQ(cleaned("kept").front().second, "Bakery sells its clock tower\n\n" + story(1));
}

TEST_F(Commands, FollowRulesThatKeepAndStrip) {
  const std::string sentence = "The mayor of the lower town thanked the volunteers who carried the sand all night.\n";
  put("in.jsonl", record("a", "s.example", story(1) + sentence + comment_prompt) +
                      record("b", "other.example", story(2) + sentence + comment_prompt));
  put("rules",
      "# what this site prints\ns.example strip The mayor of the lower town*\ns.example keep " + comment_prompt);
  const Ran ran = presswash({"clean", "in.jsonl", "-o", "out", "--rules", "rules"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(cleaned("out")[0].second, story(1) + comment_prompt);
  EXPECT_EQ(cleaned("out")[1].second, story(2) + sentence);
}

TEST_F(Commands, StripToStandardOutput) {
  put("page.txt", story(1) + comment_prompt);
  const Ran text = presswash({"strip", "page.txt", "--format", "text"});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_EQ(text.output, story(1));
  const Ran rows = presswash({"strip", scrape_path()});
  EXPECT_EQ(rows.exit_code, 0);
  const auto in = lines_of(contents(scrape_path()));
  const auto out = lines_of(rows.output);
  ASSERT_EQ(out.size(), in.size()) << "copies stay";
  for (std::size_t i = 0; i < in.size(); ++i) EXPECT_EQ(field(out[i], "/id"), field(in[i], "/id"));
  EXPECT_THAT(names_in("."), ElementsAre("page.txt"));
}

TEST_F(Commands, StripExitsWithThreeForRejectsUnlessTheyAreAllowed) {
  put("in.jsonl", record("a", "s.example", story(1)) + "nonsense\n");
  EXPECT_EQ(presswash({"strip", "in.jsonl"}).exit_code, 3);
  EXPECT_EQ(presswash({"strip", "in.jsonl", "--allow-rejects"}).exit_code, 0);
}

TEST_F(Commands, ClusterLeavesFurnitureInPlace) {
  ASSERT_EQ(presswash({"cluster", scrape_path(), "-o", "out", "--quiet"}).exit_code, 0);
  std::map<std::string, std::string> texts;
  for (const std::string& row : lines_of(contents(scrape_path()))) texts[*field(row, "/id")] = *field(row, "/text");
  const auto kept = cleaned("out");
  EXPECT_GT(kept.size(), 100U);
  EXPECT_LT(kept.size(), texts.size());
  for (const auto& [id, text] : kept) EXPECT_EQ(text, texts.at(id)) << id;
}

TEST_F(Commands, ClusterPrintsEveryVerifiedPair) {
  const Ran ran = presswash({"cluster", scrape_path(), "-o", "out", "--quiet", "--pairs"});
  ASSERT_EQ(ran.exit_code, 0);
  std::vector<std::string> pairs;
  for (const std::string& row : lines_of(unpacked(contents("out/edges.jsonl.zst"))))
    if (!field(row, "/join")) pairs.push_back(row);
  EXPECT_GT(pairs.size(), 50U);
  EXPECT_EQ(lines_of(ran.output), pairs);
  // Every removed copy has its pair with the survivor.
  std::set<std::pair<std::string, std::string>> ids;
  for (const std::string& row : pairs) ids.emplace(*field(row, "/a"), *field(row, "/b"));
  for (const std::string& row : lines_of(contents("out/duplicates.jsonl"))) {
    const std::string id = *field(row, "/id");
    const std::string survivor = *field(row, "/survivor");
    EXPECT_TRUE(ids.contains({id, survivor}) || ids.contains({survivor, id})) << row;
  }
}

TEST_F(Commands, ReportOnARun) {
  ASSERT_EQ(presswash({"clean", scrape_path(), "-o", "out", "--quiet"}).exit_code, 0);
  const Ran text = presswash({"report", "out", "--format", "text"});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.output, HasSubstr("340"));
  const std::string drawn = contents("out/report.html");
  std::filesystem::remove("out/report.html");
  EXPECT_EQ(presswash({"report", "out"}).exit_code, 0);
  EXPECT_TRUE(contents("out/report.html") == drawn);
}

TEST_F(Commands, TellWhy) {
  ASSERT_EQ(presswash({"clean", scrape_path(), "-o", "out", "--quiet"}).exit_code, 0);
  const std::string row = lines_of(contents("out/duplicates.jsonl")).front();
  const std::string copy = *field(row, "/id");
  const std::string survivor = *field(row, "/survivor");
  const Ran one = presswash({"why", "out", copy});
  EXPECT_EQ(one.exit_code, 0) << one.errors;
  EXPECT_THAT(one.output, HasSubstr(survivor));
  const Ran pair = presswash({"why", "out", copy, survivor});
  EXPECT_EQ(pair.exit_code, 0) << pair.errors;
  EXPECT_THAT(pair.output, HasSubstr(copy));
  EXPECT_THAT(pair.output, HasSubstr(survivor));
  const Ran unknown = presswash({"why", "out", "nobody"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.errors, HasSubstr("no document \"nobody\""));
}

TEST_F(Commands, PrintNothingWhenQuiet) {
  const Ran ran = presswash({"clean", scrape_path(), "-o", "out", "--quiet"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_THAT(ran.output, IsEmpty());
  EXPECT_THAT(ran.errors, IsEmpty());
  EXPECT_THAT(presswash({"clean", scrape_path(), "-o", "loud"}).errors, Not(IsEmpty()));
}

TEST_F(Commands, ReplaceOnlyRunsOfTheirOwn) {
  put("in.jsonl", record("a", "s.example", story(1)));
  ASSERT_EQ(presswash({"clean", "in.jsonl", "-o", "out"}).exit_code, 0);
  const std::string before = contents("out/clean.jsonl");
  put("in.jsonl", record("b", "s.example", story(2)));
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "out"}).exit_code, 1);
  EXPECT_EQ(contents("out/clean.jsonl"), before);
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "out", "--force"}).exit_code, 0);
  EXPECT_THAT(cleaned("out"), ElementsAre(std::pair{"b", story(2)}));
  put("out/notes", "mine");
  EXPECT_EQ(presswash({"clean", "in.jsonl", "-o", "out", "--force"}).exit_code, 1);
  EXPECT_EQ(contents("out/notes"), "mine");
  EXPECT_THAT(names_in("."), ElementsAre("in.jsonl", "out"));
}

}  // namespace
}  // namespace presswash
