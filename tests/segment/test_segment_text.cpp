#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "segment/segment_text.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::Random;
using testing::seeds;
using Texts = std::vector<std::string>;

Texts blocks_of(std::string_view text, Segmentation how) {
  Texts out;
  for (const Block& block : segment_text(text, how).blocks) out.emplace_back(text.substr(block.offset, block.length));
  return out;
}
Texts sentences_of(std::string_view text) { return blocks_of(text, Segmentation::Sentences); }

std::string repeated(std::string_view text, unsigned times) {
  std::string out;
  for (unsigned i = 0; i < times; ++i) out += text;
  return out;
}

const std::string prose =
    "The council met on Monday to talk about the harbour wall, which the storm had damaged in two places. It will take "
    "until the spring to mend it, and nobody knows yet who is going to pay for the work. ";

TEST(SegmentText, CutsALongLineIntoItsSentences) {
  const SegmentedText segmented = segment_text(repeated(prose, 10), Segmentation::Auto);
  EXPECT_TRUE(segmented.by_sentence);
  EXPECT_EQ(segmented.blocks.size(), 20U);
}

TEST(SegmentText, LeavesTextsWithLineBreaksAsTheyAre) {
  std::string paragraphs;
  for (unsigned i = 0; i < 20; ++i) paragraphs += repeated(prose, 1 + i % 6) + "\n";
  const SegmentedText segmented = segment_text(paragraphs, Segmentation::Auto);
  EXPECT_FALSE(segmented.by_sentence);
  EXPECT_EQ(segmented.blocks.size(), 20U);
  EXPECT_FALSE(segment_text(repeated(prose, 3), Segmentation::Auto).by_sentence) << "a brief of one paragraph";
  EXPECT_EQ(blocks_of(repeated(prose, 10), Segmentation::Lines).size(), 1U);
}

TEST(SegmentText, LeavesOneLongParagraphAmongManyOthersAsItIs) {
  std::string text = repeated(prose, 9) + "\n";
  for (unsigned i = 0; i < 12; ++i) text += prose + "\n";
  EXPECT_FALSE(segment_text(text, Segmentation::Auto).by_sentence);
}

TEST(SegmentText, KeepsTheShortLinesBesideALongOne) {
  const Texts blocks = blocks_of("Home\nSport\n" + repeated(prose, 10) + "\nImprint\n", Segmentation::Auto);
  ASSERT_EQ(blocks.size(), 23U);
  EXPECT_EQ(blocks[1], "Sport\n");
  EXPECT_EQ(blocks.back(), "Imprint\n");
}

TEST(SegmentText, DoesNotEndASentenceAtAbbreviationsInitialsOrdinalsAndNumbers) {
  for (const char* sentence :
       {"Mr. Alder and Dr. J. Q. Bramble, of the U.S. Geological Survey, met at 3.15 p.m. near St. Cuthbert's to see "
        "it.",
        "Am 6. Mai wird die Brücke, z.B. von Prof. Dr. Ahorn und Dipl. Ing. Lindner, bzw. von der Stadt, wieder "
        "geöffnet.",
        "Gestern hat die Stadt ca. 300 Gäste empfangen und mit ihnen im Hof der Burg zu Abend gegessen.",
        "Le rapport est signé par M. Chêne et Mme. Tilleul, cf. la page 12, et il dit que la digue tiendra cet hiver.",
        "El Sr. Roble y la Dra. Encina, de la av. Mayor, dijeron que el muelle se abre otra vez en la primavera.",
        "Według prof. Jesiona i dr. Brzozy, tzn. autorów raportu, most przy ul. Portowej trzeba zamknąć już w maju."}) {
    EXPECT_EQ(sentences_of(std::string(sentence) + " " + sentence).size(), 2U) << sentence;
  }
}

