#include "pipeline/learn.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "base/memory.h"
#include "classify/page.h"
#include "pipeline/columns.h"
#include "pipeline/read_documents.h"
#include "pipeline/state_parts.h"
#include "segment/render_document.h"

namespace presswash {
namespace {

constexpr std::size_t most_title_words = 64;  // more are no headline

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A batch turned into columns, before its sites have numbers.
struct ChunkWork {
  ColumnChunk chunk;
  std::vector<std::string> sites;
  std::uint64_t text_bytes = 0;
};

void add_document(ChunkWork& work, PageAnalyser& analyser, const BlockModel& model, const RuleSet& rules,
                  Segmentation segmentation, const Document& document) {
  ColumnChunk& chunk = work.chunk;
  const SegmentedText segmented = blocks_of(document, segmentation);
  const Page page = analyser.analyse(document.text, segmented.blocks, document.title, document.markup != nullptr);
  const auto rows = rows_of(page, model.for_site(document.site), rules, document.site, document.markup.get());
  DocumentRow row;
  row.id = document.id;
  row.published = document.published;
  row.source = document.source;
  row.content = content_hash(document);
  row.title = page.title;
  row.title_words = static_cast<std::uint16_t>(std::min(page.title_tokens.size(), most_title_words));
  row.published_seconds = document.published_seconds;
  row.block_count = static_cast<std::uint32_t>(rows.size());
  row.text_bytes = static_cast<std::uint32_t>(document.text.size());
  row.replaced = document.replaced;
  row.made_id = document.made_id;
  row.by_sentence = segmented.by_sentence;
  chunk.blocks.insert(chunk.blocks.end(), rows.begin(), rows.end());
  for (const PageBlock& block : page.blocks)
    chunk.texts.push_back({.hash = block.hash, .masked = block.masked, .token_count = block.token_count});
  chunk.tokens.insert(chunk.tokens.end(), page.tokens.begin(), page.tokens.end());
  chunk.titles.insert(chunk.titles.end(), page.title_tokens.begin(), page.title_tokens.begin() + row.title_words);
  chunk.documents.push_back(std::move(row));
  work.sites.push_back(document.site);
  work.text_bytes += document.text.size();
}

/// A field of records without a text.
struct SeenField {
  std::string name;
  std::uint64_t records = 0;     ///< that have it
  std::uint64_t text_bytes = 0;  ///< of its strings
};

void note_fields(const RawRecord& record, std::map<std::string, SeenField>& seen) {
  for (FieldSize& field : field_sizes_of(record)) {
    SeenField& same = seen[field.name];
    same.name = std::move(field.name);
    ++same.records;
    same.text_bytes += field.text_bytes;
  }
}

/// The error for inputs none of whose records has a text. The field that holds most text is likely to be the text.
Error no_text_error(const InputSet& inputs, const std::map<std::string, SeenField>& fields, std::uint64_t records,
                    const ReadOptions& read) {
  std::vector<SeenField> seen;
  seen.reserve(fields.size());
  for (const auto& [name, field] : fields) seen.push_back(field);
  const auto longest = std::ranges::max_element(seen, {}, &SeenField::text_bytes);
  const std::string text = longest == seen.end() || longest->text_bytes == 0 ? "NAME" : longest->name;
  std::ranges::stable_sort(seen, std::ranges::greater{}, &SeenField::records);
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(seen.size(), 12); ++i) names += (i > 0 ? ", " : "") + seen[i].name;
  Error error{.code = ErrorCode::MissingField};
  error.file = inputs.names().size() == 1 ? inputs.names().front() : std::to_string(inputs.names().size()) + " inputs";
  error.message = "none of " + std::to_string(records) + " records has a field \"" + read.fields.text + "\"";
  error.message += names.empty()
                       ? "; give JSON Lines, one object with a text or html a line, or a folder of .txt or .html files"
                       : "; they have: " + names + ". Use --field text=" + text;
  return error;
}

}  // namespace

ContentHash content_hash(const Document& document) {
  std::uint64_t hash = 0;
  for (const std::string* part : {&document.id, &document.site, &document.title, &document.published, &document.text})
    hash = combine64(hash, hash64(*part));
  return ContentHash{hash};
}

