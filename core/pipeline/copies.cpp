#include "pipeline/copies.h"

#include <algorithm>
#include <tuple>

#include <tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "pipeline/copies_sort.h"
#include "pipeline/copies_stages.h"

namespace presswash {
namespace copies {

void Progress::stage(std::uint64_t steps, double until) {
  const std::scoped_lock lock(mutex_);
  from_ = until_;
  until_ = until;
  steps_ = std::max<std::uint64_t>(1, steps);
  done_ = 0;
}

void Progress::step(std::uint64_t steps) {
  const std::uint64_t done = done_.fetch_add(steps, std::memory_order_relaxed) + steps;
  if (!told_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const double share = from_ + (until_ - from_) * static_cast<double>(done) / static_cast<double>(steps_);
  if (share < last_ + 0.001) return;
  last_ = share;
  if (!told_(std::min(1.0, share))) cancelled_ = true;
}

Texts collapse_identical(const Input& input, Progress& progress) {
  struct Text {
    std::uint64_t hash = 0;
    std::uint32_t words = 0;
    std::uint32_t document = 0;
  };
  const std::size_t count = input.tokens.size();
  std::vector<Text> texts(count);
  progress.stage(count, 0.1);
  tbb::enumerable_thread_specific<std::vector<TokenHash>> scratch;
  parallel_for(count, 64, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    std::vector<TokenHash>& words = scratch.local();
    for (std::size_t i = begin; i < end; ++i) {
      words.clear();
      input.tokens.append(DocumentIndex{static_cast<std::uint32_t>(i)}, words);
      const std::string_view bytes(reinterpret_cast<const char*>(words.data()), words.size() * sizeof(TokenHash));
      texts[i] = {.hash = hash64(bytes),
                  .words = static_cast<std::uint32_t>(words.size()),
                  .document = static_cast<std::uint32_t>(i)};
    }
    progress.step(end - begin);
  });
  std::erase_if(texts, [](const Text& text) { return text.words == 0; });

  const auto content = [&](const Text& text) { return input.facts[text.document].content; };
  sort_in_parallel(texts, [&](const Text& a, const Text& b) {
    return std::tuple(a.hash, a.words, content(a), a.document) < std::tuple(b.hash, b.words, content(b), b.document);
  });
  std::vector<std::uint32_t> firsts;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    if (i == 0 || texts[i].hash != texts[i - 1].hash || texts[i].words != texts[i - 1].words) firsts.push_back(i);
  }
  std::sort(firsts.begin(), firsts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(content(texts[a]), texts[a].hash, texts[a].document) <
           std::tuple(content(texts[b]), texts[b].hash, texts[b].document);
  });
  Texts out;
  out.documents.reserve(texts.size());
  out.starts.reserve(firsts.size() + 1);
  out.starts.push_back(0);
  for (const std::uint32_t first : firsts) {
    for (std::size_t i = first; i < texts.size() && texts[i].hash == texts[first].hash; ++i) {
      if (texts[i].words != texts[first].words) break;
      out.documents.push_back(DocumentIndex{texts[i].document});
    }
    out.starts.push_back(static_cast<std::uint32_t>(out.documents.size()));
  }
  return out;
}

}  // namespace copies

std::optional<std::string> CopyOptions::validate() const {
  const auto outside = [](double value) { return !(value > 0.0 && value <= 1.0); };
  if (outside(jaccard)) return "--jaccard must be above 0 and at most 1";
  if (outside(containment)) return "--containment must be above 0 and at most 1";
  if (!(max_unique >= 0.0 && max_unique <= 1.0)) return "--max-unique must be between 0 and 1";
  if (!(recall > 0.0 && recall < 1.0)) return "--recall must be above 0 and below 1";
  return std::nullopt;
}

Result<Copies> find_copies(const ArticleTokens& tokens, const std::vector<DocumentFacts>& facts,
                           const CopyOptions& options, const std::function<bool(double)>& told) {
  if (const auto wrong = options.validate()) return Error{ErrorCode::InvalidArgument, *wrong, {}, {}};
  if (facts.size() != tokens.size()) {
    return Error{ErrorCode::InvalidArgument, "every document needs its facts", {}, {}};
  }
  const copies::Input input{.tokens = tokens,
                            .facts = facts,
                            .options = options,
                            .thresholds = {.jaccard = options.jaccard, .containment = options.containment}};
  copies::Progress progress(told);
  const Error cancelled{ErrorCode::Cancelled, "cancelled", {}, {}};

  const copies::Texts texts = copies::collapse_identical(input, progress);
  if (progress.cancelled()) return cancelled;
  CopyFigures figures;
  copies::Evidence evidence = copies::find_evidence(input, texts, figures, progress);
  if (progress.cancelled()) return cancelled;
  const StoryGraph graph(std::move(evidence.sizes), std::exchange(evidence.edges, {}));
  const StoryCuts cuts = copies::find_joins(input, texts, graph, progress);
  if (progress.cancelled()) return cancelled;
  Copies found = copies::settle(input, texts, graph, cuts, progress);
  if (progress.cancelled()) return cancelled;
  figures.texts = texts.size();
  figures.edges = found.edges.size();
  figures.joins = found.joins.size();
  found.figures = figures;
  return found;
}

}  // namespace presswash
