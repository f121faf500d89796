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

}  // namespace presswash
