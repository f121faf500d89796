#include "pipeline/read_documents.h"

#include <algorithm>
#include <atomic>

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include "pipeline/task_order.h"

namespace presswash {
namespace {

constexpr std::size_t batch_records = 256;
constexpr std::size_t batch_bytes = std::size_t{1} << 20U;

struct Step {
  ReadBatch batch;
  std::shared_ptr<void> result;
  double share = 0.0;
  TaskOrder order;
};

/// Fills a batch; returns false when all inputs are at their end.
bool fill(RecordReader& reader, ReadBatch& batch) {
  std::size_t bytes = 0;
  while (batch.items.size() < batch_records && bytes < batch_bytes) {
    ReadItem item;
    auto more = reader.next(item.record);
    if (!more) {
      batch.input_error = std::move(more).error();
      return true;
    }
    if (!*more) return !batch.items.empty();
    bytes += item.record.bytes.size();
    batch.items.push_back(std::move(item));
  }
  return true;
}

void parse(RecordParser& parser, ReadBatch& batch) {
  for (ReadItem& item : batch.items) {
    auto document = parser.parse(item.record);
    if (document) {
      item.document = std::move(*document);
      std::string().swap(item.record.bytes);
    } else {
      item.error = std::move(document).error();
    }
  }
}

/// The three filters of the pipeline and what they share.
class Reading {
 public:
  Reading(const InputSet& inputs, const ReadOptions& options, const BatchStages& stages,
          const std::function<bool(double share)>& progress, std::size_t steps)
      : stages_(stages),
        progress_(progress),
        reader_(inputs.reader()),
        parsers_([&options] { return RecordParser(options); }),
        steps_(steps) {}

  /// Serial: the next batch; null at the end of all inputs.
  Step* read(tbb::flow_control& control) {
    const TaskOrder::SerialTask task(read_order_);
    // No more steps are on their way than there are, and they end in order: the one that comes round is free.
    Step& step = steps_[read_ % steps_.size()];
    const TaskOrder::SerialTask filling(step.order);
    step.batch = {};
    if (stopping_ || !fill(*reader_, step.batch)) {
      control.stop();
      return nullptr;
    }
    ++read_;
    const ReadProgress at = reader_->progress();
    step.share = at.bytes_total == 0 ? 0.0 : static_cast<double>(at.bytes_read) / static_cast<double>(at.bytes_total);
    return &step;
  }

  /// On many threads at once.
  Step* work(Step& step) {
    const TaskOrder::SerialTask task(step.order);
    const TaskOrder::Task working(work_order_);
    parse(parsers_.local(), step.batch);
    step.result = stages_.work(step.batch);
    return &step;
  }

  /// Serial, in the order of the batches.
  void take(Step& step) {
    const TaskOrder::SerialTask task(take_order_);
    const TaskOrder::SerialTask taking(step.order);
    const std::shared_ptr<void> result = std::move(step.result);
    if (failed_) return;
    step.batch.first_document = documents_;
    documents_ += static_cast<std::uint64_t>(
        std::ranges::count_if(step.batch.items, [](const ReadItem& item) { return item.document.has_value(); }));
    Status taken = stages_.take(step.batch, result);
    if (!taken)
      failed_ = std::move(taken).error();
    else if (!progress_(step.share))
      failed_ = Error{.code = ErrorCode::Cancelled, .message = "stopped before the end; nothing was kept"};
    stopping_ = failed_.has_value();
    step.batch.items.clear();
  }

  /// After the pipeline has ended.
  [[nodiscard]] std::optional<Error> ended() {
    for (TaskOrder* order : {&read_order_, &work_order_, &take_order_}) order->waited();
    return std::move(failed_);
  }

 private:
  const BatchStages& stages_;
  const std::function<bool(double share)>& progress_;
  const std::unique_ptr<RecordReader> reader_;
  tbb::enumerable_thread_specific<RecordParser> parsers_;
  std::vector<Step> steps_;
  std::uint64_t read_ = 0;              // of the first filter alone, as is the reader
  std::optional<Error> failed_;         // of the last filter alone
  std::uint64_t documents_ = 0;         // likewise
  std::atomic<bool> stopping_ = false;  // tells the first filter
  TaskOrder read_order_;
  TaskOrder work_order_;
  TaskOrder take_order_;
};

}  // namespace

Status read_documents(const InputSet& inputs, const ReadOptions& options, const BatchStages& stages,
                      const std::function<bool(double share)>& progress) {
  const auto steps = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()) * 2 + 1;
  Reading reading(inputs, options, stages, progress, steps);
  const Handed handed(reading);
  tbb::parallel_pipeline(
      steps, tbb::make_filter<void, Step*>(tbb::filter_mode::serial_in_order, [handed](tbb::flow_control& control) {
               return handed.get().read(control);
             }) & tbb::make_filter<Step*, Step*>(tbb::filter_mode::parallel, [handed](Step* step) {
               return handed.get().work(*step);
             }) & tbb::make_filter<Step*, void>(tbb::filter_mode::serial_in_order, [handed](Step* step) {
               handed.get().take(*step);
             }));
  if (std::optional<Error> failed = reading.ended()) return std::move(*failed);
  return Done{};
}

}  // namespace presswash
