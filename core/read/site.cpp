#include "read/site.h"

#include <algorithm>
#include <array>

#include "read/parse_record.h"

namespace presswash {
namespace {

constexpr std::array<std::string_view, 4> mobile_prefixes = {"www.", "m.", "amp.", "mobile."};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view white = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// `https`, `http+x`: what may stand in front of a url's colon.
bool is_scheme(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const char l = static_cast<char>(c | 0x20);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
}

/// What stands between `//` and the path; of a url without a scheme the part before the first slash when it looks like
/// a host; else empty.
std::string_view authority_of(std::string_view url) noexcept {
  const std::size_t slashes = url.find("//");
  const bool has_scheme = slashes != std::string_view::npos && slashes > 0 && url[slashes - 1] == ':' &&
                          is_scheme(url.substr(0, slashes - 1));
  if (has_scheme || slashes == 0) {
    url.remove_prefix(slashes + 2);
    return url.substr(0, url.find_first_of("/?#\\"));
  }
  const std::string_view first = url.substr(0, url.find_first_of("/?#\\"));
  const bool like_a_host = first.find('.') != std::string_view::npos && first.find('@') == std::string_view::npos &&
                           first.front() != '.' && first.back() != '.';
  const std::size_t colon = first.find(':');
  const bool port =
      colon == std::string_view::npos || first.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return like_a_host && port ? first : std::string_view();
}

std::string_view host_of(std::string_view authority) noexcept {
  const std::size_t user = authority.rfind('@');
  if (user != std::string_view::npos) authority.remove_prefix(user + 1);
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);  // IPv6
  authority = authority.substr(0, authority.find(':'));
  while (authority.ends_with('.')) authority.remove_suffix(1);
  return authority;
}

std::string without_prefixes(std::string host) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view prefix : mobile_prefixes) {
      // "m.com" is a host of its own.
      if (!host.starts_with(prefix) || host.find('.', prefix.size()) == std::string::npos) continue;
      host.erase(0, prefix.size());
      again = true;
    }
  }
  return host;
}

}  // namespace

std::string site_of_url(std::string_view url) {
  const std::string_view host = host_of(authority_of(trimmed(url)));
  if (host.find_first_of(" \t\"<>") != std::string_view::npos) return {};
  return without_prefixes(lower(host));
}

std::string site_of_name(std::string_view name) {
  name = trimmed(name);
  std::string host = name.find_first_of(" \t") == std::string_view::npos ? site_of_url(name) : std::string();
  return host.empty() ? without_prefixes(lower(name)) : host;
}

}  // namespace presswash
