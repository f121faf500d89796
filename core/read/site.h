#pragma once

#include <string>
#include <string_view>

namespace presswash {

/// The site that a `site` field or a folder names: of a host or url as `site_of_url`, else the name itself in lower
/// case.
[[nodiscard]] std::string site_of_name(std::string_view name);

}  // namespace presswash
