#include "example_run.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include <unistd.h>

#include "base/hash.h"
#include "read/json_text.h"
#include "read/parse_record.h"
#include "write/json_row.h"

namespace presswash::testing {
namespace {

struct Furniture {
  Kind kind;
  std::string_view text;
  Sign sign;
};

const std::vector<Furniture>& furniture() {
  static const std::vector<Furniture> all = {
      {Kind::Navigation, "Home > News > Region > Upper Town\n", Sign::Place},
      {Kind::Byline, "By Orsolya Brandt, 14 October, 6:02 pm\n", Sign::Shape},
      {Kind::Caption, "The salt road in October. Photo: T. Lindqvist / Meridian Pictures\n", Sign::Cue},
      {Kind::Share, "Share on  Facebook  X  WhatsApp  Copy link\n", Sign::Repetition},
      {Kind::Subscribe, "Get the Morning Tide in your inbox every weekday. Sign up for our newsletter.\n\n", Sign::Cue},
      {Kind::Related, "Read next: Glassworks fires its last kiln\n", Sign::List},
      {Kind::Related, "Five walks for a wet weekend, 12:40\n", Sign::List},
      {Kind::Comments, "Join the conversation. 27 comments\n", Sign::Cue},
      {Kind::Advertisement, "ADVERTISEMENT - scroll to continue\n", Sign::Cue},
      {Kind::Cookie, "We and our 214 partners store and access cookies on your device. Accept all\n", Sign::Cue},
      {Kind::Paywall, "You have 2 free articles left this month.\n", Sign::Cue},
      {Kind::Bio, "Orsolya Brandt covers the harbour and the courts for the Ostermere Ledger.\n", Sign::Place},
      {Kind::Legal, "© Ostermere Ledger. All rights reserved. No part may be reprinted without leave.\n", Sign::Cue},
      {Kind::Other, "Print this page\n", Sign::Shape},
  };
  return all;
}

/// A document under construction: text and blocks grow together.
struct Page {
  std::string text;
  std::vector<JudgedBlock> blocks;

