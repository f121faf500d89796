#include "pipeline/evaluate.h"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

#include "base/hash.h"
#include "base/squeezed.h"
#include "classify/block_row.h"
#include "classify/judge.h"
#include "classify/page.h"
#include "pipeline/label_blocks.h"
#include "pipeline/parallel.h"
#include "read/parse_record.h"
#include "segment/lines.h"
#include "segment/render_document.h"
#include "sketch/tokens.h"

namespace presswash {
namespace {

using Words = std::vector<TokenHash>;

Words words_of(std::string_view text) {
  Words out;
  Tokenizer tokenizer;
  tokenizer.append(text, out);
  return out;
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& paragraph : paragraphs) out += paragraph + "\n";
  return out;
}

std::unordered_map<std::uint64_t, std::int64_t> grams_of(const Words& words) {
  constexpr std::size_t size = 4;
  std::unordered_map<std::uint64_t, std::int64_t> out;
  if (words.empty()) return out;
  const std::size_t count = words.size() < size ? 1 : words.size() - size + 1;
  for (std::size_t k = 0; k < count; ++k) {
    std::uint64_t hash = 0;
    for (std::size_t t = k; t < std::min(words.size(), k + size); ++t) hash = combine64(hash, words[t] + 1ULL);
    ++out[hash];
  }
  return out;
}

/// The text without the lines that only repeat an optional one.
std::string without_optional(std::string_view text, const LabelledPage& known) {
  std::set<Words> wanted;
  for (const std::string& paragraph : known.gold) wanted.insert(words_of(paragraph));
  std::vector<Words> optional;
  optional.reserve(known.optional.size());
  for (const std::string& paragraph : known.optional) optional.push_back(words_of(paragraph));
  std::string out;
  for (const Block& line : segment_lines(text)) {
    const std::string_view bytes = text.substr(line.offset, line.length);
    const Words words = words_of(bytes);
    const bool repeats = !words.empty() && std::ranges::any_of(optional, [&](const Words& whole) {
      return whole == words || (bytes.size() > 20 && !std::ranges::search(whole, words).empty());
    });
    if (!repeats || wanted.contains(words)) out += bytes;
  }
  return out;
}

PageScore score_of(const LabelledPage& known, std::string_view text) {
  const auto wanted = grams_of(words_of(joined(known.gold)));
  const auto got = grams_of(words_of(without_optional(text, known)));
  double common = 0.0;
  double wanted_count = 0.0;
  double got_count = 0.0;
  for (const auto& [gram, count] : wanted) {
    wanted_count += static_cast<double>(count);
    const auto at = got.find(gram);
    if (at != got.end()) common += static_cast<double>(std::min(count, at->second));
  }
  for (const auto& [gram, count] : got) got_count += static_cast<double>(count);
  PageScore out{.id = known.id};
  if (wanted_count == 0.0 && got_count == 0.0) out.precision = out.recall = 1.0;
  if (common > 0.0) {
    out.precision = common / got_count;
    out.recall = common / wanted_count;
  }
  return out;
}

void count_pieces(const LabelledPage& known, std::string_view text, Evaluation& out) {
  const std::string all = squeezed(text);
  const auto has = [&](const std::string& piece) { return all.find(squeezed(piece)) != std::string::npos; };
  for (const std::string& piece : known.with) ++(has(piece) ? out.with_found : out.with_missed);
  for (const std::string& piece : known.without) ++(has(piece) ? out.without_found : out.without_missed);
}

void count_blocks(const std::vector<JudgedBlock>& blocks, const std::vector<signed char>& labels, Evaluation& out) {
  for (std::size_t i = 0; i < std::min(blocks.size(), labels.size()); ++i) {
    if (labels[i] < 0) continue;
    const Verdict& verdict = blocks[i].verdict;
    auto& kind = out.kinds[static_cast<std::size_t>(verdict.kind)];
    auto& bin = out.reliability[std::min<std::size_t>(9, static_cast<std::size_t>(verdict.score * 10.0F))];
    for (auto* count : {&kind, &bin}) {
      ++count->first;
      count->second += labels[i] == 1 ? 1U : 0U;
    }
  }
}

Result<std::vector<LabelledPage>> read_pages(const std::filesystem::path& file) {
  auto pages = read_labelled(file);
  if (!pages) return pages;
  if (const Status labelled = check_labelled(*pages, file); !labelled) return labelled.error();
  for (const LabelledPage& page : *pages) {
    if (!page.html.empty()) continue;
    return Error{.code = ErrorCode::MissingField,
                 .message = "page \"" + page.id + "\" has no field \"html\"; give pages with their article's text",
                 .file = file.string()};
  }
  return pages;
}

Document document_of(const LabelledPage& page) {
  Document out;
  out.id = page.id;
  out.url = page.url;
  out.site = page.site;
  out.title = page.title;
  out.html = page.html;
  render_document(out);
  return out;
}

std::vector<JudgedBlock> judged_alone(const Document& document, const Page& page, const LearnOptions& options) {
  const auto model = options.model ? options.model : BlockModel::built_in();
  const WeightSet& weights = model->for_site(document.site);
  const auto rows = rows_of(page, weights, options.rules, document.site, document.markup.get());
  Judge judge(options.rounds.judge);
  const Judgement judgement = judge.judge(rows, weights, {});
  std::vector<JudgedBlock> out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.push_back({page.blocks[i].block, judgement.verdicts[i]});
  return out;
}

}  // namespace

