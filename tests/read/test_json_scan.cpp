#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "random_json.h"
#include "read/json_fields.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::RandomJson;
using testing::seeds;

std::string fault_of(std::string_view text) {
  JsonObject object;
  const auto fault = scan_object(text, object);
  return fault ? fault->what + " @" + std::to_string(fault->at) : "";
}

std::string decoded(std::string_view text, const JsonValue& value) {
  std::string out;
  append_decoded(text, value, out);
  return out;
}

TEST(ScanObject, KeepsFieldsInTheirOrderWithTheirPlaces) {
  const std::string_view text = R"( {"a": 1.50 , "b":[{"c":[]}], "a":"x\n"} )";
  JsonObject object;
  ASSERT_FALSE(scan_object(text, object));
  ASSERT_EQ(object.fields.size(), 3U);
  const auto raw = [&](std::size_t i) {
    return text.substr(object.fields[i].value.begin, object.fields[i].value.end - object.fields[i].value.begin);
  };
  EXPECT_EQ(raw(0), "1.50");
  EXPECT_EQ(raw(1), R"([{"c":[]}])");
  EXPECT_EQ(raw(2), R"("x\n")");
  EXPECT_EQ(object.fields[1].value.type, JsonType::Array);
  EXPECT_EQ(decoded(text, object.fields[2].value), "x\n");
  EXPECT_EQ(text.substr(object.begin, object.end - object.begin).front(), '{');
  EXPECT_EQ(text.substr(object.begin, object.end - object.begin).back(), '}');
}

