#include "generator/language.h"

#include <algorithm>
#include <array>
#include <utility>

#include "generator/grammar_files.h"

namespace presswash::corpus {
namespace {

struct LanguageFacts {
  std::string_view code;
  std::uint32_t weight;
  bool spaced;
  std::string_view thousands;
  std::string_view decimal;
};

constexpr std::array facts = {
    LanguageFacts{"en", 30, true, ",", "."},     LanguageFacts{"de", 5, true, ".", ","},
    LanguageFacts{"fr", 5, true, "\u00A0", ","}, LanguageFacts{"es", 5, true, ".", ","},
    LanguageFacts{"it", 4, true, ".", ","},      LanguageFacts{"pt", 4, true, ".", ","},
    LanguageFacts{"pl", 3, true, "\u00A0", ","}, LanguageFacts{"tr", 3, true, ".", ","},
    LanguageFacts{"ja", 3, false, ",", "."},     LanguageFacts{"zh", 2, false, "", "."},
};

constexpr auto codes = [] {
  std::array<std::string_view, facts.size()> out{};
  for (std::size_t i = 0; i < facts.size(); ++i) out[i] = facts[i].code;
  return out;
}();

struct NamedList {
  std::string_view name;
  ListId Language::*where;
};

constexpr std::array named_lists = {
    NamedList{"gen.body", &Language::gen_body},
    NamedList{"gen.quote", &Language::gen_quote},
    NamedList{"gen.cross", &Language::gen_cross},
    NamedList{"gen.list", &Language::gen_list},
    NamedList{"faq.q", &Language::faq_q},
    NamedList{"faq.a", &Language::faq_a},
    NamedList{"insert.body", &Language::insert_body},
    NamedList{"digest.title", &Language::digest_title},
    NamedList{"digest.intro", &Language::digest_intro},
    NamedList{"digest.outro", &Language::digest_outro},
    NamedList{"first", &Language::first},
    NamedList{"last", &Language::last},
    NamedList{"weekdays", &Language::weekdays},
    NamedList{"months", &Language::months},
    NamedList{"site", &Language::site},
    NamedList{"wire", &Language::wire},
    NamedList{"f.dateline", &Language::dateline},
    NamedList{"f.nav", &Language::nav},
    NamedList{"f.service", &Language::service},
    NamedList{"f.skip", &Language::skip},
    NamedList{"f.topbar", &Language::topbar},
    NamedList{"f.live", &Language::live},
    NamedList{"f.home", &Language::home},
    NamedList{"f.byline", &Language::byline},
    NamedList{"f.date", &Language::date},
    NamedList{"f.readtime", &Language::readtime},
    NamedList{"f.share.cue", &Language::share_cue},
    NamedList{"f.share", &Language::share},
    NamedList{"f.caption", &Language::caption},
    NamedList{"f.ad", &Language::ad},
    NamedList{"f.inline", &Language::inline_link},
    NamedList{"f.inline.cue", &Language::inline_cue},
    NamedList{"f.alsoread", &Language::alsoread},
    NamedList{"f.related.cue", &Language::related_cue},
    NamedList{"f.next.cue", &Language::next_cue},
    NamedList{"f.popular.cue", &Language::popular_cue},
    NamedList{"f.latest.cue", &Language::latest_cue},
    NamedList{"f.ago", &Language::ago},
    NamedList{"f.subscribe", &Language::subscribe},
    NamedList{"f.newsletter", &Language::newsletter},
    NamedList{"f.signoff", &Language::signoff},
    NamedList{"f.paywall", &Language::paywall},
    NamedList{"f.continue", &Language::continue_at},
    NamedList{"f.cookie", &Language::cookie},
    NamedList{"f.legal", &Language::legal},
    NamedList{"f.footer", &Language::footer},
    NamedList{"f.footer.legal", &Language::footer_legal},
    NamedList{"f.tags.cue", &Language::tags_cue},
    NamedList{"f.tag", &Language::tag},
    NamedList{"f.bio", &Language::bio},
    NamedList{"f.first", &Language::first_published},
    NamedList{"f.correction", &Language::correction},
    NamedList{"f.wire", &Language::wire_credit},
    NamedList{"f.wire.legal", &Language::wire_legal},
    NamedList{"f.comments.cue", &Language::comments_cue},
    NamedList{"f.comments.form", &Language::comments_form},
    NamedList{"f.comment.meta", &Language::comment_meta},
    NamedList{"f.comment.act", &Language::comment_act},
    NamedList{"f.comment", &Language::comment},
    NamedList{"f.sponsored.cue", &Language::sponsored_cue},
    NamedList{"f.sponsored", &Language::sponsored},
    NamedList{"f.feedback", &Language::feedback},
    NamedList{"f.video", &Language::video},
    NamedList{"f.back", &Language::back},
};

/// Looks lists up and keeps the name of the first that is not there.
class Lookup {
 public:
  explicit Lookup(const Language& language) : language_(language) {}
  ListId operator()(const std::string& name) {
    const auto found = language_.grammar.find(name);
    if (!found && missing_.empty()) missing_ = name;
    return found.value_or(ListId{});
  }
  [[nodiscard]] const std::string& missing() const { return missing_; }

 private:
  const Language& language_;
  std::string missing_;
};

/// Entries of a list whose words stand for themselves.
std::vector<std::string> words_of(const Language& language, ListId list) {
  std::vector<std::string> out(language.grammar.size(list));
  for (std::uint32_t i = 0; i < out.size(); ++i) language.grammar.expand_entry(list, i, 0, {}, out[i]);
  return out;
}

}  // namespace

std::span<const std::string_view> language_codes() { return codes; }

Result<Language> load_language(std::string_view code) {
  const auto known = std::find_if(facts.begin(), facts.end(), [&](const auto& f) { return f.code == code; });
  if (known == facts.end()) {
    std::string have;
    for (const auto& c : codes) (have += have.empty() ? "" : ", ") += c;
    return Error{
        ErrorCode::InvalidArgument, "no language \"" + std::string(code) + "\"; there are " + have + ".", "", {}};
  }
  std::string source;
  for (const auto& file : grammar_files()) {
    if (file.language == code) (source += file.text) += '\n';
  }
  auto grammar = Grammar::compile(source, {std::string(known->thousands), std::string(known->decimal)});
  if (!grammar.ok()) return std::move(grammar).error();

  Language language;
  language.code = known->code;
  language.spaced = known->spaced;
  language.weight = known->weight;
  language.grammar = std::move(grammar).value();
  Lookup list(language);
  for (const auto& named : named_lists) language.*named.where = list(std::string(named.name));
  const ListId topics = list("topics");
  const ListId templates = list("tpl");
  if (!list.missing().empty()) {
    return Error{ErrorCode::InvalidArgument,
                 "the grammar of " + language.code + " lacks the list [" + list.missing() + "]",
                 "",
                 {}};
  }
  for (const auto& key : words_of(language, topics)) {
    language.topics.push_back(
        {key, list(key + ".section"), list(key + ".title"), list(key + ".lead"), list(key + ".body")});
  }
  for (const auto& key : words_of(language, templates)) {
    language.templates.push_back(
        {key, list("tpl." + key + ".section"), list("tpl." + key + ".title"), list("tpl." + key + ".lines")});
  }
  if (!list.missing().empty()) {
    return Error{ErrorCode::InvalidArgument,
                 "the grammar of " + language.code + " lacks the list [" + list.missing() + "]",
                 "",
                 {}};
  }
  return language;
}

}  // namespace presswash::corpus