TEST(SegmentText, KnowsTheStopsOfManyLanguages) {
  const std::vector<std::pair<std::string, std::size_t>> texts = {
      {"Wer zahlt die Mauer? Das weiß im Rathaus noch niemand! „Wir warten auf das Land“, sagte die Sprecherin. So "
       "bleibt sie vorerst stehen.",
       4},
      {"La digue tiendra-t-elle ? « Nous ne le savons pas encore. » Le conseil se réunit lundi pour en parler avec les "
       "pêcheurs.",
       3},
      {"¿Quién paga el muro? ¡Nadie lo sabe todavía! El pleno se reúne el lunes para hablar con los pescadores.", 3},
      {"Liman duvarını kim ödeyecek? Bunu henüz kimse bilmiyor. Meclis pazartesi günü balıkçılarla görüşecek.", 3},
      {"Kto zapłaci za mur? Tego jeszcze nikt nie wie. Rada spotka się w poniedziałek z rybakami.", 3},
      {"港の壁は嵐で壊れた。誰が費用を払うのか？市議会は月曜日に話し合う。", 3},
      {"海港的墙在风暴中受损。谁来支付费用？“现在还不知道。”市议会说。星期一再开会！", 4},
      {"من سيدفع ثمن الجدار؟ لا أحد يعرف ذلك حتى الآن. سيجتمع المجلس يوم الاثنين.", 3},
      {"दीवार का खर्च कौन देगा? यह अभी कोई नहीं जानता। परिषद सोमवार को बैठक करेगी।", 3},
      {"벽의 비용은 누가 내는가? 아직 아무도 모른다. 의회는 월요일에 다시 모인다.", 3},
  };
  for (const auto& [text, count] : texts) EXPECT_EQ(sentences_of(text).size(), count) << text;
}

TEST(SegmentText, CutsBetweenSentencesThatNoSpaceParts) {
  EXPECT_EQ(sentences_of("The wall is broken.The storm did it!Nobody pays."),
            (Texts{"The wall is broken.", "The storm did it!", "Nobody pays."}));
  EXPECT_EQ(sentences_of("See www.gull.example/Wall.Html or write to Anna.Alder@gull.example now.").size(), 1U);
}

TEST(SegmentText, PartsMenusFromTheSentencesAfterThem) {
  const std::string menu =
      "Home News Sport Weather Harbour Council Videos Podcasts Sign In Subscribe Latest Most Read Opinion Letters "
      "Business Travel Property Jobs Cars Notices Archive Help ";
  const Texts blocks = sentences_of(menu + repeated(prose, 4) + menu + repeated(prose, 4) + menu);
  EXPECT_GE(std::ranges::count_if(blocks, [](const std::string& block) { return block == "Weather "; }), 3);
  EXPECT_EQ(std::ranges::count_if(blocks, [](const std::string& block) { return block.starts_with("The council"); }),
            8);
}

TEST(SegmentText, CutsTheSameFurnitureInTheSamePlaces) {
  const std::string furniture =
      repeated("Read more about the harbour Sign up for our letter Follow us All rights reserved ", 12);
  const auto cuts_in_furniture = [&](const std::string& before, const std::string& after) {
    const std::string text = before + furniture + after;
    std::vector<std::size_t> cuts;
    const std::size_t begin = before.size() + furniture.size() / 3;
    for (const Block& block : segment_text(text, Segmentation::Sentences).blocks)
      if (block.offset >= begin && block.offset < before.size() + furniture.size() * 2 / 3)
        cuts.push_back(block.offset - before.size());
    return cuts;
  };
  EXPECT_FALSE(cuts_in_furniture(prose, prose).empty());
  EXPECT_EQ(cuts_in_furniture(prose, prose), cuts_in_furniture("Quite another text it is. ", repeated(prose, 5)));
}

TEST(SegmentText, CoversAnyText) {
  const std::vector<std::string> pieces = {" ",    "a",     "Ab",  "Über", ".",        "?!",  "。", "」",  "“",    "\n",
                                           "\r\n", "12",    "...", "、",   "ko",       "…”",  "-",  "|",   "http", "//",
                                           "한국", "हिंदी।", "@",   "\t",   "\xC2\xA0", "Mr.", "X.", "e.g."};
  for (const auto seed : seeds(200)) {
    Random random(seed);
    std::string text;
    for (std::size_t n = random() % 3000; n > 0; --n) text += pieces[random() % pieces.size()];
    ASSERT_TRUE(is_utf8(text));
    for (const Segmentation how : {Segmentation::Auto, Segmentation::Lines, Segmentation::Sentences}) {
      std::uint32_t at = 0;
      for (const Block& block : segment_text(text, how).blocks) {
        ASSERT_EQ(block.offset, at) << seed;
        ASSERT_GT(block.length, 0U) << seed;
        at += block.length;
      }
      ASSERT_EQ(at, text.size()) << seed;
    }
  }
}

TEST(SegmentText, TakesTimeThatGrowsWithTheText) {
  EXPECT_EQ(sentences_of(std::string(2'000'000, 'a')).size(), 1U);
  EXPECT_EQ(sentences_of(repeated("。", 500'000)).size(), 1U);
  EXPECT_GE(sentences_of(repeated("A ", 500'000)).size(), 1U);
}

}  // namespace
}  // namespace presswash