void LearnFigures::add(const LearnFigures& other) {
  records += other.records;
  unread += other.unread;
  skipped.revisits += other.skipped.revisits;
  skipped.not_pages += other.skipped.not_pages;
  input_errors += other.input_errors;
  text_bytes += other.text_bytes;
  blocks += other.blocks;
  replaced += other.replaced;
  made_ids += other.made_ids;
  by_sentence += other.by_sentence;
  without_site += other.without_site;
  unknown_published += other.unknown_published;
  column_bytes += other.column_bytes;
  read_seconds += other.read_seconds;
  round_seconds += other.round_seconds;
}

Result<State> learn(const InputSet& inputs, const ReadOptions& read, const LearnOptions& options,
                    const UnreadSink& unread, const ProgressSink& progress, KeptPages* kept) {
  auto parts = std::make_unique<State::Parts>();
  parts->model = options.model ? options.model : BlockModel::built_in();
  parts->options = options.rounds;
  parts->rules = options.rules;
  parts->segmentation = options.segmentation;
  LearnFigures& figures = parts->figures;
  constexpr double read_share = 0.5;
  const auto started = std::chrono::steady_clock::now();

  std::unordered_map<std::string, std::uint32_t> site_numbers;
  std::map<std::string, SeenField> fields_seen;
  std::uint64_t records_with_other_faults = 0;
  tbb::enumerable_thread_specific<PageAnalyser> analysers;
  BatchStages stages;
  stages.work = [&](ReadBatch& batch) -> std::shared_ptr<void> {
    auto work = std::make_shared<ChunkWork>();
    PageAnalyser& analyser = analysers.local();
    for (ReadItem& item : batch.items) {
      if (!item.document) continue;
      add_document(*work, analyser, *parts->model, parts->rules, parts->segmentation, *item.document);
      if (kept != nullptr && item.document->markup != nullptr) continue;
      item.document->text.clear();
      item.document->record.clear();
    }
    return work;
  };
  stages.take = [&](ReadBatch& batch, const std::shared_ptr<void>& result) -> Status {
    auto& work = *static_cast<ChunkWork*>(result.get());
    for (std::size_t i = 0; i < work.sites.size(); ++i) {
      DocumentRow& row = work.chunk.documents[i];
      if (work.sites[i].empty()) {
        ++figures.without_site;
      } else {
        const auto [at, fresh] = site_numbers.emplace(work.sites[i], static_cast<std::uint32_t>(parts->sites.size()));
        if (fresh) parts->sites.push_back(work.sites[i]);
        row.site = SiteIndex{at->second};
      }
      figures.replaced += row.replaced;
      figures.made_ids += row.made_id ? 1U : 0U;
      figures.by_sentence += row.by_sentence ? 1U : 0U;
      figures.unknown_published += row.published_seconds ? 0U : 1U;
    }
    figures.text_bytes += work.text_bytes;
    figures.records += batch.items.size();
    figures.skipped = batch.skipped;
    for (ReadItem& item : batch.items) {
      if (kept != nullptr && item.document) {
        if (item.document->markup != nullptr)
          kept->keep(std::move(*item.document));
        else
          kept->pass_over();
      }
      if (!item.error) continue;
      ++figures.unread;
      if (item.error->code != ErrorCode::MissingField)
        ++records_with_other_faults;
      else if (figures.unread <= 10'000)
        note_fields(item.record, fields_seen);
      if (unread) unread({.record = std::move(item.record), .error = std::move(*item.error)});
    }
    if (batch.input_error) {
      ++figures.input_errors;
      if (unread) unread({.record = {}, .error = *batch.input_error});
    }
    parts->columns.add(std::move(work.chunk));
    return Done{};
  };
  Status done = read_documents(inputs, read, stages, [&](double share) {
    return !progress || progress({.stage = "reading",
                                  .share = share * read_share,
                                  .documents = parts->columns.size(),
                                  .bytes = figures.text_bytes});
  });
  if (!done) return std::move(done).error();
  if (parts->columns.size() == 0 && figures.records > 0 && records_with_other_faults < figures.records)
    return no_text_error(inputs, fields_seen, figures.records, read);
  analysers.clear();  // their memory is needed for what follows
  return_freed_memory();
  figures.blocks = parts->columns.block_count();
  figures.read_seconds = seconds_since(started);

  const Status decided = parts->decide([&](const std::string& stage, double share) {
    return !progress || progress({.stage = stage, .share = read_share + share * (1.0 - read_share)});
  });
  if (!decided) return decided.error();
  figures.round_seconds = seconds_since(started) - figures.read_seconds;
  figures.column_bytes = parts->columns.memory_bytes();
  return State(std::move(parts));
}

}  // namespace presswash
