#include "write/row_fields.h"

#include <cstdlib>
#include <limits>

#include <simdjson.h>

namespace presswash {

using simdjson::dom::array;
using simdjson::dom::element;

template <typename Value>
bool RowFields::get(std::string_view name, Value& out) {
  if (good_ && (*object_)[name].get(out) != simdjson::SUCCESS) good_ = false;
  return good_;
}

template <typename Unsigned>
void RowFields::get_number(std::string_view name, Unsigned& out) {
  std::uint64_t value = 0;
  if (!get(name, value)) return;
  out = static_cast<Unsigned>(value);
  if (out != value) good_ = false;
}

bool RowFields::has(std::string_view name) const { return (*object_)[name].error() == simdjson::SUCCESS; }

void RowFields::text(std::string_view name, std::string& out) {
  std::string_view value;
  if (get(name, value)) out = value;
}

void RowFields::text_or_null(std::string_view name, std::string& out) {
  element value;
  out.clear();
  if (!get(name, value) || value.is_null()) return;
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    out = text;
  } else {
    good_ = false;
  }
}

void RowFields::later_text(std::string_view name, std::string& out) {
  out.clear();
  if (has(name)) text_or_null(name, out);
}

void RowFields::boolean(std::string_view name, bool& out) { get(name, out); }

void RowFields::cluster(std::string_view name, ClusterId& out) {
  std::string hex;
  text_or_null(name, hex);
  out.value = hex.empty() ? 0 : std::strtoull(hex.c_str(), nullptr, 16);
  if (!hex.empty() && (hex.size() != 16 || out.value == 0)) good_ = false;
}

void RowFields::relation(std::string_view name, Relation& out) {
  std::string_view value;
  if (!get(name, value)) return;
  for (const Relation relation : {Relation::None, Relation::Identical, Relation::Near, Relation::Excerpt}) {
    if (name_of(relation) == value) {
      out = relation;
      return;
    }
  }
  good_ = false;
}

void RowFields::share(std::string_view name, double& out) { get(name, out); }
void RowFields::number(std::string_view name, std::uint64_t& out) { get_number(name, out); }
void RowFields::number(std::string_view name, std::uint32_t& out) { get_number(name, out); }

template <typename Unsigned>
void RowFields::get_count(std::string_view name, Unsigned& out, Unsigned usual) {
  out = usual;
  element found;
  if (!good_ || (*object_)[name].get(found) != simdjson::SUCCESS) return;
  std::uint64_t value = 0;
  good_ = found.get(value) == simdjson::SUCCESS && value <= std::numeric_limits<Unsigned>::max();
  if (good_) out = static_cast<Unsigned>(value);
}

void RowFields::count(std::string_view name, std::uint16_t& out, std::uint16_t usual) { get_count(name, out, usual); }
void RowFields::count(std::string_view name, std::uint32_t& out) { get_count(name, out, std::uint32_t{0}); }

void RowFields::texts(std::string_view name, std::vector<std::string>& out) {
  out.clear();
  values(name, [&](const element& value) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return false;
    out.emplace_back(text);
    return true;
  });
}

void RowFields::source(Source& out, bool* is_file) {
  object("source", [&](RowFields& source) {
    source.number("input", out.input);
    source.number("record", out.record);
    if (is_file == nullptr) return;
    *is_file = false;
    if (source.has("file")) source.boolean("file", *is_file);
  });
}

void RowFields::object(std::string_view name, const std::function<void(RowFields&)>& see) {
  element value;
  if (!get(name, value)) return;
  RowFields fields(value);
  if (value.is_object()) see(fields);
  good_ = value.is_object() && fields.good();
}

void RowFields::later_object(std::string_view name, const std::function<void(RowFields&)>& see) {
  element value;
  if ((*object_)[name].get(value) == simdjson::SUCCESS && !value.is_null()) object(name, see);
}

void RowFields::objects(std::string_view name, const std::function<void(RowFields&)>& see) {
  values(name, [&](const element& value) {
    RowFields fields(value);
    if (value.is_object()) see(fields);
    return value.is_object() && fields.good();
  });
}

void RowFields::values(std::string_view name, const std::function<bool(const element&)>& see) {
  array all;
  if (!get(name, all)) return;
  for (const element value : all) {
    if (!see(value)) {
      good_ = false;
      return;
    }
  }
}

struct RowObjects::Parser {
  simdjson::dom::parser parser;
};

RowObjects::RowObjects() : parser_(std::make_unique<Parser>()) {}
RowObjects::~RowObjects() = default;

bool RowObjects::parse(std::string_view json, bool is_padded, const std::function<void(RowFields&)>& see) {
  element object;
  if (json.empty() || parser_->parser.parse(json.data(), json.size(), !is_padded).get(object) != simdjson::SUCCESS) {
    return false;
  }
  RowFields fields(object);
  if (object.is_object()) see(fields);
  return object.is_object() && fields.good();
}

}  // namespace presswash
