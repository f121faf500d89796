#include "pipeline/read_documents.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/task_arena.h>

#include "pipeline/parallel.h"
#include "segment/render_document.h"

namespace presswash {
namespace {

constexpr std::size_t batch_records = 256;
constexpr std::size_t batch_bytes = std::size_t{1} << 20U;

struct Step {
  ReadBatch batch;
  std::shared_ptr<void> result;
  double share = 0.0;
};

/// Fills a batch; returns false when all inputs are at their end. `skipped`: what was skipped before.
bool fill(RecordReader& reader, SkippedRecords& skipped, ReadBatch& batch) {
  std::size_t bytes = 0;
  while (batch.items.size() < batch_records && bytes < batch_bytes) {
    ReadItem item;
    auto more = reader.next(item.record);
    if (!more) {
      batch.input_error = std::move(more).error();
      break;
    }
    if (!*more) break;
    bytes += item.record.bytes.size();
    batch.items.push_back(std::move(item));
  }
  batch.skipped = reader.progress().skipped;
  const bool any = !batch.items.empty() || batch.input_error || batch.skipped != skipped;
  skipped = batch.skipped;
  return any;
}

/// Fills a batch with pages that are kept, in input order; returns false when there are no more.
bool fill_from(KeptPages& kept, ReadBatch& batch) {
  std::size_t bytes = 0;
  while (batch.items.size() < batch_records && bytes < batch_bytes) {
    std::optional<Document> page = kept.take_first();
    if (!page) break;
    bytes += page->text.size();
    ReadItem item;
    item.record.source = page->source;
    item.document = std::move(page);
    batch.items.push_back(std::move(item));
  }
  return !batch.items.empty();
}

void parse(RecordParser& parser, const ReadOptions& options, KeptPages* kept, ReadBatch& batch) {
  const RenderOptions render{
      .text_field = options.fields.text, .html_field = options.fields.html, .keep_html = options.keep_html};
  for (ReadItem& item : batch.items) {
    if (item.document) continue;
    if (kept != nullptr) item.document = kept->take(item.record.source);
    if (item.document) {
      std::string().swap(item.record.bytes);
      continue;
    }
    auto document = parser.parse(std::move(item.record));
    if (document) {
      item.document = std::move(*document);
      render_document(*item.document, render);
      std::string().swap(item.record.bytes);
    } else {
      item.error = std::move(document).error();
    }
  }
}

}  // namespace

Status read_documents(const InputSet& inputs, const ReadOptions& options, const BatchStages& stages,
                      const std::function<bool(double share)>& progress, KeptPages* kept) {
  const std::unique_ptr<RecordReader> reader = inputs.reader();
  tbb::enumerable_thread_specific<RecordParser> parsers([&options] { return RecordParser(options); });
  std::vector<Step> steps(static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()) * 2 + 1);
  std::optional<Error> failed;        // of the last step alone
  std::uint64_t documents = 0;        // likewise
  std::atomic<bool> stopping{false};  // tells the first step
  SkippedRecords skipped;             // of the first step alone
  const bool all_kept = kept != nullptr && kept->has_all();
  const std::size_t pages = all_kept ? kept->size() : 0;
  LineSteps line;
  line.read = [&](std::size_t slot) {
    Step& step = steps[slot];
    step.batch = {};
    if (all_kept) {
      if (stopping || !fill_from(*kept, step.batch)) return false;
      step.share = 1.0 - static_cast<double>(kept->size()) / static_cast<double>(pages);
      return true;
    }
    if (stopping || !fill(*reader, skipped, step.batch)) return false;
    const ReadProgress at = reader->progress();
    step.share = at.bytes_total == 0 ? 0.0 : static_cast<double>(at.bytes_read) / static_cast<double>(at.bytes_total);
    return true;
  };
  line.work = [&](std::size_t slot) {
    Step& step = steps[slot];
    parse(parsers.local(), options, all_kept ? nullptr : kept, step.batch);
    step.result = stages.work(step.batch);
  };
  line.take = [&](std::size_t slot) {
    Step& step = steps[slot];
    const std::shared_ptr<void> result = std::move(step.result);
    if (failed) return;
    step.batch.first_document = documents;
    documents += static_cast<std::uint64_t>(
        std::ranges::count_if(step.batch.items, [](const ReadItem& item) { return item.document.has_value(); }));
    Status taken = stages.take(step.batch, result);
    if (!taken)
      failed = std::move(taken).error();
    else if (!progress(step.share))
      failed = Error{.code = ErrorCode::Cancelled, .message = "stopped before the end; nothing was kept"};
    stopping = failed.has_value();
    step.batch.items.clear();
  };
  run_line(steps.size(), line);
  if (failed) return *failed;
  return Done{};
}

}  // namespace presswash
