#include "base/memory.h"

#include <cstddef>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <sys/resource.h>

namespace presswash {

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  return getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U : 0U;
}

void return_freed_memory() {
#if defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
  constexpr std::size_t little = std::size_t{32} << 20U;  // asking for it again costs more than it is worth
  if (mallinfo2().fordblks < little) return;
#endif
  malloc_trim(0);
#endif
}

void keep_freed_memory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

}  // namespace presswash
