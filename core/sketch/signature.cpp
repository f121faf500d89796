#include "sketch/signature.h"

#include <algorithm>
#include <array>

#include "base/hash.h"

// One clone for machines with AVX2, picked when the program loads; sanitizers do not bear that.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(PRESSWASH_SANITIZED)
#define PRESSWASH_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define PRESSWASH_CLONES
#endif

namespace presswash {
namespace {

constexpr std::size_t block = 32;  // hash functions whose minima stay in registers

PRESSWASH_CLONES void minima(const std::uint32_t* values, std::size_t count, const std::uint32_t* offsets,
                             const std::uint32_t* factors, std::uint32_t* out) {
  std::uint32_t low[block];
  for (std::uint32_t& value : low) value = 0xFFFFFFFFU;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t value = values[i];
    for (std::size_t j = 0; j < block; ++j) {
      const std::uint32_t hashed = (value ^ offsets[j]) * factors[j];
      low[j] = hashed < low[j] ? hashed : low[j];
    }
  }
  for (std::size_t j = 0; j < block; ++j) out[j] = low[j];
}

}  // namespace

Signer::Signer(std::uint32_t hashes, std::uint64_t seed) : hashes_(hashes) {
  const std::size_t padded = (hashes + block - 1) / block * block;
  offsets_.resize(padded);
  factors_.resize(padded);
  for (std::size_t i = 0; i < padded; ++i) {
    const std::uint64_t random = mix64(seed + i);
    offsets_[i] = static_cast<std::uint32_t>(random >> 32U);
    factors_[i] = static_cast<std::uint32_t>(random) | 1U;
  }
}

void Signer::sign(std::span<const ShingleHash> shingles, std::span<std::uint32_t> signature,
                  std::vector<std::uint32_t>& scratch) const {
  scratch.resize(shingles.size());
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    scratch[i] = static_cast<std::uint32_t>(shingles[i] ^ (shingles[i] >> 32U));
  }
  std::array<std::uint32_t, block> low{};
  for (std::size_t first = 0; first < signature.size(); first += block) {
    minima(scratch.data(), scratch.size(), offsets_.data() + first, factors_.data() + first, low.data());
    const std::size_t count = std::min(block, signature.size() - first);
    std::copy_n(low.begin(), count, signature.begin() + static_cast<std::ptrdiff_t>(first));
  }
}

}  // namespace presswash
