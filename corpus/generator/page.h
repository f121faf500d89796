#pragma once

#include <string>
#include <string_view>

#include "generator/generator.h"

namespace presswash::corpus {

/// Letters of GeneratedDocument::lines.
enum class Letter : char { Article = 'c', Boilerplate = 'b', Optional = 'o', Blank = '-' };

/// Fills the text of a document line by line, and its truth with it.
class Page {
 public:
  /// `airy`: a blank line between any two.
  Page(GeneratedDocument& out, bool airy) : out_(&out), airy_(airy) {
    out.text.clear();
    out.lines.clear();
    out.kinds.clear();
  }

  /// Line ends inside `text` become spaces; a line without ink is left out.
  void add(Kind kind, Letter letter, std::string_view text);
  void furniture(Kind kind, std::string_view text) { add(kind, Letter::Boilerplate, text); }
  /// Each part of a block that " // " parts.
  void block(Kind kind, std::string_view text);

 private:
  void begin_line(char letter, char kind);

  GeneratedDocument* out_;
  bool airy_;
};

}  // namespace presswash::corpus
