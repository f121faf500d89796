#include "segment/link_reader.h"

#include <algorithm>

#include "base/hash.h"

namespace presswash {
namespace {

bool is_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }

/// Hash of the host that an address names; 0 when it names none.
std::uint32_t host_of(std::string_view address) {
  for (const std::string_view scheme : {std::string_view("https:"), std::string_view("http:")}) {
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  }
  if (!address.starts_with("//")) return 0;
  address.remove_prefix(2);
  std::string_view host = address.substr(0, address.find_first_of("/?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return static_cast<std::uint32_t>(hash64(host)) | 1U;
}

std::uint32_t most_frequent(std::vector<std::uint32_t> hosts) {
  std::sort(hosts.begin(), hosts.end());
  std::uint32_t best = 0;
  std::ptrdiff_t most = 0;
  for (auto at = std::upper_bound(hosts.begin(), hosts.end(), 0U); at != hosts.end();) {
    const auto end = std::upper_bound(at, hosts.end(), *at);
    if (end - at > most) {
      most = end - at;
      best = *at;
    }
    at = end;
  }
  return best;
}

}  // namespace

void LinkReader::open(std::span<const HtmlAttribute> attributes) {
  std::string_view to;
  for (const HtmlAttribute& attribute : attributes) {
    if (attribute.name == "href") to = attribute.value;
  }
  while (!to.empty() && is_space(to.front())) to.remove_prefix(1);
  while (!to.empty() && is_space(to.back())) to.remove_suffix(1);
  to = to.substr(0, to.find('#'));
  const bool is_page =
      !to.empty() && !to.starts_with("javascript:") && !to.starts_with("mailto:") && !to.starts_with("tel:");
  out_.push_back({.target = is_page ? static_cast<std::uint32_t>(hash64(to)) | 1U : 0U});
  hosts_.push_back(is_page ? host_of(to) : 0U);
}

std::uint32_t LinkReader::word(std::uint32_t block) {
  if (out_.empty()) return 0;
  MarkupLink& link = out_.back();
  if (link.words++ == 0) link.block = block;
  return static_cast<std::uint32_t>(out_.size());
}

void LinkReader::finish(std::string_view address) {
  std::uint32_t own = host_of(address);
  if (own == 0) own = most_frequent(hosts_);
  for (std::size_t i = 0; i < out_.size(); ++i) out_[i].outside = hosts_[i] != 0 && hosts_[i] != own;
}

}  // namespace presswash
