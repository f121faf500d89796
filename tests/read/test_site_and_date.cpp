#include <gtest/gtest.h>

#include "read/parse_record.h"

namespace presswash {
namespace {

TEST(SiteOfUrl, IsTheHostInItsPlainForm) {
  EXPECT_EQ(site_of_url("https://www.Example.com/a/b?c=http://other.example/#d"), "example.com");
  EXPECT_EQ(site_of_url("http://user:pass@m.example.com:8080/"), "example.com");
  EXPECT_EQ(site_of_url("https://amp.example.co.uk"), "example.co.uk");
  EXPECT_EQ(site_of_url("https://mobile.example.com?x"), "example.com");
  EXPECT_EQ(site_of_url("https://www.m.example.com./"), "example.com");
  EXPECT_EQ(site_of_url("//example.com/a"), "example.com");
  EXPECT_EQ(site_of_url("  example.com/a "), "example.com");
  EXPECT_EQ(site_of_url("example.com:80/a"), "example.com");
  EXPECT_EQ(site_of_url("https://b\xC3\xBC"
                        "cher.example/"),
            "b\xC3\xBC"
            "cher.example");
  EXPECT_EQ(site_of_url("https://xn--bcher-kva.example/"), "xn--bcher-kva.example");
  EXPECT_EQ(site_of_url("http://[2001:DB8::1]:80/"), "[2001:db8::1]");
  EXPECT_EQ(site_of_url("https://news.example.com/"), "news.example.com");
}

TEST(SiteOfUrl, KeepsAHostThatOnlyLooksLikeAPrefix) {
  EXPECT_EQ(site_of_url("https://m.com/"), "m.com");
  EXPECT_EQ(site_of_url("https://www.com/"), "www.com");
  EXPECT_EQ(site_of_url("https://amp.dev/"), "amp.dev");
  EXPECT_EQ(site_of_url("https://mexample.com/"), "mexample.com");
}

TEST(SiteOfUrl, IsEmptyWhereThereIsNoHost) {
  for (const auto* url : {"", " ", "about:blank", "mailto:a@example.com", "javascript:void(0)", "/a/b", "a",
                          "file:///a/b.txt", "#top", "https://", "data:text/html,a.b", "two words.com/x"}) {
    EXPECT_EQ(site_of_url(url), "") << url;
  }
}

struct DateCase {
  const char* text;
  std::optional<std::int64_t> seconds;
};

TEST(ParsePublished, ReadsTheFormsThatScrapesHold) {
  constexpr std::int64_t noon = 1714566600;  // 2024-05-01 12:30:00 UTC
  const DateCase cases[] = {
      {"2024-05-01T12:30:00Z", noon},
      {"2024-05-01T12:30:00", noon},
      {"2024-05-01T12:30Z", noon},
      {"2024-05-01t12:30:00.123456z", noon},
      {"2024-05-01T12:30:00,5Z", noon},
      {"2024-05-01T14:30:00+02:00", noon},
      {"2024-05-01T14:30:00+0200", noon},
      {"2024-05-01T14:30:00+02", noon},
      {"2024-05-01T07:00:00-05:30", noon},
      {"2024-05-01 12:30:00", noon},
      {"2024-05-01 12:30:00 UTC", noon},
      {"2024-05-01 14:30:00 +0200", noon},
      {"  2024-05-01 12:30  ", noon},
      {"2024/05/01 12:30:00", noon},
      {"2024-05-01", noon - 45000},
      {"2024-5-1", noon - 45000},
      {"20240501", noon - 45000},
      {"20240501123000", noon},
      {"20240501T123000Z", noon},
      {"20240501T1430+0200", noon},
      {"1714566600", noon},
      {"1714566600.789", noon},
      {"1714566600123", noon},
      {"1714566600123456", noon},
      {"1714566600123456789", noon},
      {"Wed, 01 May 2024 12:30:00 GMT", noon},
      {"Wed, 1 May 2024 14:30:00 +0200", noon},
      {"Wed, 01-May-2024 12:30:00 GMT", noon},
      {"01 May 2024 08:30:00 EDT", noon},
      {"1 May 24 12:30 UT", noon},
      {"Wednesday, 1 May 2024 12:30:00", noon},
      {"1 May 2024", noon - 45000},
      {"2016-12-31T23:59:60Z", 1483228800},
      {"1969-12-31T23:59:59Z", -1},
      {"2024-02-29", 1709164800},
  };
  for (const DateCase& c : cases) EXPECT_EQ(parse_published(c.text), c.seconds) << c.text;
}

TEST(ParsePublished, KnowsNothingOfTheRest) {
  for (const auto* text : {"",
                           " ",
                           "yesterday",
                           "2024",
                           "2024-05",
                           "2023-02-29",
                           "2024-13-01",
                           "2024-05-01T25:00:00",
                           "2024-05-01T12:60:00",
                           "2024-05-01T12:30:00+25:00",
                           "2024-05-01T12:30:00 XYZ",
                           "2024-05-01x",
                           "20241301",
                           "20240501126000",
                           "1",
                           "12345678901234567890",
                           "1.2.3",
                           "-5",
                           "May 2024",
                           "32 May 2024",
                           "Wed, May 2024",
                           "2024-05-01T",
                           "01/05/2024",
                           "99999999"}) {
    EXPECT_EQ(parse_published(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace presswash
