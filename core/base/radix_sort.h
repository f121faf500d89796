#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace presswash {

/// Sorts by an unsigned 64-bit key; elements of the same key keep their order. Counts digits from the lowest on
/// (Knuth, volume 3, 5.2.5), only those in which keys differ. `scratch` is overwritten and grows as needed.
template <typename Element, typename KeyOf>
void radix_sort(std::span<Element> elements, std::vector<Element>& scratch, KeyOf key_of) {
  constexpr unsigned digit_bits = 11;
  constexpr std::size_t digits = std::size_t{1} << digit_bits;
  constexpr std::size_t few = 256;
  constexpr std::size_t very_few = 32;
  if (elements.size() < very_few) {
    for (std::size_t i = 1; i < elements.size(); ++i) {
      const Element element = elements[i];
      std::size_t at = i;
      for (; at > 0 && key_of(element) < key_of(elements[at - 1]); --at) elements[at] = elements[at - 1];
      elements[at] = element;
    }
    return;
  }
  if (elements.size() < few) {
    std::stable_sort(elements.begin(), elements.end(),
                     [&](const Element& a, const Element& b) { return key_of(a) < key_of(b); });
    return;
  }
  std::uint64_t different = 0;
  for (const Element& element : elements) different |= key_of(element) ^ key_of(elements.front());
  scratch.resize(std::max(scratch.size(), elements.size()));
  std::span<Element> from = elements;
  std::span<Element> to = std::span(scratch).first(elements.size());
  while (different != 0) {
    const auto shift = static_cast<unsigned>(std::countr_zero(different));
    const auto digit_of = [&](const Element& element) { return (key_of(element) >> shift) & (digits - 1); };
    std::array<std::uint32_t, digits> next{};
    for (const Element& element : from) ++next[digit_of(element)];
    std::uint32_t begin = 0;
    for (std::uint32_t& count : next) begin += std::exchange(count, begin);
    for (const Element& element : from) to[next[digit_of(element)]++] = element;
    std::swap(from, to);
    different = shift + digit_bits >= 64 ? 0 : different & (~std::uint64_t{0} << (shift + digit_bits));
  }
  if (from.data() != elements.data()) std::ranges::copy(from, elements.begin());
}

}  // namespace presswash
