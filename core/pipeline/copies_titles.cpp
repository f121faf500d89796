#include <algorithm>
#include <tuple>
#include <utility>

#include <tbb/enumerable_thread_specific.h>

#include "base/hash.h"
#include "cluster/brief_test.h"
#include "pipeline/copies_stages.h"
#include "pipeline/parallel.h"

namespace presswash::copies {
namespace {

/// Documents that stay together, the smallest content hash first.
struct Group {
  std::vector<DocumentIndex> documents;
  std::uint64_t hash = 0;
  std::uint32_t words = 0;
};

class Parter {
 public:
  Parter(const Input& input, const WordCounts& words) : input_(input), test_(words) {}

  /// Each document goes to the first group whose first title tells the same.
  std::vector<Group> part(std::span<const DocumentIndex> documents, std::uint64_t hash, std::uint32_t words) {
    std::vector<Group> groups{{.documents = {documents.front()}, .hash = hash, .words = words}};
    for (const DocumentIndex document : documents.subspan(1)) {
      const auto at =
          std::ranges::find_if(groups, [&](const Group& group) { return !differ(group.documents.front(), document); });
      if (at != groups.end()) {
        at->documents.push_back(document);
      } else {
        const auto title = input_.tokens.title(document);
        const std::string_view bytes(reinterpret_cast<const char*>(title.data()), title.size_bytes());
        groups.push_back({.documents = {document}, .hash = combine64(hash, hash64(bytes)), .words = words});
      }
    }
    words_.clear();
    return groups;
  }

 private:
  bool differ(DocumentIndex a, DocumentIndex b) {
    const auto title_a = input_.tokens.title(a);
    const auto title_b = input_.tokens.title(b);
    if (std::ranges::equal(title_a, title_b)) return false;
    if (words_.empty()) input_.tokens.append(a, words_);
    return test_.titles_differ(words_, title_a, title_b);
  }

  const Input& input_;
  BriefTest test_;
  std::vector<TokenHash> words_;
};

}  // namespace

void part_by_titles(const Input& input, const WordCounts& words, Texts& texts) {
  std::vector<Slot> shared;  // by several documents
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    if (texts.all(slot).size() > 1) shared.push_back(slot);
  }
  std::vector<std::vector<Group>> parts(shared.size());
  tbb::enumerable_thread_specific<Parter> parters([&] { return Parter(input, words); });
  parallel_for(shared.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      parts[i] = parters.local().part(texts.all(shared[i]), texts.hashes[shared[i]], texts.words[shared[i]]);
  });
  if (std::ranges::all_of(parts, [](const auto& part) { return part.size() == 1; })) return;

  std::vector<Group> groups;
  groups.reserve(texts.size());
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    const auto documents = texts.all(slot);
    if (documents.size() == 1)
      groups.push_back({.documents = {documents.front()}, .hash = texts.hashes[slot], .words = texts.words[slot]});
  }
  for (std::vector<Group>& part : parts) {
    for (Group& group : part) groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    const auto key = [&](const Group& group) {
      const DocumentIndex first = group.documents.front();
      return std::tuple(input.facts[first.value].content, group.hash, first);
    };
    return key(a) < key(b);
  });
  texts = {};
  texts.starts.push_back(0);
  for (const Group& group : groups) {
    texts.documents.insert(texts.documents.end(), group.documents.begin(), group.documents.end());
    texts.starts.push_back(static_cast<std::uint32_t>(texts.documents.size()));
    texts.hashes.push_back(group.hash);
    texts.words.push_back(group.words);
  }
}

}  // namespace presswash::copies
