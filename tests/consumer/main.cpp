#include <atomic>
#include <cstdio>

#include "base/hash.h"
#include "base/result.h"
#include "pipeline/parallel.h"

int main() {
  const presswash::Result<int> bad = presswash::Error{presswash::ErrorCode::NotFound, "no such scrape", "scrape.jsonl"};
  std::atomic<std::size_t> items{0};
  presswash::parallel_for(1000, 10, [&](std::size_t begin, std::size_t end) { items += end - begin; });
  std::printf("%s %s\n", presswash::to_hex(presswash::hash64("presswash")).c_str(), bad.error().text().c_str());
  return !bad.ok() && items == 1000 ? 0 : 1;
}
