#include <set>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/ids.h"
#include "base/result.h"

namespace presswash {
namespace {

TEST(Errors, LeaveOutWhatIsUnknown) {
  EXPECT_EQ((Error{.code = ErrorCode::Io, .message = "full", .file = "a.jsonl", .record = 12}.text()),
            "a.jsonl: record 12: full");
  EXPECT_EQ((Error{.code = ErrorCode::Io, .message = "full", .file = "a.jsonl"}.text()), "a.jsonl: full");
  EXPECT_EQ((Error{.code = ErrorCode::Io, .message = "full"}.text()), "full");
}

TEST(Errors, HaveAStableNameForEachCode) {
  std::set<std::string> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::Io); ++code)
    names.insert(name_of(static_cast<ErrorCode>(code)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::Io) + 1);
  EXPECT_FALSE(names.contains("unknown"));
}

TEST(Results, HoldAValueOrAnError) {
  Result<std::string> value(std::string("x"));
  EXPECT_TRUE(value.ok());
  EXPECT_EQ(*std::move(value), "x");
  const Result<std::string> error(Error{.code = ErrorCode::NotFound, .message = "gone"});
  EXPECT_FALSE(error);
  EXPECT_EQ(error.error().code, ErrorCode::NotFound);
}

TEST(Hashes, NeverChange) {
  EXPECT_EQ(to_hex(hash64("")), "2d06800538d394c2");  // XXH3_64bits of nothing, as published
  EXPECT_EQ(to_hex(hash128("")), "99aa06d3014798d86001c324468d497f");
  EXPECT_NE(hash64("a"), hash64("a", 1));
  EXPECT_EQ(to_hex(std::uint64_t{0xAB}), "00000000000000ab");
}

TEST(Hashes, MixingLosesNothing) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 10'000; ++i) seen.insert(mix64(i));
  EXPECT_EQ(seen.size(), 10'000U);
  EXPECT_NE(combine64(1, 2), combine64(2, 1));
}

TEST(StrongIds, CompareByTheirValues) {
  EXPECT_LT(DocumentIndex{1}, DocumentIndex{2});
  EXPECT_EQ(std::hash<DocumentIndex>()(DocumentIndex{7}), std::hash<std::uint32_t>()(7));
}

}  // namespace
}  // namespace presswash
