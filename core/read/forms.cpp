#include "read/forms.h"

#include <algorithm>
#include <array>

namespace presswash {
namespace {

constexpr std::size_t head_bytes = 4096;
constexpr std::string_view white = " \t\r\n";

struct Named {
  std::string_view name;
  Form form;
};
constexpr std::array extensions = {Named{".jsonl", Form::JsonLines}, Named{".ndjson", Form::JsonLines},
                                   Named{".json", Form::JsonLines},  Named{".txt", Form::Text},
                                   Named{".html", Form::Html},       Named{".htm", Form::Html},
                                   Named{".warc", Form::Warc}};

struct Compression {
  std::string_view magic;
  std::string_view name;
  std::string_view remedy;
};
constexpr std::array unread_compressions = {
    Compression{"BZh", "bzip2", "decompress it first (bzip2 -d), or pipe it in: bzip2 -dc FILE | presswash ... -"},
    Compression{"\xFD"
                "7zXZ",
                "xz", "decompress it first (xz -d), or pipe it in: xz -dc FILE | presswash ... -"},
    Compression{"\x04\x22\x4D\x18", "lz4",
                "decompress it first (lz4 -d), or pipe it in: lz4 -dc FILE | presswash ... -"},
    Compression{"PK\x03\x04", "zip", "unpack it first (unzip)"},
    Compression{"7z\xBC\xAF\x27\x1C", "7-Zip", "unpack it first (7z x)"},
    Compression{"PAR1", "Parquet", "convert it to JSON Lines first"},
};

Error input_error(ErrorCode code, std::string message) { return {.code = code, .message = std::move(message)}; }

constexpr std::string_view gzip_magic = "\x1F\x8B";
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD";

/// True of a file so short that its magic bytes are cut, too.
bool is_cut_magic(std::string_view head, std::string_view magic) noexcept {
  return !head.empty() && head.size() < magic.size() && magic.starts_with(head);
}

bool is_gzip(std::string_view head, std::string_view extension) noexcept {
  return head.starts_with(gzip_magic) || (extension == ".gz" && is_cut_magic(head, gzip_magic));
}

bool is_zstd(std::string_view head, std::string_view extension) noexcept {
  if (head.starts_with(zstd_magic) || (extension == ".zst" && is_cut_magic(head, zstd_magic))) return true;
  return head.size() >= 4 && head.substr(1, 3) == "\x2A\x4D\x18" && (static_cast<unsigned char>(head[0]) >> 4U) == 5;
}

/// Whether the first byte that is not white space is `mark`.
bool has_mark(std::string_view head, char mark) noexcept {
  const std::size_t at = head.find_first_not_of(white);
  return at != std::string_view::npos && head[at] == mark;
}

bool starts_with_any_case(std::string_view text, std::string_view lower) noexcept {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b | 0x20) : b);
         });
}

bool looks_like_html(std::string_view head) noexcept {
  head.remove_prefix(std::min(head.find_first_not_of(white), head.size()));
  return starts_with_any_case(head, "<!doctype html") || starts_with_any_case(head, "<html");
}

/// An object whose first line holds nothing but its opening brace.
bool looks_spread_over_lines(std::string_view head) noexcept {
  head.remove_prefix(std::min(head.find_first_not_of(white), head.size()));
  if (!head.starts_with('{')) return false;
  const std::size_t next = head.find_first_not_of(" \t\r", 1);
  return next != std::string_view::npos && head[next] == '\n' && head.find('"', next) != std::string_view::npos;
}

std::optional<Error> not_text(std::string_view head) {
  if (head.find('\0') == std::string_view::npos) return std::nullopt;
  const bool utf16 = head.starts_with(std::string_view("{\0", 2)) || head.starts_with(std::string_view("\0{", 2)) ||
                     head.starts_with(std::string_view("[\0", 2)) || head.starts_with(std::string_view("\0[", 2));
  if (utf16) {
    return input_error(ErrorCode::NotText,
                       "this looks like UTF-16 without a byte order mark; convert it first: iconv -f UTF-16LE -t "
                       "UTF-8 (or UTF-16BE)");
  }
  if (has_mark(head, '{') || has_mark(head, '[')) return std::nullopt;  // one bad record does not spoil the others
  return input_error(ErrorCode::NotText,
                     "this is a binary file, not JSON Lines (.jsonl, .ndjson, .json, plain, .gz or .zst), WARC, text "
                     "(.txt) or a page (.html)");
}

