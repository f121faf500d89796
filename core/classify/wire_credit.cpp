#include "classify/wire_credit.h"

#include <algorithm>
#include <array>
#include <vector>

#include "segment/lines.h"

namespace presswash {
namespace {

struct Service {
  std::string_view written;  ///< as credits have it
  std::string_view name;
};

constexpr Service services[] = {
    {"Reuters", "Reuters"},
    {"REUTERS", "Reuters"},
    {"Thomson Reuters Foundation", "Reuters"},
    {"ロイター", "Reuters"},
    {"路透社", "Reuters"},
    {"AP", "AP"},
    {"Associated Press", "AP"},
    {"The Associated Press", "AP"},
    {"美联社", "AP"},
    {"AFP", "AFP"},
    {"afp", "AFP"},
    {"法新社", "AFP"},
    {"dpa", "dpa"},
    {"DPA", "dpa"},
    {"ANSA", "ANSA"},
    {"Ansa", "ANSA"},
    {"Adnkronos", "Adnkronos"},
    {"AGI", "AGI"},
    {"EFE", "EFE"},
    {"Efe", "EFE"},
    {"Europa Press", "Europa Press"},
    {"EUROPA PRESS", "Europa Press"},
    {"Télam", "Télam"},
    {"Lusa", "Lusa"},
    {"LUSA", "Lusa"},
    {"Agência Brasil", "Agência Brasil"},
    {"PAP", "PAP"},
    {"AA", "AA"},
    {"Anadolu", "AA"},
    {"Anadolu Agency", "AA"},
    {"DHA", "DHA"},
    {"İHA", "İHA"},
    {"IHA", "İHA"},
    {"Kyodo", "Kyodo"},
    {"KYODO", "Kyodo"},
    {"Kyodo News", "Kyodo"},
    {"共同", "Kyodo"},
    {"共同通信", "Kyodo"},
    {"Jiji", "Jiji"},
    {"Jiji Press", "Jiji"},
    {"時事", "Jiji"},
    {"時事通信", "Jiji"},
    {"Xinhua", "Xinhua"},
    {"XINHUA", "Xinhua"},
    {"新华社", "Xinhua"},
    {"新華社", "Xinhua"},
    {"中新社", "CNS"},
    {"中央社", "CNA"},
    {"Yonhap", "Yonhap"},
    {"TASS", "TASS"},
    {"Interfax", "Interfax"},
    {"Ukrinform", "Ukrinform"},
    {"PTI", "PTI"},
    {"IANS", "IANS"},
    {"ANI", "ANI"},
    {"Bernama", "Bernama"},
    {"Antara", "Antara"},
    {"UPI", "UPI"},
    {"The Canadian Press", "The Canadian Press"},
    {"PA", "PA"},
    {"PA Media", "PA"},
    {"AAP", "AAP"},
    {"APA", "APA"},
    {"SDA", "Keystone-SDA"},
    {"sda", "Keystone-SDA"},
    {"Keystone-SDA", "Keystone-SDA"},
    {"ATS", "Keystone-SDA"},
    {"ats", "Keystone-SDA"},
    {"Belga", "Belga"},
    {"ANP", "ANP"},
    {"NTB", "NTB"},
    {"Ritzau", "Ritzau"},
    {"STT", "STT"},
    {"ČTK", "ČTK"},
    {"TASR", "TASR"},
    {"MTI", "MTI"},
    {"HINA", "HINA"},
    {"Tanjug", "Tanjug"},
    {"Agerpres", "Agerpres"},
    {"AGERPRES", "Agerpres"},
    {"BTA", "BTA"},
    {"epd", "epd"},
    {"KNA", "KNA"},
    {"SID", "SID"},
};

/// What may stand before the services of a sign-off.
constexpr std::string_view labels[] = {"Source:", "Source :", "Quelle:", "Fuente:", "Fonte:", "Źródło:", "Kaynak:",
                                       "with ",   "avec ",    "mit ",    "con ",    "com ",   "来源：",  "來源："};
/// What divides services that share a credit.
constexpr std::string_view dividers[] = {"/", ",", ";", "、", " and ", " et ", " und ", " y ", " e ", " i ", " ve "};

struct Brackets {
  std::string_view open;
  std::string_view close;
};
constexpr Brackets brackets[] = {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"/", "/"}};

constexpr std::size_t longest_dateline = 100;  // bytes
constexpr std::size_t longest_credit = 60;
constexpr std::size_t lines_looked_at = 4;

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view wide[] = {"\u00A0", "\u3000", "\u200B"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view white : {std::string_view(" "), std::string_view("\t"), std::string_view("\r"),
                                         std::string_view("\n"), wide[0], wide[1], wide[2]}) {
      if (text.starts_with(white)) {
        text.remove_prefix(white.size());
        more = true;
      } else if (text.ends_with(white)) {
        text.remove_suffix(white.size());
        more = true;
      }
    }
  }
  return text;
}

std::string_view service_named(std::string_view text) {
  const auto found = std::ranges::find(services, text, &Service::written);
  return found == std::end(services) ? std::string_view() : found->name;
}

