#include "read/input_set.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace presswash {
namespace {

namespace fs = std::filesystem;

/// Copies what comes through a pipe to a temporary file, which can be read as often as wanted.
Result<File> spool(File from) {
  Result<File> to = File::temporary();
  if (!to) return to;
  std::vector<char> buffer(std::size_t{1} << 20U);
  while (true) {
    const Result<std::size_t> got = from.read(buffer);
    if (!got) return got.error();
    if (*got == 0) return to;
    const Status written = to->write({buffer.data(), *got});
    if (!written) return written.error();
  }
}

Status recognise_file(const File& file, const std::optional<fs::path>& name, Input& input) {
  std::uint64_t ignored = 0;
  const Result<DecodedFile> decoded = decode_file(file, ignored);
  if (!decoded) return decoded.error();
  const Result<Form> form = recognise(*decoded, name);
  if (!form) return form.error();
  const Result<FileStamp> stamp = file.stamp();
  if (!stamp) return stamp.error();
  input.form = *form;
  input.stamp = *stamp;
  input.bytes = stamp->size;
  return Done{};
}

Status open_stream(File from, Input& input) {
  Result<File> spooled = spool(std::move(from));
  if (!spooled) return spooled.error();
  input.spooled = std::move(*spooled);
  return recognise_file(*input.spooled, std::nullopt, input);
}

Status open_listing(Result<FolderListing> listing, Input& input) {
  if (!listing) return listing.error();
  input.form = Form::Text;
  input.listing = std::move(*listing);
  input.bytes = input.listing.total_bytes;
  return Done{};
}

Status open_file(const fs::path& path, Input& input) {
  const Form form = form_of_extension(extension_of(path));
  if (form == Form::Text || form == Form::Html) return open_listing(list_single_file(path), input);
  const Result<File> file = File::open(path);
  if (!file) return file.error();
  return recognise_file(*file, path, input);
}

Status open_path(const fs::path& path, Input& input) {
  if (path == "-") {
    input.shown = "standard input";
    return open_stream(File::standard_input(), input);
  }
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  switch (status.type()) {
    case fs::file_type::directory: return open_listing(list_folder(path), input);
    case fs::file_type::regular: return open_file(path, input);
    case fs::file_type::fifo:
    case fs::file_type::character: {
      Result<File> file = File::open(path);
      if (!file) return file.error();
      return open_stream(std::move(*file), input);
    }
    case fs::file_type::not_found: return system_error(ENOENT, path.string());
    default: break;
  }
  if (failed) return system_error(failed.default_error_condition().value(), path.string());
  return Error{.code = ErrorCode::InvalidArgument, .message = "neither a file nor a folder nor a pipe"};
}

}  // namespace

Result<InputSet> InputSet::open(const std::vector<fs::path>& paths, const ReadOptions& options) {
  if (paths.empty()) {
    return Error{.code = ErrorCode::InvalidArgument,
                 .message = "no input; name files or folders, or - for standard input"};
  }
  auto state = std::make_unique<State>();
  state->options = options;
  bool standard_input = false;
  for (const fs::path& path : paths) {
    if (path == "-" && std::exchange(standard_input, true)) {
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "it can be read only once; name - once",
                   .file = "standard input"};
    }
    Input input{.shown = path.string(), .path = path, .spooled = {}, .stamp = {}, .listing = {}};
    const Status opened = open_path(path, input);
    if (!opened) {
      Error error = opened.error();
      if (error.file.empty() || input.spooled) error.file = input.shown;
      return error;
    }
    state->names.push_back(path.string());
    state->total_bytes += input.bytes;
    state->inputs.push_back(std::move(input));
  }
  return InputSet(std::move(state));
}

InputSet::InputSet(std::unique_ptr<State> state) : state_(std::move(state)) {}
InputSet::InputSet(InputSet&&) noexcept = default;
InputSet& InputSet::operator=(InputSet&&) noexcept = default;
InputSet::~InputSet() = default;

const std::vector<std::string>& InputSet::names() const { return state_->names; }
std::uint64_t InputSet::total_bytes() const { return state_->total_bytes; }

}  // namespace presswash
