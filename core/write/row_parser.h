#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/cluster.h"
#include "document/document.h"
#include "document/story_details.h"
#include "document/verdict.h"
#include "read/record_reader.h"

namespace presswash {

// The rows of a run folder as values, by file. Fields are those of docs/file-formats.md; null is an empty string.

struct CleanRow {
  std::string id;
  Source source;
  bool is_file = false;
  ClusterId cluster;
  std::uint64_t removed_bytes = 0;
  std::string text;    ///< cleaned
  std::string record;  ///< the JSON object with the cleaned text and without what the run added
};

struct DuplicateRow {
  std::string id;
  Source source;
  bool is_file = false;
  ClusterId cluster;
  std::string survivor;
  Relation relation = Relation::None;
  double jaccard = 0.0;
  double containment = 0.0;
  double unique = 0.0;
  std::string text;    ///< as it was read
  std::string record;  ///< as it was read
};

struct BoilerplateRow {
  std::string id;
  std::string site;
  JudgedBlock judged;
  std::string text;
};

struct BlocksRow {
  std::string id;
  std::string site;
  Source source;
  bool kept = true;
  ClusterId cluster;
  bool held_back = false;
  std::vector<JudgedBlock> blocks;  ///< of boilerplate only range, kind and whether it is removed
};

struct ClusterMember {
  std::string id;
  std::string site;
  std::string title;
  std::string published;
  bool kept = true;
  std::string survivor;
  Relation relation = Relation::None;
  double jaccard = 0.0;
  double containment = 0.0;
  double unique = 0.0;
  std::string credit;
  std::optional<Changes> changes;
};

struct ClusterRow {
  ClusterId cluster;
  std::string canonical;
  std::vector<std::string> survivors;
  std::vector<std::string> sites;
  std::string first_published;
  std::string first;      ///< id of the member published first
  std::string source;     ///< id of the member the others derive from
  std::string source_by;  ///< "text" or "time"
  std::string credit;
  std::vector<ClusterMember> members;
};

/// A verified pair; or, when `join` is not empty, a document that ties no stories together.
struct EdgeRow {
  std::string a;
  std::string b;
  Relation relation = Relation::None;
  double jaccard = 0.0;
  double containment_a = 0.0;
  double containment_b = 0.0;
  std::uint64_t shared = 0;
  std::string join;
};

struct RelatedRow {
  struct Story {
    std::string id;
    ClusterId cluster;
    double similarity = 0.0;
    std::vector<std::string> names;
  };
  std::string id;
  ClusterId cluster;
  std::vector<Story> related;  ///< most similar first
};

struct RejectRow {
  Source source;
  std::string code;
  std::string reason;
  std::string raw;
  bool cut = false;
};

/// Parses rows. Keeps scratch memory: one a thread. Every `parse` returns false when the row is not what the file
/// should hold; 64 bytes behind `row` must be readable (RowReader's rows are so). `out` is overwritten.
class RowParser {
 public:
  explicit RowParser(const FieldNames& fields);
  RowParser(RowParser&&) noexcept;
  RowParser& operator=(RowParser&&) noexcept;
  ~RowParser();

  [[nodiscard]] bool parse(std::string_view row, CleanRow& out);
  [[nodiscard]] bool parse(std::string_view row, DuplicateRow& out);
  [[nodiscard]] bool parse(std::string_view row, BoilerplateRow& out);
  [[nodiscard]] bool parse(std::string_view row, BlocksRow& out);
  [[nodiscard]] bool parse(std::string_view row, ClusterRow& out);
  [[nodiscard]] bool parse(std::string_view row, EdgeRow& out);
  [[nodiscard]] bool parse(std::string_view row, RelatedRow& out);
  [[nodiscard]] bool parse(std::string_view row, RejectRow& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace presswash