double Evaluation::segment_f1() const {
  const auto found = static_cast<double>(with_found);
  return found > 0 ? 2 * found / (2 * found + static_cast<double>(with_missed + without_found)) : 0.0;
}

Evaluation score_texts(const std::vector<LabelledPage>& pages, const std::map<std::string, std::string>& texts) {
  Evaluation out;
  for (const LabelledPage& page : pages) {
    const auto at = texts.find(page.id);
    const std::string_view text = at == texts.end() ? std::string_view() : std::string_view(at->second);
    if (page.gold.empty())
      count_pieces(page, text, out);
    else
      out.pages.push_back(score_of(page, text));
  }
  for (const PageScore& page : out.pages) {
    out.precision += page.precision / static_cast<double>(out.pages.size());
    out.recall += page.recall / static_cast<double>(out.pages.size());
  }
  if (out.precision + out.recall > 0) out.f1 = 2 * out.precision * out.recall / (out.precision + out.recall);
  return out;
}

Result<Evaluated> evaluate(const std::vector<std::filesystem::path>& files, const CleanOptions& options, bool alone,
                           const ProgressSink& progress) {
  Evaluated out;
  std::vector<LabelledPage> all;
  Evaluation blocks;
  for (const std::filesystem::path& file : files) {
    auto pages = read_pages(file);
    if (!pages) return std::move(pages).error();
    std::unordered_map<std::string, const LabelledPage*> by_id;
    for (const LabelledPage& page : *pages) by_id.emplace(page.id, &page);
    PageAnalyser analyser;
    const auto analysed = [&](const Document& document) {
      return analyser.analyse(document.text, blocks_of(document).blocks, document.title, document.markup != nullptr);
    };
    const auto take = [&](const Document& document, const Page& page, const std::vector<JudgedBlock>& judged) {
      const auto known = by_id.find(document.id);
      if (known == by_id.end()) return;
      out.texts[document.id] = cleaned_text(document.text, judged);
      count_blocks(judged, label_blocks(page, document.text, *known->second), blocks);
    };
    if (alone) {
      for (const LabelledPage& known : *pages) {
        const Document document = document_of(known);
        const Page page = analysed(document);
        take(document, page, judged_alone(document, page, options.learn));
      }
    } else {
      std::optional<Error> unread;
      const auto figures = judge_all(
          {file}, options,
          [&](const Document& document, const Outcome& outcome) -> Status {
            take(document, analysed(document), outcome.blocks);
            return Done{};
          },
          [&](const UnreadRecord& record) { unread = record.error; }, progress);
      if (!figures) return figures.error();
      if (unread) return *unread;
    }
    std::ranges::move(*pages, std::back_inserter(all));
  }
  out.scores = score_texts(all, out.texts);
  out.scores.kinds = blocks.kinds;
  out.scores.reliability = blocks.reliability;
  return out;
}

Result<std::map<std::string, std::string>> read_texts(const std::filesystem::path& file) {
  ReadOptions options;
  auto inputs = InputSet::open({file}, options);
  if (!inputs) return std::move(inputs).error();
  const auto reader = inputs->reader();
  RecordParser parser(options);
  std::map<std::string, std::string> out;
  RawRecord record;
  while (true) {
    const auto more = reader->next(record);
    if (!more) return more.error();
    if (!*more) return out;
    auto document = parser.parse(record);
    if (!document) {
      Error error = std::move(document).error();
      error.file = file.string();
      return error;
    }
    out[document->id] = std::move(document->text);
  }
}

}  // namespace presswash
