#include "document/cluster.h"

namespace presswash {

std::string_view name_of(Relation relation) noexcept {
  switch (relation) {
    case Relation::None: return "none";
    case Relation::Identical: return "identical";
    case Relation::Near: return "near";
    case Relation::Excerpt: return "excerpt";
  }
  return "none";
}

}  // namespace presswash
