#include "base/result.h"

namespace presswash {

const char* name_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::PermissionDenied: return "permission_denied";
    case ErrorCode::AlreadyExists: return "already_exists";
    case ErrorCode::InvalidArgument: return "invalid_argument";
    case ErrorCode::UnknownCompression: return "unknown_compression";
    case ErrorCode::CorruptInput: return "corrupt_input";
    case ErrorCode::NotText: return "not_text";
    case ErrorCode::MissingField: return "missing_field";
    case ErrorCode::VersionMismatch: return "version_mismatch";
    case ErrorCode::InputChanged: return "input_changed";
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::Io: return "io";
  }
  return "unknown";
}

std::string Error::text() const {
  std::string out;
  if (!file.empty()) out += file + ": ";
  if (record) out += "record " + std::to_string(*record) + ": ";
  return out + message;
}

}  // namespace presswash