  void add(std::string_view block, const Verdict& verdict) {
    blocks.push_back({.block = {.offset = static_cast<std::uint32_t>(text.size()),
                                .length = static_cast<std::uint32_t>(block.size())},
                      .verdict = verdict});
    text += block;
  }
};

Verdict article(Random& random) {
  Verdict verdict;
  verdict.score = static_cast<float>(below(random, 80)) / 1000.0F;
  return verdict;
}

void add_furniture(Page& page, Random& random, const Furniture& piece) {
  Verdict verdict = verdict_of(piece.kind, 0.0F, true);
  verdict.signs.add(piece.sign);
  verdict.signs.add(Sign::Evidence);
  verdict.score = 0.9F + static_cast<float>(below(random, 100)) / 1000.0F;
  verdict.evidence.clusters = static_cast<std::uint16_t>(below(random, 60));
  verdict.evidence.masked_clusters = static_cast<std::uint16_t>(verdict.evidence.clusters + below(random, 3) * 7);
  verdict.evidence.sites = static_cast<std::uint16_t>(1 + below(random, 4));
  verdict.evidence.variants = static_cast<std::uint16_t>(1 + below(random, 5));
  verdict.removed = true;
  page.add(piece.text, verdict);
}

std::string record_of(const Document& document, Random& random) {
  std::string out = "{\"id\": ";
  append_json_string(out, document.id);
  out += ", \"url\": ";
  append_json_string(out, document.url);
  if (below(random, 2) == 0) out += ", \"tags\": [\"a\\/b\", 1e400, {\"text\": null}]";
  out += ", \"title\":";
  append_json_string(out, document.title);
  out += ",\"published\":";
  append_json_string(out, document.published);
  out += ",  \"text\":";
  append_json_string(out, document.text);
  out += below(random, 2) == 0 ? "}" : ",\"score\":0.10}";
  return out;
}

void finish_document(ExampleRun& run, Document document, Outcome outcome, Random& random, bool as_file) {
  if (!as_file) document.record = record_of(document, random);
  document.source = {.input = as_file ? 1U : 0U, .record = run.documents.size() + 1};
  outcome.document = {static_cast<std::uint32_t>(run.documents.size())};
  outcome.id = document.id;
  run.labels.push_back(
      {.id = document.id, .site = document.site, .published = document.published, .title = document.title});
  run.documents.push_back(std::move(document));
  run.outcomes.push_back(std::move(outcome));
}

struct Story {
  std::string title;
  std::vector<std::string> paragraphs;
};

Story make_story(Random& random, const ExampleShape& shape, std::size_t number) {
  const Language& language = languages()[number % 7 == 3 ? 1 + below(random, 3) : 0];
  Story story;
  story.title = sentence(random, language);
  story.title.resize(story.title.size() - language.stop.size());
  if (shape.hostile) story.title += one_of(random, hostile_strings());
  for (std::size_t i = 0; i < shape.paragraphs; ++i) {
    std::string paragraph;
    for (std::size_t s = 2 + below(random, 3); s > 0; --s) paragraph += sentence(random, language);
    if (shape.hostile) paragraph += one_of(random, hostile_strings());
    std::erase(paragraph, '\n');
    story.paragraphs.push_back(paragraph + "\n\n");
  }
  return story;
}

/// The story as another site prints it.
Story edited(Story story, Random& random, Relation& relation) {
  relation = static_cast<Relation>(1 + below(random, 3));
  if (relation == Relation::Excerpt && story.paragraphs.size() > 2) {
    story.paragraphs.resize(1 + story.paragraphs.size() / 3);
  } else if (relation == Relation::Near) {
    std::string& paragraph = story.paragraphs[below(random, story.paragraphs.size())];
    paragraph = "Updated: " + paragraph;
    const std::size_t at = paragraph.find(" the ");
    if (at != std::string::npos) paragraph.replace(at, 5, " this ");
    story.paragraphs.insert(story.paragraphs.begin() + 1,
                            "Here in the upper town the news was met with some surprise on Friday morning.\n\n");
  }
  return story;
}

Page make_page(const Story& story, Random& random) {
  Page page;
  add_furniture(page, random, furniture()[0]);
  Verdict headline = verdict_of(Kind::Headline, 0.4F, false);
  headline.signs.add(Sign::Place);
  page.add(story.title + "\n", headline);
  add_furniture(page, random, furniture()[1]);
  for (const std::string& paragraph : story.paragraphs) {
    page.add(paragraph, article(random));
    if (below(random, 3) == 0) add_furniture(page, random, furniture()[2 + below(random, furniture().size() - 2)]);
  }
  for (std::size_t i = 2; i < furniture().size(); ++i) {
    if (below(random, 2) == 0) add_furniture(page, random, furniture()[i]);
  }
  return page;
}

void add_held_back(Page& page, Random& random) {
  Verdict verdict = verdict_of(Kind::Comments, 0.86F, false);
  verdict.signs.add(Sign::List);
  page.add(
      "The reader who wrote to us about the salt road may have a point, " + sentence(random, languages()[0]) + "\n",
      verdict);
}

/// The first member by its time is the source; how the members differ goes by their places.
StoryDetails made_up_details(const ExampleRun& run, const Cluster& cluster) {
  StoryDetails out;
  std::optional<std::int64_t> earliest;
  for (const DocumentIndex member : cluster.members) {
    const auto time = parse_published(run.labels[member.value].published);
    if (time && (!earliest || *time < *earliest)) {
      earliest = time;
      out.first = out.source = member;
    }
    const auto place = static_cast<std::uint32_t>(out.changes.size());
    out.changes.push_back(
        {.relead = place == 2 ? 41U : 0U, .cut = place == 1 ? 120U : 0U, .edited = place > 2 ? 9U : 0U});
  }
  out.source_by_text = earliest && cluster.members.size() > 2;
  return out;
}

/// The two largest clusters tell of one event.
void relate_first_stories(ExampleRun& run) {
  if (run.clustering.clusters.size() < 2) return;
  const auto& stories = run.clustering.clusters;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto id = [&](std::size_t story) { return run.labels[stories[story].members.front().value].id; };
    JsonRow row(run.related);
    row.text("id", id(i)).cluster("cluster", stories[i].id);
    std::string& list = row.key("related");
    list += '[';
    JsonRow other(list);
    other.text("id", id(1 - i)).cluster("cluster", stories[1 - i].id).share("similarity", 0.71);
    other.json("names", R"(["tarnholm","340"])").end();
    list += ']';
    row.end_line();
    ++run.related_count;
  }
}

}  // namespace

