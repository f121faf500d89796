#include <algorithm>
#include <map>

#include "base/hash.h"
#include "classify/line_features.h"
#include "pipeline/scrape_evidence.h"
#include "pipeline/sort_in_parallel.h"
#include "pipeline/state_parts.h"
#include "segment/render_document.h"

namespace presswash {
namespace {

std::uint64_t article_hash(const std::vector<TokenHash>& tokens) {
  return hash64({reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(TokenHash)});
}

std::uint16_t saturate(std::uint32_t n) { return static_cast<std::uint16_t>(std::min<std::uint32_t>(n, 0xFFFF)); }

}  // namespace

State::State(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
State::State(State&&) noexcept = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

std::size_t State::size() const { return parts_->columns.size(); }
const Copies& State::copies() const { return parts_->result.copies; }
const std::vector<RoundFigures>& State::rounds() const { return parts_->result.rounds; }
bool State::settled() const { return parts_->result.settled; }
const LearnFigures& State::figures() const { return parts_->figures; }
std::string State::id(std::size_t d) const {
  const DocumentRow& row = parts_->columns.document(d);
  return row.repeat == 0 ? row.id : row.id + "#" + std::to_string(row.repeat);
}
const std::string& State::published(std::size_t d) const { return parts_->columns.document(d).published; }
std::string State::site(std::size_t d) const {
  const SiteIndex site = parts_->columns.document(d).site;
  return site == no_site ? std::string{} : parts_->sites[site.value];
}
const ArticleTokens& State::article_tokens() const { return parts_->columns; }
std::vector<DocumentFacts> State::document_facts() const { return facts_of_documents(parts_->columns); }

std::uint64_t settle_ids(ScrapeColumns& columns) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_hash;  // most ids stand once
  by_hash.reserve(columns.size());
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    columns.document(d).repeat = 0;
    by_hash.emplace_back(hash64(columns.document(d).id), d);
  }
  sort_in_parallel(by_hash);
  std::map<std::string_view, std::vector<std::uint32_t>> repeated;
  for (std::size_t i = 1; i < by_hash.size(); ++i) {
    if (by_hash[i].first != by_hash[i - 1].first) continue;
    for (const std::size_t at : {i - 1, i}) {
      std::vector<std::uint32_t>& documents = repeated[columns.document(by_hash[at].second).id];
      if (documents.empty() || documents.back() != by_hash[at].second) documents.push_back(by_hash[at].second);
    }
  }
  const auto is_taken = [&](const std::string& id) {
    const std::uint64_t hash = hash64(id);
    for (auto at = std::ranges::lower_bound(by_hash, std::pair(hash, 0U)); at != by_hash.end(); ++at) {
      if (at->first != hash) return false;
      if (columns.document(at->second).id == id) return true;
    }
    return false;
  };
  std::uint64_t count = 0;
  for (auto& [id, documents] : repeated) {
    std::ranges::stable_sort(documents, {}, [&](std::uint32_t d) { return columns.document(d).content; });
    std::uint32_t number = 2;
    for (std::size_t k = 1; k < documents.size(); ++k) {
      while (is_taken(std::string(id) + "#" + std::to_string(number))) ++number;
      columns.document(documents[k]).repeat = number++;
      ++count;
    }
  }
  return count;
}

Status State::Parts::decide(const RoundProgress& progress) {
  figures.repeated_ids = settle_ids(columns);
  auto rounds = run_rounds(columns, sites, *model, options, progress);
  if (!rounds) return std::move(rounds).error();
  result = std::move(*rounds);
  std::vector<std::pair<std::uint32_t, std::uint64_t>> pairs;  // site, story
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    const SiteIndex site = columns.document(d).site;
    if (site == no_site) continue;
    const std::uint64_t cluster = result.copies.clustering.of[d].cluster.value;
    pairs.emplace_back(site.value, cluster != 0 ? cluster : mix64(d));
  }
  sort_in_parallel(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  site_clusters.assign(sites.size(), 0);
  for (const auto& [site, cluster] : pairs) ++site_clusters[site];
  cluster_sizes.clear();
  for (const Cluster& cluster : result.copies.clustering.clusters)
    cluster_sizes[cluster.id.value] = static_cast<std::uint32_t>(cluster.members.size());
  return Done{};
}

