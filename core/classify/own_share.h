#pragma once

namespace presswash {

/// How much of a page block's log odds is its own score; the rest is what the chain makes of it and of what stands
/// around it. Lines that are no running text go by their own score alone: captions and notes stand within articles.
[[nodiscard]] constexpr double own_share(bool running) { return running ? 0.6 : 1.0; }

}  // namespace presswash
