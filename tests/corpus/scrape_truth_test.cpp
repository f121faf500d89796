#include <gtest/gtest.h>
#include <simdjson.h>

#include "generator/rows.h"
#include "support.h"

namespace presswash::corpus {
namespace {

using testing::all_documents;
using testing::article_of;
using testing::jaccard;
using testing::lines_of;
using testing::made;
using testing::shingles_of;

/// A scrape of everything, made once.
const std::vector<GeneratedDocument>& scrape() {
  static const auto documents = [] {
    Options options;
    options.documents = 3000;
    options.seed = 11;
    return all_documents(made(options));
  }();
  return documents;
}

TEST(Truth, HasALetterAndAKindForEveryLine) {
  for (const auto& d : scrape()) {
    const auto lines = lines_of(d.text);
    ASSERT_EQ(d.lines.size(), lines.size()) << d.id;
    ASSERT_EQ(d.kinds.size(), lines.size()) << d.id;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      ASSERT_EQ(d.lines[i] == '-', lines[i].empty()) << d.id << " line " << i + 1;
      ASSERT_EQ(d.lines[i] == '-', d.kinds[i] == '-') << d.id << " line " << i + 1;
    }
  }
}

TEST(Truth, LettersAndKindsAgree) {
  for (const auto& d : scrape()) {
    for (std::size_t i = 0; i < d.lines.size(); ++i) {
      const char letter = d.lines[i];
      const char kind = d.kinds[i];
      switch (letter) {
        case 'c': ASSERT_EQ(kind, 'a') << d.id << " line " << i + 1; break;
        case 'b': ASSERT_TRUE(kind != 'a' && kind != 'h' && kind_of_letter(kind)) << d.id << " line " << i + 1; break;
        case 'o':
          ASSERT_NE(std::string_view("ahro").find(kind), std::string_view::npos) << d.id << " line " << i + 1;
          break;
        default: ASSERT_EQ(letter, '-');
      }
    }
  }
}

TEST(Truth, EveryDocumentHasAnArticle) {
  for (const auto& d : scrape()) EXPECT_NE(d.lines.find('c'), std::string::npos) << d.id;
}

TEST(Truth, HeadlineLinesAreTheTitle) {
  for (const auto& d : scrape()) {
    const auto lines = lines_of(d.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (d.kinds[i] == 'h') {
        ASSERT_TRUE(d.title.starts_with(lines[i])) << d.id << ": " << d.title;
      }
    }
  }
}

TEST(Truth, EveryKindOccurs) {
  std::string seen;
  for (const auto& d : scrape()) seen += d.kinds;
  for (const char kind : kind_letters) EXPECT_GT(std::count(seen.begin(), seen.end(), kind), 20) << kind;
}

TEST(Scrape, NamesNoRealDomain) {
  for (const auto& d : scrape()) {
    EXPECT_TRUE(d.site.ends_with(".example")) << d.site;
    const auto host = d.url.substr(8, d.url.find('/', 8) - 8);
    EXPECT_TRUE(d.url.starts_with("https://") && host.ends_with(d.site)) << d.url;
    for (const std::string_view real : {".com", ".org", ".net", ".co.", "http", "www."}) {
      EXPECT_EQ(d.text.find(real), std::string::npos) << d.id << ": " << real;
    }
  }
}

TEST(Scrape, HasAUrlForEachDocument) {
  std::set<std::string> urls;
  for (const auto& d : scrape()) urls.insert(d.url);
  EXPECT_GT(urls.size(), scrape().size() - 4);
}

TEST(Scrape, IsJsonAndUtf8) {
  simdjson::dom::parser parser;
  std::string row;
  for (const auto& d : scrape()) {
    row.clear();
    append_scrape_row(d, row);
    simdjson::dom::element json;
    ASSERT_EQ(parser.parse(row).get(json), simdjson::SUCCESS) << row;
    EXPECT_EQ(std::string_view(json["text"]), d.text);
    EXPECT_EQ(std::string_view(json["title"]), d.title);
    row.clear();
    append_truth_row(d, row);
    ASSERT_EQ(parser.parse(row).get(json), simdjson::SUCCESS) << row;
    EXPECT_EQ(std::uint64_t(json["cluster"]), d.cluster);
    EXPECT_EQ(std::string_view(json["lines"]), d.lines);
  }
}

std::map<std::uint64_t, std::vector<const GeneratedDocument*>> clusters() {
  std::map<std::uint64_t, std::vector<const GeneratedDocument*>> out;
  for (const auto& d : scrape()) out[d.cluster].push_back(&d);
  return out;
}

TEST(Clusters, AreOfOneLanguage) {
  for (const auto& [cluster, members] : clusters()) {
    for (const auto* d : members) EXPECT_EQ(d->language, members.front()->language);
  }
}

TEST(Clusters, TemplatesAndDigestsStandAlone) {
  for (const auto& [cluster, members] : clusters()) {
    for (const auto* d : members) {
      if (d->edit == Edit::Template || d->edit == Edit::Digest) {
        EXPECT_EQ(members.size(), 1U) << d->id;
      }
    }
  }
}

TEST(Clusters, RerunsStayOnTheirSite) {
  int reruns = 0;
  for (const auto& [cluster, members] : clusters()) {
    const auto first = std::find_if(members.begin(), members.end(), [](auto* d) { return d->edit == Edit::Original; });
    for (const auto* d : members) {
      if (d->edit != Edit::Rerun) continue;
      ++reruns;
      EXPECT_EQ(d->site, (*first)->site) << d->id;
    }
  }
  EXPECT_GT(reruns, 40);
}

TEST(Clusters, CopiesAreAsLikeTheirOriginalsAsTheirEditSays) {
  const std::map<Edit, double> least = {{Edit::Exact, 0.8},      {Edit::Headline, 0.8},  {Edit::Rerun, 0.8},
                                        {Edit::Correction, 0.8}, {Edit::Rewrapped, 0.8}, {Edit::Light, 0.5},
                                        {Edit::Dropped, 0.2},    {Edit::Local, 0.2},     {Edit::Updated, 0.2},
                                        {Edit::Heavy, 0.15},     {Edit::Noise, 0.3}};
  std::map<Edit, std::vector<double>> measured;
  for (const auto& [cluster, members] : clusters()) {
    const auto first = std::find_if(members.begin(), members.end(), [](auto* d) { return d->edit == Edit::Original; });
    if (first == members.end() || (*first)->language == "ja" || (*first)->language == "zh") continue;
    const auto original = shingles_of(article_of(**first));
    if (original.size() < 60) continue;
    for (const auto* d : members) {
      if (d == *first || !least.contains(d->edit)) continue;
      const auto similar = jaccard(original, shingles_of(article_of(*d)));
      EXPECT_GE(similar, least.at(d->edit)) << d->id << ' ' << name_of(d->edit);
      measured[d->edit].push_back(similar);
    }
  }
  for (auto& [edit, values] : measured) std::sort(values.begin(), values.end());
  const auto median = [&](Edit edit) { return measured[edit][measured[edit].size() / 2]; };
  EXPECT_GT(median(Edit::Exact), 0.97);
  EXPECT_GT(median(Edit::Light), 0.75);
  EXPECT_LT(median(Edit::Heavy), median(Edit::Light));
  EXPECT_LT(median(Edit::Noise), 0.9);
}

TEST(Clusters, StrangersShareLittle) {
  std::vector<std::pair<const GeneratedDocument*, std::set<std::string>>> some;
  for (const auto& d : scrape()) {
    if (d.edit == Edit::Digest || (d.language != "en" && d.language != "fr")) continue;
    some.emplace_back(&d, shingles_of(article_of(d)));
    if (some.size() == 200) break;
  }
  for (std::size_t i = 0; i < some.size(); ++i) {
    for (std::size_t k = i + 1; k < some.size(); ++k) {
      if (some[i].first->cluster == some[k].first->cluster || some[i].first->language != some[k].first->language)
        continue;
      if (std::min(some[i].second.size(), some[k].second.size()) < 40) continue;
      EXPECT_LT(jaccard(some[i].second, some[k].second), 0.2) << some[i].first->id << ' ' << some[k].first->id;
    }
  }
}

TEST(Furniture, NamesOtherStoriesOfTheScrape) {
  std::set<std::string> titles;
  Options options;
  options.documents = 3000;
  options.seed = 11;
  const auto generator = made(options);
  GeneratedStory story;
  for (std::uint64_t i = 0; i < generator.stories(); ++i) {
    generator.story(i, story);
    titles.insert(story.title);
  }
  int named = 0;
  for (const auto& d : scrape()) {
    const auto lines = lines_of(d.text);
    for (std::size_t i = 0; i < lines.size(); ++i) named += d.kinds[i] == 'r' && titles.contains(std::string(lines[i]));
  }
  EXPECT_GT(named, 5000);
}

TEST(Furniture, RepeatsOnASiteAndChangesInItsDetails) {
  std::map<std::string, std::map<std::string, int>> repeated;
  std::map<std::string, int> pages;
  for (const auto& d : scrape()) {
    ++pages[d.site];
    const auto lines = lines_of(d.text);
    std::set<std::string> once;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (d.lines[i] == 'b') once.emplace(lines[i]);
    }
    for (const auto& line : once) ++repeated[d.site][line];
  }
  int sites_with_steady_lines = 0;
  int changing = 0;
  for (const auto& [site, lines] : repeated) {
    if (pages[site] < 20) continue;
    sites_with_steady_lines +=
        std::any_of(lines.begin(), lines.end(), [&](const auto& l) { return l.second > pages[site] * 6 / 10; });
    changing += std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.second == 1; }) > pages[site];
  }
  EXPECT_GT(sites_with_steady_lines, 20);
  EXPECT_GT(changing, 10);
}

}  // namespace
}  // namespace presswash::corpus
