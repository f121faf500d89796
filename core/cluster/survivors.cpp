#include "cluster/survivors.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace presswash {
namespace {

constexpr std::size_t compared_with_all = 16;  // survivors; later ones are compared with those they are linked to
constexpr double excerpt_containment = 0.8;
constexpr double excerpt_length = 1.25;

bool earlier(const StoryMember& a, const StoryMember& b, Keep keep) {
  constexpr std::int64_t unknown = std::numeric_limits<std::int64_t>::max();
  const auto time = [&](const StoryMember& member) {
    if (!member.published_seconds) return unknown;
    const std::int64_t seconds = std::clamp<std::int64_t>(*member.published_seconds, -unknown / 2, unknown / 2);
    return keep == Keep::Latest ? -seconds : seconds;
  };
  return std::tuple(time(a), a.content, a.document) < std::tuple(time(b), b.content, b.document);
}

bool comes_first(const StoryMember& a, const StoryMember& b, Keep keep) {
  if (a.excerpt != b.excerpt) return b.excerpt;
  switch (keep) {
    case Keep::Longest:
      return std::tuple(b.shingles, a.furniture_bytes, a.content, a.document) <
             std::tuple(a.shingles, b.furniture_bytes, b.content, b.document);
    case Keep::Cleanest:
      return std::tuple(a.furniture_bytes, b.shingles, a.content, a.document) <
             std::tuple(b.furniture_bytes, a.shingles, b.content, b.document);
    case Keep::Earliest:
    case Keep::Latest: break;
  }
  return earlier(a, b, keep);
}

bool may_remove(const StoryMember& survivor, const StoryMember& member, const MemberComparison& to, double max_unique) {
  if (to.relation == Relation::None || to.unique > max_unique) return false;
  const bool survivor_is_excerpt =
      to.survivor_containment >= excerpt_containment && member.shingles > excerpt_length * survivor.shingles;
  return !survivor_is_excerpt;
}

}  // namespace

void order_members(std::vector<StoryMember>& members, Keep keep) {
  std::sort(members.begin(), members.end(),
            [&](const StoryMember& a, const StoryMember& b) { return comes_first(a, b, keep); });
  if ((keep == Keep::Earliest || keep == Keep::Latest) && !members.empty()) {
    const auto canonical =
        std::min_element(members.begin(), members.end(),
                         [&](const StoryMember& a, const StoryMember& b) { return earlier(a, b, keep); });
    std::rotate(members.begin(), canonical, canonical + 1);
  }
}

std::vector<MemberFate> choose_survivors(std::span<const StoryMember> ordered, double max_unique,
                                         MemberComparer& comparer) {
  const auto count = static_cast<std::uint32_t>(ordered.size());
  std::vector<MemberFate> fates(count);
  std::vector<bool> removed(count, false);
  std::size_t survivors = 0;
  for (std::uint32_t at = 0; at < count; ++at) {
    if (removed[at]) continue;
    fates[at].survivor = at;
    const StoryMember& survivor = ordered[at];
    const bool with_all = survivors++ < compared_with_all;
    for (std::uint32_t i = at + 1; i < count; ++i) {
      const StoryMember& member = ordered[i];
      if (removed[i]) continue;
      MemberComparison to;
      if (member.slot == survivor.slot) {
        to = {.relation = Relation::Identical,
              .jaccard = 1,
              .containment = 1,
              .survivor_containment = 1,
              .unique = 0,
              .shared = member.shingles};
      } else if (with_all || comparer.linked(survivor.slot, member.slot)) {
        to = comparer.compare(survivor.slot, member.slot);
      } else {
        continue;
      }
      if (at == 0) fates[i].to = to;
      if (!may_remove(survivor, member, to, max_unique)) continue;
      removed[i] = true;
      fates[i] = {.survivor = at, .to = to};
    }
  }
  return fates;
}

}  // namespace presswash
