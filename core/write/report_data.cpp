#include "write/report_data.h"

#include <algorithm>
#include <ranges>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/hash.h"
#include "read/json_text.h"
#include "write/for_each_row.h"
#include "write/rows.h"
#include "write/wording.h"

namespace presswash {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t searched_boilerplate_rows = 200'000;

/// The quoted string that `json` starts with, quotes included and escapes as they are.
std::string_view quoted_start(std::string_view json) {
  for (std::size_t at = 1; at < json.size(); ++at) {
    if (json[at] == '\\') {
      ++at;
    } else if (json[at] == '"') {
      return json.substr(0, at + 1);
    }
  }
  return {};
}

/// The id, quoted, of a row that starts with it.
std::string_view quoted_id(std::string_view row) {
  static constexpr std::string_view start = "{\"id\":";
  return row.starts_with(start) ? quoted_start(row.substr(start.size())) : std::string_view();
}

/// The id, quoted, that a cleaned record carries.
std::string_view quoted_clean_id(std::string_view row) {
  static constexpr std::string_view mark = "\"presswash\":{\"id\":";
  const std::size_t at = row.rfind(mark);
  return at == std::string_view::npos ? std::string_view() : quoted_start(row.substr(at + mark.size()));
}

/// The start of a text, cut between two characters.
std::string start_of(std::string text) {
  if (text.size() <= shown_text_bytes) return text;
  std::size_t end = shown_text_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text.shrink_to_fit();
  return text;
}

class Collector {
 public:
  Collector(const fs::path& run, Summary summary, const KeptRows* kept)
      : run_(run), kept_(kept), parser_(summary.fields) {
    data_.summary = std::move(summary);
  }

  Result<ReportData> run() {
    Result<std::vector<SiteFigures>> sites = read_sites(run_, data_.summary);
    if (!sites) return sites.error();
    data_.sites = std::move(*sites);
    for (const auto step :
         {&Collector::read_clusters, &Collector::read_related, &Collector::read_blocks, &Collector::read_kept_texts,
          &Collector::read_copied_texts, &Collector::read_boilerplate, &Collector::read_rejects}) {
      if (Status status = (this->*step)(); !status) return status.error();
    }
    return std::move(data_);
  }

 private:
  [[nodiscard]] Result<RowReader> reader_of(RunFile file) const {
    if (kept_ != nullptr && KeptRows::knows(file)) return RowReader::over(kept_->of(file), file);
    return RowReader::open(run_, file, data_.summary.files[static_cast<std::size_t>(file)]);
  }

  Status read_clusters() {
    return for_each_row(reader_of(RunFile::Clusters), [&](RowReader& reader) -> Result<Next> {
      if (data_.clusters.size() == shown_clusters) return Next::Stop;
      ReportCluster& cluster = data_.clusters.emplace_back();
      if (!parser_.parse(reader.row(), cluster.row)) return not_a_row(reader, RunFile::Clusters);
      cluster.comparisons = choose_comparisons(cluster.row, shown_comparisons);
      for (const Comparison& comparison : cluster.comparisons) {
        for (const std::size_t place : {comparison.survivor, comparison.member}) {
          const ClusterMember& member = cluster.row.members[place];
          (member.kept ? wanted_kept_ : wanted_copies_).insert(json_string(member.id));
        }
      }
      return Next::GoOn;
    });
  }

  /// Which stories are related, and which of them have to be called by name.
  Status read_related() {
    std::vector<ClusterId> clusters;
    clusters.reserve(data_.clusters.size());
    for (const ReportCluster& cluster : data_.clusters) clusters.push_back(cluster.row.cluster);
    Result<RelatedDigest> digest = digest_related(run_, data_.summary, clusters, shown_related_stories);
    if (!digest) return digest.error();
    data_.related = std::move(*digest);
    const auto want = [&](const std::string& id) { wanted_labels_.insert(json_string(id)); };
    for (const RelatedRow& row : data_.related.stories) {
      want(row.id);
      for (const RelatedRow::Story& other : row.related) want(other.id);
    }
    for (const auto& [cluster, stories] : data_.related.of_clusters) {
      for (const RelatedRow::Story& other : stories) want(other.id);
    }
    return Done{};
  }

