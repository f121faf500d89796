#include "pipeline/parallel.h"

#include <algorithm>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "pipeline/task_order.h"

namespace presswash {

void parallel_for(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  using Range = tbb::blocked_range<std::size_t>;
  struct Region {
    const std::function<void(std::size_t, std::size_t)>& body;
    TaskOrder order{};
  } region{.body = body};
  tbb::parallel_for(Range(0, count, std::max<std::size_t>(grain, 1)), [handed = Handed(region)](const Range& part) {
    Region& here = handed.get();
    const TaskOrder::Task task(here.order);
    here.body(part.begin(), part.end());
  });
  region.order.waited();
}

void parallel_for_each(std::size_t count, const std::function<void(std::size_t)>& body) {
  parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) body(i);
  });
}

}  // namespace presswash
