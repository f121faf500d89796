#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "document/cluster.h"
#include "document/document.h"

namespace simdjson::dom {
class element;
}

namespace presswash {

/// The fields of one JSON object, fetched by name into `out`. The first that is missing or of the wrong type turns
/// `good` false; nothing is fetched any more then.
class RowFields {
 public:
  /// The object must outlive it.
  explicit RowFields(const simdjson::dom::element& object) : object_(&object) {}

  [[nodiscard]] bool good() const noexcept { return good_; }
  void fail() noexcept { good_ = false; }
  [[nodiscard]] bool has(std::string_view name) const;

  void text(std::string_view name, std::string& out);
  /// A string or null.
  void text_or_null(std::string_view name, std::string& out);
  /// The same; empty when there is no such field, as in rows of an earlier version.
  void later_text(std::string_view name, std::string& out);
  void boolean(std::string_view name, bool& out);
  void cluster(std::string_view name, ClusterId& out);
  void relation(std::string_view name, Relation& out);
  void share(std::string_view name, double& out);
  void number(std::string_view name, std::uint64_t& out);
  void number(std::string_view name, std::uint32_t& out);
  /// Counts that are left out when they are `usual`.
  void count(std::string_view name, std::uint16_t& out, std::uint16_t usual = 0);
  void count(std::string_view name, std::uint32_t& out);
  void texts(std::string_view name, std::vector<std::string>& out);
  /// `is_file` may be null.
  void source(Source& out, bool* is_file);

  /// Hands over the fields of a nested object.
  void object(std::string_view name, const std::function<void(RowFields&)>& see);
  /// The same; nothing when the field is null or missing, as in rows of an earlier version.
  void later_object(std::string_view name, const std::function<void(RowFields&)>& see);
  /// The same for every object of an array.
  void objects(std::string_view name, const std::function<void(RowFields&)>& see);
  /// Every value of an array, as it is; `see` returns false for a wrong one.
  void values(std::string_view name, const std::function<bool(const simdjson::dom::element&)>& see);

 private:
  template <typename Value>
  bool get(std::string_view name, Value& out);
  template <typename Unsigned>
  void get_number(std::string_view name, Unsigned& out);
  template <typename Unsigned>
  void get_count(std::string_view name, Unsigned& out, Unsigned usual);

  const simdjson::dom::element* object_;
  bool good_ = true;
};

/// Parses the objects of rows; one a thread.
class RowObjects {
 public:
  RowObjects();
  RowObjects(const RowObjects&) = delete;
  RowObjects& operator=(const RowObjects&) = delete;
  ~RowObjects();
  /// Hands over the fields of the object that `json` is; false when it is none, or when `see` left a field wanting.
  /// `is_padded`: 64 bytes behind `json` are readable.
  [[nodiscard]] bool parse(std::string_view json, bool is_padded, const std::function<void(RowFields&)>& see);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace presswash
