#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace presswash {

/// Tells the thread sanitizer what oneTBB guarantees and hides from it: what the caller did before it made the order is
/// seen by the tasks, and what they did is seen after they were waited for. Nothing is said of tasks among each other,
/// so their races are still found. Costs nothing in other builds.
///
///   struct Region { ...; TaskOrder order; } region{...};  // the order last: it tells of what was made before it
///   tbb::parallel_for(range, [handed = Handed(region)](const auto& part) {
///     Region& here = handed.get();
///     const TaskOrder::Task task(here.order);
///     ...
///   });
///   region.order.waited();
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

/// The one thing that a task's body may hold: a pointer to what the caller made for it. oneTBB copies bodies into tasks
/// and publishes those to other threads by atomics inside the library, so a body is read after it was written; but the
/// sanitizer sees the write and the read and not the atomics, and would report them: a false alarm, which no call can
/// prevent that comes after the read. So this read alone is not shown to it. Everything else is read behind the
/// pointer, after the task's order was told.
template <typename Made>
class Handed {
 public:
  explicit Handed(Made& made) noexcept : made_(&made) {}
#if defined(__SANITIZE_THREAD__)
  [[nodiscard, gnu::no_sanitize_thread, gnu::noinline]]
#else
  [[nodiscard]]
#endif
  Made&
  get() const noexcept {
    return *made_;
  }

 private:
  Made* made_;
};

}  // namespace presswash
