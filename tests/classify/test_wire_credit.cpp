#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classify/wire_credit.h"

namespace presswash {
namespace {

using Lines = std::vector<std::string_view>;

std::string_view credit_of_lead(std::string_view lead) {
  return wire_credit(Lines{lead, "The ferry stays moored until the towers are painted.\n", "Nobody minds.\n"});
}

std::string_view credit_of_sign_off(std::string_view end) {
  return wire_credit(Lines{"The ferry of Lower Vell stays moored.\n", "\n", "Nobody minds.\n", end});
}

struct Case {
  std::string_view line;
  std::string_view service;
};

TEST(WireCredit, IsReadFromTheDateline) {
  for (const Case& c :
       {Case{"VELL, Oct. 12 (Reuters) - The ferry stays moored.\n", "Reuters"},
        Case{"LOWER VELL (AP) — The ferry stays moored.", "AP"},
        Case{"VELL/ORMSTAD (AFP) – The ferry stays moored.", "AFP"},
        Case{"Ormstadt (dpa/lno) - Die Fähre bleibt im Hafen.", "dpa"},
        Case{"(ANSA) - VELLANO, 12 OTT - Il traghetto resta fermo.", "ANSA"},
        Case{"Puerto Vell, 12 oct (EFE).- El transbordador sigue amarrado.", "EFE"},
        Case{"Porto Vell, 12 out 2031 (Lusa) – O barco continua parado.", "Lusa"},
        Case{"VELLKÖY (AA) - Feribot limanda kaldı.", "AA"},
        Case{"VELL, Oct. 12 (Xinhua) -- The ferry stays moored.", "Xinhua"},
        Case{"VELL - (Thomson Reuters Foundation) - The ferry stays moored.", "Reuters"},
        Case{"Vell (the port), Oct. 12 (AFP/AP) - The ferry stays moored.", "AFP"},
        Case{"［ヴェル 12日］連絡船は動かない。", ""},
        Case{"[ヴェル　１２日　ロイター] - 連絡船は動かない。", "Reuters"},
        Case{"【ヴェル共同】連絡船は動かない。", "Kyodo"}, Case{"【ヴェルAFP時事】連絡船は動かない。", "Jiji"},
        Case{"新华社维尔10月12日电 渡轮停在港口。", "Xinhua"}, Case{"（中央社記者林維爾12日電）渡輪停在港口。", "CNA"}})
    EXPECT_EQ(credit_of_lead(c.line), c.service) << c.line;
}

TEST(WireCredit, IsReadFromTheSignOff) {
  for (const Case& c :
       {Case{"(AFP)\n\n", "AFP"}, Case{"/AFP/", "AFP"}, Case{"(PAP)", "PAP"}, Case{"(avec AFP)", "AFP"},
        Case{"(Quelle: APA/sda/dpa)", "APA"}, Case{"Quelle: hafenblatt.example, ino/dpa", "dpa"},
        Case{"Fuente: EFE", "EFE"}, Case{"— AFP", "AFP"}, Case{"/ino/dpa/", "dpa"}, Case{"（共同）", "Kyodo"},
        Case{"It is to sail again in spring, the harbour master said. (AP)\n", "AP"},
        Case{"The harbour master said so. /PTI/", "PTI"}})
    EXPECT_EQ(credit_of_sign_off(c.line), c.service) << c.line;
}

TEST(WireCredit, IsNotSeenWhereAServiceIsOnlyNamed) {
  for (const std::string_view line :
       {"The harbour master told AFP that the ferry stays moored.", "AFP", "Anna Moor/AFP", "(AP Photo/Anna Moor)",
        "Photo: Reuters", "The ferry (built by PAP) is old.", "Read more (Vell Almanac) - here",
        "Sail and/or row AA/"}) {
    EXPECT_EQ(credit_of_lead(line), "") << line;
    EXPECT_EQ(credit_of_sign_off(line), "") << line;
  }
}

TEST(WireCredit, IsLookedForAtBothEndsOnly) {
  Lines lines(9, "The ferry stays moored.");
  lines[4] = "(AFP)";
  EXPECT_EQ(wire_credit(lines), "");
  lines[4] = "VELL (AFP) - The ferry stays moored.";
  EXPECT_EQ(wire_credit(lines), "");
  lines[3] = lines[4];
  EXPECT_EQ(wire_credit(lines), "AFP");
  EXPECT_EQ(wire_credit({}), "");
}

TEST(WireCredit, PrefersTheDateline) {
  EXPECT_EQ(wire_credit(Lines{"VELL (AP) - The ferry stays moored.", "(AFP)"}), "AP");
}

}  // namespace
}  // namespace presswash