  /// Which documents the brake held back, which bytes of the copies count, and the sites of related stories.
  Status read_blocks() {
    std::size_t copies_left = wanted_copies_.size();
    std::size_t labels_left = wanted_labels_.size();
    const bool held_back = data_.summary.held_back > 0;
    if (copies_left == 0 && labels_left == 0 && !held_back) return Done{};
    BlocksRow row;
    return for_each_row(reader_of(RunFile::Blocks), [&](RowReader& reader) -> Result<Next> {
      const std::string_view id = quoted_id(reader.row());
      const bool wanted_copy = copies_left > 0 && wanted_copies_.contains(std::string(id));
      const bool wanted_held = held_back && data_.held_back.size() < shown_held_back &&
                               reader.row().find("\"held_back\":true") != std::string_view::npos;
      const bool wanted_label = labels_left > 0 && wanted_labels_.contains(std::string(id));
      if (!wanted_copy && !wanted_held && !wanted_label) return Next::GoOn;
      if (!parser_.parse(reader.row(), row)) return not_a_row(reader, RunFile::Blocks);
      if (wanted_label) {
        --labels_left;
        data_.labels[row.id].site = row.site;
      }
      if (wanted_held) data_.held_back.push_back({.id = row.id, .site = row.site, .blocks = {}});
      if (wanted_copy) {
        --copies_left;
        copy_blocks_.emplace(row.id, std::move(row.blocks));
      }
      const bool held_done = !held_back || data_.held_back.size() == shown_held_back;
      return copies_left == 0 && labels_left == 0 && held_done ? Next::Stop : Next::GoOn;
    });
  }

  /// Texts that are compared, and titles of related stories: these are kept documents, all of them.
  Status read_kept_texts() {
    std::size_t left = wanted_kept_.size() + wanted_labels_.size();
    if (left == 0) return Done{};
    CleanRow row;
    return for_each_row(reader_of(RunFile::Clean), [&](RowReader& reader) -> Result<Next> {
      const std::string id(quoted_clean_id(reader.row()));
      const bool wanted_text = wanted_kept_.contains(id);
      const bool wanted_label = wanted_labels_.contains(id);
      if (!wanted_text && !wanted_label) return Next::GoOn;
      if (!parser_.parse(reader.row(), row)) return not_a_row(reader, RunFile::Clean);
      if (wanted_label) data_.labels[row.id].title = title_of(row);
      if (wanted_text) data_.texts[row.id] = start_of(std::move(row.text));
      left -= (wanted_text ? 1U : 0U) + (wanted_label ? 1U : 0U);
      return left == 0 ? Next::Stop : Next::GoOn;
    });
  }

  /// The record's title; without one, how its text begins.
  [[nodiscard]] std::string title_of(const CleanRow& row) const {
    const Result<std::string> title = string_in_record(row.record, data_.summary.fields.title);
    return excerpt_of(title && !title->empty() ? *title : row.text, 160);
  }

  Status read_copied_texts() {
    std::size_t left = wanted_copies_.size();
    if (left == 0) return Done{};
    DuplicateRow row;
    return for_each_row(reader_of(RunFile::Duplicates), [&](RowReader& reader) -> Result<Next> {
      if (!wanted_copies_.contains(std::string(quoted_id(reader.row())))) return Next::GoOn;
      if (!parser_.parse(reader.row(), row)) return not_a_row(reader, RunFile::Duplicates);
      std::string text;
      for (const JudgedBlock& judged : copy_blocks_[row.id]) {
        if (judged.block.offset > row.text.size()) return not_a_row(reader, RunFile::Duplicates);
        if (!judged.verdict.removed) text.append(row.text, judged.block.offset, judged.block.length);
        if (text.size() > shown_text_bytes) break;
      }
      data_.texts[row.id] = start_of(std::move(text));
      return --left == 0 ? Next::Stop : Next::GoOn;
    });
  }

  /// Examples of every kind, and the blocks of documents that were held back.
  Status read_boilerplate() {
    std::unordered_map<std::string, std::size_t> held;
    for (std::size_t i = 0; i < data_.held_back.size(); ++i) held.emplace(json_string(data_.held_back[i].id), i);
    const std::string last_held = data_.held_back.empty() ? std::string() : json_string(data_.held_back.back().id);
    bool in_last_held = false;  // rows are in the order of the documents: behind it nothing more is held back
    const auto lacks_examples = [&](std::size_t kind) {
      return data_.summary.kinds[kind].removed > 0 && data_.examples[kind].size() < shown_examples;
    };
    BoilerplateRow row;
    bool searching = true;
    Status status = for_each_row(reader_of(RunFile::Boilerplate), [&](RowReader& reader) -> Result<Next> {
      searching = searching && reader.number() <= searched_boilerplate_rows;
      const bool is_example = searching && wants_example(reader.row());
      const std::string id(held.empty() ? std::string_view() : quoted_id(reader.row()));
      if (in_last_held && id != last_held) held.clear();
      in_last_held = !held.empty() && id == last_held;
      const auto holder = held.find(id);
      if (holder == held.end() && !is_example) return searching || !held.empty() ? Next::GoOn : Next::Stop;
      if (!parser_.parse(reader.row(), row)) return not_a_row(reader, RunFile::Boilerplate);
      const Verdict& verdict = row.judged.verdict;
      if (holder != held.end() && !verdict.removed && verdict.kind != Kind::Headline) {
        data_.held_back[holder->second].blocks.push_back(row);
      }
      if (is_example && verdict.removed && take_example(std::move(row)))
        searching = std::ranges::any_of(std::views::iota(std::size_t{0}, kind_count), lacks_examples);
      return Next::GoOn;
    });
    if (!status) return status;
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      for (BoilerplateRow& spare : spares_[kind]) {
        if (data_.examples[kind].size() < shown_examples) data_.examples[kind].push_back(std::move(spare));
      }
    }
    return Done{};
  }

