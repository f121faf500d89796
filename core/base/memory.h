#pragma once

#include <cstdint>

namespace presswash {

/// The most memory that the process has held so far; 0 where the system does not tell.
[[nodiscard]] std::uint64_t peak_memory_bytes();

/// Gives memory that was freed back to the system. Worth its milliseconds after a stage that freed much in small
/// pieces: the next one asks for other sizes. Does nothing where it is little.
void return_freed_memory();

/// Keeps freed memory for the next who asks, instead of giving it back to the system and asking for it again: for a
/// program whose records are large. Once, before any other thread; for programs, not for libraries.
void keep_freed_memory();

}  // namespace presswash