std::optional<std::size_t> State::Parts::find(const Document& document) const {
  const ContentHash content = content_hash(document);
  std::size_t low = 0;
  for (std::size_t high = columns.size(); low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    if (columns.document(middle).source < document.source)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < columns.size() && columns.document(low).source == document.source &&
      columns.document(low).content == content)
    return low;
  std::call_once(by_content_made_, [this] {
    for (std::size_t d = 0; d < columns.size(); ++d) by_content_.emplace(columns.document(d).content.value, d);
  });
  const auto at = by_content_.find(content.value);
  return at == by_content_.end() ? std::nullopt : std::optional(at->second);
}

const HashIndex& State::Parts::index() const {
  std::call_once(index_made_, [this] {
    std::vector<TokenHash> tokens;
    for (std::uint32_t d = 0; d < columns.size(); ++d) {
      const SiteIndex site = columns.document(d).site;
      const auto blocks = columns.blocks(d);
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Evidence evidence = columns.verdict(d, i).evidence;
        const std::uint64_t hash = columns.texts().hash(blocks[i].text).value;
        const std::uint64_t masked = columns.texts().masked(blocks[i].text).value;
        index_.sites[hash] = evidence.sites;
        index_.stories[hash] = evidence.stories + 1U;
        if (site == no_site) continue;
        index_.exact[combine64(hash, site.value)] = {evidence.clusters + 1U, 1};
        index_.masked[combine64(masked, site.value)] = {evidence.masked_clusters + 1U, evidence.variants};
      }
      if (columns.document(d).title.value != 0) ++index_.titles[columns.document(d).title.value];
      tokens.clear();
      columns.append(DocumentIndex{d}, tokens);
      if (tokens.size() >= 5) index_.article.emplace(article_hash(tokens), d);
    }
  });
  return index_;
}

Result<Outcome> State::outcome_of(const Document& document) const {
  const auto found = parts_->find(document);
  if (!found) {
    Error error{.code = ErrorCode::InputChanged};
    error.message = "the record is not the one that was read before; run it again on inputs that stay as they are";
    error.record = document.source.record;
    return error;
  }
  const std::size_t index = *found;
  const auto blocks = parts_->columns.blocks(index);
  Outcome outcome;
  outcome.document = DocumentIndex{static_cast<std::uint32_t>(index)};
  outcome.id = id(index);
  outcome.membership = parts_->result.copies.clustering.of[index];
  outcome.held_back = parts_->columns.document(index).held_back;
  outcome.by_sentence = parts_->columns.document(index).by_sentence;
  outcome.blocks.reserve(blocks.size());
  std::uint32_t offset = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block block{.offset = offset, .length = blocks[i].length};
    outcome.blocks.push_back({block, parts_->columns.verdict(index, i)});
    offset += block.length;
  }
  if (outcome.membership.cluster.value != 0)
    outcome.copies = parts_->cluster_sizes.at(outcome.membership.cluster.value) - 1;
  return outcome;
}

Result<State> merge(std::vector<State> states) {
  if (states.empty()) return Error{.code = ErrorCode::InvalidArgument, .message = "there is nothing to merge"};
  auto parts = std::make_unique<State::Parts>();
  parts->model = states.front().parts_->model;
  parts->options = states.front().parts_->options;
  parts->rules = states.front().parts_->rules;
  parts->segmentation = states.front().parts_->segmentation;
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (State& state : states) {
    State::Parts& other = *state.parts_;
    if (other.model->encode() != parts->model->encode())
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "the scrapes were learned with different models; learn them again with one"};
    if (!(other.options == parts->options))
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "the scrapes were learned with different options; learn them again with the same"};
    if (other.segmentation != parts->segmentation)
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "the scrapes were learned with different --segment; learn them again with one"};
    if (other.rules.fingerprint() != parts->rules.fingerprint())
      return Error{.code = ErrorCode::InvalidArgument,
                   .message = "the scrapes were learned with different rules; learn them again with the same"};
    std::vector<SiteIndex> renumbered;
    for (const std::string& site : other.sites) {
      const auto [at, fresh] = numbers.emplace(site, static_cast<std::uint32_t>(parts->sites.size()));
      if (fresh) parts->sites.push_back(site);
      renumbered.push_back(SiteIndex{at->second});
    }
    parts->figures.add(other.figures);
    parts->columns.take(std::move(other.columns), renumbered);
  }
  const Status decided = parts->decide({});
  if (!decided) return decided.error();
  return State(std::move(parts));
}

