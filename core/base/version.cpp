#include "base/version.h"

namespace presswash {

std::string version_text() { return PRESSWASH_VERSION; }

}  // namespace presswash
