#include <gtest/gtest.h>

#include "random_json.h"
#include "read/json_text.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using testing::RandomJson;
using testing::seeds;

std::string edited(std::string_view record, const RecordEdit& edit) {
  const auto out = edited_record(record, edit);
  return out.ok() ? *out : "error: " + out.error().message;
}

TEST(JsonString, EscapesOnlyWhatMustBe) {
  EXPECT_EQ(json_string("plain \xE2\x80\x99 /"), "\"plain \xE2\x80\x99 /\"");
  EXPECT_EQ(json_string("a\"b\\c\nd\te\rf\bg\fh"), R"("a\"b\\c\nd\te\rf\bg\fh")");
  EXPECT_EQ(json_string(std::string_view("\0\x1F\x7F", 3)), "\"\\u0000\\u001f\x7F\"");
  EXPECT_EQ(json_string(""), "\"\"");
}

TEST(JsonString, IsReadBackAsItWas) {
  for (const auto seed : seeds(300)) {
    RandomJson random(seed);
    const std::string text = random.string(60).decoded;
    const auto back = string_in_record("{\"text\":" + json_string(text) + "}", "text");
    ASSERT_TRUE(back.ok()) << seed;
    EXPECT_EQ(*back, text) << seed;
  }
}

TEST(EditedRecord, ReplacesTheTextAndAppendsAField) {
  EXPECT_EQ(edited(R"({"id": 7, "text" : "old\n", "x":[1, 2] })",
                   {.field = "text", .text = "new \"one\"", .added = "presswash", .added_json = R"({"copies":1})"}),
            R"({"id": 7, "text" : "new \"one\"", "x":[1, 2],"presswash":{"copies":1} })");
}

TEST(EditedRecord, LeavesTheTextWhenNoneIsGiven) {
  EXPECT_EQ(edited(R"({"text":"\u0041"})", {.added = "p", .added_json = "1"}), R"({"text":"\u0041","p":1})");
}

TEST(EditedRecord, AppendsToAnEmptyObject) {
  EXPECT_EQ(edited("{}", {.added = "p", .added_json = "1"}), R"({"p":1})");
  EXPECT_EQ(edited("{ }", {.added = "p", .added_json = "1"}), R"({"p":1 })");
}

TEST(EditedRecord, ReplacesAFieldThatIsAlreadyThere) {
  EXPECT_EQ(
      edited(R"({"p": {"old":[1]}, "text":"t"})", {.field = "text", .text = "n", .added = "p", .added_json = "2"}),
      R"({"p": 2, "text":"n"})");
  EXPECT_EQ(
      edited(R"({"text":"t","p":1,"q":0 , "p":3})", {.field = "text", .text = "n", .added = "p", .added_json = "2"}),
      R"({"text":"n","p":2,"q":0})");
}

TEST(EditedRecord, FollowsDotsIntoNestedObjects) {
  EXPECT_EQ(edited(R"({"a":{"text":"no","b":{"text":"old","c":1}},"text":"no"})", {.field = "a.b.text", .text = "new"}),
            R"({"a":{"text":"no","b":{"text":"new","c":1}},"text":"no"})");
  EXPECT_EQ(edited(R"({"a":{"b.c":"old"}})", {.field = "a.b.c", .text = "new"}), R"({"a":{"b.c":"new"}})");
}

TEST(EditedRecord, PrefersAFieldWhoseNameHasTheDots) {
  EXPECT_EQ(edited(R"({"a":{"b":"1"},"a.b":"2"})", {.field = "a.b", .text = "new"}), R"({"a":{"b":"1"},"a.b":"new"})");
}

TEST(EditedRecord, ReplacesTheFirstOfTwoFieldsOfOneName) {
  EXPECT_EQ(edited(R"({"text":"1","text":"2"})", {.field = "text", .text = "n"}), R"({"text":"n","text":"2"})");
}

