#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/hash.h"
#include "classify/built_in_model.h"
#include "classify/classify_support.h"
#include "classify/model_format.h"

namespace presswash::testing {
namespace {

WeightSet random_weights(std::uint64_t seed) {
  Random random(seed);
  std::normal_distribution<float> normal(0.0F, 1.5F);
  WeightSet set = WeightSet::zero();
  for (ChainWeights* chain : {&set.alone, &set.joint}) {
    for (float& w : chain->weights) w = normal(random);
    for (int i = 0; i < 4; ++i) chain->transitions.data()[i] = normal(random);
    chain->slope = 0.9F;
    chain->offset = normal(random);
  }
  return set;
}

std::string random_model(std::uint64_t seed, std::size_t sets = 1) {
  std::vector<WeightSet> all;
  for (std::size_t i = 0; i < sets; ++i) all.push_back(random_weights(seed + i));
  return BlockModel(std::move(all)).encode();
}

/// Writes the checksum of a changed model, so that what lies behind it is read.
std::string with_checksum(std::string bytes) {
  bytes.resize(bytes.size() - 8);
  const std::uint64_t checksum = hash64(bytes);
  bytes.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  return bytes;
}

void expect_close(const ChainWeights& a, const ChainWeights& b) {
  ASSERT_EQ(a.weights.size(), b.weights.size());
  float largest = 0.0F;
  for (const float w : a.weights) largest = std::max(largest, std::abs(w));
  for (std::size_t i = 0; i < a.weights.size(); ++i)
    ASSERT_NEAR(a.weights[i], b.weights[i], largest / 32'000.0F) << "weight " << i;
  EXPECT_EQ(a.transitions, b.transitions);
  EXPECT_EQ(a.slope, b.slope);
  EXPECT_EQ(a.offset, b.offset);
}

TEST(ModelFile, GivesBackWhatWasWritten) {
  for (const std::uint64_t seed : seeds(5)) {
    const std::vector<WeightSet> sets{random_weights(seed), random_weights(seed + 1)};
    const auto decoded = BlockModel::decode(BlockModel(sets).encode(), "model");
    ASSERT_TRUE(decoded) << decoded.error().text();
    ASSERT_EQ((*decoded)->folds(), 2U);
    for (std::size_t fold = 0; fold < 2; ++fold) {
      expect_close(sets[fold].alone, (*decoded)->set(fold).alone);
      expect_close(sets[fold].joint, (*decoded)->set(fold).joint);
    }
  }
}

TEST(ModelFile, IsTheSameBytesWhenWrittenAgain) {
  for (const std::uint64_t seed : seeds(20)) {
    const std::string bytes = random_model(seed);
    const auto decoded = BlockModel::decode(bytes, "model");
    ASSERT_TRUE(decoded);
    EXPECT_TRUE((*decoded)->encode() == bytes) << seed;
  }
}

TEST(ModelFile, HoldsAsManyScoresOfWordsAsItWasFittedWith) {
  WeightSet set = WeightSet::zero();
  set.page.trees.roots = {0};
  set.page.trees.nodes.resize(1);
  set.page.joint.weights.assign(page_evidence_count, 0.0F);
  set.page.scores.words.assign(std::size_t{1} << 14U, 16);
  const auto decoded = BlockModel::decode(BlockModel({set}).encode(), "model");
  ASSERT_TRUE(decoded) << decoded.error().text();
  const WordScores& scores = (*decoded)->set(0).page.scores;
  EXPECT_EQ(scores.words.size(), std::size_t{1} << 14U);
  EXPECT_EQ(scores.of_word(score_buckets - 1), 1.0F) << "buckets beyond them fall into them";
  set.page.scores.words.resize(3000);
  EXPECT_FALSE(BlockModel::decode(BlockModel({set}).encode(), "model")) << "no power of two";
}

TEST(ModelFile, HoldsTheChainsOfDumps) {
  WeightSet set = random_weights(3);
  EXPECT_FALSE(BlockModel::decode(BlockModel({set}).encode(), "model").value()->set(0).dumps.known());
  set.dumps.joint.weights.assign(set.joint.weights.end() - evidence_feature_count, set.joint.weights.end());
  set.dumps.joint.offset = 0.25F;
  set.dumps.alone.slope = 0.5F;
  const std::string bytes = BlockModel({set}).encode();
  const auto decoded = BlockModel::decode(bytes, "model");
  ASSERT_TRUE(decoded) << decoded.error().text();
  EXPECT_TRUE((*decoded)->encode() == bytes);
  expect_close((*decoded)->set(0).dumps.alone, set.dumps.alone);
  expect_close((*decoded)->set(0).dumps.joint, set.dumps.joint);
  set.dumps.joint.weights.pop_back();
  const auto damaged = BlockModel::decode(BlockModel({set}).encode(), "model");
  ASSERT_FALSE(damaged);
  EXPECT_NE(damaged.error().message.find("chains of dumps"), std::string::npos) << damaged.error().text();
}

TEST(ModelFile, OfZerosIsReadBack) {
  const auto decoded = BlockModel::decode(BlockModel({WeightSet::zero()}).encode(), "model");
  ASSERT_TRUE(decoded);
  for (const float w : (*decoded)->set(0).joint.weights) ASSERT_EQ(w, 0.0F);
}

TEST(ModelFile, CutAnywhereIsAnError) {
  const std::string bytes = random_model(1);
  std::vector<std::size_t> cuts;
  for (std::size_t i = 0; i < 100; ++i) cuts.push_back(i);
  for (std::size_t i = 1; i <= 100; ++i) cuts.push_back(bytes.size() - i);
  for (std::size_t i = 1; i < 200; ++i) cuts.push_back(bytes.size() * i / 200);
  for (const std::size_t cut : cuts) {
    const auto decoded = BlockModel::decode(std::string_view(bytes).substr(0, cut), "weights.pwmodel");
    ASSERT_FALSE(decoded) << cut;
    EXPECT_EQ(decoded.error().code, ErrorCode::CorruptInput) << cut;
    EXPECT_EQ(decoded.error().file, "weights.pwmodel");
  }
}

TEST(ModelFile, CutAnywhereIsAnErrorEvenWithARightChecksum) {
  const std::string bytes = random_model(2);
  for (std::size_t i = 1; i < 300; ++i) {
    const std::size_t cut = i < 100 ? 8 + i : bytes.size() * i / 300;
    const std::string changed = with_checksum(bytes.substr(0, cut) + std::string(8, '\0'));
    const auto decoded = BlockModel::decode(changed, "model");
    ASSERT_FALSE(decoded) << cut;
  }
  EXPECT_FALSE(BlockModel::decode(with_checksum(bytes + "one byte more"), "model"));
}

TEST(ModelFile, WithAFlippedBitIsAnError) {
  const std::string bytes = random_model(3);
  Random random(7);
  for (int i = 0; i < 300; ++i) {
    std::string changed = bytes;
    const std::size_t at = i < 64 ? static_cast<std::size_t>(i) : below(random, bytes.size());
    changed[at] = static_cast<char>(changed[at] ^ (1 << below(random, 8)));
    const auto decoded = BlockModel::decode(changed, "model");
    ASSERT_FALSE(decoded) << at;
    EXPECT_EQ(decoded.error().code, ErrorCode::CorruptInput) << at;
  }
}

TEST(ModelFile, OfNoiseIsAnError) {
  for (const std::uint64_t seed : seeds(50)) {
    Random random(seed);
    std::string bytes(below(random, 400), '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    EXPECT_FALSE(BlockModel::decode(bytes, "model"));
    EXPECT_FALSE(BlockModel::decode(std::string(model_format::magic) + bytes, "model"));
    if (bytes.size() < 8) continue;
    EXPECT_FALSE(BlockModel::decode(with_checksum(std::string(model_format::magic) + bytes), "model")) << seed;
  }
}

TEST(ModelFile, OfAnotherVersionNamesBothValues) {
  std::string bytes = random_model(4);
  const std::uint32_t version = 77;
  std::memcpy(bytes.data() + model_format::magic.size(), &version, sizeof(version));
  const auto decoded = BlockModel::decode(with_checksum(bytes), "model");
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code, ErrorCode::VersionMismatch);
  EXPECT_NE(decoded.error().message.find("format 77"), std::string::npos) << decoded.error().message;
  EXPECT_NE(decoded.error().message.find("format " + std::to_string(model_format::version) + " "), std::string::npos);
}

TEST(ModelFile, OfOtherFeaturesNamesBothValues) {
  std::string bytes = random_model(4);
  const std::uint64_t signature = 0x1234567890ABCDEF;
  std::memcpy(bytes.data() + model_format::magic.size() + 4, &signature, sizeof(signature));
  const auto decoded = BlockModel::decode(with_checksum(bytes), "model");
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code, ErrorCode::VersionMismatch);
  EXPECT_NE(decoded.error().message.find(to_hex(signature)), std::string::npos) << decoded.error().message;
  EXPECT_NE(decoded.error().message.find(to_hex(model_format::feature_signature())), std::string::npos);
}

TEST(ModelFile, ThatIsMissingIsNotFound) {
  const auto loaded = BlockModel::load("no/such/model.pwmodel");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::NotFound);
  EXPECT_EQ(loaded.error().file, "no/such/model.pwmodel");
}

TEST(ModelFile, ThatIsAFolderIsAnError) { EXPECT_FALSE(BlockModel::load(std::filesystem::temp_directory_path())); }

TEST(ModelFile, IsLoadedFromDisk) {
  const auto path = std::filesystem::temp_directory_path() / ("presswash-" + std::to_string(::getpid()) + ".pwmodel");
  const std::string bytes = random_model(5);
  std::ofstream(path, std::ios::binary) << bytes;
  const auto loaded = BlockModel::load(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(loaded) << loaded.error().text();
  EXPECT_TRUE((*loaded)->encode() == bytes);
}

TEST(BlockModel, JudgesASiteByTheWeightsThatWereNotFittedOnIt) {
  std::vector<WeightSet> sets;
  for (std::size_t i = 0; i < 5; ++i) {
    sets.push_back(WeightSet::zero());
    sets.back().alone.offset = static_cast<float>(i);
  }
  const BlockModel model(std::move(sets));
  std::vector<std::size_t> used(5);
  for (int i = 0; i < 1000; ++i) {
    const std::string site = "site" + std::to_string(i) + ".example";
    const std::size_t fold = BlockModel::fold_of(site, 5);
    ASSERT_LT(fold, 5U);
    EXPECT_EQ(model.for_site(site).alone.offset, static_cast<float>(fold));
    ++used[fold];
  }
  // Binomial(1000, 0.2): below 140 or above 260 less than once in a hundred thousand.
  for (const std::size_t count : used) {
    EXPECT_GT(count, 140U);
    EXPECT_LT(count, 260U);
  }
}

TEST(BlockModel, OfOneSetJudgesEverySite) {
  const BlockModel model({WeightSet::zero()});
  for (const std::string_view site : {"", "a.example", "b.example"}) {
    EXPECT_EQ(&model.for_site(site), &model.set(0));
    EXPECT_EQ(BlockModel::fold_of(site, 1), 0U);
    EXPECT_EQ(BlockModel::fold_of(site, 0), 0U);
  }
}

TEST(BuiltInModel, FitsTheFeaturesOfThisBuild) {
  if (built_in_model_bytes().empty()) GTEST_SKIP() << "no weights are built in";
  const auto decoded = BlockModel::decode(built_in_model_bytes(), "built-in model");
  ASSERT_TRUE(decoded) << decoded.error().text();
  for (std::size_t fold = 0; fold < (*decoded)->folds(); ++fold) {
    for (const ChainWeights* chain : {&(*decoded)->set(fold).alone, &(*decoded)->set(fold).joint}) {
      EXPECT_GT(chain->slope, 0.0F);
      EXPECT_TRUE(std::ranges::any_of(chain->weights, [](float w) { return w != 0.0F; }));
      EXPECT_TRUE(std::ranges::all_of(chain->weights, [](float w) { return std::isfinite(w); }));
    }
  }
}

TEST(BuiltInModel, IsRefusedByTheBuildWhenItsFeaturesAreOthers) {
  const std::string bytes = random_model(6);
  const auto readable = [](std::string_view file) {
    return model_format::begins_as_readable({reinterpret_cast<const unsigned char*>(file.data()), file.size()});
  };
  EXPECT_TRUE(readable(bytes));
  constexpr std::size_t header = 20;  // magic, version, features
  EXPECT_TRUE(readable(std::string_view(bytes).substr(0, header)));
  EXPECT_FALSE(readable(std::string_view(bytes).substr(0, header - 1)));
  for (std::size_t at = 0; at < header; ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 8);
    EXPECT_FALSE(readable(changed)) << at;
  }
}

TEST(BuiltInModel, IsThereEvenWithoutWeights) {
  const auto model = BlockModel::built_in();
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->for_site("a.example").alone.weights.size(), text_feature_count);
  EXPECT_EQ(model->for_site("a.example").joint.weights.size(), feature_count);
}

}  // namespace
}  // namespace presswash::testing
