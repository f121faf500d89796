#include "pipeline/parallel.h"

#include <algorithm>
#include <vector>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>

#if defined(PRESSWASH_THREAD_SANITIZER)
#include <sanitizer/tsan_interface.h>
#endif

// In a build with the thread sanitizer this file alone is compiled without it (core/pipeline/CMakeLists.txt), as oneTBB
// itself is. oneTBB orders a task after what its caller did and before its caller goes on, but by atomics inside the
// library: the sanitizer would see how tasks are copied, run and counted down, not how that is ordered, and report it.
// What it must know of the order is told by TaskOrder, and nothing more, so that races of the bodies are still found.

namespace presswash {
namespace {

/// What the caller did before it made the order is seen by the tasks, and what they did is seen after they were waited
/// for. Nothing is said of tasks among each other. Costs nothing in other builds.
class TaskOrder {
 public:
  TaskOrder() noexcept { release(started_); }
  TaskOrder(const TaskOrder&) = delete;
  TaskOrder& operator=(const TaskOrder&) = delete;
  ~TaskOrder() = default;
  void waited() noexcept { acquire(done_); }

  /// Stands at the start of a task's body and lives as long as it.
  class Task {
   public:
    explicit Task(TaskOrder& order) noexcept : order_(order) { acquire(order_.started_); }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() { release(order_.done_); }

   private:
    TaskOrder& order_;
  };

  /// The same for bodies that run one after the other: each sees what those before it did.
  class SerialTask {
   public:
    explicit SerialTask(TaskOrder& order) noexcept : task_(order) { acquire(order.done_); }

   private:
    Task task_;
  };

 private:
  static void acquire([[maybe_unused]] char& place) noexcept {
#if defined(PRESSWASH_THREAD_SANITIZER)
    __tsan_acquire(&place);
#endif
  }
  static void release([[maybe_unused]] char& place) noexcept {
#if defined(PRESSWASH_THREAD_SANITIZER)
    __tsan_release(&place);
#endif
  }

  char started_ = 0;
  char done_ = 0;
};

}  // namespace

void parallel_for(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  using Range = tbb::blocked_range<std::size_t>;
  TaskOrder order;
  tbb::parallel_for(Range(0, count, std::max<std::size_t>(grain, 1)), [&](const Range& part) {
    const TaskOrder::Task task(order);
    body(part.begin(), part.end());
  });
  order.waited();
}

void parallel_for_each(std::size_t count, const std::function<void(std::size_t)>& body) {
  parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) body(i);
  });
}

void run_line(std::size_t slots, const LineSteps& steps) {
  TaskOrder reads;
  TaskOrder takes;
  std::vector<TaskOrder> order(slots);
  std::size_t count = 0;  // of the first filter alone
  const auto read = [&](tbb::flow_control& control) -> std::size_t {
    // No more slots are on their way than there are, and they are taken in order: the one that comes round is free.
    const std::size_t slot = count++ % slots;
    const TaskOrder::SerialTask reading(reads);
    const TaskOrder::SerialTask filling(order[slot]);
    if (!steps.read(slot)) control.stop();
    return slot;
  };
  const auto work = [&](std::size_t slot) {
    const TaskOrder::SerialTask working(order[slot]);
    steps.work(slot);
    return slot;
  };
  const auto take = [&](std::size_t slot) {
    const TaskOrder::SerialTask taking(takes);
    const TaskOrder::SerialTask emptying(order[slot]);
    steps.take(slot);
  };
  tbb::parallel_pipeline(slots, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, read) &
                                    tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, work) &
                                    tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, take));
  reads.waited();
  takes.waited();
  for (TaskOrder& slot : order) slot.waited();
}

}  // namespace presswash
