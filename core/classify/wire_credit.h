#pragma once

#include <span>
#include <string_view>

namespace presswash {

/// The wire service that a story is credited to, by the name it gives itself ("Reuters", "AP", "dpa"); empty when there
/// is none. `lines`: the story's lines in their order, furniture left out, line ends included or not. Looked at are the
/// first four and the last four that are not blank:
/// - a dateline in front of the story: "ROME, Oct. 12 (Reuters) - ...", "(ANSA) - ROMA, 12 OTT - ...",
/// "【東京共同】...",
///   "新华社北京10月12日电 ...";
/// - a sign-off behind it, a line of its own or the end of the last sentence: "(AFP)", "/PAP/", "Quelle: ino/dpa".
/// Of several services the first counts. A name without such marks is no credit: pictures are signed so.
[[nodiscard]] std::string_view wire_credit(std::span<const std::string_view> lines);

}  // namespace presswash
