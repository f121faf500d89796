#include "generator/page.h"

#include <algorithm>

namespace presswash::corpus {

void Page::begin_line(char letter, char kind) {
  if (!out_->lines.empty()) out_->text += '\n';
  out_->lines += letter;
  out_->kinds += kind;
}

void Page::add(Kind kind, Letter letter, std::string_view text) {
  if (text.find_first_not_of(" \t\n") == std::string_view::npos) return;
  if (airy_ && !out_->lines.empty()) begin_line(static_cast<char>(Letter::Blank), '-');
  begin_line(static_cast<char>(letter), kind_letters[static_cast<std::size_t>(kind)]);
  const auto at = out_->text.size();
  out_->text += text;
  std::replace(out_->text.begin() + static_cast<std::ptrdiff_t>(at), out_->text.end(), '\n', ' ');
}

void Page::block(Kind kind, std::string_view text) {
  while (true) {
    const auto end = text.find(" // ");
    furniture(kind, text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 4);
  }
}

}  // namespace presswash::corpus
