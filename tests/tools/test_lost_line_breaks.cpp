#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string menu = "Home News Sport Weather Harbour Council Videos Podcasts Sign In Subscribe ";
const std::string prompt = "Sign up for the letter of the harbour and get the best stories of the week in your inbox. ";

/// A page of a site, all in one line.
std::string flat_page(unsigned number) {
  std::string out = menu;
  for (std::string line : lines_of(story(number, 14))) out += line + ' ';
  return out + prompt + "© 2031 The Gull All Rights Reserved ";
}

std::string scrape(unsigned pages) {
  std::string out;
  for (unsigned i = 1; i <= pages; ++i) out += record(std::to_string(i), "gull.example", flat_page(i));
  return out;
}

class LostLineBreaks : public ::testing::Test {
 protected:
  LostLineBreaks() { put("flat.jsonl", scrape(12)); }

 private:
  ScratchFolder folder_;
};

TEST_F(LostLineBreaks, FurnitureIsTakenOutOfALineByTheEvidenceOfTheSite) {
  ASSERT_EQ(presswash({"clean", "flat.jsonl", "-o", "out", "--quiet"}).exit_code, 0);
  const auto rows = lines_of(contents("out/clean.jsonl"));
  ASSERT_EQ(rows.size(), 12U);
  for (const std::string& row : rows) {
    const std::string text = *field(row, "/text");
    EXPECT_THAT(text, Not(HasSubstr("Sign up for the letter")));
    EXPECT_THAT(text, Not(HasSubstr("Podcasts")));
    const auto sentences = lines_of(story(static_cast<unsigned>(std::stoul(*field(row, "/id"))), 14));
    // The menu has no stop: where it ends and the first sentence begins is a guess.
    EXPECT_THAT(text, HasSubstr(sentences.front().substr(sentences.front().find("weeks of talks"))));
    for (std::size_t i = 1; i < sentences.size(); ++i) EXPECT_THAT(text, HasSubstr(sentences[i]));
    EXPECT_EQ(field(row, "/presswash/by_sentence"), "true");
  }
  EXPECT_EQ(field(contents("out/summary.json"), "/counts/by_sentence"), "12");
  const std::string boilerplate = contents("out/boilerplate.jsonl");
  EXPECT_THAT(boilerplate, HasSubstr("\"text\":\"" + prompt + "\""));
  EXPECT_THAT(presswash({"why", "out", "3"}).output, HasSubstr("Sign up for the letter"));
}

TEST_F(LostLineBreaks, TheTextIsRestoredByteForByte) {
  ASSERT_EQ(presswash({"clean", "flat.jsonl", "-o", "out", "--quiet"}).exit_code, 0);
  std::vector<std::string> texts;
  for (const std::string& row : lines_of(presswash({"restore", "out"}).output)) texts.push_back(*field(row, "/text"));
  ASSERT_EQ(texts.size(), 12U);
  for (unsigned i = 1; i <= 12; ++i) EXPECT_THAT(texts, Contains(flat_page(i)));
}

TEST_F(LostLineBreaks, TheBytesAreTheSameForAnyNumberOfThreads) {
  for (const char* threads : {"1", "4"})
    ASSERT_EQ(presswash({"clean", "flat.jsonl", "-o", threads, "--quiet", "--threads", threads}).exit_code, 0);
  EXPECT_EQ(files_of("1"), files_of("4"));
}

TEST_F(LostLineBreaks, LinesAreKeptWholeWhenToldSo) {
  ASSERT_EQ(presswash({"clean", "flat.jsonl", "-o", "out", "--quiet", "--segment", "line"}).exit_code, 0);
  EXPECT_EQ(field(contents("out/summary.json"), "/counts/by_sentence"), "0");
  EXPECT_EQ(field(contents("out/summary.json"), "/settings/segment"), "line");
  for (const std::string& row : lines_of(contents("out/clean.jsonl")))
    EXPECT_FALSE(field(row, "/presswash/by_sentence").has_value());
}

TEST_F(LostLineBreaks, ShortLinesAreCutWhenToldSo) {
  put("short.jsonl", record("1", "gull.example", "The wall is broken. The storm did it. Nobody wants to pay for it."));
  ASSERT_EQ(presswash({"clean", "short.jsonl", "-o", "out", "--quiet", "--segment", "sentence"}).exit_code, 0);
  EXPECT_EQ(field(contents("out/summary.json"), "/counts/blocks"), "3");
}

}  // namespace
}  // namespace presswash
