#include "classify/rules.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/site.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
  const std::string_view word = line.substr(0, end);
  line = trimmed(line.substr(end));
  return word;
}

}  // namespace

Result<RuleSet> RuleSet::parse(std::string_view text, const std::string& name) {
  RuleSet rules;
  Tokenizer tokenizer;
  std::uint64_t number = 0;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto wrong = [&](const std::string& what) {
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "line " + std::to_string(number) + ": " + what +
                              "; write SITE keep|strip TEXT, for example: example.com strip Read more*",
                   .file = name};
    };
    if (!is_utf8(line)) return wrong("the line is not UTF-8");
    const std::string_view host = take_word(line);
    const std::string site = host == "*" ? "*" : site_of_name(host);
    if (site.empty()) return wrong("\"" + std::string(host) + "\" is no site");
    const std::string_view verb = take_word(line);
    if (verb != "keep" && verb != "strip") return wrong("\"" + std::string(verb) + "\" is neither keep nor strip");
    Rule rule{.tokens = {},
              .prefix = line.ends_with('*'),
              .verdict = verb == "keep" ? RuleVerdict::Keep : RuleVerdict::Strip};
    if (rule.prefix) line.remove_suffix(1);
    tokenizer.append(line, rule.tokens);
    if (rule.tokens.empty()) return wrong("the rule has no words to compare");
    rules.sites_[site].push_back(std::move(rule));
  }
  return rules;
}

std::uint64_t RuleSet::fingerprint() const {
  std::vector<std::uint64_t> rules;
  for (const auto& [site, of_site] : sites_) {
    for (const Rule& rule : of_site) {
      const std::string_view words(reinterpret_cast<const char*>(rule.tokens.data()),
                                   rule.tokens.size() * sizeof(TokenHash));
      const std::uint64_t what = (rule.prefix ? 16U : 0U) + static_cast<std::uint64_t>(rule.verdict);
      rules.push_back(combine64(combine64(hash64(site), hash64(words)), what));
    }
  }
  std::ranges::sort(rules);
  rules.erase(std::ranges::unique(rules).begin(), rules.end());
  std::uint64_t out = 0;
  for (const std::uint64_t rule : rules) out = combine64(out, rule);
  return out;
}

RuleVerdict RuleSet::match_site(const std::string& site, std::span<const TokenHash> tokens) const {
  const auto at = sites_.find(site);
  if (at == sites_.end()) return RuleVerdict::None;
  RuleVerdict found = RuleVerdict::None;
  for (const Rule& rule : at->second) {
    const bool fits = rule.prefix ? tokens.size() >= rule.tokens.size() &&
                                        std::ranges::equal(tokens.first(rule.tokens.size()), rule.tokens)
                                  : std::ranges::equal(tokens, rule.tokens);
    if (fits && found != RuleVerdict::Keep) found = rule.verdict;
  }
  return found;
}

RuleVerdict RuleSet::match(std::string_view site, std::span<const TokenHash> tokens) const {
  if (sites_.empty()) return RuleVerdict::None;
  const RuleVerdict own = match_site(std::string(site), tokens);
  return own != RuleVerdict::None ? own : match_site("*", tokens);
}

}  // namespace presswash
