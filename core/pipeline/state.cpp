#include <algorithm>
#include <set>

#include "base/hash.h"
#include "pipeline/scrape_evidence.h"
#include "pipeline/state_parts.h"
#include "segment/lines.h"

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
const std::string& State::id(std::size_t d) const { return parts_->columns.document(d).id; }
const std::string& State::published(std::size_t d) const { return parts_->columns.document(d).published; }
std::string State::site(std::size_t d) const {
  const SiteIndex site = parts_->columns.document(d).site;
  return site == no_site ? std::string{} : parts_->sites[site.value];
}

Status State::Parts::decide(const RoundProgress& progress) {
  auto rounds = run_rounds(columns, sites, *model, options, progress);
  if (!rounds) return std::move(rounds).error();
  result = std::move(*rounds);
  std::set<std::pair<std::uint32_t, std::uint64_t>> pairs;
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    const SiteIndex site = columns.document(d).site;
    if (site == no_site) continue;
    const std::uint64_t cluster = result.copies.clustering.of[d].cluster.value;
    pairs.emplace(site.value, cluster != 0 ? cluster : mix64(d));
  }
  site_clusters.assign(sites.size(), 0);
  for (const auto& [site, cluster] : pairs) ++site_clusters[site];
  cluster_sizes.clear();
  for (const Cluster& cluster : result.copies.clustering.clusters)
    cluster_sizes[cluster.id.value] = static_cast<std::uint32_t>(cluster.members.size());
  return Done{};
}

std::optional<std::size_t> State::Parts::find(const Document& document) const {
  std::call_once(by_content_made_, [this] {
    for (std::size_t d = 0; d < columns.size(); ++d) by_content_.emplace(columns.document(d).content.value, d);
  });
  const auto at = by_content_.find(content_hash(document).value);
  return at == by_content_.end() ? std::nullopt : std::optional(at->second);
}

const HashIndex& State::Parts::index() const {
  std::call_once(index_made_, [this] {
    std::vector<TokenHash> tokens;
    for (std::uint32_t d = 0; d < columns.size(); ++d) {
      const SiteIndex site = columns.document(d).site;
      const auto blocks = columns.blocks(d);
      const auto verdicts = columns.verdicts(d);
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Evidence& evidence = verdicts[i].evidence;
        index_.sites[blocks[i].masked.value] = evidence.sites;
        if (site == no_site) continue;
        index_.exact[combine64(blocks[i].hash.value, site.value)] = {evidence.clusters + 1U, 1};
        index_.masked[combine64(blocks[i].masked.value, site.value)] = {evidence.masked_clusters + 1U,
                                                                        evidence.variants};
      }
      if (columns.document(d).title.value != 0) ++index_.titles[columns.document(d).title.value];
      tokens.clear();
      columns.append(DocumentIndex{d}, tokens);
      if (tokens.size() >= 5) index_.article.emplace(article_hash(tokens), d);
    }
  });
  return index_;
}

Result<Outcome> State::outcome(std::size_t index, const Document& document) const {
  if (index >= size() || parts_->columns.document(index).content != content_hash(document)) {
    Error error{.code = ErrorCode::InputChanged};
    error.message =
        "the record is not the one that was read before; the input changed during the run. Run it again on an input "
        "that stays as it is";
    error.record = document.source.record;
    return error;
  }
  const auto blocks = parts_->columns.blocks(index);
  const auto verdicts = parts_->columns.verdicts(index);
  Outcome outcome;
  outcome.document = DocumentIndex{static_cast<std::uint32_t>(index)};
  outcome.id = parts_->columns.document(index).id;
  outcome.membership = parts_->result.copies.clustering.of[index];
  outcome.held_back = parts_->columns.document(index).held_back;
  outcome.blocks.reserve(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) outcome.blocks.push_back({blocks[i].block, verdicts[i]});
  if (outcome.membership.cluster.value != 0)
    outcome.copies = parts_->cluster_sizes.at(outcome.membership.cluster.value) - 1;
  return outcome;
}

Outcome apply(const State& state, const Document& document) {
  const State::Parts& parts = *state.parts_;
  const auto known = parts.find(document);
  if (known) {
    auto outcome = state.outcome(*known, document);
    if (outcome) return std::move(*outcome);
  }

  PageAnalyser analyser;
  const Page page = analyser.analyse(document.text, segment_lines(document.text), document.title);
  const WeightSet& weights = parts.model->for_site(document.site);
  const auto rows = rows_of(page, weights);
  const HashIndex& index = parts.index();
  const auto site = std::ranges::find(parts.sites, document.site);
  std::vector<Evidence> evidence(rows.size());
  ScrapeContext context;
  if (!document.site.empty() && site != parts.sites.end()) {
    const auto number = static_cast<std::uint32_t>(site - parts.sites.begin());
    context.site_clusters = parts.site_clusters[number] + 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto exact = index.exact.find(combine64(rows[i].hash.value, number));
      if (exact != index.exact.end()) evidence[i].clusters = saturate(exact->second.clusters);
      const auto masked = index.masked.find(combine64(rows[i].masked.value, number));
      if (masked == index.masked.end()) continue;
      evidence[i].masked_clusters = saturate(masked->second.clusters);
      evidence[i].variants = saturate(masked->second.variants);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto sites = index.sites.find(rows[i].masked.value);
    if (sites != index.sites.end()) evidence[i].sites = saturate(sites->second);
    const auto titles = index.titles.find(rows[i].hash.value);
    if (titles != index.titles.end()) evidence[i].headlines = saturate(titles->second);
  }

  Judge judge(parts.options.judge);
  std::optional<DocumentEvidence> scrape;
  if (context.site_clusters >= 2) scrape = DocumentEvidence{.blocks = evidence, .context = context};
  const Judgement judgement = judge.judge(rows, weights, scrape);
  Outcome outcome;
  outcome.document = no_document;
  outcome.id = document.id;
  outcome.held_back = judgement.held_back;
  std::vector<TokenHash> tokens;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    outcome.blocks.push_back({rows[i].block, judgement.verdicts[i]});
    if (!counts_as_article(judgement.verdicts[i])) continue;
    const auto first = page.tokens.begin() + rows[i].token_begin;
    tokens.insert(tokens.end(), first, first + rows[i].token_count);
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