Outcome apply(const State& state, const Document& document) {
  const State::Parts& parts = *state.parts_;
  if (auto known = state.outcome_of(document)) return std::move(*known);

  PageAnalyser analyser;
  const SegmentedText segmented = blocks_of(document, parts.segmentation);
  const Page page = analyser.analyse(document.text, segmented.blocks, document.title, document.markup != nullptr);
  const WeightSet& weights = parts.model->for_site(document.site);
  const auto rows = rows_of(page, weights, parts.rules, document.site, document.markup.get());
  const HashIndex& index = parts.index();
  const auto site = std::ranges::find(parts.sites, document.site);
  std::vector<Evidence> evidence(rows.size());
  ScrapeContext context;
  if (!document.site.empty() && site != parts.sites.end()) {
    const auto number = static_cast<std::uint32_t>(site - parts.sites.begin());
    context.site_clusters = parts.site_clusters[number] + 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto exact = index.exact.find(combine64(page.blocks[i].hash.value, number));
      if (exact != index.exact.end()) evidence[i].clusters = saturate(exact->second.clusters);
      const auto masked = index.masked.find(combine64(page.blocks[i].masked.value, number));
      if (masked == index.masked.end()) continue;
      evidence[i].masked_clusters = saturate(masked->second.clusters);
      evidence[i].variants = saturate(masked->second.variants);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto sites = index.sites.find(page.blocks[i].hash.value);
    if (sites != index.sites.end()) evidence[i].sites = saturate(sites->second);
    const auto stories = index.stories.find(page.blocks[i].hash.value);
    if (stories != index.stories.end()) evidence[i].stories = saturate(stories->second);
    const auto titles = index.titles.find(page.blocks[i].hash.value);
    if (titles != index.titles.end()) evidence[i].headlines = saturate(titles->second);
  }

  Judge judge(parts.options.judge);
  std::optional<DocumentEvidence> scrape;
  if (context.site_clusters >= 2) scrape = DocumentEvidence{.blocks = evidence, .context = context};
  std::vector<float> lines;
  if (context.site_clusters < parts.options.judge.few_pages && are_lines(rows, weights.lines))
    lines = score_lines(LineText::of(page, rows), weights.lines);
  const Judgement judgement =
      judge.judge(rows, weights, scrape, {}, {.scores = lines, .by_sentence = segmented.by_sentence});
  Outcome outcome;
  outcome.document = no_document;
  outcome.id = document.id;
  outcome.held_back = judgement.held_back;
  outcome.by_sentence = segmented.by_sentence;
  std::vector<TokenHash> tokens;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    outcome.blocks.push_back({block.block, judgement.verdicts[i]});
    if (!counts_as_article(judgement.verdicts[i].kind)) continue;
    const auto first = page.tokens.begin() + block.token_begin;
    tokens.insert(tokens.end(), first, first + block.token_count);
  }
  const auto twin = index.article.find(article_hash(tokens));
  if (tokens.size() >= 5 && twin != index.article.end()) {
    const Membership& other = parts.result.copies.clustering.of[twin->second];
    outcome.membership.cluster = other.cluster;
    outcome.membership.role = Role::Removed;
    outcome.membership.survivor = other.role == Role::Removed ? other.survivor : DocumentIndex{twin->second};
    outcome.membership.relation = Relation::Identical;
    outcome.membership.jaccard = outcome.membership.containment = 1.0F;
    outcome.membership.unique = 0.0F;
  }
  return outcome;
}

}  // namespace presswash
