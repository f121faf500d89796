#include "write/html.h"

namespace presswash {

Html& Html::text(std::string_view any) {
  for (const char c : any) {
    switch (c) {
      case '&': out_ += "&amp;"; break;
      case '<': out_ += "&lt;"; break;
      case '>': out_ += "&gt;"; break;
      case '"': out_ += "&quot;"; break;
      case '\'': out_ += "&#39;"; break;
      default: out_ += c;
    }
  }
  return *this;
}

void Html::close(std::string_view tag) {
  out_ += "</";
  out_ += tag.substr(0, tag.find(' '));
  out_ += '>';
}

Html& Html::element(std::string_view tag, std::string_view any) {
  out_ += '<';
  out_ += tag;
  out_ += '>';
  text(any);
  close(tag);
  return *this;
}

Html& Html::scraped(std::string_view tag, std::string_view any) {
  out_ += '<';
  out_ += tag;
  out_ += " dir=\"auto\">";
  text(any);
  close(tag);
  return *this;
}

}  // namespace presswash
