#include <gtest/gtest.h>

#include "base/utf8.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::Random;
using testing::seeds;

std::string repaired(std::string bytes, std::size_t* replaced = nullptr) {
  const std::size_t count = repair_utf8(bytes);
  if (replaced != nullptr) *replaced = count;
  return bytes;
}

constexpr std::string_view bad = "\xEF\xBF\xBD";

TEST(RepairUtf8, LeavesValidTextAlone) {
  std::size_t replaced = 9;
  EXPECT_EQ(repaired("caf\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80", &replaced),
            "caf\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80");
  EXPECT_EQ(replaced, 0U);
}

TEST(RepairUtf8, ReplacesEachMaximalSubpartOnce) {
  // The example of Unicode 15, table 3-8 and its neighbours.
  const std::string b(bad);
  EXPECT_EQ(repaired("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"),
            "a" + b + b + b + "b" + b + "c" + b + b + "d");
  EXPECT_EQ(repaired("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), b + b + b + b + b + b + b + b + "A");
  EXPECT_EQ(repaired("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), b + b + b + b + b + b + b + b + "A");
  EXPECT_EQ(repaired("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), b + b + b + b + b + "A" + b + b + "B");
  EXPECT_EQ(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), b + b + b + b + "A");
}

/// Byte by byte, after the WHATWG decoder (https://encoding.spec.whatwg.org/#utf-8-decoder).
std::string repaired_slowly(std::string_view bytes, std::size_t& replaced) {
  std::string out;
  std::string pending;
  unsigned needed = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  const auto fail = [&] {
    out += bad;
    ++replaced;
    pending.clear();
    needed = 0;
    low = 0x80;
    high = 0xBF;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned byte = static_cast<unsigned char>(bytes[i]);
    if (needed == 0) {
      pending = bytes[i];
      if (byte < 0x80) {
        out += bytes[i];
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        needed = 1;
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        low = byte == 0xE0 ? 0xA0U : 0x80U;
        high = byte == 0xED ? 0x9FU : 0xBFU;
        needed = 2;
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        low = byte == 0xF0 ? 0x90U : 0x80U;
        high = byte == 0xF4 ? 0x8FU : 0xBFU;
        needed = 3;
      } else {
        fail();
      }
    } else if (byte < low || byte > high) {
      fail();
      --i;
    } else {
      low = 0x80;
      high = 0xBF;
      pending += bytes[i];
      if (--needed == 0) out += pending;
    }
  }
  if (needed != 0) fail();
  return out;
}

TEST(RepairUtf8, EqualsTheReferenceOnRandomBytes) {
  static constexpr std::string_view bytes =
      "aZ\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF";
  for (const auto seed : seeds(2000)) {
    Random random(seed);
    std::string text(random() % 40, ' ');
    for (char& c : text) c = bytes[random() % bytes.size()];
    std::size_t expected_count = 0;
    const std::string expected = repaired_slowly(text, expected_count);
    std::size_t replaced = 0;
    EXPECT_EQ(repaired(text, &replaced), expected) << seed;
    EXPECT_EQ(replaced, expected_count) << seed;
    EXPECT_EQ(is_utf8(text), expected_count == 0) << seed;
    EXPECT_TRUE(is_utf8(expected)) << seed;
  }
}

TEST(AppendUtf8, WritesEveryCodePointSoThatItIsReadBack) {
  for (char32_t c = 0; c <= 0x110000; ++c) {
    std::string out;
    append_utf8(out, c);
    const CodePoint back = code_point_at(out, 0);
    const bool possible = c < 0x110000 && (c < 0xD800 || c > 0xDFFF);
    ASSERT_TRUE(back.valid);
    ASSERT_EQ(back.length, out.size());
    ASSERT_EQ(back.code_point, possible ? c : replacement_character);
  }
}

std::string decoded(std::string_view bytes, Utf16Order order, std::size_t step) {
  Utf16Decoder decoder(order, bad);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += step) decoder.append(bytes.substr(at, step), out);
  decoder.finish(out);
  return out;
}

TEST(Utf16Decoder, DecodesBothOrdersInPiecesOfAnySize) {
  const std::string_view little("a\0\xE9\0\x3D\xD8\x00\xDE\x19\x20", 10);
  const std::string_view big("\0a\0\xE9\xD8\x3D\xDE\x00\x20\x19", 10);
  for (std::size_t step = 1; step <= 10; ++step) {
    EXPECT_EQ(decoded(little, Utf16Order::LittleEndian, step), "a\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\x99");
    EXPECT_EQ(decoded(big, Utf16Order::BigEndian, step), "a\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\x99");
  }
}

TEST(Utf16Decoder, ReplacesWhatStandsAlone) {
  const std::string b(bad);
  EXPECT_EQ(decoded(std::string_view("\x3D\xD8"
                                     "a\0",
                                     4),
                    Utf16Order::LittleEndian, 2),
            b + "a");
  EXPECT_EQ(decoded(std::string_view("\x00\xDE"
                                     "a\0",
                                     4),
                    Utf16Order::LittleEndian, 2),
            b + "a");
  EXPECT_EQ(decoded(std::string_view("\x3D\xD8\x3D\xD8\x00\xDE", 6), Utf16Order::LittleEndian, 2),
            b + "\xF0\x9F\x98\x80");
  EXPECT_EQ(decoded(std::string_view("a\0\x3D\xD8", 4), Utf16Order::LittleEndian, 2), "a" + b);
  EXPECT_EQ(decoded(std::string_view("a\0b", 3), Utf16Order::LittleEndian, 2), "a" + b);
}

}  // namespace
}  // namespace presswash
