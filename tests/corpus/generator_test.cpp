#include "generator/generator.h"

#include <cmath>
#include <ctime>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace presswash::corpus {
namespace {

using testing::all_documents;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::made;
using ::testing::Not;

bool equal(const GeneratedDocument& a, const GeneratedDocument& b) {
  return a.id == b.id && a.url == b.url && a.site == b.site && a.title == b.title && a.published == b.published &&
         a.text == b.text && a.cluster == b.cluster && a.edit == b.edit && a.lines == b.lines && a.kinds == b.kinds;
}

Options sized(std::uint64_t documents, std::uint64_t seed = 1) {
  Options options;
  options.documents = documents;
  options.seed = seed;
  return options;
}

TEST(Generator, GivesTheSameDocumentsInAnyOrder) {
  const auto forward = all_documents(made(sized(300)));
  const auto generator = made(sized(300));
  GeneratedDocument document;
  for (std::size_t i = forward.size(); i-- > 0;) {
    generator.document(i, document);
    ASSERT_TRUE(equal(document, forward[i])) << i;
  }
}

TEST(Generator, GivesAnotherScrapeForAnotherSeed) {
  const auto one = all_documents(made(sized(50, 1)));
  const auto two = all_documents(made(sized(50, 2)));
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NE(one[i].text, two[i].text);
}

TEST(Generator, MakesTheShareOfCopiesThatIsAskedFor) {
  for (const double share : {0.0, 0.3, 0.5, 0.9}) {
    auto options = sized(2000);
    options.copies = share;
    const auto generator = made(options);
    std::set<std::uint64_t> clusters;
    std::set<std::string> ids;
    for (const auto& d : all_documents(generator)) {
      clusters.insert(d.cluster);
      ids.insert(d.id);
    }
    EXPECT_EQ(ids.size(), 2000U);
    EXPECT_EQ(clusters.size(), generator.stories());
    EXPECT_EQ(2000 - clusters.size(), static_cast<std::size_t>(share * 2000));
  }
}

TEST(Generator, MakesLargeClustersAndMany) {
  std::map<std::uint64_t, int> sizes;
  for (const auto& d : all_documents(made(sized(4000)))) ++sizes[d.cluster];
  int largest = 0;
  int lone = 0;
  for (const auto& [cluster, size] : sizes) {
    largest = std::max(largest, size);
    lone += size == 1;
  }
  EXPECT_GE(largest, 12);
  EXPECT_GT(lone, 1000);
}

TEST(Generator, HasLargeSitesAndSmallOnes) {
  auto options = sized(4000);
  options.sites = 60;
  std::map<std::string, int> pages;
  for (const auto& d : all_documents(made(options))) ++pages[d.site];
  EXPECT_GT(pages.size(), 55U);
  EXPECT_LE(pages.size(), 60U);
  int small = 0;
  int largest = 0;
  for (const auto& [site, count] : pages) {
    small += count >= 2 && count <= 5;
    largest = std::max(largest, count);
  }
  EXPECT_GE(small, 8);
  EXPECT_GT(largest, 150);
}

TEST(Generator, KeepsToTheMeanLength) {
  for (const std::uint32_t bytes : {2000U, 3000U, 8000U}) {
    auto options = sized(3000);
    options.mean_bytes = bytes;
    options.sites = 150;
    double total = 0;
    for (const auto& d : all_documents(made(options))) total += static_cast<double>(d.text.size());
    EXPECT_NEAR(total / 3000, bytes, 0.12 * bytes);
  }
}

TEST(Generator, KeepsToTheLanguagesGiven) {
  auto options = sized(300);
  options.languages = {"pl", "ja"};
  std::set<std::string> seen;
  for (const auto& d : all_documents(made(options))) seen.insert(d.language);
  EXPECT_EQ(seen, (std::set<std::string>{"pl", "ja"}));
}

TEST(Generator, WritesEveryLanguageUnlessTold) {
  std::map<std::string, int> seen;
  for (const auto& d : all_documents(made(sized(2000)))) ++seen[d.language];
  EXPECT_EQ(seen.size(), 10U);
  EXPECT_NEAR(seen["en"], 940, 220);  // a language is drawn for each site, and sites are few
}

TEST(Generator, MakesOnlyTheEditsGiven) {
  auto options = sized(600);
  options.edits = {{Edit::Noise, 1}, {Edit::Cut, 3}};
  options.digests = options.templates = options.liveblogs = 0;
  std::map<Edit, int> seen;
  for (const auto& d : all_documents(made(options))) ++seen[d.edit];
  EXPECT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[Edit::Original], 300);
  EXPECT_GT(seen[Edit::Cut], 2 * seen[Edit::Noise]);
}

TEST(Generator, MakesEveryEditUnlessTold) {
  std::set<Edit> seen;
  for (const auto& d : all_documents(made(sized(4000)))) seen.insert(d.edit);
  EXPECT_EQ(seen.size(), edit_count);
}

