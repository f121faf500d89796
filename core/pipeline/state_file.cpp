#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/byte_stream.h"
#include "base/hash.h"
#include "pipeline/state_format.h"
#include "pipeline/state_parts.h"

namespace presswash {
namespace {

void put_document(ByteWriter& out, const DocumentRow& row, std::span<const TokenHash> title) {
  out.put_text(row.id);
  out.put_text(row.published);
  out.put(row.source.input);
  out.put(row.source.record);
  out.put(row.content.value);
  out.put(row.title.value);
  out.put(row.site.value);
  out.put(static_cast<std::uint8_t>(row.published_seconds.has_value()));
  out.put(row.published_seconds.value_or(0));
  out.put(row.block_count);
  out.put(row.text_bytes);
  out.put(row.replaced);
  out.put(static_cast<std::uint8_t>((row.made_id ? 1U : 0U) | (row.by_sentence ? 2U : 0U)));
  out.put(row.title_words);
  for (const TokenHash word : title) out.put(word);
}

DocumentRow take_document(ByteReader& in, std::vector<TokenHash>& title) {
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
  row.block_count = in.take<std::uint32_t>();
  row.text_bytes = in.take<std::uint32_t>();
  row.replaced = in.take<std::uint32_t>();
  const auto flags = in.take<std::uint8_t>();
  row.made_id = (flags & 1U) != 0;
  row.by_sentence = (flags & 2U) != 0;
  row.title_words = in.take<std::uint16_t>();
  title.clear();
  for (auto n = row.title_words; n > 0 && in.ok(); --n) title.push_back(in.take<TokenHash>());
  return row;
}

void put_block(ByteWriter& out, const BlockRow& row) {
  out.put(row.text.value);
  out.put(row.length);
  out.put(row.shape);
  out.put(row.alone);
  out.put(row.joint);
  out.put(row.words);
  out.put(row.cues.bits);
  out.put(static_cast<std::uint8_t>(row.cue));
  out.put(static_cast<std::uint8_t>(row.list));
  out.put(static_cast<std::uint8_t>(row.place));
  out.put(static_cast<std::uint8_t>(row.title));
  out.put(static_cast<std::uint8_t>(row.rule));
  out.put(static_cast<std::uint8_t>((row.whole_cue ? 1U : 0U) | (row.repeated ? 2U : 0U) | (row.prose ? 4U : 0U) |
                                    (row.digits ? 8U : 0U) | (row.page ? 16U : 0U) | (row.caption ? 32U : 0U) |
                                    (row.framed ? 64U : 0U) | (row.apart ? 128U : 0U)));
  out.put(row.detail);
}

BlockRow take_block(ByteReader& in) {
  BlockRow row;
  row.text.value = in.take<std::uint32_t>();
  row.length = in.take<std::uint32_t>();
  row.shape = in.take<std::uint32_t>() & ((1U << shape_bits) - 1U);
  row.alone = in.take<float>();
  row.joint = in.take<float>();
  row.words = in.take<std::uint16_t>();
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
  row.page = (flags & 16U) != 0;
  row.caption = (flags & 32U) != 0;
  row.framed = (flags & 64U) != 0;
  row.apart = (flags & 128U) != 0;
  row.detail = in.take<std::uint16_t>();
  return row;
}

void put_texts(ByteWriter& out, const BlockTexts& texts) {
  out.put(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    const auto words = texts.words(TextId{i});
    out.put(texts.hash(TextId{i}).value);
    out.put(texts.masked(TextId{i}).value);
    out.put(words.size());
    for (const TokenHash word : words) out.put(word);
  }
}

/// Smallest sizes of a text and a document, to bound counts before anything is allocated.
constexpr std::uint64_t text_bytes = 24;
constexpr std::uint64_t document_bytes = 58;

BlockTexts take_texts(ByteReader& in) {
  BlockTexts texts;
  std::vector<TokenHash> words;
  for (auto n = in.take_count(text_bytes); n > 0; --n) {
    const BlockHash hash{in.take<std::uint64_t>()};
    const BlockHash masked{in.take<std::uint64_t>()};
    words.clear();
    for (auto k = in.take_count(sizeof(TokenHash)); k > 0; --k) words.push_back(in.take<TokenHash>());
    texts.add(hash, masked, words);
  }
  return texts;
}

/// Whether a document and its blocks point to what there is.
bool consistent(const DocumentRow& row, const std::vector<BlockRow>& blocks, std::size_t sites, std::size_t texts) {
  return (row.site == no_site || row.site.value < sites) &&
         std::ranges::all_of(blocks, [&](const BlockRow& block) { return block.text.value < texts; });
}

std::uint64_t model_hash(const BlockModel& model) { return hash64(model.encode()); }

}  // namespace

Status save(const State& state, const std::filesystem::path& file) {
  const State::Parts& parts = *state.parts_;
  ByteWriter out;
  out.put_raw(state_format::magic);
  out.put(state_format::version);
  out.put(model_hash(*parts.model));
  out.put(parts.rules.fingerprint());
  out.put(static_cast<std::uint8_t>(parts.segmentation));
  out.put(parts.sites.size());
  for (const std::string& site : parts.sites) out.put_text(site);
  for (const std::uint64_t value : {parts.figures.records, parts.figures.unread, parts.figures.text_bytes})
    out.put(value);
  put_texts(out, parts.columns.texts());
  out.put(parts.columns.size());
  for (std::size_t d = 0; d < parts.columns.size(); ++d) {
    put_document(out, parts.columns.document(d), parts.columns.title(DocumentIndex{static_cast<std::uint32_t>(d)}));
    for (const BlockRow& row : parts.columns.blocks(d)) put_block(out, row);
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
  const auto rules = in.take<std::uint64_t>();
  if (rules != parts->rules.fingerprint())
    return failed(ErrorCode::VersionMismatch, "it was learned with rules " + to_hex(rules) + ", the rules given are " +
                                                  to_hex(parts->rules.fingerprint()) +
                                                  "; give those rules or learn the scrape again");
  const auto segmentation = static_cast<Segmentation>(in.take<std::uint8_t>());
  if (segmentation != options.segmentation)
    return failed(ErrorCode::VersionMismatch, "its texts were taken apart by " + std::string(name_of(segmentation)) +
                                                  ", the options say " + std::string(name_of(options.segmentation)) +
                                                  "; give the same or learn the scrape again");
  parts->segmentation = segmentation;
  for (auto n = in.take_count(4); n > 0; --n) parts->sites.emplace_back(in.take_text());
  for (std::uint64_t* value : {&parts->figures.records, &parts->figures.unread, &parts->figures.text_bytes})
    *value = in.take<std::uint64_t>();
  parts->columns.restore(take_texts(in));
  std::vector<BlockRow> blocks;
  std::vector<TokenHash> title;
  for (auto n = in.take_count(document_bytes); n > 0; --n) {
    DocumentRow row = take_document(in, title);
    blocks.clear();
    for (auto k = row.block_count; k > 0 && in.ok(); --k) blocks.push_back(take_block(in));
    if (!in.ok() || !consistent(row, blocks, parts->sites.size(), parts->columns.texts().size()))
      return failed(ErrorCode::CorruptInput, "its parts do not fit together; learn the scrape again");
    parts->columns.restore(std::move(row), blocks, title);
  }
  parts->figures.blocks = parts->columns.block_count();
  const Status decided = parts->decide({});
  if (!decided) return decided.error();
  return State(std::move(parts));
}

}  // namespace presswash
