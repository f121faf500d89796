#pragma once

#include <string_view>

namespace presswash {

/// The bytes of the weights (PRESSWASH_MODEL, by default core/classify/weights/default.pwmodel) as they were when the
/// library was built; empty when it was built without weights.
[[nodiscard]] std::string_view built_in_model_bytes();

}  // namespace presswash