/// The first service of a list of services and other names: "AFP", "dpa/lno", "ino/dpa, AP".
std::string_view service_in(std::string_view list) {
  for (const std::string_view label : labels) {
    if (list.starts_with(label)) list.remove_prefix(label.size());
  }
  while (!list.empty()) {
    std::size_t end = list.size();
    std::size_t next = list.size();
    for (const std::string_view divider : dividers) {
      const std::size_t at = list.find(divider);
      if (at >= end) continue;
      end = at;
      next = at + divider.size();
    }
    const std::string_view name = service_named(trimmed(list.substr(0, end)));
    if (!name.empty()) return name;
    list.remove_prefix(next);
  }
  return {};
}

/// The service whose name a text ends with: "東京 12日 ロイター", "パリAFP時事".
std::string_view service_at_end(std::string_view text) {
  std::string_view name;
  std::size_t longest = 0;
  for (const Service& service : services) {
    if (service.written.size() <= longest || !text.ends_with(service.written)) continue;
    longest = service.written.size();
    name = service.name;
  }
  return name;
}

bool starts_with_dash(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('.')) text = trimmed(text.substr(1));
  return std::ranges::any_of(std::array<std::string_view, 6>{"-", "–", "—", "―", "_", ":"},
                             [&](std::string_view dash) { return text.starts_with(dash); });
}

/// "ROME, Oct. 12 (Reuters) - ..."
std::string_view dateline_in_brackets(std::string_view line) {
  for (const Brackets& pair : brackets) {
    if (pair.open == pair.close) continue;
    const std::string_view head = line.substr(0, longest_dateline);
    for (std::size_t open = head.find(pair.open); open != std::string_view::npos;
         open = head.find(pair.open, open + 1)) {
      const std::size_t begin = open + pair.open.size();
      const std::size_t close = line.find(pair.close, begin);
      if (close == std::string_view::npos || close - begin > longest_credit) break;
      if (!starts_with_dash(line.substr(close + pair.close.size()))) continue;
      const std::string_view content = trimmed(line.substr(begin, close - begin));
      const std::string_view name = service_in(content);
      if (!name.empty()) return name;
      if (pair.open == "[") return service_at_end(content);
    }
  }
  return {};
}

/// "【東京共同】...", "新华社北京10月12日电 ..."
std::string_view dateline_without_spaces(std::string_view line) {
  static constexpr std::string_view open = "【";
  static constexpr std::string_view close = "】";
  if (line.starts_with(open)) {
    const std::size_t end = std::min(line.find(close), line.size());
    return end > longest_dateline ? std::string_view() : service_at_end(line.substr(open.size(), end - open.size()));
  }
  for (const std::string_view bracket : {"（", "("}) {
    if (line.starts_with(bracket)) line.remove_prefix(bracket.size());
  }
  for (const Service& service : services) {
    if (static_cast<unsigned char>(service.written.front()) < 0xE0 || !line.starts_with(service.written)) continue;
    const std::string_view head = line.substr(service.written.size(), longest_dateline);
    for (const std::string_view filed : {"电", "電"}) {
      if (head.find(filed) != std::string_view::npos) return service.name;
    }
  }
  return {};
}

/// "(AFP)", "/PAP/", "Quelle: ino/dpa", "— AFP", "... he said. (AP)"
std::string_view sign_off(std::string_view line) {
  for (const Brackets& pair : brackets) {
    if (!line.ends_with(pair.close) || line.size() < pair.open.size() + pair.close.size()) continue;
    const std::string_view body = line.substr(0, line.size() - pair.close.size());
    const std::size_t open = body.rfind(pair.open);
    if (open == std::string_view::npos || body.size() - open > longest_credit) continue;
    // A list of names within slashes begins at the line's start.
    const std::size_t begin = pair.open == pair.close && body.starts_with(pair.open) ? 0 : open;
    if (pair.open == pair.close && begin > 0 && body[begin - 1] != ' ') continue;
    return service_in(trimmed(body.substr(begin + pair.open.size())));
  }
  if (line.size() > longest_credit) return {};
  for (const std::string_view label : labels) {
    if (label.ends_with(' ') || !line.starts_with(label)) continue;
    return service_in(trimmed(line.substr(label.size())));
  }
  for (const std::string_view dash : {"—", "–", "--", "-"}) {
    if (line.starts_with(dash)) return service_in(trimmed(line.substr(dash.size())));
  }
  return {};
}

}  // namespace

std::string_view wire_credit(std::span<const std::string_view> lines) {
  const auto look = [](auto from, auto to, auto credit) {
    std::size_t seen = 0;
    for (; from != to && seen < lines_looked_at; ++from) {
      const std::string_view line = trimmed(*from);
      if (is_blank_line(line)) continue;
      ++seen;
      const std::string_view name = credit(line);
      if (!name.empty()) return name;
    }
    return std::string_view();
  };
  const std::string_view lead = look(lines.begin(), lines.end(), [](std::string_view line) {
    const std::string_view name = dateline_in_brackets(line);
    return name.empty() ? dateline_without_spaces(line) : name;
  });
  return lead.empty() ? look(lines.rbegin(), lines.rend(), sign_off) : lead;
}

}  // namespace presswash
