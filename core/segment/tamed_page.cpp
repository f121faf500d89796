#include "segment/tamed_page.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace presswash {
namespace {

constexpr std::size_t longest_name = 64;

bool is_white(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// White space as the parser has it between attributes.
constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) noexcept { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_in_name(char c) noexcept {
  return is_letter(c) || c == '-' || c == '_' || c == ':' || c == '.' || (c >= '0' && c <= '9');
}

/// Control characters as spaces. Without branches: the compiler takes many bytes at once.
constexpr char tamed(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  const bool white = static_cast<unsigned char>(byte - '\t') <= '\r' - '\t';
  const bool control = ((byte < 0x20) & !white) | (byte == 0x7F);
  return control ? ' ' : c;
}

/// What a byte of a text is taken as.
struct Taken {
  char byte = '\0';
  unsigned char blank = 0;
};

constexpr std::array<Taken, 256> taken_as = [] {
  std::array<Taken, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char c = tamed(static_cast<char>(i));
    out[i] = {.byte = c, .blank = static_cast<unsigned char>(is_blank(c) ? 1 : 0)};
  }
  return out;
}();

/// Whether a value is what it says: no character in it is decoded or replaced.
bool is_plain(std::string_view value) noexcept {
  unsigned others = 0;
  for (const char c : value) others |= static_cast<unsigned>(c == '&') | static_cast<unsigned>(tamed(c) != c);
  return others == 0;
}

/// The end of a tag's attributes that are kept, `limit` of them; the size of `tag` when there are no more.
std::size_t end_of_attributes(std::string_view tag, std::size_t limit) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < tag.size();) {
    while (at < tag.size() && (is_white(tag[at]) || tag[at] == '/')) ++at;
    if (at == tag.size()) break;
    if (count++ > limit) return at;  // the first is the element's name
    while (at < tag.size() && !is_white(tag[at]) && tag[at] != '=' && tag[at] != '/') ++at;
    if (at == tag.size() || tag[at] != '=') continue;
    ++at;
    const char quote = at < tag.size() ? tag[at] : ' ';
    if (quote == '"' || quote == '\'') {
      at = std::min(tag.find(quote, at + 1), tag.size() - 1) + 1;
    } else {
      while (at < tag.size() && !is_white(tag[at])) ++at;
    }
  }
  return tag.size();
}

/// Where a tag that starts at `from` ends: its `>`, quotes skipped; the size of the page when it has none.
std::size_t end_of_tag(std::string_view page, std::size_t from) {
  char quote = '\0';
  for (std::size_t at = from; at < page.size(); ++at) {
    const char c = page[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && page[at - 1] == '=') {
      quote = c;
    }
  }
  return page.size();
}

bool starts_with_name(std::string_view text, std::string_view lower_name) noexcept {
  return text.size() >= lower_name.size() &&
         std::equal(lower_name.begin(), lower_name.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b | 0x20) : b); });
}

/// Where `end` (lower case) stands from `from` on, in whatever case; the size of the page when it does not.
std::size_t find_name(std::string_view page, std::string_view end, std::size_t from) {
  for (std::size_t at = page.find(end.front(), from); at != std::string_view::npos;
       at = page.find(end.front(), at + 1)) {
    if (starts_with_name(page.substr(at), end)) return at;
  }
  return page.size();
}

bool is_element(std::string_view rest, std::string_view name) noexcept {
  if (!starts_with_name(rest, name) || rest.size() == name.size()) return false;
  const char behind = rest[name.size()];
  return is_white(behind) || behind == '>';
}

}  // namespace

TamedPage::TamedPage(std::string_view page, const HtmlEvents& events, const HtmlLimits& limits)
    : page_(page), events_(events), limits_(limits) {
  bytes_.reserve(page.size() / 2);
  tame();
}

std::span<const HtmlAttribute> TamedPage::kept(std::string_view value) const {
  std::size_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size() || number >= ends_.size()) return {};
  const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::span(kept_).subspan(begin, ends_[number] - begin);
}

