#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace presswash {

enum class RuleVerdict : std::uint8_t { None, Keep, Strip };

/// What a user knows better: blocks that a site always keeps or always strips. Immutable once parsed.
///
/// One rule a line: SITE keep|strip TEXT, parts separated by white space. SITE is a host, or * for every site. TEXT is
/// compared after normalisation (case, quotes and spaces do not matter) with the whole block, or with its beginning
/// when it ends with *. Empty lines and lines that begin with # are skipped. Of several rules that fit, those of the
/// site go before those of *, keep goes before strip.
class RuleSet {
 public:
  /// Errors: InvalidArgument; the message names the line and what is wrong with it.
  [[nodiscard]] static Result<RuleSet> parse(std::string_view text, const std::string& name);

  [[nodiscard]] bool empty() const { return sites_.empty(); }
  /// The same for rules that decide the same: neither their order nor comments nor the writing of words count.
  [[nodiscard]] std::uint64_t fingerprint() const;
  /// `tokens`: the block's normalised words.
  [[nodiscard]] RuleVerdict match(std::string_view site, std::span<const TokenHash> tokens) const;

 private:
  struct Rule {
    std::vector<TokenHash> tokens;
    bool prefix = false;
    RuleVerdict verdict = RuleVerdict::None;
  };
  [[nodiscard]] RuleVerdict match_site(const std::string& site, std::span<const TokenHash> tokens) const;

  std::unordered_map<std::string, std::vector<Rule>> sites_;
};

}  // namespace presswash
