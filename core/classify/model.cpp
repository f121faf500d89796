#include "classify/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/byte_stream.h"
#include "classify/built_in_model.h"
#include "classify/line_features.h"
#include "classify/model_format.h"

namespace presswash {
namespace {

void put_chain(ByteWriter& out, const ChainWeights& chain) {
  float largest = 0.0F;
  for (const float w : chain.weights) largest = std::max(largest, std::abs(w));
  const float scale = chain.scale > 0.0F ? chain.scale : largest > 0.0F ? largest / 32767.0F : 1.0F;
  out.put(scale);
  for (int i = 0; i < 4; ++i) out.put(chain.transitions.data()[i]);
  out.put(chain.slope);
  out.put(chain.offset);
  out.put(static_cast<std::uint32_t>(chain.weights.size()));
  for (const float w : chain.weights) out.put(static_cast<std::int16_t>(std::lround(w / scale)));
}

ChainWeights take_chain(ByteReader& cursor, std::size_t expected) {
  ChainWeights chain;
  const auto scale = cursor.take<float>();
  chain.scale = scale;
  for (int i = 0; i < 4; ++i) chain.transitions.data()[i] = cursor.take<float>();
  chain.slope = cursor.take<float>();
  chain.offset = cursor.take<float>();
  if (cursor.take<std::uint32_t>() != expected || !cursor.ok()) return chain;
  chain.weights.resize(expected);
  for (float& w : chain.weights) w = static_cast<float>(cursor.take<std::int16_t>()) * scale;
  return chain;
}

void put_page(ByteWriter& out, const PageWeights& page, std::size_t features) {
  out.put(static_cast<std::uint32_t>(page.trees.roots.size()));
  if (!page.known()) return;
  out.put(static_cast<std::uint32_t>(features));
  for (const auto* scores : {&page.scores.names, &page.scores.words}) {
    out.put(static_cast<std::uint32_t>(scores->size()));
    for (const std::int8_t score : *scores) out.put(score);
  }
  out.put(page.trees.start);
  for (const std::uint32_t root : page.trees.roots) out.put(root);
  out.put(static_cast<std::uint32_t>(page.trees.nodes.size()));
  for (const TreeNode& node : page.trees.nodes) {
    out.put(node.feature);
    out.put(node.next);
    out.put(node.value);
  }
  put_chain(out, page.alone);
  put_chain(out, page.joint);
}

/// Whether every question leads on to nodes of its own tree behind it, and asks for one of the features.
bool consistent(const Trees& trees, std::size_t features) {
  for (std::size_t t = 0; t < trees.roots.size(); ++t) {
    const std::size_t begin = trees.roots[t];
    const std::size_t end = t + 1 < trees.roots.size() ? trees.roots[t + 1] : trees.nodes.size();
    if (begin >= end || end > trees.nodes.size()) return false;
    for (std::size_t k = begin; k < end; ++k) {
      const TreeNode& node = trees.nodes[k];
      if (node.next == 0) continue;
      if (begin + node.next <= k || begin + node.next + 1 >= end || node.feature >= features) return false;
    }
  }
  return true;
}

/// False when the bytes make no page model. `features`: how many it asks for.
bool take_page(ByteReader& cursor, std::uint32_t version, PageWeights& page, std::uint32_t& features) {
  const auto trees = cursor.take<std::uint32_t>();
  if (trees == 0 || trees > 100'000) return cursor.ok() && trees == 0;
  features = cursor.take<std::uint32_t>();
  for (auto* scores : {&page.scores.names, &page.scores.words}) {
    const std::uint32_t count = version < 4 ? 1U << 14U : cursor.take<std::uint32_t>();
    if (count > score_buckets || (count != 0 && !std::has_single_bit(count))) return false;
    const std::string_view bytes = cursor.take_raw(count);
    scores->assign(bytes.begin(), bytes.end());
  }
  page.trees.start = cursor.take<float>();
  page.trees.roots.resize(trees);
  for (std::uint32_t& root : page.trees.roots) root = cursor.take<std::uint32_t>();
  const auto nodes = cursor.take<std::uint32_t>();
  if (!cursor.ok() || nodes > 10'000'000) return false;
  for (std::uint32_t k = 0; k < nodes && cursor.ok(); ++k) {
    TreeNode node;
    node.feature = cursor.take<std::uint16_t>();
    node.next = cursor.take<std::uint16_t>();
    node.value = cursor.take<float>();
    page.trees.nodes.push_back(node);
  }
  if (!cursor.ok() || !consistent(page.trees, features)) return false;
  page.alone = take_chain(cursor, 0);
  page.joint = take_chain(cursor, version == 2 ? evidence_feature_count : page_evidence_count);
  return cursor.ok() && !page.joint.weights.empty();
}

void put_dumps(ByteWriter& out, const DumpChains& dumps) {
  out.put(std::uint32_t{dumps.known() ? 2U : 0U});
  if (!dumps.known()) return;
  put_chain(out, dumps.alone);
  put_chain(out, dumps.joint);
}

/// False when the bytes make no such chains.
bool take_dumps(ByteReader& cursor, DumpChains& dumps) {
  const auto chains = cursor.take<std::uint32_t>();
  if (chains == 0) return cursor.ok();
  if (chains != 2) return false;
  dumps.alone = take_chain(cursor, 0);
  dumps.joint = take_chain(cursor, evidence_feature_count);
  return cursor.ok() && dumps.known();
}

Error corrupt(const std::string& name, const std::string& what) {
  return {.code = ErrorCode::CorruptInput, .message = what + "; make it again with 'presswash train'", .file = name};
}

Error stale_error(const std::string& name, const std::string& what, std::size_t asked, std::size_t known) {
  return {.code = ErrorCode::VersionMismatch,
          .message = "its model of " + what + " asks for " + std::to_string(asked) +
                     " features of a block, there are " + std::to_string(known) + "; train it again with this version",
          .file = name};
}

}  // namespace

BlockModel::BlockModel(std::vector<WeightSet> sets) : sets_(std::move(sets)) {
  for (WeightSet& set : sets_) {
    set.page.scorer = TreeScorer(set.page.trees);
    set.lines.scorer = TreeScorer(set.lines.trees);
    set.text.resize(std::min(set.alone.weights.size(), set.joint.weights.size()));
    for (std::size_t i = 0; i < set.text.size(); ++i) set.text[i] = {set.alone.weights[i], set.joint.weights[i]};
  }
}

std::size_t BlockModel::fold_of(std::string_view site, std::size_t folds) {
  return folds <= 1 ? 0 : static_cast<std::size_t>(hash64(site, 0x666F6C64) % folds);
}

WeightSet WeightSet::zero() {
  WeightSet set;
  set.alone.weights.assign(text_feature_count, 0.0F);
  set.joint.weights.assign(feature_count, 0.0F);
  return set;
}

const WeightSet& BlockModel::for_site(std::string_view site) const { return sets_[fold_of(site, sets_.size())]; }

std::string BlockModel::encode() const {
  ByteWriter out;
  out.put_raw(model_format::magic);
  out.put(model_format::version);
  out.put(model_format::feature_signature());
  out.put(static_cast<std::uint32_t>(sets_.size()));
  for (const WeightSet& set : sets_) {
    put_chain(out, set.alone);
    put_chain(out, set.joint);
    put_page(out, set.page, page_feature_count());
    put_page(out, set.lines, line_feature_count());
    put_dumps(out, set.dumps);
  }
  out.put(hash64(out.bytes()));
  return std::move(out).take();
}

Result<std::shared_ptr<const BlockModel>> BlockModel::decode(std::string_view bytes, const std::string& name,
                                                             StalePages stale) {
  if (!bytes.starts_with(model_format::magic)) return corrupt(name, "this is not a presswash model");
  if (bytes.size() < model_format::magic.size() + 24) return corrupt(name, "the model file is cut short");
  ByteReader checksum(bytes.substr(bytes.size() - 8));
  if (checksum.take<std::uint64_t>() != hash64(bytes.substr(0, bytes.size() - 8)))
    return corrupt(name, "the checksum does not match: the model file is damaged or cut short");
  ByteReader cursor(bytes.substr(model_format::magic.size(), bytes.size() - model_format::magic.size() - 8));
  const auto version = cursor.take<std::uint32_t>();
  const auto signature = cursor.take<std::uint64_t>();
  const bool readable = version >= model_format::oldest_version && version <= model_format::version;
  if (!readable || signature != model_format::feature_signature()) {
    std::ostringstream what;
    what << "the model has format " << version << " and features " << to_hex(signature)
         << ", this presswash reads format " << model_format::version << " and features "
         << to_hex(model_format::feature_signature()) << "; train it again with this version";
    return Error{.code = ErrorCode::VersionMismatch, .message = what.str(), .file = name};
  }
  const auto count = cursor.take<std::uint32_t>();
  if (count == 0 || count > 1000) return corrupt(name, "the model file has no weights");
  std::vector<WeightSet> sets(count);
  for (WeightSet& set : sets) {
    set.alone = take_chain(cursor, text_feature_count);
    set.joint = take_chain(cursor, feature_count);
    if (!cursor.ok() || set.alone.weights.empty() || set.joint.weights.empty())
      return corrupt(name, "the model file is cut short");
    auto features = static_cast<std::uint32_t>(page_feature_count());
    if (version >= 2 && !take_page(cursor, version, set.page, features))
      return corrupt(name, "the model of pages in it is damaged");
    if (version == 2 && set.page.known()) features = 0;  // other evidence
    auto line_features = static_cast<std::uint32_t>(line_feature_count());
    if (version >= 4 && !take_page(cursor, version, set.lines, line_features))
      return corrupt(name, "the model of single texts in it is damaged");
    if (version >= 5 && !take_dumps(cursor, set.dumps)) return corrupt(name, "the chains of dumps in it are damaged");
    const bool old_page = features != page_feature_count();
    const bool old_lines = line_features != line_feature_count();
    if (old_page) set.page = {};
    if (old_lines) set.lines = {};
    if ((!old_page && !old_lines) || stale == StalePages::Drop) continue;
    return stale_error(name, old_page ? "pages" : "single texts", old_page ? features : line_features,
                       old_page ? page_feature_count() : line_feature_count());
  }
  if (!cursor.at_end()) return corrupt(name, "the model file goes on behind its end");
  return std::make_shared<const BlockModel>(std::move(sets));
}

Result<std::shared_ptr<const BlockModel>> BlockModel::load(const std::filesystem::path& file, StalePages stale) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return Error{.code = ErrorCode::NotFound,
                 .message = "cannot open the model; check the path given to --model",
                 .file = file.string()};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Error{.code = ErrorCode::Io, .message = "cannot read the model", .file = file.string()};
  return decode(bytes.str(), file.string(), stale);
}

std::shared_ptr<const BlockModel> BlockModel::built_in() {
  static const std::shared_ptr<const BlockModel> model = [] {
    // The build fails on weights of another version and a test on damaged ones: what is left are none at all.
    auto decoded = decode(built_in_model_bytes(), "built-in model", StalePages::Drop);
    if (decoded) return *decoded;
    return std::make_shared<const BlockModel>(std::vector{WeightSet::zero()});
  }();
  return model;
}

}  // namespace presswash
