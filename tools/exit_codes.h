#pragma once

namespace presswash::tools {

inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int wrong_usage = 2;
inline constexpr int done_with_rejects = 3;
inline constexpr int interrupted = 130;

}  // namespace presswash::tools
