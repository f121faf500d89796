#include "bad_input_cases.h"

#include "read_support.h"

namespace presswash::testing {
namespace {

constexpr std::string_view good = "{\"id\":\"good\",\"text\":\"Fine.\"}\n";
constexpr std::string_view warc_page =
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\n"
    "Content-Length: 56\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Fine.</p>\r\n\r\n";
constexpr std::string_view page = "<!DOCTYPE html><html><body><p>Fine.</p></body></html>";

std::function<void()> file(std::string name, std::string bytes) {
  return [name = std::move(name), bytes = std::move(bytes)] { write_file(name, bytes); };
}

/// A scrape of three records, the second of them bad.
BadInput record(std::string kind, std::string line, std::string says) {
  return {.kind = std::move(kind),
          .prepare = file("scrape.jsonl", std::string(good) + std::move(line) + "\n" + std::string(good)),
          .inputs = {"scrape.jsonl"},
          .says = "scrape.jsonl: record 2: " + std::move(says),
          .does = Does::SkipsRecord,
          .documents = 2,
          .after_opening = {},
          .options = {}};
}

BadInput stops(std::string kind, std::string name, std::string bytes, std::string says) {
  return {.kind = std::move(kind),
          .prepare = file(name, std::move(bytes)),
          .inputs = {name},
          .says = name + ": " + std::move(says),
          .does = Does::Stops,
          .documents = 0,
          .after_opening = {},
          .options = {}};
}

BadInput reads(std::string kind, std::string name, std::string bytes, std::size_t documents, Does does = Does::Reads) {
  return {.kind = std::move(kind),
          .prepare = file(name, std::move(bytes)),
          .inputs = {name},
          .says = "",
          .does = does,
          .documents = documents,
          .after_opening = {},
          .options = {}};
}

BadInput skips_rest(std::string kind, std::string name, std::string bytes, std::string says, std::size_t documents) {
  BadInput out = stops(std::move(kind), std::move(name), std::move(bytes), std::move(says));
  out.does = Does::SkipsRest;
  out.documents = documents;
  return out;
}

std::string flipped(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  return bytes;
}

void append_paths(std::vector<BadInput>& out) {
  out.push_back({.kind = "No input named",
                 .prepare = [] {},
                 .inputs = {},
                 .says = "no input; name files or folders, or - for standard input",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "A path that does not exist",
                 .prepare = [] {},
                 .inputs = {"scrap.jsonl"},
                 .says = "scrap.jsonl: no such file or folder; check the path",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "A file that may not be read",
                 .prepare =
                     [] {
                       write_file("scrape.jsonl", good);
                       std::filesystem::permissions("scrape.jsonl", std::filesystem::perms::none);
                     },
                 .inputs = {"scrape.jsonl"},
                 .says = "scrape.jsonl: permission denied; make it readable (chmod) or run as a user who may read it",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "A folder inside a folder that may not be read",
                 .prepare =
                     [] {
                       write_file("pages/a.txt", "Fine.");
                       write_file("pages/shut/b.txt", "Fine.");
                       std::filesystem::permissions("pages/shut", std::filesystem::perms::none);
                     },
                 .inputs = {"pages"},
                 .says = "pages/shut: permission denied; make it readable (chmod) or run as a user who may read it",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "Standard input named twice",
                 .prepare = [] {},
                 .inputs = {"-", "-"},
                 .says = "standard input: it can be read only once; name - once",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "An empty folder",
                 .prepare = [] { std::filesystem::create_directory("pages"); },
                 .inputs = {"pages"},
                 .says = "pages: the folder holds no .txt or .html file (and no other file); check the path",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "A folder of JSON Lines files",
                 .prepare = file("scrapes/a.jsonl", std::string(good)),
                 .inputs = {"scrapes"},
                 .says =
                     "scrapes: the folder holds no .txt or .html file, but 1 .jsonl; name such files one by one, for "
                     "instance scrapes/*.jsonl",
                 .after_opening = {},
                 .options = {}});
  out.push_back({.kind = "A folder of pictures",
                 .prepare = file("pages/a.png", "\x89PNG"),
                 .inputs = {"pages"},
                 .says =
                     "pages: the folder holds no .txt or .html file, but 1 .png; only .txt and .html files are read "
                     "from folders",
                 .after_opening = {},
                 .options = {}});
}

void append_forms(std::vector<BadInput>& out) {
  out.push_back(stops("A form that is not known", "notes.docx", "Notes",
                      "neither its extension nor its content is known; presswash reads JSON Lines (.jsonl, .ndjson, "
                      ".json), WARC (.warc), both also .gz and .zst, text (.txt), pages (.html) and folders of those "
                      "two"));
  out.push_back(stops("A binary file under a JSON name", "scrape.jsonl",
                      std::string("\x7F"
                                  "ELF\x02\x01\x01\0\0\0",
                                  10),
                      "this is a binary file, not JSON Lines (.jsonl, .ndjson, .json, plain, .gz or .zst), WARC, text "
                      "(.txt) or a page (.html)"));
  out.push_back(stops("A compression that is not read (bzip2, xz, lz4, zip, 7-Zip), Parquet", "scrape.jsonl.xz",
                      std::string("\xFD"
                                  "7zXZ\0\0\x04",
                                  8),
                      "xz is not read; decompress it first (xz -d), or pipe it in: xz -dc FILE | presswash ... -"));
  out.push_back(stops("A .gz or .zst that is neither compressed nor JSON", "scrape.jsonl.gz",
                      "<error>Not found</error>",
                      "its name ends in .gz, but it is neither gzip nor zstd nor JSON; see what it is (file FILE) and "
                      "decompress it first"));
  out.push_back(
      reads("JSON Lines that are not compressed though the name ends in .gz", "scrape.jsonl.gz", std::string(good), 1));
  out.push_back(stops("A compressed text file", "page.txt.gz", gzip("Fine."),
                      "a compressed text file is not read; decompress it first (gzip -d)"));
  out.push_back(stops("Something else under a WARC name", "crawl.warc.gz", gzip("<html></html>"),
                      "its name says WARC, but it does not begin with a WARC record; see what it is (file FILE)"));
  out.push_back(reads("A page under a name that says nothing", "page", std::string(page), 1));
  out.push_back(skips_rest("WARC that is cut short", "crawl.warc",
                           std::string(warc_page) + std::string(warc_page.substr(0, 150)),
                           "record 2: the last record is cut short; fetch the file again for the rest", 1));
  out.push_back(skips_rest("WARC that is damaged", "crawl.warc", std::string(warc_page) + "WRC/1.1\r\n",
                           "record 2: a record does not begin with WARC/1.0; the file is damaged there, the records "
                           "before it were read",
                           1));
  out.push_back(stops("UTF-32", "scrape.jsonl", std::string("\xFF\xFE\0\0{\0\0\0", 8),
                      "UTF-32 is not read; convert it first: iconv -f UTF-32 -t UTF-8"));
  out.push_back(stops("UTF-16 without a byte order mark", "scrape.jsonl", utf16(good, true).substr(2),
                      "this looks like UTF-16 without a byte order mark; convert it first: iconv -f UTF-16LE -t UTF-8 "
                      "(or UTF-16BE)"));
  out.push_back(reads("UTF-16 with a byte order mark", "scrape.jsonl", utf16(good, false), 1));
  out.push_back(reads("A UTF-8 byte order mark, Windows line ends, blank lines, no line end at the end", "scrape.jsonl",
                      "\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n  \r\n{\"text\":\"b\"}", 2));
  out.push_back(reads("An empty file", "scrape.jsonl", "", 0));
  out.push_back(
      reads("One JSON array instead of JSON Lines", "scrape.json", "[\n{\"text\":\"a\"},\n{\"text\":\n\"b\"}\n]\n", 2));
  out.push_back(stops("One JSON object over several lines", "scrape.json", "{\n  \"articles\": [\n  ]\n}\n",
                      "a JSON object spread over several lines; JSON Lines has one object a line: jq -c . FILE (or jq "
                      "-c '.articles[]' FILE for a list inside it)"));
}

void append_streams(std::vector<BadInput>& out) {
  const std::string rest = "; the records before that were read, fetch the file again for the rest";
  const std::string two = std::string(good) + std::string(good);
  out.push_back(skips_rest("gzip data that is cut short", "scrape.jsonl.gz", stored_gzip(two).substr(0, 60),
                           "record 2: the gzip data is cut short after 60 bytes" + rest, 1));
  out.push_back(skips_rest("gzip data that is corrupt", "scrape.jsonl.gz", flipped(stored_gzip(two), 75),
                           "record 3: the gzip data is corrupt near byte 77" + rest, 2));
  out.push_back(skips_rest("Something else behind gzip data", "scrape.jsonl.gz", stored_gzip(good) + "trailing",
                           "record 2: the gzip data is corrupt near byte 54" + rest, 1));
  out.push_back(skips_rest("zstd data that is cut short", "scrape.jsonl.zst",
                           stored_zstd(good) + stored_zstd(good).substr(0, 20),
                           "record 2: the zstd data is cut short after 58 bytes" + rest, 1));
  out.push_back(skips_rest("zstd data that is corrupt", "scrape.jsonl.zst",
                           stored_zstd(good) + flipped(stored_zstd(good), 4),
                           "record 2: the zstd data is corrupt near byte 38" + rest, 1));
  out.push_back(skips_rest("A JSON array that is cut short", "scrape.json", "[{\"text\":\"a\"},{\"text\":",
                           "record 2: the JSON array is cut short; the elements before were read, fetch the file again "
                           "for the rest",
                           1));
  out.push_back(skips_rest("More behind the end of a JSON array", "scrape.json",
                           "[{\"text\":\"a\"}]\n[{\"text\":\"b\"}]",
                           "record 1: there is more behind the end of the JSON array, and it was not read; write one "
                           "object a line (jq -c '.[]') or one array only",
                           1));
  BadInput changed = skips_rest("A file that changes during the run", "scrape.jsonl", std::string(good),
                                "the file changed while it was being read; run again when nothing writes to it", 0);
  changed.after_opening = file("scrape.jsonl", std::string(good) + std::string(good));
  out.push_back(std::move(changed));
  out.push_back({.kind = "A file of a folder that goes away during the run",
                 .prepare =
                     [] {
                       write_file("pages/a.txt", "Fine.");
                       write_file("pages/b.txt", "Fine.");
                     },
                 .inputs = {"pages"},
                 .says = "pages/a.txt: record 1: the file was there when the run began and is gone now; run again",
                 .does = Does::SkipsFile,
                 .documents = 1,
                 .after_opening = [] { std::filesystem::remove("pages/a.txt"); },
                 .options = {}});
  out.push_back({.kind = "A file of a folder that may not be read",
                 .prepare =
                     [] {
                       write_file("pages/a.txt", "Fine.");
                       write_file("pages/b.txt", "Fine.");
                       std::filesystem::permissions("pages/a.txt", std::filesystem::perms::none);
                     },
                 .inputs = {"pages"},
                 .says = "pages/a.txt: record 1: permission denied; make it readable (chmod) or run as a user who may "
                         "read it",
                 .does = Does::SkipsFile,
                 .documents = 1,
                 .after_opening = {},
                 .options = {}});
}

void append_records(std::vector<BadInput>& out) {
  const std::string remedy = "; JSON Lines has one whole object a line, jq -c . makes it so";
  out.push_back(record("A line that is not JSON", "Internal error",
                       "not a JSON object: it starts with 'I' where '{' was expected (byte 1)" + remedy));
  out.push_back(record("A line that is cut short", R"({"id":"b","text":"Cut he)",
                       "not a JSON object: it ends inside a string (byte 25)" + remedy));
  out.push_back(record("A line that holds something other than an object", "[1,2]",
                       "not a JSON object: it starts with '[' where '{' was expected (byte 1)" + remedy));
  out.push_back(record("Two objects on one line", R"({"text":"a"} {"text":"b"})",
                       "not a JSON object: there is more after the object's end (byte 14)" + remedy));
  out.push_back(record("Python's notation instead of JSON", "{'text': 'a'}",
                       "not a JSON object: ''' where a field name in double quotes was expected (byte 2)" + remedy));
  out.push_back(record("NaN, Infinity", R"({"text":"a","score":NaN})",
                       "not a JSON object: NaN is not JSON (write null instead) (byte 21)" + remedy));
  out.push_back(
      record("A control character inside a string", "{\"text\":\"a\tb\"}",
             "not a JSON object: an unescaped control character (byte 0x09) inside a string (byte 11)" + remedy));
  out.push_back(record("An escape that JSON does not have", R"({"text":"\x41"})",
                       "not a JSON object: an unknown escape inside a string (byte 10)" + remedy));
  out.push_back(record("Values nested too deep", "{\"text\":\"a\",\"tree\":" + std::string(2000, '['),
                       "not a JSON object: it is nested deeper than 1,024 levels (byte 1043)" + remedy));
  out.push_back(record("No text field", R"({"headline":"H","body":"The story."})",
                       "no field \"text\"; it has: headline, body. Use --field text=body"));
  out.push_back(record("All records in a list inside one object", R"({"articles":[{"text":"One."}]})",
                       "no field \"text\"; it has: articles. Make its list JSON Lines: jq -c '.articles[]' FILE"));
  out.push_back(record("An empty object", "{}", "no field \"text\": the object is empty; check the input"));
  out.push_back(record("A text that is null", R"({"text":null})",
                       "field \"text\" is null; leave such records out or give them a text"));
  out.push_back(record("A text that is a list", R"({"text":["One.","Two."]})",
                       "field \"text\" is a list, not a string; join it first: jq -c '.text |= join(\"\\n\")' FILE"));
  out.push_back(record("A text that is an object", R"({"text":{"body":"One."}})",
                       "field \"text\" is an object, not a string; name the field inside it: --field text=text.NAME"));
  out.push_back(record("A text that is a number or boolean", R"({"text":5})",
                       "field \"text\" is a number or boolean, not a string; use --field text=NAME for the field with "
                       "the text"));
  BadInput large = record("A record that is too large (the limit is 1 GiB; here 100 bytes)",
                          "{\"text\":\"" + std::string(200, 'x') + "\"}",
                          "the record is larger than 100 bytes, the most that is read; split it");
  large.options.max_record_bytes = 100;
  out.push_back(std::move(large));
}

void append_contents(std::vector<BadInput>& out) {
  out.push_back(
      reads("Bytes that are not UTF-8 in a record", "scrape.jsonl", "{\"text\":\"caf\xE9\"}\n", 1, Does::Replaces));
  out.push_back(
      reads("Half a surrogate pair (\\ud800)", "scrape.jsonl", "{\"text\":\"a\\ud800b\"}\n", 1, Does::Replaces));
  out.push_back(reads("Bytes that are not UTF-8 in a text file", "page.txt", "caf\xE9", 1, Does::Replaces));
  BadInput nul = stops("A text file with NUL bytes", "page.txt", std::string("a\0b", 3),
                       "record 1: the file holds NUL bytes: it is binary, or UTF-16 without a byte order mark; convert "
                       "it (iconv -f UTF-16LE -t UTF-8) or leave it out");
  nul.does = Does::SkipsRecord;
  out.push_back(std::move(nul));
  out.push_back(reads("A field that occurs twice (the first counts)", "scrape.jsonl", R"({"text":"a","text":"b"})", 1));
  out.push_back(reads("A number that no machine type holds", "scrape.jsonl",
                      R"({"id":123456789012345678901234567890,"text":"a"})", 1));
  out.push_back(reads("No id, or one that is null or empty (made from url, published, title and text)", "scrape.jsonl",
                      "{\"text\":\"a\"}\n{\"id\":null,\"text\":\"b\"}\n{\"id\":\"\",\"text\":\"c\"}\n", 3));
  out.push_back(
      reads("A date that cannot be read (unknown)", "scrape.jsonl", R"({"published":"last week","text":"a"})", 1));
  out.push_back(reads("A text that is empty", "scrape.jsonl", R"({"text":""})", 1));
}

}  // namespace

std::string words_of(Does does) {
  switch (does) {
    case Does::Stops: return "stops";
    case Does::SkipsRecord: return "skips the record";
    case Does::SkipsRest: return "skips the rest of the input";
    case Does::SkipsFile: return "skips the file";
    case Does::Replaces: return "replaces each by U+FFFD and counts them";
    case Does::Reads: return "reads it";
  }
  return "";
}

std::vector<BadInput> bad_inputs() {
  std::vector<BadInput> out;
  append_paths(out);
  append_forms(out);
  append_streams(out);
  append_records(out);
  append_contents(out);
  return out;
}

}  // namespace presswash::testing