ExampleRun example_run(std::uint64_t seed, const ExampleShape& shape) {
  Random random(seed);
  ExampleRun run;
  run.inputs = {"scrape.jsonl.gz"};
  run.clustering.of.clear();
  for (std::size_t s = 0; s < shape.stories; ++s) {
    const Story story = make_story(random, shape, s);
    const std::size_t copies = s % 5 == 4 ? 0 : below(random, shape.most_copies + 1);
    Cluster cluster{.id = {mix64(seed + s) | 1U}, .members = {}, .survivors = {}};
    for (std::size_t c = 0; c <= copies; ++c) {
      const DocumentIndex index{static_cast<std::uint32_t>(run.documents.size())};
      Relation relation = Relation::None;
      const Story told = c == 0 ? story : edited(story, random, relation);
      Page page = make_page(told, random);
      const bool held_back = below(random, 15) == 0;
      if (held_back) add_held_back(page, random);
      Document document;
      const std::size_t site = below(random, shape.sites);
      document.site = "paper" + std::to_string(site) + ".example";
      document.url = "https://www." + document.site + "/story/" + std::to_string(index.value);
      document.id = document.site + "/" + std::to_string(index.value);
      if (shape.hostile) document.id += one_of(random, hostile_strings());
      document.title = told.title;
      document.published = "2031-10-" + std::to_string(10 + below(random, 18)) + "T06:00:00Z";
      document.text = std::move(page.text);
      Outcome outcome;
      outcome.blocks = std::move(page.blocks);
      outcome.held_back = held_back;
      outcome.copies = static_cast<std::uint32_t>(copies);
      Membership& membership = outcome.membership;
      if (copies > 0) {
        membership.cluster = cluster.id;
        membership.role = c == 0 || (relation == Relation::Near && c % 2 == 0) ? Role::Survivor : Role::Removed;
        if (membership.role == Role::Survivor) cluster.survivors.push_back(index);
        cluster.members.push_back(index);
      }
      if (c > 0) {
        membership.relation = relation;
        membership.jaccard =
            relation == Relation::Identical ? 1.0F : 0.5F + static_cast<float>(below(random, 50)) / 100;
        membership.containment = relation == Relation::Excerpt ? 1.0F : membership.jaccard;
        membership.unique = relation == Relation::Identical ? 0.0F : 0.08F;
        if (membership.role == Role::Removed) membership.survivor = cluster.members.front();
        run.edges.push_back({.a = cluster.members.front(),
                             .b = index,
                             .relation = relation,
                             .jaccard = membership.jaccard,
                             .containment_a = membership.jaccard,
                             .containment_b = membership.containment,
                             .shared = 200});
      }
      run.clustering.of.push_back(membership);
      finish_document(run, std::move(document), std::move(outcome), random, false);
    }
    if (copies > 0) run.clustering.clusters.push_back(std::move(cluster));
  }
  std::stable_sort(run.clustering.clusters.begin(), run.clustering.clusters.end(),
                   [](const Cluster& a, const Cluster& b) { return a.members.size() > b.members.size(); });
  for (const Cluster& cluster : run.clustering.clusters) run.details.push_back(made_up_details(run, cluster));
  if (shape.related) relate_first_stories(run);
  for (std::size_t i = 0; i < 3; ++i) {
    run.rejects.push_back(
        {.source = {.input = 0, .record = run.documents.size() + 1 + i},
         .code = i == 0 ? ErrorCode::CorruptInput : ErrorCode::MissingField,
         .reason = i == 0 ? "not a JSON object: the text ends inside a string (byte 41)"
                          : "the record has no field \"text\"; it has: body, headline",
         .raw = i == 0 ? "{\"id\": \"cut\", \"text\": \"The harbour bo" : "{\"body\": \"x\\u00e9\"}"});
  }
  if (!run.documents.empty()) run.joins.push_back({static_cast<std::uint32_t>(run.documents.size() - 1)});
  return run;
}

namespace {

std::string random_text(Random& random) {
  std::string out;
  for (std::size_t pieces = below(random, 12); pieces > 0; --pieces) {
    switch (below(random, 4)) {
      case 0: out += one_of(random, hostile_strings()); break;
      case 1: out += sentence(random, one_of(random, languages())); break;
      case 2: out += "\n"; break;
      default: out += "word ";
    }
  }
  return out;
}

/// Random cuts that never fall inside a character.
std::vector<JudgedBlock> random_blocks(Random& random, std::string_view text) {
  std::vector<JudgedBlock> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + 1 + below(random, 40));
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    Verdict verdict;
    verdict.kind = static_cast<Kind>(below(random, kind_count));
    verdict.removed = below(random, 3) == 0;
    verdict.score = static_cast<float>(below(random, 1001)) / 1000.0F;
    verdict.signs.bits = static_cast<std::uint8_t>(below(random, 256));
    if (below(random, 2) == 0) {
      verdict.evidence = {.clusters = static_cast<std::uint16_t>(below(random, 65536)),
                          .masked_clusters = static_cast<std::uint16_t>(below(random, 65536)),
                          .sites = static_cast<std::uint16_t>(below(random, 3)),
                          .variants = static_cast<std::uint16_t>(below(random, 3)),
                          .headlines = 1,
                          .copies = static_cast<std::uint16_t>(below(random, 3))};
    }
    out.push_back({.block = {.offset = static_cast<std::uint32_t>(at), .length = static_cast<std::uint32_t>(end - at)},
                   .verdict = verdict});
    at = end;
  }
  return out;
}

}  // namespace

