#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "pipeline/kept_pages.h"
#include "pipeline/progress.h"
#include "read/parse_record.h"
#include "read/record_reader.h"

namespace presswash {

/// A record with what became of it.
struct ReadItem {
  RawRecord record;  ///< its bytes are kept only when it could not be parsed
  std::optional<Document> document{};
  std::optional<Error> error{};
};

/// Records of one batch, in input order.
struct ReadBatch {
  std::uint64_t first_document = 0;  ///< number of documents in all batches before this one; set when it is delivered
  std::vector<ReadItem> items;
  std::optional<Error> input_error{};  ///< the rest of an input could not be read
  SkippedRecords skipped;              ///< up to its end, from the start of all inputs
};

/// What a batch is turned into by many threads at once, and what then takes the results in input order, one at a time.
struct BatchStages {
  /// Called with the batch and the number of a worker slot's scratch; must not depend on the order of calls.
  std::function<std::shared_ptr<void>(ReadBatch&)> work;
  /// Called in input order from one thread at a time. Returning an Error ends the reading.
  std::function<Status(ReadBatch&, const std::shared_ptr<void>&)> take;
};

/// Reads all inputs, parses records on all threads of the calling oneTBB arena and hands the batches on. Memory is
/// bounded by a few batches a thread. `progress` gives the share of bytes read. Records that `kept` has are not parsed;
/// when it has all that were documents, the inputs are not read. Errors: Cancelled, and what `take` gives.
[[nodiscard]] Status read_documents(const InputSet& inputs, const ReadOptions& options, const BatchStages& stages,
                                    const std::function<bool(double share)>& progress, KeptPages* kept = nullptr);

}  // namespace presswash
