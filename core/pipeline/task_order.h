#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace presswash {

/// Tells the thread sanitizer what oneTBB guarantees and hides from it: what the caller did before it started tasks is
/// seen by them, and what they did is seen after they were waited for. Nothing is said of tasks among each other, so
/// their races are still found. Costs nothing in other builds.
///
///   TaskOrder order;
///   tbb::parallel_for(range, [&](const auto& part) { const TaskOrder::Task task(order); ... });
///   order.waited();
class TaskOrder {
 public:
  TaskOrder() noexcept { release(started_); }
  TaskOrder(const TaskOrder&) = delete;
  TaskOrder& operator=(const TaskOrder&) = delete;
  ~TaskOrder() = default;
  /// To be called once all tasks were waited for.
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

  /// The same for bodies that oneTBB runs one after the other (a serial filter): each sees what those before it did.
  class SerialTask {
   public:
    explicit SerialTask(TaskOrder& order) noexcept : order_(order) {
      acquire(order_.started_);
      acquire(order_.done_);
    }
    SerialTask(const SerialTask&) = delete;
    SerialTask& operator=(const SerialTask&) = delete;
    ~SerialTask() { release(order_.done_); }

   private:
    TaskOrder& order_;
  };

 private:
  static void acquire([[maybe_unused]] char& place) noexcept {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(&place);
#endif
  }
  static void release([[maybe_unused]] char& place) noexcept {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(&place);
#endif
  }

  char started_ = 0;
  char done_ = 0;
};

}  // namespace presswash