ExampleRun random_run(std::uint64_t seed, std::size_t documents) {
  Random random(seed);
  ExampleRun run;
  run.inputs = {"a.jsonl", "folder"};
  std::size_t files = documents / 3;
  std::uint64_t record = 0;
  for (std::size_t i = 0; i < documents; ++i) {
    Document document;
    const bool as_file = i + files >= documents;
    document.id = std::to_string(i) + '-' + one_of(random, hostile_strings());
    document.title = one_of(random, hostile_strings());
    document.text = random_text(random);
    Outcome outcome;
    outcome.blocks = random_blocks(random, document.text);
    outcome.held_back = below(random, 4) == 0;
    if (i > 0 && below(random, 4) == 0) {
      outcome.membership = {.cluster = {random() | 1U},
                            .role = Role::Removed,
                            .survivor = {static_cast<std::uint32_t>(below(random, i))},
                            .relation = Relation::Near,
                            .jaccard = 0.5F,
                            .containment = 0.75F,
                            .unique = 0.125F};
    }
    run.clustering.of.push_back(outcome.membership);
    finish_document(run, std::move(document), std::move(outcome), random, as_file);
    run.documents.back().source.record = ++record;
    if (below(random, 5) == 0) {
      std::string raw = one_of(random, hostile_strings());
      if (below(random, 2) == 0) raw += "\xFF\xC3(";
      run.rejects.push_back({.source = {.input = as_file ? 1U : 0U, .record = ++record},
                             .code = ErrorCode::NotText,
                             .reason = one_of(random, hostile_strings()),
                             .raw = raw});
    }
  }
  return run;
}

void add_document(ExampleRun& run, std::string_view id, std::string_view record,
                  const std::vector<ExampleBlock>& blocks) {
  Page page;
  for (const ExampleBlock& block : blocks) page.add(block.text, block.verdict);
  Document document;
  document.id = id;
  document.record = record;
  document.text = std::move(page.text);
  document.source.record = run.documents.size() + 1;
  Outcome outcome;
  outcome.document = {static_cast<std::uint32_t>(run.documents.size())};
  outcome.id = id;
  outcome.blocks = std::move(page.blocks);
  run.labels.push_back({.id = document.id, .site = {}, .published = {}, .title = {}});
  run.clustering.of.emplace_back();
  run.documents.push_back(std::move(document));
  run.outcomes.push_back(std::move(outcome));
}

WriteOptions options_for(const ExampleRun& run, const std::filesystem::path& out) {
  return {.out = out, .fields = run.fields, .input_names = run.inputs};
}

Status write_run(const ExampleRun& run, const WriteOptions& options) {
  Result<RunWriter> writer = RunWriter::create(options);
  if (!writer) return writer.error();
  writer->expect(run.clustering, run.labels);
  for (std::size_t i = 0; i < run.documents.size(); ++i) {
    if (Status status = writer->write(writer->prepare(run.documents[i], run.outcomes[i], run.labels)); !status) {
      return status;
    }
  }
  for (const Reject& reject : run.rejects) {
    if (Status status = writer->write_reject(reject); !status) return status;
  }
  if (Status status = writer->write_clusters(run.clustering, run.details, run.labels); !status) return status;
  if (run.related_count > 0) {
    if (Status status = writer->write_related(run.related, run.related_count); !status) return status;
  }
  if (Status status = writer->write_edges(run.edges, run.joins, run.labels); !status) return status;
  return writer->finish({.version = "0.1.0",
                         .settings = {{"jaccard", "0.3"}, {"containment", "0.6"}, {"max-unique", "0.2"}},
                         .counts = {{"rounds", 3}},
                         .timings = {{.stage = "read", .seconds = 1.25, .items = run.documents.size(), .bytes = 4096}},
                         .threads = 2,
                         .peak_memory_bytes = 1 << 20});
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "presswash-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string slurp(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream out;
  out << stream.rdbuf();
  return out.str();
}

}  // namespace presswash::testing
