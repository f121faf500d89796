#include "write/run_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "classify/wire_credit.h"
#include "write/json_row.h"
#include "write/kept_rows.h"
#include "write/out_folder.h"
#include "write/output_file.h"
#include "write/report.h"
#include "write/rows.h"
#include "write/sites.h"

namespace presswash {
namespace {

std::string timings_json(const RunFacts& facts) {
  std::string out = "{\n  \"format\": ";
  append_number(out, run_format);
  out += ",\n  \"threads\": ";
  append_number(out, facts.threads);
  out += ",\n  \"peak_memory_bytes\": ";
  append_number(out, facts.peak_memory_bytes);
  out += ",\n  \"stages\": [";
  for (std::size_t i = 0; i < facts.timings.size(); ++i) {
    out += i == 0 ? "\n    " : ",\n    ";
    const StageTiming& timing = facts.timings[i];
    JsonRow row(out);
    row.text("stage", timing.stage);
    append_share(row.key("seconds"), timing.seconds, 3);
    row.number("items", timing.items).number("bytes", timing.bytes).end();
  }
  out += facts.timings.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

Error out_of_order(const Source& source) {
  return {.code = ErrorCode::InvalidArgument,
          .message = "rows were not written in input order: input " + std::to_string(source.input) + ", record " +
                     std::to_string(source.record),
          .file = {}};
}

/// The wire service that a document's story is credited to. Credits are often taken for bylines.
std::string_view credit_of(const Document& document, const std::vector<JudgedBlock>& blocks) {
  std::vector<std::string_view> lines;
  for (const auto& [block, verdict] : blocks) {
    if (verdict.kind != Kind::Article && verdict.kind != Kind::Byline && verdict.kind != Kind::Other) continue;
    lines.push_back(std::string_view(document.text).substr(block.offset, block.length));
  }
  return wire_credit(lines);
}

/// "identical", "near" and "excerpt" with their counts.
NamedCounts by_relation(const std::array<std::uint64_t, 4>& counts) {
  NamedCounts out;
  for (const Relation relation : {Relation::Identical, Relation::Near, Relation::Excerpt}) {
    out.emplace_back(std::string(name_of(relation)), counts[static_cast<std::size_t>(relation)]);
  }
  return out;
}

}  // namespace

struct RunWriter::State {
  WriteOptions options;
  OutFolder folder;
  std::vector<OutputFile> files;  // by RunFile
  Summary summary;
  std::map<std::string, SiteFigures> sites;
  std::map<std::string, std::uint64_t> rejects;
  Credits credits;
  std::array<std::uint64_t, 4> copies{};
  std::array<std::uint64_t, 4> edges{};
  std::optional<KeptRows> kept;
  std::optional<Source> last_document;
  std::optional<Source> last_reject;

  explicit State(OutFolder out) : folder(std::move(out)) {}

  [[nodiscard]] Status append(RunFile file, std::string_view rows, std::uint64_t count = 1) {
    return files[static_cast<std::size_t>(file)].append(rows, count);
  }

  void count(const Rows::Counted& counted) {
    SiteFigures figures;
    figures.kept = counted.kept ? 1 : 0;
    figures.copies = counted.kept ? 0 : 1;
    figures.held_back = counted.held_back ? 1 : 0;
    figures.text_bytes = counted.text_bytes;
    figures.removed_bytes = counted.removed_bytes;
    figures.kinds = counted.kinds;
    sites.try_emplace(counted.site, SiteFigures{.site = counted.site}).first->second.add(figures);
    summary.kept += figures.kept;
    summary.copies += figures.copies;
    summary.held_back += figures.held_back;
    summary.empty += counted.empty ? 1U : 0U;
    summary.repaired += counted.repaired ? 1U : 0U;
    summary.text.read += counted.text_bytes;
    if (counted.kept) {
      summary.text.kept += counted.text_bytes - counted.removed_bytes;
      summary.text.boilerplate += counted.removed_bytes;
    } else {
      summary.text.copies += counted.text_bytes;
      ++copies[static_cast<std::size_t>(counted.relation)];
    }
  }

