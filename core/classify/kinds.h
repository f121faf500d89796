#pragma once

#include <span>
#include <vector>

#include "classify/block_row.h"
#include "document/verdict.h"

namespace presswash {

/// Names the furniture: gives every verdict whose block is boilerplate (`boilerplate[i]`) a kind other than article,
/// from its cue, the list it stands in, its evidence, its shape and its neighbours; a block that is the document's own
/// title becomes a headline. Blocks that are not boilerplate stay articles.
void assign_kinds(std::span<const BlockRow> rows, const std::vector<bool>& boilerplate, std::span<Verdict> verdicts);

/// The independent reasons to take block for boilerplate; Evidence and Rule aside.
[[nodiscard]] SignSet signs_of(const BlockRow& row);

}  // namespace presswash
