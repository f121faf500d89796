#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace presswash {

enum class ErrorCode : std::uint8_t {
  NotFound,
  PermissionDenied,
  AlreadyExists,
  InvalidArgument,
  UnknownCompression,
  CorruptInput,
  NotText,
  MissingField,
  VersionMismatch,
  InputChanged,
  Cancelled,
  Io,
};

/// "not_found" and so on: stable names for machine-readable output.
[[nodiscard]] const char* name_of(ErrorCode code) noexcept;

/// What went wrong, where, and what to do about it (the message ends with the remedy).
struct Error {
  ErrorCode code = ErrorCode::InvalidArgument;
  std::string message{};
  std::string file{};                     ///< empty when no file is concerned
  std::optional<std::uint64_t> record{};  ///< record number in that file, from 1

  /// "scrape.jsonl: record 12: message", leaving out what is unknown.
  [[nodiscard]] std::string text() const;
};

/// A value or an Error. Reading the side that is absent is undefined: ask first.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const { return std::get_if<0>(&state_); }

  [[nodiscard]] const Error& error() const& { return *std::get_if<1>(&state_); }
  [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

/// The value of a Result that only says whether something worked.
struct Done {};
using Status = Result<Done>;

}  // namespace presswash
