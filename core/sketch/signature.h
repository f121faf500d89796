#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace presswash {

/// MinHash (Broder, "On the resemblance and containment of documents", 1997) with independent 32-bit hash functions.
/// The share of equal values in two signatures estimates the Jaccard index J of the shingle sets, with standard error
/// sqrt(J (1 - J) / hashes). Const: any number of threads may sign.
class Signer {
 public:
  explicit Signer(std::uint32_t hashes, std::uint64_t seed = 0);

  [[nodiscard]] std::uint32_t hashes() const noexcept { return hashes_; }
  /// Fills `signature`, which must hold `hashes()` values. Repeated shingles change nothing; without shingles every
  /// value is 0xFFFFFFFF. `scratch` is memory to be kept from call to call.
  void sign(std::span<const ShingleHash> shingles, std::span<std::uint32_t> signature,
            std::vector<std::uint32_t>& scratch) const;

  /// Hash function `i` is (fold(x) ^ offset) * factor, 32 bits, with fold(x) = low half ^ high half.
  struct HashFunction {
    std::uint32_t offset;
    std::uint32_t factor;  ///< odd
  };
  [[nodiscard]] HashFunction function(std::uint32_t i) const noexcept { return {offsets_[i], factors_[i]}; }

 private:
  std::uint32_t hashes_;
  std::vector<std::uint32_t> offsets_;  ///< padded to whole blocks
  std::vector<std::uint32_t> factors_;
};

}  // namespace presswash
