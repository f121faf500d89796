#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "write/find_document.h"
#include "write/related_digest.h"
#include "write/summary.h"

namespace presswash {

// What the answers about one document and about a pair have in common.

/// Text of the scrape, cut and safe to print.
[[nodiscard]] std::string shown(std::string_view text);
[[nodiscard]] std::string relation_in_words(Relation relation);
[[nodiscard]] std::string figures_in_words(double jaccard, double containment, double unique);
/// Whether the document was kept or removed, and why.
[[nodiscard]] std::string fate_of(const FoundDocument& found);
/// A line: what, and its value.
void append_field(std::string& out, std::string_view name, std::string_view value);

/// The id under which related.jsonl has the document's story.
[[nodiscard]] const std::string& story_of(const FoundDocument& found);

/// What is known of the document's cluster: who was first, whose text the others derive from, the credit, and how the
/// document differs from the source. Nothing for a document that stands alone. Errors: those of find_document.
[[nodiscard]] Status append_story(std::string& out, const FoundDocument& found, const std::filesystem::path& run,
                                  const Summary& summary);
void append_members(std::string& out, const FoundDocument& found);
void append_related(std::string& out, const std::optional<RelatedRow>& row);

}  // namespace presswash
