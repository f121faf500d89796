#pragma once

#include "read/json_scan.h"
#include "write/row_fields.h"
#include "write/row_parser.h"

namespace presswash {

/// What a RowParser keeps from one row to the next.
struct RowParser::State {
  FieldNames fields;
  RowObjects objects;
  JsonObject object;
};

}  // namespace presswash
