#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "random_json.h"
#include "read/parse_record.h"
#include "test_seeds.h"

namespace presswash {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RandomJson;
using testing::seeds;

RawRecord line(std::string bytes) {
  RawRecord out;
  out.source = {.input = 0, .record = 7};
  out.bytes = std::move(bytes);
  return out;
}

RawRecord file(std::string name, std::string bytes) {
  RawRecord out;
  out.source = {.input = 0, .record = 1};
  out.bytes = std::move(bytes);
  out.name = std::move(name);
  out.is_file = true;
  return out;
}

Result<Document> parsed(const RawRecord& record, const ReadOptions& options = {}) {
  return RecordParser(options).parse(record);
}

Document document(std::string json, const ReadOptions& options = {}) {
  Result<Document> out = parsed(line(std::move(json)), options);
  EXPECT_TRUE(out.ok()) << out.error().text();
  return out.ok() ? *std::move(out) : Document{};
}

TEST(ParseRecord, ReadsEveryField) {
  const std::string json =
      R"({"id":"a1","url":"https://www.example.com/x","title":"T","published":"2024-05-01","text":"One.\nTwo","more":[1]})";
  const Document d = document(json);
  EXPECT_EQ(d.id, "a1");
  EXPECT_EQ(d.url, "https://www.example.com/x");
  EXPECT_EQ(d.site, "example.com");
  EXPECT_EQ(d.title, "T");
  EXPECT_EQ(d.published, "2024-05-01");
  EXPECT_EQ(d.published_seconds, 1714521600);
  EXPECT_EQ(d.text, "One.\nTwo");
  EXPECT_EQ(d.record, json);
  EXPECT_EQ(d.source, (Source{.input = 0, .record = 7}));
  EXPECT_EQ(d.replaced, 0U);
  EXPECT_FALSE(d.made_id);
}

TEST(ParseRecord, GivesARecordItsBytesBackWhenItMakesNoDocument) {
  for (const std::string& bytes : std::vector<std::string>{
           R"({"title":"no text"})", R"({"title":"half \ud800"})", "{\"title\":\n\"two lines\"}",
           "{\"title\":\"broken \xff\"}", "\xEF\xBB\xBF{\"title\":\"marked\"}", R"({"text":7})", "no object"}) {
    RawRecord record = line(bytes);
    EXPECT_FALSE(RecordParser(ReadOptions{}).parse(std::move(record))) << bytes;
    EXPECT_EQ(record.bytes, bytes);  // NOLINT(bugprone-use-after-move): that is what is promised
  }
  RawRecord record = line(R"({"text":"some"})");
  EXPECT_TRUE(RecordParser(ReadOptions{}).parse(std::move(record)));
}

TEST(ParseRecord, TakesNumbersByTheirText) {
  const Document d =
      document(R"({"id":123456789012345678901234567890,"url":null,"title":1.50,"published":1714566600,"text":""})");
  EXPECT_EQ(d.id, "123456789012345678901234567890");
  EXPECT_EQ(d.url, "");
  EXPECT_EQ(d.title, "1.50");
  EXPECT_EQ(d.published, "1714566600");
  EXPECT_EQ(d.published_seconds, 1714566600);
  EXPECT_EQ(d.text, "");
}

TEST(ParseRecord, MapsFieldNamesIntoNestedObjects) {
  ReadOptions options;
  options.fields.text = "article.body";
  options.fields.id = "meta.ids.own";
  const Document d = document(R"({"text":"no","article":{"body":"yes"},"meta":{"ids":{"own":5}}})", options);
  EXPECT_EQ(d.text, "yes");
  EXPECT_EQ(d.id, "5");
}

TEST(ParseRecord, TakesTheFirstOfFieldsOfOneName) {
  EXPECT_EQ(document(R"({"text":"first","text":"second"})").text, "first");
}

TEST(ParseRecord, MakesAnIdThatDependsOnTheContentAlone) {
  const Document a = document(R"({"url":"u","title":"t","text":"x","other":1})");
  const Document b = document(R"({"id":null,"text":"x","title":"t","url":"u"})");
  EXPECT_TRUE(a.made_id);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.id.size(), 32U);
  EXPECT_EQ(a.id, "205ed2ecacc12831cee47f537a0ae922");  // never changes
  std::vector<std::string> ids = {a.id};
  for (const auto* json : {R"({"url":"ut","title":"","text":"x"})", R"({"url":"u","title":"x","text":"t"})",
                           R"({"url":"u","title":"t","text":"x","published":"2024"})", R"({"id":"","text":""})"}) {
    EXPECT_TRUE(document(json).made_id);
    ids.push_back(document(json).id);
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST(ParseRecord, ReplacesAndCountsWhatCannotBeDecoded) {
  const Document d = document("{\"text\":\"a\xFF\x80 b\\ud800\\udc00 c\\udc00\",\"other\":[\"\\uD8FF\",\"\xC3\"]}");
  EXPECT_EQ(d.text, "a\xEF\xBF\xBD\xEF\xBF\xBD b\xF0\x90\x80\x80 c\xEF\xBF\xBD");
  EXPECT_EQ(d.replaced, 5U);
  EXPECT_EQ(
      d.record,
      "{\"text\":\"a\xEF\xBF\xBD\xEF\xBF\xBD b\\ud800\\udc00 c\\ufffd\",\"other\":[\"\\ufffd\",\"\xEF\xBF\xBD\"]}");
}

TEST(ParseRecord, PrefersTheSiteFieldToTheUrl) {
  EXPECT_EQ(document(R"({"site":"WWW.Paper.Example","url":"https://cdn.example/x","text":""})").site, "paper.example");
  EXPECT_EQ(document(R"({"site":"","url":"https://cdn.example/x","text":""})").site, "cdn.example");
  EXPECT_EQ(document(R"({"site":["a"],"url":"https://cdn.example/x","text":""})").site, "cdn.example");
  EXPECT_EQ(document(R"({"site":" The Paper ","text":""})").site, "the paper");
  EXPECT_EQ(document(R"({"text":""})").site, "");
}

TEST(ParseRecord, SaysWhichFieldsThereWereWhenTheTextIsMissing) {
  const auto missing = parsed(line(R"({"headline":"short","body":"the longest of all","link":"x","body":"again"})"));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::MissingField);
  EXPECT_EQ(missing.error().message, "no field \"text\"; it has: headline, body, link. Use --field text=body");
  EXPECT_EQ(missing.error().record, 7U);
  std::string many = "{";
  for (int i = 0; i < 40; ++i)
    many += "\"" + std::string(60, 'x') + std::to_string(i) + "\":" + std::to_string(i) + ",";
  many.back() = '}';
  EXPECT_THAT(parsed(line(many)).error().message, HasSubstr("and 28 more. Use --field text=NAME"));
}

TEST(ParseRecord, TellsWrongTypesApart) {
  EXPECT_EQ(parsed(line(R"({"text":["a"]})")).error().code, ErrorCode::NotText);
  EXPECT_EQ(parsed(line(R"({"text":{"a":1}})")).error().code, ErrorCode::NotText);
  EXPECT_EQ(parsed(line(R"({"text":5})")).error().code, ErrorCode::NotText);
  EXPECT_EQ(parsed(line(R"({"text":null})")).error().code, ErrorCode::MissingField);
  EXPECT_EQ(parsed(line(R"("text")")).error().code, ErrorCode::CorruptInput);
  EXPECT_EQ(parsed({.source = {}, .bytes = "{", .name = {}, .oversized = true}).error().code,
            ErrorCode::InvalidArgument);
}

TEST(ParseRecord, TakesATextFileAsItsText) {
  const Document d = *parsed(file("a/b.txt", "One.\r\n\nTwo."));
  EXPECT_EQ(d.id, "a/b.txt");
  EXPECT_EQ(d.text, "One.\r\n\nTwo.");
  EXPECT_EQ(d.site, "");
  EXPECT_EQ(d.record, "");
  EXPECT_FALSE(d.made_id);
  EXPECT_EQ(parsed(file("a.txt", ""))->text, "");
}

TEST(ParseRecord, DecodesTextFiles) {
  EXPECT_EQ(parsed(file("a.txt",
                        "\xEF\xBB\xBF"
                        "caf\xC3\xA9"))
                ->text,
            "caf\xC3\xA9");
  EXPECT_EQ(parsed(file("a.txt", std::string("\xFF\xFE"
                                             "a\0\xE9\0",
                                             6)))
                ->text,
            "a\xC3\xA9");
  EXPECT_EQ(parsed(file("a.txt", std::string("\xFE\xFF\0a\0\xE9", 6)))->text, "a\xC3\xA9");
  const Document repaired = *parsed(file("a.txt", "caf\xE9"));
  EXPECT_EQ(repaired.text, "caf\xEF\xBF\xBD");
  EXPECT_EQ(repaired.replaced, 1U);
  EXPECT_EQ(parsed(file("a.txt", std::string("a\0b", 3))).error().code, ErrorCode::NotText);
}

TEST(ParseRecord, TakesTheSiteFromTheFirstFolderWhenAsked) {
  ReadOptions options;
  options.site_from = SiteFrom::Folder;
  EXPECT_EQ(parsed(file("www.Paper.example/2024/b.txt", ""), options)->site, "paper.example");
  EXPECT_EQ(parsed(file("b.txt", ""), options)->site, "");
}

TEST(ParseRecord, EqualsTheReferenceOnRandomRecords) {
  for (const auto seed : seeds(1500)) {
    RandomJson random(seed);
    // Fields in random order, each at most once, among others.
    const auto id = random.string(3);
    const auto title = random.string(3);
    const auto text = random.string(40);
    std::vector<std::string> parts = {"\"id\":" + id.json, "\"title\" :" + title.json, "\"text\": " + text.json};
    for (std::size_t i = random.below(5); i > 0; --i)
      parts.push_back("\"x" + std::to_string(i) + "\":" + random.value());
    for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[random.below(i)]);
    std::string json = random.space() + "{";
    for (std::size_t i = 0; i < parts.size(); ++i)
      json += (i > 0 ? "," : "") + random.space() + parts[i] + random.space();
    json += "}";
    const Document d = document(json);
    EXPECT_EQ(d.made_id ? "" : d.id, id.decoded) << seed;
    EXPECT_EQ(d.made_id, id.decoded.empty()) << seed;
    EXPECT_EQ(d.title, title.decoded) << seed;
    EXPECT_EQ(d.text, text.decoded) << seed;
    EXPECT_EQ(d.record, json) << seed;
  }
}

TEST(ParseRecord, AlwaysGivesValidUtf8) {
  static constexpr std::string_view bytes = "{}\",:\\ud8Dcaf09 \x80\xBF\xC3\xE2\xED\xF0\xFF\x01\n";
  for (const auto seed : seeds(3000)) {
    RandomJson random(seed);
    std::string json = "{\"id\":" + random.string(4).json + ",\"text\":" + random.string().json + "}";
    for (std::size_t i = random.below(4); i > 0; --i)
      json[8 + random.below(json.size() - 8)] = bytes[random.below(bytes.size())];
    const auto d = parsed(line(json));
    if (!d.ok()) continue;
    for (const std::string* part : {&d->id, &d->url, &d->title, &d->published, &d->text, &d->record, &d->site}) {
      EXPECT_TRUE(is_utf8(*part)) << seed;
    }
    EXPECT_TRUE(parsed(line(d->record)).ok()) << seed;
    EXPECT_EQ(parsed(line(d->record))->text, d->text) << seed;
    EXPECT_EQ(parsed(line(d->record))->replaced, 0U) << seed;
  }
}

TEST(FieldSizesOf, ListsThemOnceInTheirOrder) {
  const auto fields = field_sizes_of(line(R"({"b":"river","a":{"c":"sea"},"\u0062":"strait","d":123,"e":""})"));
  EXPECT_THAT(fields, ElementsAre(FieldsAre("b", 5U), FieldsAre("a", 0U), FieldsAre("d", 0U), FieldsAre("e", 0U)));
  EXPECT_THAT(field_sizes_of(line("[1]")), IsEmpty());
  EXPECT_THAT(field_sizes_of(line("{")), IsEmpty());
  EXPECT_THAT(field_sizes_of(file("a.txt", "{}")), IsEmpty());
}

}  // namespace
}  // namespace presswash
