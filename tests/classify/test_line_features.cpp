#include <span>
#include <string>

#include <gtest/gtest.h>

#include "classify/line_features.h"
#include "classify_support.h"

namespace presswash::testing {
namespace {

/// A text taken apart, as the trees of single texts read it.
struct Taken {
  explicit Taken(const std::string& text) : page(page_of(text)), rows(rows_of(page, WeightSet::zero())) {}
  Page page;
  std::vector<BlockRow> rows;

  [[nodiscard]] LineText text() const { return LineText::of(page, rows); }
};

TEST(LineFeatures, AreAsManyForEveryLineOfEveryText) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Taken at(random_text(seed));
    const LineFeatures features = line_features(at.text(), {});
    EXPECT_EQ(features.values.size(), at.rows.size() * line_feature_count()) << seed;
  }
}

TEST(LineFeatures, OfATextWithoutLinesAreNone) { EXPECT_TRUE(line_features({}, {}).values.empty()); }

TEST(LineFeatures, TellFromRowsAndWordsAlone) {
  const Taken at("Home\n" + sentence(1) + "\n" + sentence(2) + "\nShare this");
  auto rows = at.rows;
  for (BlockRow& row : rows) row.alone = row.joint = 7.0F;
  LineText other = at.text();
  other.rows = rows;
  EXPECT_EQ(line_features(at.text(), {}).values, line_features(other, {}).values);
}

TEST(LineFeatures, OfParagraphsSayNothingOfTheInsertsBetweenThem) {
  std::string plain;
  std::string interleaved;
  for (std::size_t i = 0; i < 30; ++i) {
    plain += sentence(i) + "\n";
    interleaved += sentence(i) + "\nArticle content\n";
  }
  const Taken one(plain);
  const Taken other(interleaved);
  const LineFeatures a = line_features(one.text(), {});
  const LineFeatures b = line_features(other.text(), {});
  const std::size_t neighbours_begin = a.count - 4 - 8 * 8;  // eight neighbours, then the whole text
  for (std::size_t k = neighbours_begin; k < a.count - 4; ++k)
    EXPECT_EQ(a.values[15 * a.count + k], b.values[30 * b.count + k]) << k;
}

TEST(LineShape, ComesBackFromItsBits) {
  for (const LineShape shape : {LineShape{}, LineShape{.capital_share = 10, .digit_share = 3, .commas = 7, .cues = 3},
                                LineShape{.digit_share = 10, .commas = 1, .cues = 2, .blank_lines = 3, .insert = true}})
    EXPECT_EQ(LineShape::unpack(shape.pack()), shape);
}

TEST(LineShape, OfALongLineIsCutToWhatFits) {
  std::string commas = "one";
  for (int i = 0; i < 30; ++i) commas += ", two";
  const Taken at(commas);
  EXPECT_EQ(LineShape::unpack(at.rows[0].detail).commas, 7U);
}

}  // namespace
}  // namespace presswash::testing
