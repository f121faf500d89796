#include <algorithm>
#include <charconv>
#include <utility>

#include "generator/grammar.h"

namespace presswash::corpus {
namespace {

constexpr std::array<std::string_view, field_count> field_names = {
    "site",    "domain", "title", "summary",     "author", "section", "date",
    "weekday", "day",    "month", "monthnumber", "year",   "time",    "wire"};

[[nodiscard]] std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

/// Two passes: names of all lists, then their entries; then a search for circles.
class GrammarCompiler {
 public:
  explicit GrammarCompiler(NumberMarks marks) { grammar_.marks_ = std::move(marks); }

  Result<Grammar> compile(std::string_view source) {
    each_line(source, [this](std::string_view line) { declare(line); });
    line_ = 0;
    each_line(source, [this](std::string_view line) { define(line); });
    close();
    for (std::uint32_t i = 0; i < grammar_.lists_.size(); ++i) {
      if (grammar_.lists_[i].count == 0) fail("the list [" + name_of_list(i) + "] is empty");
    }
    state_.assign(grammar_.lists_.size(), 0);
    for (std::uint32_t i = 0; i < grammar_.lists_.size(); ++i) visit(i);
    if (!message_.empty()) return Error{ErrorCode::InvalidArgument, message_, "", {}};
    return std::move(grammar_);
  }

 private:
  using Op = Grammar::Op;
  using OpKind = Grammar::OpKind;

  template <typename Do>
  void each_line(std::string_view source, Do&& act) {
    while (!source.empty()) {
      const auto end = std::min(source.find('\n'), source.size());
      ++line_;
      const auto line = trimmed(source.substr(0, end));
      if (!line.empty() && line.front() != '#') act(line);
      source.remove_prefix(std::min(end + 1, source.size()));
    }
  }

  static bool is_header(std::string_view line) { return line.front() == '[' && line.back() == ']'; }

  void declare(std::string_view line) {
    if (!is_header(line)) return;
    auto name = trimmed(line.substr(1, line.size() - 2));
    Grammar::List list;
    if (name.ends_with('~')) {
      list.skewed = true;
      name = trimmed(name.substr(0, name.size() - 1));
    }
    list.variable = name.starts_with('$');
    list.terminal = true;
    const auto id = static_cast<std::uint32_t>(grammar_.lists_.size());
    if (!grammar_.names_.emplace(std::string(name), id).second)
      fail("the list [" + std::string(name) + "] stands twice");
    grammar_.lists_.push_back(list);
  }

  void define(std::string_view line) {
    if (is_header(line)) {
      close();
      current_ = static_cast<int>(next_++);
      grammar_.lists_[static_cast<std::size_t>(current_)].first = static_cast<std::uint32_t>(grammar_.entries_.size());
      return;
    }
    if (current_ < 0) return fail("words before the first [list]");
    while (true) {
      const auto end = line.find(" | ");
      entry(trimmed(line.substr(0, end)));
      if (end == std::string_view::npos) break;
      line.remove_prefix(end + 3);
    }
  }

  void close() {
    if (current_ < 0) return;
    auto& list = grammar_.lists_[static_cast<std::size_t>(current_)];
    list.count = static_cast<std::uint32_t>(grammar_.entries_.size()) - list.first;
  }

  void entry(std::string_view text) {
    Grammar::Entry entry;
    entry.first = static_cast<std::uint32_t>(grammar_.ops_.size());
    while (!text.empty()) {
      const auto open = text.find('{');
      literal(text.substr(0, open));
      if (open == std::string_view::npos) break;
      const auto close = text.find('}', open);
      if (close == std::string_view::npos) return fail("a { without }");
      reference(text.substr(open + 1, close - open - 1));
      text.remove_prefix(close + 1);
    }
    entry.count = static_cast<std::uint32_t>(grammar_.ops_.size()) - entry.first;
    grammar_.entries_.push_back(entry);
  }

  void literal(std::string_view text) {
    if (text.empty()) return;
    Op op;
    op.a = static_cast<std::uint32_t>(grammar_.pool_.size());
    op.b = static_cast<std::uint32_t>(text.size());
    grammar_.pool_ += text;
    grammar_.ops_.push_back(op);
  }

  void reference(std::string_view text) {
    if (text == "|") return literal("|");
    Op op;
    if (text.starts_with('!')) {
      op.upper = true;
      text.remove_prefix(1);
    } else if (text.starts_with('^')) {
      op.capital = true;
      text.remove_prefix(1);
    }
    if (text.starts_with("an ")) {
      op.indefinite = true;
      text.remove_prefix(3);
    }
    if (text.starts_with('#') || text.starts_with('=')) {
      number(text, op);
    } else if (text.starts_with('@')) {
      const auto found = std::find(field_names.begin(), field_names.end(), text.substr(1));
      if (found == field_names.end()) return fail("no field {" + std::string(text) + "}");
      op.kind = OpKind::Context;
      op.a = static_cast<std::uint32_t>(found - field_names.begin());
      grammar_.ops_.push_back(op);
    } else {
      const auto found = grammar_.names_.find(std::string(text));
      if (found == grammar_.names_.end()) return fail("no list [" + std::string(text) + "]");
      op.kind = OpKind::Reference;
      op.a = found->second;
      grammar_.ops_.push_back(op);
    }
    if (current_ >= 0) grammar_.lists_[static_cast<std::size_t>(current_)].terminal = false;
  }

  void number(std::string_view text, Op op) {
    op.kind = text.front() == '=' ? OpKind::Plain : OpKind::Grouped;
    text.remove_prefix(1);
    if (text.ends_with('.')) {
      op.kind = OpKind::Decimal;
      text.remove_suffix(1);
    }
    const char* end = text.data() + text.size();
    const auto low = std::from_chars(text.data(), end, op.a);
    if (low.ec != std::errc() || low.ptr == end || *low.ptr != '-') return fail("a number is {#low-high}");
    const auto high = std::from_chars(low.ptr + 1, end, op.b);
    if (high.ec != std::errc() || high.ptr != end || op.b < op.a) return fail("a number is {#low-high}");
    grammar_.ops_.push_back(op);
  }

  /// Depth first; a list met again while it is still open names itself.
  void visit(std::uint32_t id) {
    if (state_[id] == 2 || !message_.empty()) return;
    if (state_[id] == 1) return fail("the list [" + name_of_list(id) + "] names itself");
    state_[id] = 1;
    const auto list = grammar_.lists_[id];
    for (std::uint32_t e = 0; e < list.count; ++e) {
      const auto& entry = grammar_.entries_[list.first + e];
      for (std::uint32_t o = 0; o < entry.count; ++o) {
        const Op op = grammar_.ops_[entry.first + o];
        if (op.kind == OpKind::Reference) visit(op.a);
      }
    }
    state_[id] = 2;
  }

  std::string name_of_list(std::uint32_t id) const {
    for (const auto& [name, value] : grammar_.names_) {
      if (value == id) return name;
    }
    return {};
  }

  void fail(const std::string& what) {
    if (message_.empty()) message_ = "grammar line " + std::to_string(line_) + ": " + what;
  }

  Grammar grammar_;
  std::string message_;
  std::vector<int> state_;
  std::size_t line_ = 0;
  std::uint32_t next_ = 0;
  int current_ = -1;
};

Result<Grammar> Grammar::compile(std::string_view source, NumberMarks marks) {
  return GrammarCompiler(std::move(marks)).compile(source);
}

}  // namespace presswash::corpus
