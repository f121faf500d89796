#pragma once

#include <string>

#include "generator/generator.h"

namespace presswash::corpus {

/// Append one line of JSON and its line end.
void append_scrape_row(const GeneratedDocument& document, std::string& out);
void append_truth_row(const GeneratedDocument& document, std::string& out);
void append_story_row(const GeneratedStory& story, std::string& out);

}  // namespace presswash::corpus
