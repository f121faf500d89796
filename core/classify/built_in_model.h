#pragma once

#include <string_view>

namespace presswash {

/// The bytes of core/classify/weights/default.pwmodel as they were when the library was built.
[[nodiscard]] std::string_view built_in_model_bytes();

}  // namespace presswash
