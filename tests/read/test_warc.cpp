#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_support.h"

namespace presswash {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string warc_record(const std::string& type, const std::string& content_type, const std::string& block,
                        const std::string& id = "<urn:uuid:1>") {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: " + id +
         "\r\nWARC-Target-URI: https://gull.example/a\r\nWARC-Date: 2031-02-03T04:05:06Z\r\nContent-Type: " +
         content_type + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string http(const std::string& headers, const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body;
}

std::string response(const std::string& headers, const std::string& body, const std::string& id = "<urn:uuid:1>") {
  return warc_record("response", "application/http; msgtype=response", http(headers, body), id);
}

constexpr const char* html_type = "Content-Type: text/html; charset=utf-8\r\n";
constexpr const char* page = "<p>Calm sea</p>";

class Warc : public ::testing::Test {
 protected:
  static ReadBack read(const std::string& bytes, const std::string& name = "crawl.warc") {
    write_file(name, bytes);
    return read_back({name});
  }
  static SkippedRecords skipped_in(const std::string& bytes) {
    write_file("crawl.warc", bytes);
    const auto inputs = InputSet::open({"crawl.warc"}, {});
    const auto reader = inputs->reader();
    RawRecord record;
    while (*reader->next(record)) {
    }
    return reader->progress().skipped;
  }

 private:
  WorkingFolder folder_;
};

TEST_F(Warc, GivesAResponsesPageWithItsIdAddressAndDate) {
  const ReadBack back = read(response(html_type, page, "<urn:uuid:7>"));
  ASSERT_EQ(back.documents.size(), 1U);
  const Document& document = back.documents[0];
  EXPECT_EQ(document.html, page);
  EXPECT_EQ(document.id, "urn:uuid:7");
  EXPECT_EQ(document.url, "https://gull.example/a");
  EXPECT_EQ(document.site, "gull.example");
  EXPECT_EQ(document.published, "2031-02-03T04:05:06Z");
}

TEST_F(Warc, ReadsAGzipMemberForEachRecord) {
  const ReadBack back = read(gzip(response(html_type, page, "a")) + gzip(response(html_type, page, "b")), "c.warc.gz");
  EXPECT_THAT(bytes_of(back), ElementsAre(page, page));
  EXPECT_THAT(numbers_of(back), ElementsAre(1U, 2U));
}

TEST_F(Warc, SkipsAndCountsWhatIsNoPage) {
  const std::string bytes = warc_record("warcinfo", "application/warc-fields", "software: x\r\n") +
                            warc_record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
                            response(html_type, page) +
                            warc_record("revisit", "application/http", http(html_type, "")) +
                            warc_record("metadata", "application/warc-fields", "a: b\r\n") +
                            response("Content-Type: image/png\r\n", "\x89PNG") +
                            warc_record("response", "application/http", http(html_type, "gone", "404 Not Found")) +
                            warc_record("resource", "text/html", page);
  EXPECT_THAT(numbers_of(read(bytes)), ElementsAre(3U, 8U));
  const SkippedRecords skipped = skipped_in(bytes);
  EXPECT_EQ(skipped.revisits, 1U);
  EXPECT_EQ(skipped.not_pages, 5U);
}

TEST_F(Warc, DecodesChunkedAndCompressedBodies) {
  const std::string packed = gzip(page);
  const std::string chunked = "4\r\n<p>C\r\nb;x=y\r\nalm sea</p>\r\n0\r\n\r\n";
  const std::string both = "5\r\n" + packed.substr(0, 5) + "\r\n" +
                           [&] {
                             char size[20];
                             std::snprintf(size, sizeof size, "%zx", packed.size() - 5);
                             return std::string(size);
                           }() +
                           "\r\n" + packed.substr(5) + "\r\n0\r\n\r\n";
  const std::string type = html_type;
  const std::vector<std::string> bodies{
      response(type + "Transfer-Encoding: chunked\r\n", chunked),
      response(type + "Content-Encoding: gzip\r\n", packed),
      response(type + "Content-Encoding: zstd\r\n", zstd(page)),
      response(type + "content-encoding: GZIP\r\ntransfer-encoding: Chunked\r\n", both),
      // Decoded already, under the header that it came with.
      response(type + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page),
      response(type + "Content-Encoding: br\r\n", page),
  };
  for (const std::string& bytes : bodies) EXPECT_THAT(bytes_of(read(bytes)), ElementsAre(page)) << bytes;
}

TEST_F(Warc, RejectsOneRecordThatCannotBeDecoded) {
  const std::string type = html_type;
  const ReadBack back = read(response(type + "Content-Encoding: br\r\n", "\x0B\x02\x80") + response(type, page) +
                             warc_record("response", "application/http", "no status line"));
  EXPECT_EQ(back.documents.size(), 1U);
  ASSERT_EQ(back.errors.size(), 2U);
  EXPECT_THAT(back.errors[0].text(), HasSubstr("crawl.warc: record 1: the page is compressed by \"br\""));
  EXPECT_THAT(back.errors[1].text(), HasSubstr("record 3: the response does not begin with an HTTP status line"));
}

TEST_F(Warc, UnfoldsHeadersAndAcceptsBareLineFeeds) {
  std::string bytes = response("Content-Type:\r\n text/html\r\n", page);
  EXPECT_EQ(read(bytes).documents.size(), 1U);
  const std::string block = "HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + std::string(page);
  bytes = "WARC/1.0\nWARC-Type: response\nContent-Length: " + std::to_string(block.size()) + "\n\n" + block + "\n\n";
  EXPECT_THAT(bytes_of(read(bytes)), ElementsAre(page));
}

TEST_F(Warc, GivesWhatStoodBeforeACut) {
  const std::string first = response(html_type, page);
  const std::string bytes = first + response(html_type, page);
  for (std::size_t length = 1; length < bytes.size(); ++length) {
    const ReadBack back = read(bytes.substr(0, length));
    EXPECT_EQ(back.documents.size(), length + 4 >= bytes.size() ? 2U : length + 4 >= first.size() ? 1U : 0U) << length;
    EXPECT_LE(back.errors.size(), 1U) << length;
  }
}

TEST_F(Warc, SurvivesFlippedBytes) {
  const std::string bytes = response(html_type, page) + response(html_type, page);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x80}) {
      std::string bad = bytes;
      bad[at] = static_cast<char>(bad[at] ^ flip);
      EXPECT_LE(read(bad).documents.size(), 2U);
    }
  }
}

TEST_F(Warc, SaysWhenAFileIsNoWarc) {
  EXPECT_THAT(messages_of(read("<html>no</html>")), ElementsAre(HasSubstr("does not begin with a WARC record")));
  EXPECT_THAT(messages_of(read("")), IsEmpty());
}

TEST_F(Warc, BoundsADecompressedBody) {
  const std::string bomb = gzip(std::string(std::size_t{80} << 20U, ' '));
  const ReadBack back = read(response(std::string(html_type) + "Content-Encoding: gzip\r\n", bomb));
  EXPECT_EQ(back.documents.size(), 0U);
  EXPECT_THAT(messages_of(back), ElementsAre(HasSubstr("larger than 67108864 bytes when it is decompressed")));
}

}  // namespace
}  // namespace presswash