  /// Cheap: looks only whether the row's kind has enough examples.
  [[nodiscard]] bool wants_example(std::string_view row) const {
    static constexpr std::string_view mark = "\"kind\":\"";
    const std::size_t at = row.find(mark);
    if (at == std::string_view::npos) return true;
    const std::string_view rest = row.substr(at + mark.size());
    const std::optional<Kind> kind = kind_of(rest.substr(0, rest.find('"')));
    return !kind || data_.examples[static_cast<std::size_t>(*kind)].size() < shown_examples;
  }

  /// Different texts, of different sites where there are enough. Whether it is shown for sure.
  bool take_example(BoilerplateRow row) {
    const auto kind = static_cast<std::size_t>(row.judged.verdict.kind);
    if (is_blank(row.text) || !seen_texts_.insert(hash64(row.text, kind)).second) return false;
    const bool new_site = std::none_of(data_.examples[kind].begin(), data_.examples[kind].end(),
                                       [&](const BoilerplateRow& other) { return other.site == row.site; });
    if (new_site) {
      data_.examples[kind].push_back(std::move(row));
    } else if (spares_[kind].size() < shown_examples) {
      spares_[kind].push_back(std::move(row));
    }
    return new_site;
  }

  Status read_rejects() {
    if (data_.summary.rejected == 0) return Done{};
    return for_each_row(reader_of(RunFile::Rejected), [&](RowReader& reader) -> Result<Next> {
      if (data_.rejects.size() == shown_rejects) return Next::Stop;
      if (!parser_.parse(reader.row(), data_.rejects.emplace_back())) return not_a_row(reader, RunFile::Rejected);
      return Next::GoOn;
    });
  }

  fs::path run_;
  const KeptRows* kept_ = nullptr;
  RowParser parser_;
  ReportData data_;
  std::unordered_set<std::string> wanted_kept_;  // ids, quoted as in JSON
  std::unordered_set<std::string> wanted_copies_;
  std::unordered_set<std::string> wanted_labels_;
  std::unordered_map<std::string, std::vector<JudgedBlock>> copy_blocks_;
  std::array<std::vector<BoilerplateRow>, kind_count> spares_{};
  std::unordered_set<std::uint64_t> seen_texts_;
};

}  // namespace

std::vector<Comparison> choose_comparisons(const ClusterRow& cluster, std::size_t most) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < cluster.members.size(); ++i) places.emplace(cluster.members[i].id, i);
  const auto canonical = places.find(cluster.canonical);
  const auto comparison_of = [&](std::size_t member) {
    const auto survivor = places.find(cluster.members[member].survivor);
    return Comparison{.survivor = survivor != places.end()    ? survivor->second
                                  : canonical != places.end() ? canonical->second
                                                              : 0,
                      .member = member};
  };
  std::vector<Comparison> out;
  std::vector<bool> taken(cluster.members.size());
  const auto take = [&](Relation relation, std::size_t count) {
    for (std::size_t i = 0; i < cluster.members.size() && count > 0 && out.size() < most; ++i) {
      const ClusterMember& member = cluster.members[i];
      if (taken[i] || member.relation != relation || member.id == cluster.canonical) continue;
      const Comparison comparison = comparison_of(i);
      if (comparison.survivor == i) continue;
      taken[i] = true;
      out.push_back(comparison);
      --count;
    }
  };
  for (const Relation relation : {Relation::Near, Relation::Excerpt, Relation::None}) take(relation, 1);
  for (const Relation relation : {Relation::Near, Relation::Excerpt}) take(relation, most);
  if (out.empty()) take(Relation::Identical, 1);
  return out;
}

Result<ReportData> collect_report(const fs::path& run, const KeptRows* kept) {
  Result<Summary> summary = read_summary(run);
  if (!summary) return summary.error();
  return Collector(run, std::move(*summary), kept).run();
}

}  // namespace presswash
