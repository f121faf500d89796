#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "generator/random.h"

namespace presswash::corpus {

/// What furniture and datelines can name: `{@title}` and so on.
enum class Field : std::uint8_t {
  Site,
  Domain,
  Title,
  Summary,
  Author,
  Section,
  Date,
  Weekday,
  Day,
  Month,
  MonthNumber,
  Year,
  Time,
  Wire,
};
inline constexpr std::size_t field_count = 14;

/// How often words and numbers are drawn anew: an edited copy says the same sentence with some other words.
struct Variation {
  Seed seed = 0;
  std::uint32_t words_per_mille = 0;
  std::uint32_t numbers_per_mille = 0;
};

/// What an expansion draws on beside its own seed.
struct Scope {
  Seed story = 0;  ///< `{$name}` is the same wherever this is
  Variation variation{};
  std::array<std::string_view, field_count> fields{};

  [[nodiscard]] std::string_view& operator[](Field field) { return fields[static_cast<std::size_t>(field)]; }
};

/// Thousands and decimal marks.
struct NumberMarks {
  std::string thousands = ",";
  std::string decimal = ".";
};

/// Where a list stands in its grammar.
struct ListId {
  std::uint32_t value = 0;
  friend bool operator==(const ListId&, const ListId&) = default;
};

/// Upper case for the character at `at`: ASCII, and the two-byte letters of Latin-1 and Latin Extended-A.
void capitalise(std::string& out, std::size_t at);

/// Lists of phrases that name each other: docs/corpus.md has the format. Immutable once compiled; expanding keeps no
/// state and depends on nothing but the seed and the scope.
class Grammar {
 public:
  /// Errors: InvalidArgument (a list that is named but not there, a circle, a malformed reference), with its line.
  [[nodiscard]] static Result<Grammar> compile(std::string_view source, NumberMarks marks);

  [[nodiscard]] std::optional<ListId> find(std::string_view name) const;
  [[nodiscard]] std::uint32_t size(ListId list) const { return lists_[list.value].count; }

  /// Appends one phrase of the list.
  void expand(ListId list, Seed seed, const Scope& scope, std::string& out) const;
  /// Appends the phrase that stands at `entry`.
  void expand_entry(ListId list, std::uint32_t entry, Seed seed, const Scope& scope, std::string& out) const;

 private:
  friend class GrammarCompiler;
  enum class OpKind : std::uint8_t { Literal, Reference, Grouped, Plain, Decimal, Context };
  struct Op {
    OpKind kind = OpKind::Literal;
    bool capital = false;     ///< `{^x}`
    bool upper = false;       ///< `{!x}`
    bool indefinite = false;  ///< `{an x}`: a or an before it
    std::uint32_t a = 0;      ///< literal: offset; reference: list; number: lowest; context: field
    std::uint32_t b = 0;      ///< literal: length; number: highest
  };
  struct List {
    std::uint32_t first = 0;  ///< of its entries
    std::uint32_t count = 0;
    bool skewed = false;    ///< earlier entries more often
    bool variable = false;  ///< `$name`: one choice a story
    bool terminal = false;  ///< words only
  };
  struct Entry {
    std::uint32_t first = 0;  ///< of its ops
    std::uint32_t count = 0;
  };

  [[nodiscard]] static std::uint32_t choose(const List& list, Seed seed);
  void run(const Entry& entry, Seed seed, const Scope& scope, std::string& out) const;
  void number(const Op& op, Seed seed, const Scope& scope, std::string& out) const;

  std::vector<List> lists_;
  std::vector<Entry> entries_;
  std::vector<Op> ops_;
  std::string pool_;
  NumberMarks marks_;
  std::unordered_map<std::string, std::uint32_t> names_;
};

}  // namespace presswash::corpus