TEST(EditedRecord, KnowsAFieldWhoseNameIsEscaped) {
  EXPECT_EQ(edited(R"({"\u0074ext":"1"})", {.field = "text", .text = "n"}), R"({"\u0074ext":"n"})");
}

TEST(EditedRecord, SaysWhatIsWrong) {
  EXPECT_EQ(edited_record("[1]", {.added = "p", .added_json = "1"}).error().code, ErrorCode::CorruptInput);
  EXPECT_EQ(edited_record("{}", {.field = "text", .text = "n"}).error().code, ErrorCode::MissingField);
  EXPECT_EQ(edited_record(R"({"text":[]})", {.field = "text", .text = "n"}).error().code, ErrorCode::NotText);
  EXPECT_EQ(edited_record(R"({"p":{"text":"t"}})", {.field = "p.text", .text = "n", .added = "p", .added_json = "1"})
                .error()
                .code,
            ErrorCode::InvalidArgument);
}

TEST(RecordWithout, UndoesTheAppending) {
  for (const std::string_view record : {"{}", "{ }", R"({"a":1})", R"({ "a" : 1 , "b" : [ ] } )", R"({"a":{"p":1}})"}) {
    const auto with = edited_record(record, {.added = "p", .added_json = R"({"x":"y"})"});
    ASSERT_TRUE(with.ok());
    const auto without = record_without(*with, "p");
    ASSERT_TRUE(without.ok());
    EXPECT_EQ(*without, record);
  }
}

TEST(RecordWithout, TakesEveryFieldOfTheName) {
  EXPECT_EQ(*record_without(R"({"p":1, "p":2, "a":3 , "p":4})", "p"), R"({"a":3})");
  EXPECT_EQ(*record_without(R"({"p":1,"p":2})", "p"), "{}");
  EXPECT_EQ(*record_without(R"({"a":1,"p":2,"b":3})", "p"), R"({"a":1,"b":3})");
  EXPECT_EQ(*record_without(R"({"a":1})", "p"), R"({"a":1})");
}

TEST(EditedRecord, ChangesNothingElseInRandomRecords) {
  for (const auto seed : seeds(2000)) {
    RandomJson random(seed);
    const bool nested = random.below(2) == 1;
    const auto filler = [&random](std::string_view prefix) {
      return "\"" + std::string(prefix) + std::to_string(random.below(9)) + "\"" + random.space() + ":" +
             random.space() + random.value();
    };
    std::string before = random.space() + "{";
    std::string after;
    for (std::size_t i = random.below(4); i > 0; --i) before += random.space() + filler("f") + random.space() + ",";
    if (nested) before += random.space() + "\"article\":{" + (random.below(2) == 1 ? filler("g") + "," : "");
    before += random.space() + "\"text\"" + random.space() + ":" + random.space();
    if (nested) after += random.space() + "}";
    for (std::size_t i = random.below(4); i > 0; --i) after += random.space() + "," + random.space() + filler("h");
    const std::string tail = random.space() + "}" + random.space();
    const auto old_text = random.string();
    const auto new_text = random.string().decoded;
    const std::string field = nested ? "article.text" : "text";
    const std::string record = before + old_text.json + after + tail;

    const auto read = string_in_record(record, field);
    ASSERT_TRUE(read.ok()) << seed << ' ' << record << ' ' << read.error().message;
    EXPECT_EQ(*read, old_text.decoded) << seed;
    const auto out =
        edited_record(record, {.field = field, .text = new_text, .added = "presswash", .added_json = "{\"copies\":2}"});
    ASSERT_TRUE(out.ok()) << seed << ' ' << record;
    EXPECT_EQ(*out, before + json_string(new_text) + after + ",\"presswash\":{\"copies\":2}" + tail) << seed;
    const auto undone = record_without(*out, "presswash");
    ASSERT_TRUE(undone.ok()) << seed;
    EXPECT_EQ(*undone, before + json_string(new_text) + after + tail) << seed;
  }
}

}  // namespace
}  // namespace presswash
