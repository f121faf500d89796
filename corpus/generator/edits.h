#pragma once

#include "generator/article.h"
#include "generator/generator.h"

namespace presswash::corpus {

/// How a story's words vary under an edit that changes words; nothing for the others.
[[nodiscard]] Variation variation_of(Edit edit, Seed seed);

/// Applies the part of an edit that drops, adds or moves paragraphs. `scope` is the story's.
void edit_paragraphs(Edit edit, const Language& language, const Scope& scope, Seed seed, Article& article);

/// Damages characters as scanners and wrong encodings do; valid UTF-8 stays valid.
void damage(Seed seed, std::string& text);

/// Other quotes, dashes, spaces, ligatures and digits for the same words.
void set_in_type(Seed seed, const Language& language, std::string& text);

/// Typewriter quotes and apostrophes.
void straighten(std::string& text);

}  // namespace presswash::corpus
