#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace presswash {

/// Keeps runs of plain values for good, in few large pieces of memory: nothing is copied when more comes, and nothing
/// small lies between what is allocated and freed meanwhile.
template <typename Value>
class Shelves {
 public:
  /// Copies `values`; the copy stays where it is as long as the shelves do.
  std::span<Value> keep(std::span<const Value> values) {
    if (values.empty()) return {};
    if (values.size() > free_) {
      const std::size_t wanted = std::max(values.size(), in_one);
      shelves_.push_back(std::make_unique_for_overwrite<std::byte[]>(wanted * sizeof(Value)));
      memory_bytes_ += wanted * sizeof(Value);
      end_ = reinterpret_cast<Value*>(shelves_.back().get()) + wanted;
      free_ = wanted;
    }
    const std::span<Value> kept(end_ - free_, values.size());
    std::uninitialized_copy(values.begin(), values.end(), kept.begin());
    free_ -= values.size();
    return kept;
  }
  [[nodiscard]] std::uint64_t memory_bytes() const noexcept { return memory_bytes_; }

 private:
  static constexpr std::size_t in_one = (std::size_t{2} << 20U) / sizeof(Value);

  static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

  std::vector<std::unique_ptr<std::byte[]>> shelves_;  ///< memory that nothing stands in yet is not touched
  Value* end_ = nullptr;                               ///< of the last shelf
  std::size_t free_ = 0;                               ///< values that fit before it
  std::uint64_t memory_bytes_ = 0;
};

}  // namespace presswash