Result<Form> form_of_json(std::string_view head) {
  if (looks_spread_over_lines(head)) {
    return input_error(ErrorCode::InvalidArgument,
                       "a JSON object spread over several lines; JSON Lines has one object a line: jq -c . FILE "
                       "(or jq -c '.articles[]' FILE for a list inside it)");
  }
  return has_mark(head, '[') ? Form::JsonArray : Form::JsonLines;
}

}  // namespace

std::string extension_of(const std::filesystem::path& path) {
  std::string out = path.extension().string();
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

Form form_of_extension(std::string_view extension) noexcept {
  for (const Named& known : extensions) {
    if (known.name == extension) return known.form;
  }
  return Form::Unknown;
}

Result<DecodedFile> decode_file(const File& file, std::uint64_t& bytes_read) {
  std::string magic(8, '\0');
  const Result<std::size_t> got = file.read_at(0, magic);
  if (!got) return got.error();
  magic.resize(*got);
  for (const Compression& unread : unread_compressions) {
    if (!magic.starts_with(unread.magic)) continue;
    return input_error(ErrorCode::UnknownCompression,
                       std::string(unread.name) + " is not read; " + std::string(unread.remedy));
  }
  DecodedFile out{.source = file_source(file, bytes_read), .head = {}};
  const std::string extension = extension_of(file.name());
  const bool gzip = is_gzip(magic, extension);
  const bool zstd = is_zstd(magic, extension);
  if (gzip) out.source = gzip_source(std::move(out.source));
  if (zstd) out.source = zstd_source(std::move(out.source));

  out.head = read_up_to(*out.source, head_bytes);
  if (out.head.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      out.head.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return input_error(ErrorCode::NotText, "UTF-32 is not read; convert it first: iconv -f UTF-32 -t UTF-8");
  }
  const bool little = out.head.starts_with("\xFF\xFE");
  if (little || out.head.starts_with("\xFE\xFF")) {
    out.source = utf16_source(prefixed_source(out.head.substr(2), std::move(out.source)),
                              little ? Utf16Order::LittleEndian : Utf16Order::BigEndian);
    out.head = read_up_to(*out.source, head_bytes);
  } else if (out.head.starts_with("\xEF\xBB\xBF")) {
    out.head.erase(0, 3);
  }
  const bool named_compressed = extension == ".gz" || extension == ".zst";
  if (named_compressed && !gzip && !zstd && !magic.empty() && !has_mark(out.head, '{') && !has_mark(out.head, '[')) {
    return input_error(ErrorCode::UnknownCompression, "its name ends in " + extension +
                                                          ", but it is neither gzip nor zstd nor JSON; see what it is "
                                                          "(file FILE) and decompress it first");
  }
  out.source = prefixed_source(out.head, std::move(out.source));
  return out;
}

Result<Form> recognise(const DecodedFile& file, const std::optional<std::filesystem::path>& name) {
  Form form = Form::Unknown;
  if (name) {
    std::filesystem::path stem = *name;
    const std::string last = extension_of(stem);
    if (last == ".gz" || last == ".zst") stem.replace_extension();
    form = form_of_extension(extension_of(stem));
    if (form == Form::Text && stem != *name) {
      return input_error(ErrorCode::InvalidArgument, "a compressed text file is not read; decompress it first (" +
                                                         std::string(last == ".gz" ? "gzip -d" : "zstd -d") + ")");
    }
    if (form == Form::Text) return form;
  }
  if (file.head.starts_with("WARC/")) return Form::Warc;
  if (form == Form::Warc && !file.head.empty()) {
    return input_error(ErrorCode::CorruptInput,
                       "its name says WARC, but it does not begin with a WARC record; see what it is (file FILE)");
  }
  if (form == Form::Warc || form == Form::Html) return form;
  if (looks_like_html(file.head)) return Form::Html;
  if (auto error = not_text(file.head)) return std::move(*error);
  const bool json = has_mark(file.head, '{') || has_mark(file.head, '[');
  if (form == Form::Unknown && name && !json) {
    return input_error(ErrorCode::InvalidArgument,
                       "neither its extension nor its content is known; presswash reads JSON Lines (.jsonl, .ndjson, "
                       ".json), WARC (.warc), both also .gz and .zst, text (.txt), pages (.html) and folders of those "
                       "two");
  }
  return form_of_json(file.head);
}

}  // namespace presswash
