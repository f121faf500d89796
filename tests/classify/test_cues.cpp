#include <set>

#include <gtest/gtest.h>

#include "classify/classify_support.h"
#include "classify/cues.h"
#include "reference/cues.h"

namespace presswash {

bool operator==(const CueHits& a, const CueHits& b) {
  return a.kinds == b.kinds && a.strongest == b.strongest && a.strongest_words == b.strongest_words &&
         a.whole == b.whole && a.opens_list == b.opens_list;
}
void PrintTo(const CueHits& hits, std::ostream* out) {
  *out << "kinds " << hits.kinds.bits << " strongest " << name_of(hits.strongest) << " of " << int{hits.strongest_words}
       << (hits.whole ? " whole" : "") << (hits.opens_list ? " opens" : "");
}

namespace testing {
namespace {

CueHits hits_of(std::span<const Cue> cues, std::string_view text) { return CueFinder(cues).find(tokens_of(text)); }
CueHits built_in_hits(std::string_view text) { return CueFinder::built_in().find(tokens_of(text)); }

std::string words(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += " w" + std::string(1, static_cast<char>('a' + i % 26)) + "x";
  return out;
}

TEST(Cues, WholeMustBeTheBlockUpToTwoWords) {
  const Cue cues[] = {{Kind::Related, CuePlace::Whole, true, "read next"}};
  for (const std::string_view text :
       {"Read next", "READ NEXT:", "Read next 3", "Read next on Example", "1 Read next"}) {
    EXPECT_TRUE(hits_of(cues, text).whole) << text;
    EXPECT_TRUE(hits_of(cues, text).opens_list) << text;
    EXPECT_EQ(hits_of(cues, text).strongest, Kind::Related) << text;
  }
  for (const std::string_view text : {"Read next to the river", "I like to read next", "read", "next read", ""})
    EXPECT_EQ(hits_of(cues, text), CueHits{}) << text;
}

TEST(Cues, StartMustBeginTheBlockOfAnyLength) {
  const Cue cues[] = {{Kind::Caption, CuePlace::Start, false, "photo by"}};
  EXPECT_EQ(hits_of(cues, "Photo by A. Example" + words(60)).strongest, Kind::Caption);
  EXPECT_FALSE(hits_of(cues, "Photo by A. Example" + words(60)).whole);
  EXPECT_EQ(hits_of(cues, "A photo by A. Example").strongest, Kind::Article);
}

TEST(Cues, AnywhereHoldsForBlocksOfAtMostFortyWords) {
  const Cue cues[] = {{Kind::Comments, CuePlace::Anywhere, false, "leave a comment"}};
  EXPECT_EQ(hits_of(cues, words(37) + " leave a comment").strongest, Kind::Comments);
  EXPECT_EQ(hits_of(cues, words(38) + " leave a comment").strongest, Kind::Article);
}

TEST(Cues, InProseHoldsForBlocksOfAnyLength) {
  const Cue cues[] = {{Kind::Subscribe, CuePlace::InProse, false, "sign up for our newsletter"}};
  EXPECT_EQ(hits_of(cues, words(200) + " sign up for our newsletter" + words(500)).strongest, Kind::Subscribe);
}

TEST(Cues, TheLongestIsTheStrongest) {
  const Cue cues[] = {{Kind::Share, CuePlace::Anywhere, false, "share"},
                      {Kind::Related, CuePlace::Anywhere, true, "more from our site"},
                      {Kind::Bio, CuePlace::Anywhere, false, "about"}};
  const CueHits hits = hits_of(cues, "about more from our site share");
  EXPECT_EQ(hits.strongest, Kind::Related);
  EXPECT_EQ(hits.strongest_words, 4);
  EXPECT_TRUE(hits.opens_list);
  for (const Kind kind : {Kind::Share, Kind::Related, Kind::Bio}) EXPECT_TRUE(hits.kinds.has(kind));
}

TEST(Cues, OfTheSameWordsTheFirstInTheTableIsTheStrongest) {
  for (const bool related_first : {true, false}) {
    std::vector<Cue> cues{{Kind::Related, CuePlace::Whole, true, "archive"},
                          {Kind::Navigation, CuePlace::Whole, false, "archive"},
                          {Kind::Paywall, CuePlace::Anywhere, false, "archive"}};
    if (!related_first) std::swap(cues[0], cues[1]);
    EXPECT_EQ(hits_of(cues, "Archive").strongest, cues[0].kind);
    EXPECT_EQ(hits_of(cues, "Archive").opens_list, related_first);
    EXPECT_EQ(hits_of(cues, "Archive 7").strongest, cues[0].kind);
    EXPECT_EQ(hits_of(cues, "In the archive of the town").strongest, Kind::Paywall);
  }
}

TEST(Cues, AreFoundInManyLanguages) {
  const std::pair<std::string_view, Kind> cases[] = {
      {"Read next", Kind::Related},
      {"Lesen Sie auch", Kind::Related},
      {"\xC3\x80 lire aussi", Kind::Related},
      {"Te puede interesar", Kind::Related},
      {"Leggi anche", Kind::Related},
      {"Leia tamb\xC3\xA9m", Kind::Related},
      {"Czytaj tak\xC5\xBC"
       "e",
       Kind::Related},
      {"\xD0\xA7\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5 \xD1\x82\xD0\xB0\xD0\xBA\xD0\xB6\xD0\xB5",
       Kind::Related},
      {"\xE9\x96\xA2\xE9\x80\xA3\xE8\xA8\x98\xE4\xBA\x8B", Kind::Related},
      {"\xE7\x9B\xB8\xE5\x85\xB3\xE9\x98\x85\xE8\xAF\xBB", Kind::Related},
      {"\xD8\xA7\xD9\x82\xD8\xB1\xD8\xA3 \xD8\xA3\xD9\x8A\xD8\xB6\xD8\xA7", Kind::Related},
      {"Leave a comment", Kind::Comments},
      {"Schreiben Sie einen Kommentar", Kind::Comments},
      {"Subscribe now", Kind::Subscribe},
      {"Newsletter abonnieren", Kind::Subscribe},
      {"Share this", Kind::Share},
      {"Impressum", Kind::Navigation},
      {"About the author", Kind::Bio},
  };
  for (const auto& [text, kind] : cases) EXPECT_TRUE(built_in_hits(text).kinds.has(kind)) << text;
}

TEST(Cues, OfTheTableAreAllFoundWhereTheyStandAlone) {
  std::size_t opening = 0;
  for (const Cue& cue : built_in_cues()) {
    const CueHits hits = built_in_hits(cue.words);
    EXPECT_TRUE(hits.kinds.has(cue.kind)) << cue.words;
    EXPECT_TRUE(hits.whole) << cue.words;
    opening += cue.opens_list ? 1U : 0U;
  }
  EXPECT_GT(built_in_cues().size(), 1000U);
  EXPECT_GT(opening, 100U);
}

TEST(Cues, EqualTheReferenceOnRandomTokens) {
  for (const std::uint64_t seed : seeds(150)) {
    Random random(seed);
    // Few words, so that cues overlap, begin alike and repeat.
    const auto random_words = [&](std::size_t count) {
      std::string out;
      for (std::size_t i = 0; i < count; ++i) out += std::string(1, static_cast<char>('a' + below(random, 4))) + " ";
      return out;
    };
    std::vector<std::string> storage;
    for (std::size_t i = 0; i < 1 + below(random, 30); ++i) storage.push_back(random_words(1 + below(random, 6)));
    std::vector<Cue> cues;
    for (const std::string& text : storage)
      cues.push_back({static_cast<Kind>(1 + below(random, kind_count - 1)), static_cast<CuePlace>(below(random, 4)),
                      below(random, 2) == 0, text});
    const CueFinder finder(cues);
    for (int k = 0; k < 20; ++k) {
      const auto tokens = tokens_of(random_words(below(random, k == 0 ? 500 : 50)));
      EXPECT_EQ(finder.find(tokens), reference::find_cues(cues, tokens)) << seed;
    }
  }
}

TEST(Cues, OfTheTableEqualTheReferenceOnRandomTokens) {
  const auto cues = built_in_cues();
  std::vector<TokenHash> pool;
  for (std::size_t i = 0; i < cues.size(); i += 40)
    for (const TokenHash token : tokens_of(cues[i].words)) pool.push_back(token);
  for (const std::uint64_t seed : seeds(20)) {
    Random random(seed);
    std::vector<TokenHash> tokens;
    while (tokens.size() < 1 + seed % 45) {
      if (below(random, 2) == 0) {
        for (const TokenHash token : tokens_of(cues[below(random, cues.size())].words)) tokens.push_back(token);
      } else {
        tokens.push_back(pool[below(random, pool.size())]);
      }
    }
    EXPECT_EQ(CueFinder::built_in().find(tokens), reference::find_cues(cues, tokens)) << seed;
  }
}

}  // namespace
}  // namespace testing
}  // namespace presswash
