#pragma once

#include <string>
#include <vector>

#include "document/story_details.h"
#include "document/verdict.h"

namespace presswash {

/// How the article text of a copy differs from an original's, from their blocks and the blocks' texts.
[[nodiscard]] Changes pair_changes(const std::vector<JudgedBlock>& original_blocks,
                                   const std::vector<std::string>& original_texts,
                                   const std::vector<JudgedBlock>& copy_blocks,
                                   const std::vector<std::string>& copy_texts);

}  // namespace presswash
