#include <gtest/gtest.h>

#include "segment/render_document.h"
#include "write/markdown.h"

namespace presswash {
namespace {

Document rendered(std::string html) {
  Document document;
  document.html = std::move(html);
  render_document(document);
  return document;
}

Outcome outcome_of(const Document& document, std::size_t removed) {
  Outcome outcome;
  for (const Block& block : blocks_of(document).blocks) {
    outcome.blocks.push_back({.block = block, .verdict = {}});
    outcome.blocks.back().verdict.removed = outcome.blocks.size() == removed + 1;
  }
  return outcome;
}

TEST(Markdown, ShowsHeadingsListsAndQuotations) {
  const Document document = rendered(
      "<title>Calm</title><p>Share</p><h2>Sea</h2><p>Text *here*</p><ul><li>one</li><li>two</li></ul><blockquote>"
      "<p>Said</p></blockquote><p>1. first</p>");
  EXPECT_EQ(markdown_of(document, outcome_of(document, 0)),
            "# Calm\n\n## Sea\n\nText \\*here\\*\n\n- one\n- two\n\n> Said\n\n1\\. first\n");
}

TEST(Markdown, MakesAParagraphOfEachLineOfAText) {
  Document document;
  document.text = "One\nTwo\n\n# Three";
  EXPECT_EQ(markdown_of(document, outcome_of(document, 1)), "One\n\n\\# Three\n");
}

}  // namespace
}  // namespace presswash
