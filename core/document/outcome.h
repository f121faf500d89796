#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/cluster.h"
#include "document/verdict.h"

namespace presswash {

/// Everything decided on one document: what `apply` returns and what is written.
struct Outcome {
  DocumentIndex document;
  std::string id;  ///< final id: an id that occurs again has "#2", "#3" appended
  Membership membership;
  std::uint32_t copies = 0;         ///< other members of its cluster
  std::vector<JudgedBlock> blocks;  ///< all blocks of the text, in order
  bool held_back = false;           ///< the wipe-out brake kept text that verdicts would have taken
  bool by_sentence = false;         ///< the text's line breaks were lost: its blocks are sentences
};

/// The text without its removed blocks. `text` is the document's decoded text that the blocks refer to.
[[nodiscard]] std::string cleaned_text(std::string_view text, const std::vector<JudgedBlock>& blocks);

}  // namespace presswash
