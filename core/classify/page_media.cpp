#include "classify/page_media.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace presswash {
namespace {

constexpr float far = 60.0F;
constexpr float deep = 30.0F;

std::size_t index_of(MediaKind kind) { return static_cast<std::size_t>(kind); }

std::uint64_t bit_of(TokenHash word) { return std::uint64_t{1} << (word % 64); }

/// Whether media stands before block `i`; else it stands behind its beginning.
bool is_before(const MarkupMedia& media, std::size_t i) {
  return media.block < i || (media.block == i && !media.within);
}

}  // namespace

PageMedia::PageMedia(const PageTree& tree, const PageLines& lines) : tree_(tree), lines_(lines) {
  count_media();
  find_nearest();
  read_alts();
}

void PageMedia::count_media() {
  const std::size_t count = tree_.markup.elements.size();
  held_.resize(count);
  for (const MarkupMedia& media : tree_.markup.media) {
    Held& held = held_[media.element];
    held.count[index_of(media.kind)] += 1.0F;
    if (media.kind == MediaKind::Image && media.linked) held.linked += 1.0F;
  }
  add_to_parents(tree_.markup, held_, [](Held& parent, const Held& child) {
    for (std::size_t k = 0; k < kinds; ++k) parent.count[k] += child.count[k];
    parent.linked += child.linked;
  });
  for (std::size_t k = 0; k < around_kinds.size(); ++k) {
    nearest_[k].assign(count, no_element);
    for (std::uint32_t e = 0; e < count; ++e) {
      const std::uint32_t parent = tree_.element(e).parent;
      if (held_[e].count[index_of(around_kinds[k])] > 0.0F)
        nearest_[k][e] = e;
      else if (parent != no_element)
        nearest_[k][e] = nearest_[k][parent];
    }
  }
}

void PageMedia::find_nearest() {
  const std::vector<MarkupMedia>& media = tree_.markup.media;
  const std::size_t n = tree_.size();
  for (auto* list : {&last_image_, &next_image_, &last_icon_}) list->assign(n, none);
  std::uint32_t image = none;
  std::uint32_t icon = none;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (; at < media.size() && is_before(media[at], i); ++at) {
      if (media[at].kind == MediaKind::Image) image = at;
      if (media[at].kind == MediaKind::Icon) icon = at;
    }
    last_image_[i] = image;
    last_icon_[i] = icon;
  }
  image = none;
  at = static_cast<std::uint32_t>(media.size());
  for (std::size_t i = n; i-- > 0;) {
    for (; at > 0 && !is_before(media[at - 1], i); --at) {
      if (media[at - 1].kind == MediaKind::Image) image = at - 1;
    }
    next_image_[i] = image;
  }
}

void PageMedia::read_alts() {
  Tokenizer tokenizer;
  for (const MarkupMedia& media : tree_.markup.media) {
    alt_begin_.push_back(static_cast<std::uint32_t>(alts_.size()));
    alt_bits_.push_back(0);
    if (media.alt_end == media.alt_begin) continue;
    tokenizer.append(std::string_view(tree_.markup.alts).substr(media.alt_begin, media.alt_end - media.alt_begin),
                     alts_);
    const auto begin = alts_.begin() + alt_begin_.back();
    std::sort(begin, alts_.end());
    alts_.erase(std::unique(begin, alts_.end()), alts_.end());
    for (auto word = begin; word != alts_.end(); ++word) alt_bits_.back() |= bit_of(*word);
  }
  alt_begin_.push_back(static_cast<std::uint32_t>(alts_.size()));
}

/// The share of the words, of a block's or of the description's, whichever are more, that both have; -1 without one.
float PageMedia::described(std::size_t i, std::uint32_t media) const {
  const std::span<const TokenHash> alt =
      std::span(alts_).subspan(alt_begin_[media], alt_begin_[media + 1] - alt_begin_[media]);
  if (alt.empty()) return -1.0F;
  const std::span<const TokenHash> words = tree_.page.words(i);
  std::size_t both = 0;
  for (const TokenHash word : words) {
    const bool maybe = (alt_bits_[media] & bit_of(word)) != 0;
    both += maybe && std::binary_search(alt.begin(), alt.end(), word) ? 1U : 0U;
  }
  return ratio(static_cast<double>(both), static_cast<double>(std::max(words.size(), alt.size())));
}

/// From a block to the image before it or behind it.
void PageMedia::fill_way(std::size_t i, std::uint32_t media, bool before, std::vector<float>& out) const {
  if (media == none) {
    out.insert(out.end(), {far, far, deep, deep, -1.0F, -1.0F, 0.0F, -1.0F});
    return;
  }
  const MarkupMedia& image = tree_.markup.media[media];
  const std::size_t end = std::min<std::size_t>(image.block, tree_.size());
  const std::size_t from = before ? std::min(end, i) : i + 1;
  const std::size_t to = before ? i : end;
  out.push_back(std::clamp(static_cast<float>(to) - static_cast<float>(from), -1.0F, far));
  out.push_back(to > from ? std::min(far, (lines_.before[to] - lines_.before[from]) / 10.0F) : 0.0F);
  const Way way = tree_.way(tree_.boxes[i], image.element);
  out.push_back(std::min(way.up, deep));
  out.push_back(std::min(way.down, deep));
  out.push_back(tree_.holdings[way.around].blocks);
  out.push_back(tree_.holdings[way.around].words);
  out.push_back(static_cast<float>(image.alt_end - image.alt_begin));
  out.push_back(described(i, media));
}

/// The innermost element around a block that holds media of kind `around_kinds[k]`.
void PageMedia::fill_around(std::size_t i, std::size_t k, std::vector<float>& out) const {
  const std::uint32_t box = tree_.boxes[i];
  const std::uint32_t found = nearest_[k][box];
  if (found == no_element) {
    out.insert(out.end(), {deep, -1.0F, -1.0F, 0.0F});
    return;
  }
  out.push_back(std::min(static_cast<float>(tree_.element(box).depth - tree_.element(found).depth), deep));
  out.push_back(tree_.holdings[found].blocks);
  out.push_back(tree_.holdings[found].words);
  out.push_back(held_[found].count[index_of(around_kinds[k])]);
}

void PageMedia::fill(std::size_t i, std::vector<float>& out) const {
  constexpr std::size_t levels = 3;
  fill_way(i, last_image_[i], true, out);
  fill_way(i, next_image_[i], false, out);
  const std::uint32_t icon = last_icon_[i];
  out.push_back(icon == none ? far : std::min(far, static_cast<float>(i - tree_.markup.media[icon].block)));
  for (std::size_t k = 0; k < around_kinds.size(); ++k) fill_around(i, k, out);
  std::uint32_t e = tree_.boxes[i];
  for (std::size_t level = 0; level < levels; ++level) {
    if (tree_.element(e).parent != no_element) e = tree_.element(e).parent;
    const Held& held = held_[e];
    const float images = held.count[index_of(MediaKind::Image)];
    out.push_back(ratio(images, tree_.holdings[e].blocks));
    out.push_back(ratio(held.linked, images));
    out.push_back(ratio(held.count[index_of(MediaKind::Icon)], tree_.holdings[e].blocks));
  }
  out.push_back(held_.front().count[index_of(MediaKind::Image)]);
}

}  // namespace presswash
