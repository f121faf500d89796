#include <fstream>
#include <sstream>

#include "base/byte_stream.h"
#include "base/hash.h"
#include "pipeline/state_format.h"
#include "pipeline/state_parts.h"

namespace presswash {
namespace {

void put_document(ByteWriter& out, const DocumentRow& row) {
  out.put_text(row.id);
  out.put_text(row.published);
  out.put(row.source.input);
  out.put(row.source.record);
  out.put(row.content.value);
  out.put(row.title.value);
  out.put(row.site.value);
  out.put(static_cast<std::uint8_t>(row.published_seconds.has_value()));
  out.put(row.published_seconds.value_or(0));
  out.put(row.first_block);
  out.put(row.block_count);
  out.put(row.first_token);
  out.put(row.text_bytes);
  out.put(row.replaced);
  out.put(static_cast<std::uint8_t>(row.made_id));
}

DocumentRow take_document(ByteReader& in) {
  DocumentRow row;
  row.id = in.take_text();
  row.published = in.take_text();
  row.source.input = in.take<std::uint32_t>();
  row.source.record = in.take<std::uint64_t>();
  row.content.value = in.take<std::uint64_t>();
  row.title.value = in.take<std::uint64_t>();
  row.site.value = in.take<std::uint32_t>();
  const bool dated = in.take<std::uint8_t>() != 0;
  const auto seconds = in.take<std::int64_t>();
  if (dated) row.published_seconds = seconds;
  row.first_block = in.take<std::uint32_t>();
  row.block_count = in.take<std::uint32_t>();
  row.first_token = in.take<std::uint64_t>();
  row.text_bytes = in.take<std::uint32_t>();
  row.replaced = in.take<std::uint32_t>();
  row.made_id = in.take<std::uint8_t>() != 0;
  return row;
}

void put_block(ByteWriter& out, const BlockRow& row) {
  out.put(row.block.offset);
  out.put(row.block.length);
  out.put(row.hash.value);
  out.put(row.masked.value);
  out.put(row.token_begin);
  out.put(row.token_count);
  out.put(row.shape);
  out.put(row.words);
  out.put(row.alone);
  out.put(row.joint);
  out.put(row.cues.bits);
  out.put(static_cast<std::uint8_t>(row.cue));
  out.put(static_cast<std::uint8_t>(row.list));
  out.put(static_cast<std::uint8_t>(row.place));
  out.put(static_cast<std::uint8_t>(row.title));
  out.put(static_cast<std::uint8_t>(row.rule));
  out.put(static_cast<std::uint8_t>((row.whole_cue ? 1U : 0U) | (row.repeated ? 2U : 0U) | (row.prose ? 4U : 0U) |
                                    (row.digits ? 8U : 0U)));
}

BlockRow take_block(ByteReader& in) {
  BlockRow row;
  row.block.offset = in.take<std::uint32_t>();
  row.block.length = in.take<std::uint32_t>();
  row.hash.value = in.take<std::uint64_t>();
  row.masked.value = in.take<std::uint64_t>();
  row.token_begin = in.take<std::uint32_t>();
  row.token_count = in.take<std::uint32_t>();
  row.shape = in.take<std::uint32_t>();
  row.words = in.take<std::uint32_t>();
  row.alone = in.take<float>();
  row.joint = in.take<float>();
  row.cues.bits = in.take<std::uint16_t>();
  row.cue = static_cast<Kind>(in.take<std::uint8_t>() % kind_count);
  row.list = static_cast<Kind>(in.take<std::uint8_t>() % kind_count);
  row.place = static_cast<Place>(in.take<std::uint8_t>() % 4U);
  row.title = static_cast<TitleRelation>(in.take<std::uint8_t>() % 4U);
  row.rule = static_cast<RuleVerdict>(in.take<std::uint8_t>() % 3U);
  const auto flags = in.take<std::uint8_t>();
  row.whole_cue = (flags & 1U) != 0;
  row.repeated = (flags & 2U) != 0;
  row.prose = (flags & 4U) != 0;
  row.digits = (flags & 8U) != 0;
  return row;
}

/// Smallest sizes of a document and a block, to bound counts before anything is allocated.
constexpr std::uint64_t document_bytes = 60;
constexpr std::uint64_t block_bytes = 56;

/// Whether every document's blocks and every block's words lie inside the chunk.
bool consistent(const ColumnChunk& chunk, std::size_t sites) {
  for (const DocumentRow& row : chunk.documents) {
    if (row.first_block + std::uint64_t{row.block_count} > chunk.blocks.size() || row.first_token > chunk.tokens.size())
      return false;
    if (row.site != no_site && row.site.value >= sites) return false;
    for (std::uint64_t b = row.first_block; b < row.first_block + std::uint64_t{row.block_count}; ++b) {
      if (row.first_token + chunk.blocks[b].token_begin + chunk.blocks[b].token_count > chunk.tokens.size())
        return false;
    }
  }
  return true;
}

std::uint64_t model_hash(const BlockModel& model) { return hash64(model.encode()); }

}  // namespace

Status save(const State& state, const std::filesystem::path& file) {
  const State::Parts& parts = *state.parts_;
  ByteWriter out;
  out.put_raw(state_format::magic);
  out.put(state_format::version);
  out.put(model_hash(*parts.model));
  out.put(parts.sites.size());
  for (const std::string& site : parts.sites) out.put_text(site);
  for (const std::uint64_t value : {parts.figures.records, parts.figures.unread, parts.figures.text_bytes})
    out.put(value);
  out.put(parts.columns.chunks().size());
  for (const auto& chunk : parts.columns.chunks()) {
    out.put(chunk->documents.size());
    for (const DocumentRow& row : chunk->documents) put_document(out, row);
    out.put(chunk->blocks.size());
    for (const BlockRow& row : chunk->blocks) put_block(out, row);
    out.put(chunk->tokens.size());
    for (const TokenHash token : chunk->tokens) out.put(token);
  }
  out.put(hash64(out.bytes()));
  std::ofstream to(file, std::ios::binary);
  to.write(out.bytes().data(), static_cast<std::streamsize>(out.bytes().size()));
  to.close();
  if (!to)
    return Error{.code = ErrorCode::Io,
                 .message = "cannot write what was learned; check the folder and the space on it",
                 .file = file.string()};
  return Done{};
}

Result<State> load(const std::filesystem::path& file, const LearnOptions& options) {
  const auto failed = [&](ErrorCode code, std::string what) {
    return Error{.code = code, .message = std::move(what), .file = file.string()};
  };
  std::ifstream from(file, std::ios::binary);
  if (!from) return failed(ErrorCode::NotFound, "cannot open it; check the path");
  std::ostringstream read;
  read << from.rdbuf();
  const std::string bytes = std::move(read).str();
  const std::string_view view = bytes;
  if (!view.starts_with(state_format::magic) || view.size() < state_format::magic.size() + 20)
    return failed(ErrorCode::CorruptInput, "this is no saved scrape, or it is cut short; learn the scrape again");
  ByteReader checksum(view.substr(view.size() - 8));
  if (checksum.take<std::uint64_t>() != hash64(view.substr(0, view.size() - 8)))
    return failed(ErrorCode::CorruptInput,
                  "the checksum does not match: it is damaged or cut short; learn the scrape again");

  auto parts = std::make_unique<State::Parts>();
  parts->model = options.model ? options.model : BlockModel::built_in();
  parts->options = options.rounds;
  parts->rules = options.rules;
  ByteReader in(view.substr(state_format::magic.size(), view.size() - state_format::magic.size() - 8));
  const auto version = in.take<std::uint32_t>();
  if (version != state_format::version)
    return failed(ErrorCode::VersionMismatch, "it has format " + std::to_string(version) +
                                                  ", this presswash reads format " +
                                                  std::to_string(state_format::version) + "; learn the scrape again");
  const auto model = in.take<std::uint64_t>();
  if (model != model_hash(*parts->model))
    return failed(ErrorCode::VersionMismatch, "it was learned with model " + to_hex(model) + ", the model given is " +
                                                  to_hex(model_hash(*parts->model)) +
                                                  "; give that model or learn the scrape again");
  for (auto n = in.take_count(4); n > 0; --n) parts->sites.emplace_back(in.take_text());
  for (std::uint64_t* value : {&parts->figures.records, &parts->figures.unread, &parts->figures.text_bytes})
    *value = in.take<std::uint64_t>();
  for (auto n = in.take_count(24); n > 0; --n) {
    auto chunk = std::make_unique<ColumnChunk>();
    for (auto k = in.take_count(document_bytes); k > 0; --k) chunk->documents.push_back(take_document(in));
    for (auto k = in.take_count(block_bytes); k > 0; --k) chunk->blocks.push_back(take_block(in));
    for (auto k = in.take_count(sizeof(TokenHash)); k > 0; --k) chunk->tokens.push_back(in.take<TokenHash>());
    if (!in.ok() || !consistent(*chunk, parts->sites.size()))
      return failed(ErrorCode::CorruptInput, "its parts do not fit together; learn the scrape again");
    parts->columns.add(std::move(chunk));
  }
  parts->figures.blocks = parts->columns.block_count();
  const Status decided = parts->decide({});
  if (!decided) return decided.error();
  return State(std::move(parts));
}

}  // namespace presswash
