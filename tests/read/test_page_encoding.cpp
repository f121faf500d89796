#include <gtest/gtest.h>

#include "base/utf8.h"
#include "read/page_encoding.h"

namespace presswash {
namespace {

constexpr const char* cafe = "caf\xC3\xA9";

TEST(PageEncoding, TriesUtf8BeforeWhatIsDeclared) {
  const DecodedPage page = decode_page("<meta charset=iso-8859-1>caf\xC3\xA9", "windows-1252");
  EXPECT_EQ(page.html, std::string("<meta charset=iso-8859-1>") + cafe);
  EXPECT_EQ(page.replaced, 0U);
}

TEST(PageEncoding, TakesTheHeadersCharsetThenTheMetaElements) {
  EXPECT_EQ(decode_page("\xC0\xE1", "windows-1251").html, "\xD0\x90\xD0\xB1");
  EXPECT_EQ(decode_page("<meta http-equiv=x content='text/html; charset=windows-1251'>\xC0\xE1").html,
            "<meta http-equiv=x content='text/html; charset=windows-1251'>\xD0\x90\xD0\xB1");
  EXPECT_EQ(decode_page("<meta charset=\"shift_jis\">\x93\xFA").html, "<meta charset=\"shift_jis\">\xE6\x97\xA5");
}

TEST(PageEncoding, TakesLatin1ForWindows1252) {
  EXPECT_EQ(decode_page("\x93hi\x94 caf\xE9", "ISO-8859-1").html, std::string("\xE2\x80\x9Chi\xE2\x80\x9D ") + cafe);
  EXPECT_EQ(decode_page("caf\xE9").html, cafe);
  EXPECT_EQ(decode_page("caf\xE9", "no-such-charset").html, cafe);
}

TEST(PageEncoding, DecodesByByteOrderMark) {
  EXPECT_EQ(decode_page("\xEF\xBB\xBFhi", "utf-16").html, "hi");
  EXPECT_EQ(decode_page(std::string("\xFF\xFEh\0i\0", 6)).html, "hi");
  EXPECT_EQ(decode_page(std::string("\xFE\xFF\0h\0i", 6)).html, "hi");
}

TEST(PageEncoding, DecodesEscapedJapanese) {
  EXPECT_EQ(decode_page("\x1B$BF|K\\\x1B(B", "iso-2022-jp").html, "\xE6\x97\xA5\xE6\x9C\xAC");
}

TEST(PageEncoding, RepairsMostlySoundUtf8) {
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += cafe;
  const DecodedPage page = decode_page(bytes + "\xFF", "windows-1252");
  EXPECT_EQ(page.html, bytes + "\xEF\xBF\xBD");
  EXPECT_EQ(page.replaced, 1U);
}

TEST(PageEncoding, GivesUtf8ForAnyBytes) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const char* charset : {"", "utf-8", "gb2312", "big5", "euc-jp", "euc-kr", "utf-16le", "windows-1253", "utf-7"})
    EXPECT_TRUE(is_utf8(decode_page(all, charset).html)) << charset;
}

TEST(PageEncoding, FindsTheCharsetOfAContentType) {
  EXPECT_EQ(charset_of("text/html; Charset=\"UTF-8\""), "utf-8");
  EXPECT_EQ(charset_of("text/html"), "");
}

}  // namespace
}  // namespace presswash
