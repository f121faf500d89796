#include "example_texts.h"

namespace presswash::testing {

const std::array<Language, 4>& languages() {
  static const std::array<Language, 4> all = {{
      {{"The harbour board", "A retired bell-founder", "The night ferry crew", "Councillor Imre Valdis",
        "The orchard "
        "cooperative",
        "A panel of three judges", "The lighthouse trust", "The new ringing master"},
       {"approved", "rejected", "set aside", "published", "quietly withdrew", "asked the court to review", "praised",
        "postponed"},
       {"a plan to reopen the old salt road", "the budget for the winter market", "a survey of the eastern quay",
        "the long-delayed tram extension", "new rules for street musicians", "a loan for the glassworks",
        "an inquiry into the spring floods", "the sale of four river barges"},
       {"in Ostermere", "at a meeting in Port Callis", "on the island of Tarn", "before a full hall in Veldry",
        "in the upper town", "on Thursday night"},
       {"after two hours of argument", "because the old agreement had run out", "despite a petition of 1,204 names",
        "and said the matter was closed", "as the first frost came in", "which nobody in the room had expected"},
       " ",
       ". "},
      {{"Der Hafenrat", "Die Genossenschaft der Obstbauern", "Die Fährgesellschaft", "Eine Kammer des Landgerichts"},
       {"billigte", "verwarf", "vertagte", "veröffentlichte"},
       {"den Plan für die alte Salzstraße", "den Haushalt des Wintermarktes", "die Straßenbahnverlängerung",
        "neue Regeln für Straßenmusik"},
       {"in Ostermere", "am Donnerstagabend", "auf der Insel Tarn"},
       {"nach zweistündiger Aussprache", "trotz einer Bittschrift mit 1.204 Namen", "weil die Frist abgelaufen war"},
       " ",
       ". "},
      {{"مجلس الميناء", "جمعية البساتين", "لجنة من ثلاثة قضاة", "طاقم العبارة الليلية"},
       {"أقر", "رفض", "أجل", "نشر"},
       {"خطة إعادة فتح طريق الملح القديم", "ميزانية سوق الشتاء", "مسح الرصيف الشرقي", "قواعد جديدة لموسيقيي الشوارع"},
       {"في أوسترمير", "مساء الخميس", "في جزيرة تارن"},
       {"بعد ساعتين من النقاش", "رغم عريضة تحمل 1204 أسماء", "لأن الاتفاق القديم انتهى"},
       " ",
       ". "},
      {{"港务局", "果园合作社", "夜间渡轮船员", "三位法官组成的小组"},
       {"批准了", "否决了", "推迟了", "公布了"},
       {"重开旧盐路的计划", "冬季集市的预算", "东码头的勘测", "街头音乐家的新规定"},
       {"在奥斯特米尔", "于星期四晚上", "在塔恩岛上"},
       {"经过两个小时的争论", "尽管有一千二百人请愿", "因为旧协议已经到期"},
       "",
       "。"},
  }};
  return all;
}

std::string sentence(Random& random, const Language& language) {
  std::string out(one_of(random, language.subjects));
  for (const auto* part : {&language.verbs, &language.objects, &language.places, &language.reasons}) {
    out += language.space;
    out += one_of(random, *part);
  }
  out += language.stop;
  return out;
}

const std::vector<std::string>& hostile_strings() {
  static const std::vector<std::string> all = {
      "<script>alert(1)</script>",
      "\"><img src=x onerror=alert(2)>",
      "</style></title><svg onload=alert(3)>",
      "' onmouseover='alert(4)",
      "&lt;b&gt; &amp;quot; &#x3c;",
      "javascript:alert(5)",
      "]]><!-- <!DOCTYPE x> -->",
      std::string("NUL\0byte", 8),
      "\\u0000 \\\\ \\ \\\" \\n",
      "line\xE2\x80\xA8"
      "separator\xE2\x80\xA9"
      "end",
      "\xE2\x80\xAEoverride\xE2\x80\xAC \xE2\x81\xA6isolate",
      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA e\xCC\x81\xCC\x81\xCC\x81",
      "\x1B[31mred\x1B[0m \x07 \x7F \xC2\x9B",
      "\xEF\xBB\xBF\xEF\xBF\xBE",
      std::string(300, 'W') + "ithoutanyspace",
      "\",\"presswash\":{\"id\":\"fake\"},\"record\":{",
      "\r\ntabs\tand\vfeeds\f",
  };
  return all;
}

}  // namespace presswash::testing