TEST(Generator, LeavesLessFurnitureOnLightPages) {
  const auto share = [](Furniture furniture) {
    auto options = sized(400);
    options.furniture = furniture;
    double boilerplate = 0;
    double lines = 0;
    for (const auto& d : all_documents(made(options))) {
      boilerplate += static_cast<double>(std::count(d.lines.begin(), d.lines.end(), 'b'));
      lines += static_cast<double>(d.lines.size());
    }
    return boilerplate / lines;
  };
  EXPECT_LT(share(Furniture::Light), 0.55);
  EXPECT_GT(share(Furniture::Full), 0.65);
}

TEST(Generator, StoriesAreWhatTheirFirstDocumentsPrint) {
  auto options = sized(200);
  options.copies = 0;
  options.digests = options.templates = options.liveblogs = 0;
  const auto generator = made(options);
  std::map<std::uint64_t, GeneratedDocument> by_cluster;
  for (auto& d : all_documents(generator)) by_cluster.emplace(d.cluster, d);
  GeneratedStory story;
  int same = 0;
  for (std::uint64_t i = 0; i < generator.stories(); ++i) {
    generator.story(i, story);
    ASSERT_EQ(story.cluster, i);
    EXPECT_FALSE(story.title.empty());
    same += testing::article_of(by_cluster.at(i)).find(testing::lines_of(story.text).back()) != std::string::npos;
  }
  EXPECT_GT(same, 120);  // the others have typewriter quotes
}

TEST(Generator, SaysWhatIsWrongWithAnOption) {
  const auto message = [](auto&& change) {
    Options options;
    change(options);
    return Generator::make(options).error().message;
  };
  EXPECT_THAT(message([](Options& o) { o.documents = 0; }), HasSubstr("documents is a number from 1"));
  EXPECT_THAT(message([](Options& o) { o.copies = 1.0; }), HasSubstr("copies is a share"));
  EXPECT_THAT(message([](Options& o) { o.copies = std::nan(""); }), HasSubstr("copies is a share"));
  EXPECT_THAT(message([](Options& o) { o.digests = -0.1; }), HasSubstr("digests is a share"));
  EXPECT_THAT(message([](Options& o) { o.mean_bytes = 10; }), HasSubstr("1,000"));
  EXPECT_THAT(message([](Options& o) { o.sites = 60'000; }), HasSubstr("50,000"));
  EXPECT_THAT(message([](Options& o) { o.languages = {"en", "en"}; }), HasSubstr("given twice"));
  EXPECT_THAT(message([](Options& o) { o.languages = {"tlh"}; }), HasSubstr("no language \"tlh\""));
  EXPECT_THAT(message([](Options& o) { o.edits = {{Edit::Digest, 1}}; }), HasSubstr("\"digest\" is no edit of a copy"));
  EXPECT_THAT(message([](Options& o) { o.edits = {{Edit::Cut, 0}}; }), HasSubstr("weights"));
}

TEST(Generator, ManagesTheSmallestScrapes) {
  for (std::uint64_t documents = 1; documents < 30; ++documents) {
    for (const double share : {0.0, 0.5, 0.95}) {
      auto options = sized(documents, documents);
      options.copies = share;
      options.sites = static_cast<std::uint32_t>(documents % 5);
      std::set<std::uint64_t> clusters;
      const auto generator = made(options);
      for (const auto& d : all_documents(generator)) clusters.insert(d.cluster);
      EXPECT_EQ(clusters.size(), generator.stories());
    }
  }
}

TEST(Generator, ReachesAnyDocumentOfALargeScrapeAtOnce) {
  const auto generator = made(sized(900'000'000));
  GeneratedDocument document;
  generator.document(899'999'999, document);
  EXPECT_EQ(document.id, "d899999999");
  EXPECT_FALSE(document.text.empty());
}

#if !defined(PRESSWASH_SANITIZED) && defined(NDEBUG)
TEST(Generator, MakesThousandsOfDocumentsASecond) {
  const auto generator = made(sized(20'000));
  GeneratedDocument document;
  const auto start = std::clock();  // processor time: others may be busy
  for (std::uint64_t i = 0; i < 4000; ++i) generator.document(i, document);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_GT(4000 / seconds, 3000);  // it is several times that
}
#endif

TEST(Kinds, HaveALetterEach) {
  std::set<char> letters(kind_letters.begin(), kind_letters.end());
  EXPECT_EQ(letters.size(), kind_count);
  for (std::size_t i = 0; i < kind_count; ++i) {
    EXPECT_EQ(kind_of_letter(kind_letters[i]), static_cast<Kind>(i));
  }
  EXPECT_FALSE(kind_of_letter('-'));
}

TEST(Edits, HaveANameEach) {
  for (std::size_t i = 0; i < edit_count; ++i) {
    const auto edit = static_cast<Edit>(i);
    EXPECT_EQ(edit_of(name_of(edit)), edit);
  }
  EXPECT_FALSE(edit_of("nothing"));
}

}  // namespace
}  // namespace presswash::corpus
