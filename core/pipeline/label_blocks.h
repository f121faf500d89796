#pragma once

#include <string_view>
#include <vector>

#include "classify/page.h"
#include "read/labelled.h"

namespace presswash {

/// What each block of a rendered page is, by its known article text: 0 article, 1 boilerplate, -1 cannot be told. A
/// block is article when most of its runs of four words stand in the article; of one that the page prints several
/// times, as often as the article does, there where most article stands around it. Of a page that was read block by
/// block, what the reading says, but for blocks of which known pieces say otherwise.
[[nodiscard]] std::vector<signed char> label_blocks(const Page& page, std::string_view text, const LabelledPage& known);

/// The same for the blocks of a text whose lines are labelled.
[[nodiscard]] std::vector<signed char> labels_of_lines(const LabelledPage& page, const std::vector<Block>& blocks);

}  // namespace presswash
