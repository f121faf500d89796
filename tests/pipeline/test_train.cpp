#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "classify/features.h"
#include "pipeline/train.h"
#include "test_seeds.h"

namespace presswash::testing {
namespace {

/// A line of running text; the same for the same number.
std::string prose(std::uint64_t number) {
  static constexpr std::string_view words[] = {"council", "river",   "bridge", "the",     "after",    "engineers",
                                               "winter",  "repair",  "a",      "of",      "mayor",    "decided",
                                               "harbour", "several", "years",  "because", "towers",   "wind",
                                               "crossed", "in",      "slowly", "ferry",   "measured", "steel"};
  Random random(number * 2 + 1);
  std::string out = "Residents";
  for (int i = 0; i < 25; ++i) {
    out += ' ';
    out += words[random() % std::size(words)];
  }
  return out + ".";
}

/// Collects the lines of a page with their labels.
struct PageBuilder {
  LabelledPage page;
  void add(const std::string& line, char label) {
    if (!page.labels.empty()) page.text += "\n";
    page.text += line;
    page.labels += label;
  }
};

/// Articles between navigation, a list of related stories and a legal line.
std::vector<LabelledPage> easy_scrape(std::size_t sites = 10, std::size_t pages = 4) {
  std::vector<LabelledPage> out;
  for (std::size_t s = 0; s < sites; ++s) {
    for (std::size_t p = 0; p < pages; ++p) {
      const std::uint64_t number = s * 1000 + p * 10;
      PageBuilder builder;
      builder.page.id = "page-" + std::to_string(number);
      builder.page.site = "site" + std::to_string(s) + ".example";
      builder.page.title = "Towers of bridge " + std::to_string(number);
      builder.page.story = static_cast<std::int64_t>(number);
      builder.add("Home > News > Site " + std::to_string(s), 'b');
      builder.add("", '-');
      for (std::uint64_t k = 0; k < 4; ++k) {
        builder.add(prose(number + k), 'c');
        if (k % 2 == 0) builder.add("", '-');
      }
      builder.add("Read next", 'b');
      builder.add("Ferry stops for winter " + std::to_string(number % 7), 'b');
      builder.add("Share this article", 'b');
      builder.add("\xC2\xA9 2024 Site " + std::to_string(s), 'b');
      out.push_back(builder.page);
    }
  }
  return out;
}

constexpr std::size_t easy_lines = 9;

TrainOptions quick() { return {.folds = 3, .penalty = 1.0, .iterations = 25}; }

Result<Trained> train_one(std::vector<LabelledPage> pages, const TrainOptions& options = quick()) {
  return train({std::move(pages)}, options);
}

bool same_weights(const ChainWeights& a, const ChainWeights& b) {
  return a.weights == b.weights && a.transitions == b.transitions;
}
bool same_weights(const WeightSet& a, const WeightSet& b) {
  return same_weights(a.alone, b.alone) && same_weights(a.joint, b.joint);
}

void expect_consistent(const HeldOutFigures& figures, std::uint64_t lines) {
  EXPECT_EQ(figures.lines, lines);
  ASSERT_EQ(figures.reliability.size(), 10U);
  std::uint64_t counted = 0;
  for (const auto& [all, boilerplate] : figures.reliability) {
    EXPECT_LE(boilerplate, all);
    counted += all;
  }
  EXPECT_EQ(counted, lines);
}

TEST(Train, LearnsLinesThatAreEasyToTell) {
  const auto trained = train_one(easy_scrape());
  ASSERT_TRUE(trained) << trained.error().text();
  EXPECT_EQ(trained->model.folds(), 1U);
  EXPECT_EQ(trained->model.set(0).alone.weights.size(), text_feature_count);
  EXPECT_EQ(trained->model.set(0).joint.weights.size(), feature_count);
  for (const HeldOutFigures* figures : {&trained->alone, &trained->joint}) {
    expect_consistent(*figures, 10 * 4 * easy_lines);
    EXPECT_GT(figures->boilerplate_f1, 0.98);
    EXPECT_GT(figures->article_f1, 0.98);
  }
}

TEST(Train, CalibratesSoThatAHalfIsWhereTheClassesMeet) {
  // Nothing is mixed up here, however far the fitted slope would like to go; with a large penalty no rare line of
  // furniture gets a marginal of a half.
  for (const double penalty : {0.01, 1.0, 30.0, 60.0}) {
    auto pages = easy_scrape();
    if (penalty > 1.0) {
      for (LabelledPage& page : pages) std::ranges::replace(page.labels, 'b', '-');
      for (std::size_t i = 0; i < pages.size(); i += 2) pages[i].labels[0] = 'b';
    }
    TrainOptions options = quick();
    options.penalty = penalty;
    const auto trained = train_one(pages, options);
    ASSERT_TRUE(trained);
    for (const HeldOutFigures* figures : {&trained->alone, &trained->joint}) {
      EXPECT_GT(figures->boilerplate_f1, 0.98) << penalty;
      EXPECT_GT(figures->article_f1, 0.98) << penalty;
    }
    const ChainWeights& chain = trained->model.set(0).alone;
    EXPECT_TRUE(std::isfinite(chain.slope)) << penalty;
    EXPECT_LT(std::abs(chain.offset), 20.0F) << penalty;
  }
}

TEST(Train, GivesTheSameWeightsTwice) {
  const auto a = train_one(easy_scrape());
  const auto b = train_one(easy_scrape());
  ASSERT_TRUE(a && b);
  EXPECT_TRUE(a->model.encode() == b->model.encode());
}

TEST(Train, GivesTheSameWeightsWhateverTheThreads) {
  std::string first;
  for (const int threads : {1, 2, 8}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    const std::string bytes = arena.execute([] {
      const auto trained = train_one(easy_scrape());
      EXPECT_TRUE(trained);
      return trained ? trained->model.encode() : std::string{};
    });
    if (first.empty()) first = bytes;
    EXPECT_TRUE(bytes == first) << threads << " threads";
  }
}

/// The pages with another line end.
std::vector<LabelledPage> with_line_ends(std::vector<LabelledPage> pages, const std::string& end) {
  for (LabelledPage& page : pages) {
    std::string text;
    for (const char c : page.text) text += c == '\n' ? end : std::string(1, c);
    page.text = text;
  }
  return pages;
}

TEST(Train, GivesTheSameWeightsForEveryLineEndAndBlankLines) {
  const auto pages = easy_scrape(6, 2);
  const auto crlf = with_line_ends(pages, "\r\n");
  const auto next_line = with_line_ends(pages, "\xC2\x85");
  const auto separator = with_line_ends(pages, "\xE2\x80\xA8");
  auto padded = pages;
  for (LabelledPage& page : padded) {
    page.text = "\n \n\xC2\xA0\n" + page.text;
    page.labels = "cbc" + page.labels;  // labels of blank lines say nothing
  }
  const auto plain = train_one(pages);
  ASSERT_TRUE(plain);
  for (const auto* other : {&crlf, &next_line, &separator, &std::as_const(padded)}) {
    const auto trained = train_one(*other);
    ASSERT_TRUE(trained);
    EXPECT_EQ(trained->joint.lines, 6 * 2 * easy_lines);
    EXPECT_EQ(trained->joint.boilerplate_f1, plain->joint.boilerplate_f1);
    EXPECT_TRUE(trained->model.encode() == plain->model.encode());
  }
}

TEST(Train, ScoresOnlyLinesThatAreLabelled) {
  auto pages = easy_scrape(6, 2);
  for (LabelledPage& page : pages) page.labels.back() = 'o';
  const auto trained = train_one(pages);
  ASSERT_TRUE(trained);
  expect_consistent(trained->alone, 6 * 2 * (easy_lines - 1));
}

TEST(Train, JudgesByTheScrapeWhatNoPageTells) {
  // The same sort of sentence stands on every page of a site; only the scrape tells that it is furniture.
  std::vector<LabelledPage> pages;
  for (std::uint64_t s = 0; s < 8; ++s) {
    for (std::uint64_t p = 0; p < 8; ++p) {
      PageBuilder builder;
      builder.page.id = std::to_string(s) + "-" + std::to_string(p);
      builder.page.site = "site" + std::to_string(s) + ".example";
      builder.page.story = static_cast<std::int64_t>(s * 8 + p);
      for (std::uint64_t k = 0; k < 6; ++k) {
        const bool furniture = k == (s + p) % 6;
        builder.add(prose(furniture ? 900'000 + s : s * 1000 + p * 10 + k), furniture ? 'b' : 'c');
      }
      pages.push_back(builder.page);
    }
  }
  const auto trained = train_one(pages);
  ASSERT_TRUE(trained);
  EXPECT_GT(trained->joint.boilerplate_f1, 0.95);
  EXPECT_LT(trained->alone.boilerplate_f1, 0.6);
}

TEST(Train, TellsStoriesApartWhateverTheirNumbers) {
  const auto pages = easy_scrape(6, 3);
  auto large = pages;
  auto signed_numbers = pages;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    large[i].story = std::int64_t{1} << 32U;
    *large[i].story *= static_cast<std::int64_t>(i);  // alike in their lower 32 bits
    signed_numbers[i].story = -static_cast<std::int64_t>(i);
  }
  const auto plain = train_one(pages);
  ASSERT_TRUE(plain);
  for (const auto* other : {&large, &signed_numbers}) {
    const auto trained = train_one(*other);
    ASSERT_TRUE(trained);
    EXPECT_TRUE(trained->model.encode() == plain->model.encode());
  }
}

TEST(Train, CrossFittedGivesASetForEachFoldThatKnowsNothingOfItsSites) {
  TrainOptions options = quick();
  options.cross_fitted = true;
  const auto pages = easy_scrape();
  const auto plain = train_one(pages, options);
  ASSERT_TRUE(plain);
  ASSERT_EQ(plain->model.folds(), 3U);
  for (std::size_t fold = 0; fold < 3; ++fold) {
    auto changed = pages;
    bool any = false;
    for (LabelledPage& page : changed) {
      if (BlockModel::fold_of(page.site, 3) != fold) continue;
      any = true;
      for (char& label : page.labels) label = label == 'b' ? 'c' : label == 'c' ? 'b' : label;
    }
    ASSERT_TRUE(any) << "no site is held out of fold " << fold;
    const auto other = train_one(changed, options);
    ASSERT_TRUE(other);
    for (std::size_t k = 0; k < 3; ++k)
      EXPECT_EQ(same_weights(plain->model.set(k), other->model.set(k)), k == fold) << k << " of " << fold;
  }
}

TEST(Train, TakesSeveralScrapesAndPagesWithoutASite) {
  auto pages = easy_scrape(4, 3);
  for (LabelledPage& page : pages) page.site.clear();
  for (LabelledPage& page : pages) page.story.reset();
  const auto trained = train({easy_scrape(6, 2), pages, {}}, quick());
  ASSERT_TRUE(trained);
  expect_consistent(trained->joint, (6 * 2 + 4 * 3) * easy_lines);
}

TEST(Train, SaysWhichFoldsAreDone) {
  std::vector<std::string> said;
  ASSERT_TRUE(train({easy_scrape(6, 2)}, quick(), [&](const std::string& line) { said.push_back(line); }));
  EXPECT_EQ(said.size(), 8U);
  EXPECT_EQ(said.front(), "alone: fold 1 of 3 fitted");
  EXPECT_EQ(said.back(), "joint: fitted on all sites");
}

TEST(Train, NeedsLinesOfBothKinds) {
  for (const char only : {'b', 'c', '-'}) {
    auto pages = easy_scrape(3, 1);
    for (LabelledPage& page : pages) std::ranges::fill(page.labels, only);
    const auto trained = train_one(pages);
    ASSERT_FALSE(trained) << only;
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(trained.error().message.find("lines of both kinds"), std::string::npos) << trained.error().message;
  }
  EXPECT_FALSE(train({}, quick()));
}

TEST(Train, RefusesOptionsThatCannotWork) {
  for (const TrainOptions& options :
       {TrainOptions{.folds = 1}, TrainOptions{.folds = 51}, TrainOptions{.penalty = 0.0},
        TrainOptions{.penalty = -1.0}, TrainOptions{.penalty = std::nan("")}, TrainOptions{.iterations = 0}}) {
    EXPECT_TRUE(options.validate().has_value());
    const auto trained = train_one(easy_scrape(2, 1), options);
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::InvalidArgument);
  }
}

}  // namespace
}  // namespace presswash::testing
