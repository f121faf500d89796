#include "cluster/story_source.h"

#include <algorithm>
#include <tuple>

namespace presswash {
namespace {

// In tenths of a shingle, so that sums are exact.
constexpr std::int64_t added_costs = 10;
constexpr std::int64_t cut_costs = 9;
constexpr std::int64_t margin = 20;  // a twentieth

}  // namespace

std::vector<std::uint32_t> likely_sources(std::span<const SourceText> texts, std::span<const SourceShare> shares) {
  std::int64_t all_printed = 0;
  std::int64_t all_written = 0;
  std::int64_t longest = 0;
  for (const SourceText& text : texts) {
    all_printed += text.printed;
    all_written += std::int64_t{text.printed} * text.shingles;
    longest = std::max<std::int64_t>(longest, text.shingles);
  }
  std::vector<std::int64_t> costs;
  costs.reserve(texts.size());
  for (const SourceText& text : texts) {
    const std::int64_t size = text.shingles;
    costs.push_back(added_costs * (all_written - text.printed * size) +
                    cut_costs * (all_printed - text.printed) * size);
  }
  for (const SourceShare& share : shares) {
    const std::int64_t spared = (added_costs + cut_costs) * share.shingles;
    costs[share.a] -= spared * texts[share.b].printed;
    costs[share.b] -= spared * texts[share.a].printed;
  }
  std::vector<std::uint32_t> out(texts.size());
  for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
  std::ranges::sort(out, {}, [&](std::uint32_t i) { return std::tuple(costs[i], i); });
  const auto end = std::ranges::find_if(out, [&](std::uint32_t i) {
    return (costs[i] - costs[out.front()]) * margin >= added_costs * longest && i != out.front();
  });
  out.erase(end, out.end());
  return out;
}

}  // namespace presswash
