#pragma once

#include <cstddef>
#include <functional>

namespace presswash {

/// Calls `body(begin, end)` for parts of [0, count) that cover it without overlap, on the calling oneTBB arena, and
/// returns when all are done. A part holds at least `grain` items where there are as many. The parts depend on the
/// threads: a body writes to slots of its own items only.
void parallel_for(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body);

/// Calls `body(i)` for every i below `count`: for few items of much work each.
void parallel_for_each(std::size_t count, const std::function<void(std::size_t)>& body);

/// What a line of three steps does with a slot. `read` and `take` are called for one slot at a time, in the same order;
/// `work` for several at once. `read` returns false at the end, and that slot goes no further.
struct LineSteps {
  std::function<bool(std::size_t slot)> read;
  std::function<void(std::size_t slot)> work;
  std::function<void(std::size_t slot)> take;
};
/// Fills slots below `slots` again and again, on the calling oneTBB arena, and returns when the last was taken. A slot
/// is read anew only after it was taken. Each step sees what the one before did with its slot; `read` sees what other
/// reads did, `take` what other takes did.
void run_line(std::size_t slots, const LineSteps& steps);

}  // namespace presswash