void TamedPage::tame() {
  for (std::size_t at = page_.find('<'); at != std::string_view::npos; at = page_.find('<', at)) {
    if (page_.substr(at + 1).starts_with("!--")) {
      add_text(at);
      const std::size_t end = page_.find("-->", at + 2);
      at = done_ = end == std::string_view::npos ? page_.size() : end + 3;
    } else if (at + 1 < page_.size() && is_letter(page_[at + 1])) {
      tame_tag(at);
      at = std::max(done_, at + 1);
    } else {
      ++at;
    }
  }
  add_text(page_.size());
}

/// Scripts, styles and what stands for them take half of a page and show nothing (and an element left open in a
/// noscript would take the rest of the page with it): their tags stay alone, but for what a script says of the page
/// (JSON-LD).
void TamedPage::tame_tag(std::size_t at) {
  constexpr std::size_t long_tag = 4096;
  add_text(at);
  const std::optional<Tag> tag = read_tag(at);
  const std::size_t end = tag ? tag->end : end_of_tag(page_, at + 1);
  const std::size_t body = end_of_body(at, end);
  if (body == end && starts_with_name(page_.substr(at + 1), "script")) {  // it may hold what looks like tags
    if (tag) kept_.resize(kept_before_);
    add_raw(find_name(page_, "</script", at + 1));
    return;
  }
  if (is_element(page_.substr(at + 1), "pre")) keeps_space_ = true;
  if (tag) {
    add_tag(at, *tag);
  } else if (end - at >= long_tag && body == end) {
    add_raw(at + 1 + end_of_attributes(page_.substr(at + 1, end - at - 1), limits_.attributes));
    done_ = end;
  } else {
    add_raw(std::min(end + 1, page_.size()));
  }
  if (body > end) done_ = body;
}

/// Where what an element holds ends when the parser need not read it; else `end`, where its opening tag does.
std::size_t TamedPage::end_of_body(std::size_t at, std::size_t end) {
  if (end == page_.size() || page_[end - 1] == '/') return end;
  const std::string_view rest = page_.substr(at + 1);
  if (is_element(rest, "script")) {
    if (page_.substr(at, end - at).find("json") != std::string_view::npos) return end;
    return find_name(page_, "</script", end + 1);
  }
  if (is_element(rest, "style")) return find_name(page_, "</style", end + 1);
  if (noscript_left_open_ || !is_element(rest, "noscript")) return end;
  const std::size_t close = find_name(page_, "</noscript", end + 1);
  noscript_left_open_ = close == page_.size();
  return noscript_left_open_ ? end : close;
}

std::optional<TamedPage::Tag> TamedPage::read_tag(std::size_t at) {
  if (at < unreadable_ || limits_.tags_as_written) return std::nullopt;
  kept_before_ = kept_.size();
  Tag tag;
  std::array<char, longest_name> lower{};
  std::size_t size = 0;
  for (++at; at < page_.size() && is_in_name(page_[at]) && size < longest_name; ++at)
    lower[size++] = page_[at] >= 'A' && page_[at] <= 'Z' ? static_cast<char>(page_[at] | 0x20) : page_[at];
  tag.name_end = at;
  const std::string_view name(lower.data(), size);
  std::size_t attributes = 0;
  bool sound =
      size < longest_name && at < page_.size() && (is_blank(page_[at]) || page_[at] == '>' || page_[at] == '/');
  while (sound) {
    while (at < page_.size() && is_blank(page_[at])) ++at;
    sound = at < page_.size();
    if (!sound || page_[at] == '>') break;
    if (page_[at] == '/' && at + 1 < page_.size() && page_[at + 1] == '>') {
      tag.closed = true;
      ++at;
      break;
    }
    sound = ++attributes <= limits_.attributes && read_attribute(at, name, tag);
  }
  if (sound) {
    tag.end = at;
    return tag;
  }
  unreadable_ = at;
  kept_.resize(kept_before_);
  return std::nullopt;
}