TEST(ScanObject, SaysWhatItExpectedAndWhere) {
  EXPECT_EQ(fault_of(""), "there is nothing but white space @0");
  EXPECT_EQ(fault_of("[1]"), "it starts with '[' where '{' was expected @0");
  EXPECT_EQ(fault_of(R"({"a":1)"), "it ends where ',' or '}' was expected @6");
  EXPECT_EQ(fault_of(R"({"a":1} x)"), "there is more after the object's end @8");
  EXPECT_EQ(fault_of(R"({'a':1})"), "''' where a field name in double quotes was expected @1");
  EXPECT_EQ(fault_of(R"({"a":1,})"), "'}' where a field name in double quotes was expected @7");
  EXPECT_EQ(fault_of("{\"a\":\"x\ty\"}"), "an unescaped control character (byte 0x09) inside a string @7");
  EXPECT_EQ(fault_of(R"({"a":"\x"})"), "an unknown escape inside a string @6");
  EXPECT_EQ(fault_of(R"({"a":"\u12G4"})"), "a \\u escape without four hexadecimal digits @6");
  EXPECT_EQ(fault_of(R"({"a":NaN})"), "NaN is not JSON (write null instead) @5");
  EXPECT_EQ(fault_of(R"({"a":"abc)"), "it ends inside a string @9");
  EXPECT_EQ(fault_of(R"({"a":01})"), "'1' where ',' or '}' was expected @6");
}

TEST(ScanObject, StopsAtThousandAndTwentyFourLevels) {
  const auto nested = [](std::size_t levels) {
    return "{\"a\":" + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  EXPECT_EQ(fault_of(nested(1023)), "");
  EXPECT_EQ(fault_of(nested(1024)), "it is nested deeper than 1,024 levels @1028");
  EXPECT_NE(fault_of("{\"a\":" + std::string(1'000'000, '[')), "");
}

TEST(ScanObject, FindsHalvesOfSurrogatePairsEverywhere) {
  const std::string_view text = R"({"a":"\ud83d\ude00 \ud83d","b":[{"\udE00":"\uD83D\uD83D\uDE00"}]})";
  JsonObject object;
  ASSERT_FALSE(scan_object(text, object));
  EXPECT_EQ(object.lone_surrogates, (std::vector<std::size_t>{19, 34, 43}));
  EXPECT_EQ(decoded(text, object.fields[0].value), "\xF0\x9F\x98\x80 \xEF\xBF\xBD");
}

/// The document that simdjson reads, written in one fixed form; absent when it rejects the text.
std::optional<std::string> minified_by_simdjson(const std::string& text) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  if (parser.parse(text).get(element) != simdjson::SUCCESS || !element.is_object()) return std::nullopt;
  return simdjson::minify(element);
}

TEST(ScanObject, AgreesWithSimdjsonOnRandomObjects) {
  for (const auto seed : seeds(1500)) {
    RandomJson random(seed);
    std::string text = "{";
    for (std::size_t i = 1 + random.below(5); i > 0; --i) {
      text += random.space() + random.string(3).json + ":" + random.value() + random.space() + (i > 1 ? "," : "");
    }
    text += "}";
    JsonObject object;
    const auto fault = scan_object(text, object);
    ASSERT_FALSE(fault) << seed << ' ' << fault->what << ' ' << text;
    simdjson::dom::parser parser;
    simdjson::dom::object reference;
    ASSERT_EQ(parser.parse(text).get(reference), simdjson::SUCCESS) << seed << ' ' << text;
    ASSERT_EQ(object.fields.size(), reference.size()) << seed;
    std::size_t i = 0;
    for (const auto field : reference) {
      EXPECT_EQ(decoded(text, object.fields[i].key), field.key) << seed;
      std::string_view expected;
      if (field.value.get(expected) == simdjson::SUCCESS) {
        ASSERT_EQ(object.fields[i].value.type, JsonType::String) << seed;
        EXPECT_EQ(decoded(text, object.fields[i].value), expected) << seed;
      }
      ++i;
    }
  }
}

TEST(ScanObject, AcceptsWhatSimdjsonAcceptsAmongDamagedObjects) {
  static constexpr std::string_view bytes = "{}[]\",:\\ux0123eE+-.ntf \t\x01\xC3";
  std::size_t accepted = 0;
  for (const auto seed : seeds(6000)) {
    RandomJson random(seed);
    std::string text =
        "{" + random.string(2).json + ":" + random.value() + "," + random.string(2).json + ":" + random.value() + "}";
    for (std::size_t i = 1 + random.below(2); i > 0; --i) {
      const std::size_t at = random.below(text.size());
      switch (random.below(3)) {
        case 0: text[at] = bytes[random.below(bytes.size())]; break;
        case 1: text.erase(at, 1); break;
        default: text.insert(at, 1, bytes[random.below(bytes.size())]);
      }
    }
    if (!is_utf8(text)) continue;
    JsonObject object;
    const bool ours = !scan_object(text, object);
    if (!object.lone_surrogates.empty()) continue;  // rejected by simdjson, replaced here
    const auto theirs = minified_by_simdjson(text);
    if (ours && !theirs) {
      simdjson::dom::parser parser;
      const auto error = parser.parse(text).error();
      if (error == simdjson::NUMBER_ERROR) continue;  // out of a double's range
    }
    EXPECT_EQ(ours, theirs.has_value()) << seed << ' ' << text;
    accepted += ours ? 1U : 0U;
  }
  EXPECT_GT(accepted, 500U);
}

TEST(FindField, TakesTheFirstOfOneNameAndFollowsDots) {
  const std::string_view text = R"({"a":{"b":1,"b":2},"a":{"b":3},"x.y":4,"x":{"y":5}})";
  JsonObject object;
  ASSERT_FALSE(scan_object(text, object));
  JsonObject inner;
  const auto value = [&](std::string_view name) {
    const JsonField* field = find_field(text, object, name, inner);
    return field == nullptr ? "" : std::string(text.substr(field->value.begin, field->value.end - field->value.begin));
  };
  EXPECT_EQ(value("a.b"), "1");
  EXPECT_EQ(value("x.y"), "4");
  EXPECT_EQ(value("a.c"), "");
  EXPECT_EQ(value("x.y.z"), "");
  EXPECT_EQ(value("q"), "");
}

}  // namespace
}  // namespace presswash