  Status write_sites() {
    std::vector<const SiteFigures*> order;
    SiteFigures all;
    for (const auto& [name, figures] : sites) {
      order.push_back(&figures);
      all.add(figures);
      summary.sites += name.empty() ? 0U : 1U;
    }
    summary.kinds = all.kinds;
    std::stable_sort(order.begin(), order.end(),
                     [](const SiteFigures* a, const SiteFigures* b) { return a->documents() > b->documents(); });
    for (const SiteFigures* site : order) {
      if (Status status = append(RunFile::Sites, site_row(*site)); !status) return status;
    }
    return Done{};
  }

  Status close_files() {
    for (RunFile file : run_files) {
      OutputFile& output = files[static_cast<std::size_t>(file)];
      if (Status status = output.close(); !status) return status;
      summary.files[static_cast<std::size_t>(file)] = output.figures();
    }
    return Done{};
  }
};

RunWriter::RunWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter& RunWriter::operator=(RunWriter&&) noexcept = default;
RunWriter::~RunWriter() = default;

Result<RunWriter> RunWriter::create(const WriteOptions& options) {
  Result<OutFolder> folder = OutFolder::create(options.out, options.force);
  if (!folder) return folder.error();
  auto state = std::make_unique<State>(std::move(*folder));
  state->options = options;
  state->summary.inputs = options.input_names;
  state->summary.fields = options.fields;
  state->summary.compress_zstd = options.compress_zstd;
  for (RunFile file : run_files) {
    Result<OutputFile> output = OutputFile::create(state->folder.path() / file_name(file, options.compress_zstd),
                                                   is_compressed(file, options.compress_zstd));
    if (!output) return output.error();
    state->files.push_back(std::move(*output));
  }
  return RunWriter(std::move(state));
}

void RunWriter::expect(const Clustering& clustering, const std::vector<DocumentLabel>& labels) {
  state_->kept.emplace().expect(clustering, labels);
}

void RunWriter::Rows::clear() noexcept {
  for (std::string* rows : {&clean, &duplicates, &boilerplate, &blocks}) rows->clear();
  documents.clear();
}

void RunWriter::prepare(const Document& document, const Outcome& outcome, const std::vector<DocumentLabel>& labels,
                        Rows& rows) const {
  const FieldNames& fields = state_->options.fields;
  const Membership& membership = outcome.membership;
  Rows::Counted& counted = rows.documents.emplace_back();
  counted.source = document.source;
  counted.site = document.site;
  counted.text_bytes = document.text.size();
  counted.kept = membership.role != Role::Removed;
  counted.held_back = outcome.held_back;
  counted.repaired = document.replaced > 0;
  counted.document = outcome.document;
  for (const JudgedBlock& judged : outcome.blocks) {
    KindFigures& kind = counted.kinds[static_cast<std::size_t>(judged.verdict.kind)];
    ++kind.blocks;
    if (judged.verdict.removed) {
      ++kind.removed;
      kind.removed_bytes += judged.block.length;
      counted.removed_bytes += judged.block.length;
    }
    if (is_boilerplate(judged.verdict)) ++counted.boilerplate_rows;
  }
  if (counted.kept) {
    rows.clean += clean_row(document, outcome, fields, counted.empty);
  } else {
    const bool named = membership.survivor.value < labels.size();
    counted.relation = membership.relation;
    rows.duplicates += duplicate_row(document, outcome, named ? labels[membership.survivor.value].id : "", fields);
  }
  if (counted.boilerplate_rows > 0) append_boilerplate_rows(rows.boilerplate, document, outcome);
  append_blocks_row(rows.blocks, document, outcome);
  if (membership.cluster.value != 0) counted.credit = credit_of(document, outcome.blocks);
  counted.clean_end = rows.clean.size();
  counted.duplicates_end = rows.duplicates.size();
  counted.blocks_end = rows.blocks.size();
}

Status RunWriter::write(const Rows& rows) {
  State& state = *state_;
  std::uint64_t kept = 0;
  std::uint64_t boilerplate = 0;
  for (const Rows::Counted& counted : rows.documents) {
    if (state.last_document && !(*state.last_document < counted.source)) return out_of_order(counted.source);
    state.last_document = counted.source;
    state.count(counted);
    if (!counted.credit.empty()) state.credits.emplace(counted.document.value, counted.credit);
    kept += counted.kept ? 1U : 0U;
    boilerplate += counted.boilerplate_rows;
  }
  if (state.kept) state.kept->see(rows);
  if (Status status = state.append(RunFile::Clean, rows.clean, kept); !status) return status;
  if (Status status = state.append(RunFile::Duplicates, rows.duplicates, rows.documents.size() - kept); !status)
    return status;
  if (Status status = state.append(RunFile::Boilerplate, rows.boilerplate, boilerplate); !status) return status;
  return state.append(RunFile::Blocks, rows.blocks, rows.documents.size());
}

Status RunWriter::write_reject(const Reject& reject) {
  State& state = *state_;
  if (state.last_reject && !(*state.last_reject < reject.source)) return out_of_order(reject.source);
  state.last_reject = reject.source;
  ++state.summary.rejected;
  ++state.rejects[name_of(reject.code)];
  return state.append(RunFile::Rejected, reject_row(reject));
}

Status RunWriter::write_clusters(const Clustering& clustering, const std::vector<StoryDetails>& details,
                                 const std::vector<DocumentLabel>& labels) {
  Summary& summary = state_->summary;
  const StoryDetails unknown;
  for (std::size_t i = 0; i < clustering.clusters.size(); ++i) {
    const Cluster& cluster = clustering.clusters[i];
    ++summary.clusters;
    summary.clustered_documents += cluster.members.size();
    summary.largest_cluster = std::max<std::uint64_t>(summary.largest_cluster, cluster.members.size());
    const std::string row = cluster_row(cluster, {.memberships = clustering.of,
                                                  .labels = labels,
                                                  .credits = state_->credits,
                                                  .details = i < details.size() ? details[i] : unknown});
    if (Status status = state_->append(RunFile::Clusters, row); !status) return status;
  }
  return Done{};
}

Status RunWriter::write_edges(const std::vector<Edge>& edges, const std::vector<DocumentIndex>& joins,
                              const std::vector<DocumentLabel>& labels) {
  for (const Edge& edge : edges) {
    ++state_->edges[static_cast<std::size_t>(edge.relation)];
    if (Status status = state_->append(RunFile::Edges, edge_row(edge, labels)); !status) return status;
  }
  for (const DocumentIndex join : joins) {
    ++state_->summary.joins;
    if (Status status = state_->append(RunFile::Edges, join_row(labels[join.value])); !status) return status;
  }
  return Done{};
}

Status RunWriter::write_related(std::string_view rows, std::uint64_t count) {
  Result<OutputFile> file = OutputFile::create(state_->folder.path() / related_file, false);
  if (!file) return file.error();
  if (Status status = file->append(rows, count); !status) return status;
  if (Status status = file->close(); !status) return status;
  state_->summary.related = file->figures();
  state_->kept.reset();  // the report names these stories, which may be any
  return Done{};
}

Status RunWriter::finish(const RunFacts& facts) {
  State& state = *state_;
  Summary& summary = state.summary;
  summary.version = facts.version;
  summary.settings = facts.settings;
  summary.counts = facts.counts;
  summary.copies_by_relation = by_relation(state.copies);
  summary.edges_by_relation = by_relation(state.edges);
  summary.rejects_by_reason.assign(state.rejects.begin(), state.rejects.end());
  if (Status status = state.write_sites(); !status) return status;
  if (Status status = state.close_files(); !status) return status;
  const std::filesystem::path& folder = state.folder.path();
  if (Status status = write_file(folder / summary_file, to_json(summary)); !status) return status;
  if (Status status = write_file(folder / timings_file, timings_json(facts)); !status) return status;
  const Result<std::string> report = report_html(folder, state.kept && state.kept->complete() ? &*state.kept : nullptr);
  if (!report) return report.error();
  if (Status status = write_file(folder / report_file, *report); !status) return status;
  return state.folder.commit();
}

}  // namespace presswash