/// False for what parsers differ about.
bool TamedPage::read_attribute(std::size_t& at, std::string_view tag, Tag& out) {
  const std::size_t begin = at;
  bool lower = true;
  if (!is_letter(page_[at]) && page_[at] != '_') return false;
  for (; at < page_.size() && is_in_name(page_[at]); ++at)
    lower = lower && (is_lower(page_[at]) || !is_letter(page_[at]));
  const std::string_view name = page_.substr(begin, at - begin);
  if (name.size() >= longest_name || at == page_.size()) return false;
  std::string_view value;
  std::size_t from = at;
  while (from < page_.size() && is_blank(page_[from])) ++from;
  if (from < page_.size() && page_[from] == '=') {
    at = from + 1;
    while (at < page_.size() && is_blank(page_[at])) ++at;
    if (at == page_.size()) return false;
    const char quote = page_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = page_.find(quote, at + 1);
      if (close == std::string_view::npos) {
        at = page_.size();
        return false;
      }
      value = page_.substr(at + 1, close - at - 1);
      at = close + 1;
    } else {
      const std::size_t open = at;
      while (at < page_.size() && page_[at] > ' ' && page_[at] != '>' && page_[at] != '"' && page_[at] != '\'') ++at;
      if (at == open || at == page_.size() || (!is_blank(page_[at]) && page_[at] != '>')) return false;
      value = page_.substr(open, at - open);
    }
  }
  if (!lower) return false;
  if (!events_.wants(tag, name)) return true;
  const auto of_tag = std::span(kept_).subspan(kept_before_);
  if (std::ranges::find(of_tag, name, &HtmlAttribute::name) != of_tag.end()) return true;
  kept_.push_back({.name = name, .value = value});
  out.plain = out.plain && is_plain(value);
  return true;
}

/// The page's text up to `end`, from where it was done.
void TamedPage::add_text(std::size_t end) {
  if (keeps_space_ || limits_.tags_as_written) return add_raw(end);
  const std::string_view text = page_.substr(done_, end - done_);
  done_ = end;
  const std::size_t before = bytes_.size();
  bytes_ += text;
  char* to = bytes_.data() + before;
  const char* const behind = to + text.size();
  unsigned blank_before = 0;
  for (const char* from = to; from != behind; ++from) {  // `to` never overtakes it
    const Taken taken = taken_as[static_cast<unsigned char>(*from)];
    *to = taken.byte;
    to += 1U - (blank_before & taken.blank);
    blank_before = taken.blank;
  }
  bytes_.resize(static_cast<std::size_t>(to - bytes_.data()));
}

/// The same as it is, whatever it is.
void TamedPage::add_raw(std::size_t end) {
  const std::size_t before = bytes_.size();
  bytes_ += page_.substr(done_, end - done_);
  done_ = end;
  for (std::size_t i = before; i < bytes_.size(); ++i) bytes_[i] = tamed(bytes_[i]);
}

void TamedPage::add_tag(std::size_t at, const Tag& tag) {
  bytes_ += page_.substr(at, tag.name_end - at);
  if (!tag.plain) {
    for (std::size_t k = kept_before_; k < kept_.size(); ++k) {
      // A value is followed by its quote, and one that has none by a blank or the tag's end.
      const std::string_view value = kept_[k].value;
      const char* behind = value.data() == nullptr ? nullptr : value.data() + value.size();
      const char quote = behind == nullptr ? '\0' : *behind == '\'' ? '\'' : '"';
      bytes_ += ' ';
      bytes_ += kept_[k].name;
      if (quote == '\0') continue;
      bytes_ += '=';
      bytes_ += quote;
      for (const char c : value) bytes_ += tamed(c);
      bytes_ += quote;
    }
    kept_.resize(kept_before_);
  } else if (kept_.size() > kept_before_) {
    std::array<char, 16> number{};
    const char* end = std::to_chars(number.data(), number.data() + number.size(), ends_.size()).ptr;
    bytes_ += ' ';
    bytes_ += marker;
    bytes_ += '=';
    bytes_.append(number.data(), static_cast<std::size_t>(end - number.data()));
    ends_.push_back(static_cast<std::uint32_t>(kept_.size()));
  }
  bytes_ += tag.closed ? " />" : ">";  // apart from a value without quotes
  done_ = tag.end + 1;
}

}  // namespace presswash
