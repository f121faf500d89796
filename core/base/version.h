#pragma once

#include <string>

namespace presswash {

/// "0.1.0": the version of the library that is linked.
[[nodiscard]] std::string version_text();

}  // namespace presswash
