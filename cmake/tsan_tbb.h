// Included before every source of core/pipeline in a thread-sanitizer build (and in no other). oneTBB is not built with
// the sanitizer, which therefore does not see that a task starts after what its caller did and ends before its caller
// goes on. Calls of tbb::parallel_for are told that by TaskOrder; tbb::parallel_sort becomes std::sort, whose result is
// the same.
#pragma once

#include <algorithm>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include "pipeline/task_order.h"

namespace tbb {

template <typename Range, typename Body>
void parallel_for_in_order(const Range& range, const Body& body) {
  presswash::TaskOrder order;
  parallel_for(range, [&](const Range& part) {
    const presswash::TaskOrder::Task task(order);
    body(part);
  });
  order.waited();
}

template <typename Index, typename Body>
void parallel_for_in_order(Index first, Index last, const Body& body) {
  parallel_for_in_order(blocked_range<Index>(first, last), [&](const blocked_range<Index>& part) {
    for (Index i = part.begin(); i != part.end(); ++i) body(i);
  });
}

template <typename... Arguments>
void sort_in_order(Arguments&&... arguments) {
  std::sort(std::forward<Arguments>(arguments)...);
}

}  // namespace tbb

#define parallel_for parallel_for_in_order
#define parallel_sort sort_in_order
