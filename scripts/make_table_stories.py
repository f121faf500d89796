#!/usr/bin/env python3
"""Make fictional stories that are tables or end in one: company results, prices, scores, times, votes, terms, recipes.

    make_table_stories.py [--prose STORIES.jsonl] [--count N] [--seed N] > TABLES.jsonl

Newspapers print such reports as short lines of labels and figures, which look like furniture to a model that has only
seen prose. PROSE: rows {"title","text"} whose paragraphs lead into half of the tables. Writes rows {"title","text"} for
`make_training_scrapes.py --stories`; the same bytes for the same seed and input. All names are made up.
"""
import argparse
import json
import random

NAMES = ("Alder Bramble Cawdrey Dapple Ember Fallow Gannet Heron Inkwell Juniper Kestrel Lantern Marrow Norvik Otter "
         "Plover Quill Rowan Sparrow Thistle Umber Velvet Walnut Yarrow Zephyr Corvin Linnet Selwyn Hollin Tarn").split()
TAILS = {"company": "Mills;Logistics;Foods;Group;Holdings;Bank;& Sons;Chemicals;Textiles;Energy;Rail;Insurance;Works".split(";"),
         "team": "United;Rovers;Giants;Athletic;City;Town;Wanderers;Harriers;SC;FC;Rangers;Albion".split(";"),
         "place": "bridge;port;vale;mere;ford;cross;haven;heath;stead;minster;burg;hofen;ville;mont".split(";")}

# Labels of figures, of parts of a table, words between two figures and units, by language.
WORDS = {
    "en": dict(
        result="Revenue;Turnover;Sales;Net income;Net profit;Operating profit;Pretax profit;Profit per share;Earnings per share;EPS;"
               "Net loss;Operating loss;Dividend;Interim dividend;Payout per share;Average shares;Shares outstanding;Assets;Deposits;"
               "Loans;Order book;Backlog;Tax;Operating costs;Cash flow;Net;Operating net;Revs;Per share;Share result",
        part="First quarter;Second quarter;Third quarter;Half year;Six months;Nine months;Full year;Year;Year to date;12 months;Year to June;"
             "Group;Parent company;Previous;This week;Last week;Spot;Forward;Exports;Imports;Totals;Results;Standings;Summary;In brief",
        between=" vs ; against ; compared with ; after ; / ; from ", unit="mln;bln;million;m;bn;cents;crowns;pct;%;p;tonnes",
        note="Note:;NOTE:;Note -;Remark:;NB:", notes="figures include a one-time gain from the sale of the old mill;"
             "prior year restated for a change in accounting;full name of the company is {c};results are unaudited;"
             "dividend payable {d} to holders of record on {d};year-ago figures exclude {c}, bought in {m};per-share figures adjusted for a split",
        goods="Wheat;Barley;Oats;Rye;Maize;Rapeseed;Copper;Tin;Zinc;Nickel;Silver;Gold;Wool;Cotton;Coffee;Sugar;Cocoa;Heating oil;Diesel;Timber",
        move="up;down;unchanged;nominal;unquoted;steady;plus;minus;no trade", weather="rain;sun;cloudy;snow;fog;showers;clear;windy",
        terms="Amount;Coupon;Issue price;Maturity;Yield;Lead manager;Denominations;Payment date;Listing;Fees;Borrower;Rating",
        spec="Engine;Weight;Length;Range;Price;Top speed;Battery;Storage;Screen;Seats;Warranty;Consumption;Power;Height",
        food="flour;sugar;butter;eggs;milk;salt;onions;carrots;olive oil;rice;lentils;garlic;cream;parsley", measure="g;kg;ml;tbsp;tsp;cups;pinch of",
        party="Green List;Civic Union;Farmers;Liberals;Labour;Coast Party;Independents;Social Bloc;Home Rule;Others", loss="loss;profit;nil;N/A"),
    "de": dict(result="Umsatz;Gewinn;Überschuss;Ergebnis je Aktie;Dividende;Betriebsergebnis;Auftragseingang;Bilanzsumme;Verlust;Einlagen",
               part="Erstes Quartal;Halbjahr;Gesamtjahr;Konzern;Vorjahr;Ergebnisse;Tabelle;Ausfuhren;Einfuhren", between=" nach ; gegen ; (Vorjahr ; / ",
               unit="Mio;Mrd;Mio. Kronen;Prozent;%;Cent;Tonnen", note="Anmerkung:;Hinweis:", notes="Vorjahr angepasst;Zahlen nicht geprüft;mit Sondererlös aus dem Verkauf von {c}",
               goods="Weizen;Gerste;Hafer;Roggen;Mais;Raps;Kupfer;Zinn;Silber;Gold;Wolle;Heizöl", move="plus;minus;unverändert;nominell", weather="Regen;Sonne;bedeckt;Schnee;Nebel",
               terms="Betrag;Kupon;Ausgabekurs;Laufzeit;Rendite;Konsortialführer;Stückelung", spec="Motor;Gewicht;Länge;Reichweite;Preis;Verbrauch;Leistung",
               food="Mehl;Zucker;Butter;Eier;Milch;Zwiebeln;Reis;Linsen;Sahne", measure="g;kg;ml;EL;TL;Prise", party="Grüne Liste;Bürgerunion;Bauernpartei;Liberale;Küstenpartei;Sonstige", loss="Verlust;Gewinn"),
    "es": dict(result="Ingresos;Ventas;Beneficio neto;Beneficio por acción;Dividendo;Pérdida neta;Activos;Depósitos", part="Primer trimestre;Semestre;Año;Grupo;Exportaciones;Resultados;Clasificación",
               between=" frente a ; contra ; / ", unit="mill.;millones;%;por ciento;céntimos;toneladas", note="Nota:", notes="cifras sin auditar;incluye la venta de {c}", goods="Trigo;Cebada;Maíz;Cobre;Plata;Oro;Café;Azúcar",
               move="sube;baja;sin cambio", weather="lluvia;sol;nublado;nieve", terms="Importe;Cupón;Precio de emisión;Vencimiento;Rentabilidad", spec="Motor;Peso;Longitud;Autonomía;Precio",
               food="harina;azúcar;mantequilla;huevos;leche;cebollas;arroz", measure="g;kg;ml;cucharadas", party="Lista Verde;Unión Cívica;Liberales;Otros", loss="pérdida;beneficio"),
    "fr": dict(result="Chiffre d'affaires;Ventes;Bénéfice net;Résultat par action;Dividende;Perte nette;Actifs;Dépôts", part="Premier trimestre;Semestre;Année;Groupe;Exportations;Résultats;Classement",
               between=" contre ; après ; / ", unit="millions;M;Mds;%;centimes;tonnes", note="Note :", notes="chiffres non vérifiés;y compris la cession de {c}", goods="Blé;Orge;Maïs;Cuivre;Argent;Or;Café;Sucre",
               move="hausse;baisse;inchangé", weather="pluie;soleil;nuageux;neige", terms="Montant;Coupon;Prix d'émission;Échéance;Rendement", spec="Moteur;Poids;Longueur;Autonomie;Prix",
               food="farine;sucre;beurre;œufs;lait;oignons;riz", measure="g;kg;ml;c. à soupe", party="Liste verte;Union civique;Libéraux;Autres", loss="perte;bénéfice"),
    "it": dict(result="Ricavi;Vendite;Utile netto;Utile per azione;Dividendo;Perdita netta;Depositi", part="Primo trimestre;Semestre;Anno;Gruppo;Risultati;Classifica", between=" contro ; da ; / ", unit="mln;mld;%;tonnellate",
               note="Nota:", notes="dati non certificati", goods="Grano;Orzo;Mais;Rame;Argento;Oro", move="su;giù;invariato", weather="pioggia;sole;neve", terms="Importo;Cedola;Scadenza;Rendimento", spec="Motore;Peso;Prezzo",
               food="farina;zucchero;burro;uova;latte", measure="g;kg;ml", party="Lista Verde;Unione Civica;Altri", loss="perdita;utile"),
    "pt": dict(result="Receitas;Vendas;Lucro líquido;Lucro por ação;Dividendo;Prejuízo;Depósitos", part="Primeiro trimestre;Semestre;Ano;Grupo;Resultados;Classificação", between=" contra ; face a ; / ", unit="milhões;mil;%;toneladas",
               note="Nota:", notes="valores não auditados", goods="Trigo;Cevada;Milho;Cobre;Prata;Ouro", move="sobe;desce;inalterado", weather="chuva;sol;neve", terms="Montante;Cupão;Vencimento;Rendimento", spec="Motor;Peso;Preço",
               food="farinha;açúcar;manteiga;ovos;leite", measure="g;kg;ml", party="Lista Verde;União Cívica;Outros", loss="prejuízo;lucro"),
    "pl": dict(result="Przychody;Sprzedaż;Zysk netto;Zysk na akcję;Dywidenda;Strata netto;Depozyty", part="Pierwszy kwartał;Półrocze;Rok;Grupa;Wyniki;Tabela", between=" wobec ; po ; / ", unit="mln;mld;proc.;ton",
               note="Uwaga:", notes="dane nieaudytowane", goods="Pszenica;Jęczmień;Kukurydza;Miedź;Srebro;Złoto", move="wzrost;spadek;bez zmian", weather="deszcz;słońce;śnieg", terms="Kwota;Kupon;Termin wykupu;Rentowność", spec="Silnik;Masa;Cena",
               food="mąki;cukru;masła;jaj;mleka", measure="g;kg;ml", party="Zielona Lista;Unia Obywatelska;Inni", loss="strata;zysk"),
    "tr": dict(result="Gelir;Satışlar;Net kâr;Hisse başına kâr;Temettü;Net zarar;Mevduat", part="İlk çeyrek;Yarıyıl;Yıl;Grup;Sonuçlar;Puan durumu", between=" karşı ; önce ; / ", unit="mln;milyon;milyar;%;ton",
               note="Not:", notes="denetlenmemiş veriler", goods="Buğday;Arpa;Mısır;Bakır;Gümüş;Altın", move="artı;eksi;değişmedi", weather="yağmur;güneş;kar", terms="Tutar;Kupon;Vade;Getiri", spec="Motor;Ağırlık;Fiyat",
               food="un;şeker;tereyağı;yumurta;süt", measure="g;kg;ml", party="Yeşil Liste;Yurttaş Birliği;Diğer", loss="zarar;kâr"),
}
MONTHS = "January February March April May June July August September October November December".split()
SMALL = "one two three four five six seven eight nine ten".split()


class Maker:
    def __init__(self, rng, language):
        self.rng, self.language = rng, language
        self.words = {name: listed.split(";") for name, listed in WORDS[language].items()}
        self.between = rng.choice(self.words["between"])
        self.unit = rng.choice(self.words["unit"])
        self.decimal = "." if language == "en" else ","

    def pick(self, name):
        return self.rng.choice(self.words[name])

    def company(self):
        return f"{self.rng.choice(NAMES)}{self.rng.choice(['', self.rng.choice(['gate', 'wick', 'by'])])} {self.rng.choice(TAILS['company'])}"

    def team(self):
        return f"{self.rng.choice(NAMES)}{self.rng.choice(TAILS['place'])} {self.rng.choice(TAILS['team'])}"

    def place(self):
        return self.rng.choice(NAMES) + self.rng.choice(TAILS["place"])

    def date(self):
        return f"{self.rng.choice(MONTHS)} {self.rng.randint(1, 28)}"

    def number(self):
        rng, kind = self.rng, self.rng.random()
        if kind < 0.35:
            return f"{rng.randint(1, 99)}{self.decimal}{rng.randint(0, 99):0{rng.randint(1, 2)}d}"
        if kind < 0.55:
            return str(rng.randint(1, 999))
        if kind < 0.8:
            mark = "," if self.language == "en" else rng.choice([".", " "])
            return mark.join([str(rng.randint(1, 999))] + [f"{rng.randint(0, 999):03d}" for _ in range(rng.randint(1, 2))])
        if kind < 0.88:
            return f"{rng.randint(1, 99)}-{rng.choice(['1/4', '3/8', '1/2', '5/8'])}"
        if kind < 0.94 and self.language == "en":
            return rng.choice(SMALL)
        return f"{rng.choice('+-')}{rng.randint(0, 9)}{self.decimal}{rng.randint(0, 9)}%"

    def amount(self, unit):
        loss = self.pick("loss") + " " if self.rng.random() < 0.12 else ""
        return f"{loss}{self.number()}{' ' + unit if unit else ''}".strip()

    def results(self):
        rng, lines = self.rng, []
        style = rng.randrange(5)
        for part in range(rng.choice([1, 1, 1, 2])):
            if part or rng.random() < 0.15:
                lines.append(self.pick("part") + rng.choice(["", "", ":"]))
            for label in rng.sample(self.words["result"], min(len(self.words["result"]), rng.randint(2, 6))):
                unit = rng.choice(["", self.unit, self.pick("unit")])
                now, then = self.amount(unit), self.amount(unit)
                lines.append([f"{label} {now}{self.between}{then}", f"{label}: {now} ({then})", f"{label} {now} {then}",
                              f"{label} {now}", f"{label} - {now}{self.between}{then}"][style])
        if rng.random() < 0.4:
            note = self.pick("notes").format(c=self.company(), d=self.date(), m=rng.choice(MONTHS))
            lines.append(f"{self.pick('note')} {note}{rng.choice(['', '.'])}")
        return f"{self.company()} {self.pick('part').lower()}", lines

    def prices(self):
        rng, style, lines = self.rng, self.rng.randrange(4), []
        for _ in range(rng.randint(1, 3)):
            if rng.random() < 0.6:
                lines.append(rng.choice([self.pick("part"), self.place(), f"{self.place()}, {self.date()}"]))
            for good in rng.sample(self.words["goods"], min(len(self.words["goods"]), rng.randint(2, 6))):
                price = self.number()
                lines.append([f"{good} {price} {self.pick('move')} {self.number()}", f"{good}, {self.pick('unit')}: {price}",
                              f"{good} {price}/{self.number()} ({self.number()})", f"{good}-{price} {self.pick('move')}"][style])
        return f"{self.place()}: {self.pick('goods')} {self.pick('move')}", lines

    def scores(self):
        rng, style = self.rng, self.rng.randrange(3)
        lines = [self.pick("part")] if rng.random() < 0.4 else []
        for place in range(1, rng.randint(4, 12)):
            if style == 0:
                lines.append(f"{self.team()} {rng.randint(0, 5)} {self.team()} {rng.randint(0, 5)}")
            elif style == 1:
                lines.append(f"{place}. {rng.choice(NAMES)} {rng.choice(NAMES)}by ({self.place()[:3].upper()}) {rng.randint(1, 59)}:{rng.randint(0, 59):02d}.{rng.randint(0, 9)}")
            else:
                lines.append(f"{place} {self.team()} " + " ".join(str(rng.randint(0, 60)) for _ in range(rng.randint(3, 6))))
        return f"{self.team()} - {self.team()}", lines

    def days(self):
        rng = self.rng
        if rng.random() < 0.5:
            return (f"{self.place()}: {self.pick('weather')}",
                    [f"{self.place()} {rng.randint(-9, 34)} {rng.randint(-9, 20)} {self.pick('weather')}" for _ in range(rng.randint(3, 10))])
        lines = []
        for _ in range(rng.randint(3, 9)):
            when = self.date() if rng.random() < 0.5 else f"{rng.randint(8, 22)}:{rng.choice(['00', '15', '30'])}"
            lines.append(f"{when} {rng.choice([self.team() + ' v ' + self.team(), self.company(), self.place()])}")
        return f"{self.place()}, {self.date()}", lines

    def votes(self):
        rng = self.rng
        return f"{self.place()} {self.pick('party')}", [f"{party}{rng.choice([' ', ': '])}{rng.randint(0, 49)}{self.decimal}{rng.randint(0, 9)} {rng.choice(['%', 'pct', ''])} ({rng.randint(0, 60)})".replace("  ", " ")
                                                        for party in rng.sample(self.words["party"], min(len(self.words["party"]), rng.randint(3, 7)))]

    def terms(self):
        rng = self.rng
        labels = self.words[rng.choice(["terms", "spec"])]
        return f"{self.company()} {self.pick('terms').lower()}", [f"{label}{rng.choice([' ', ': ', ' - '])}{rng.choice([self.amount(self.pick('unit')), self.number(), self.company(), self.date()])}"
                                                                  for label in rng.sample(labels, min(len(labels), rng.randint(3, 8)))]

    def recipe(self):
        rng = self.rng
        return f"{self.pick('food')} {self.pick('food')}", [f"{rng.choice([str(rng.randint(1, 900)), '1/2', '1 1/2'])} {self.pick('measure')} {food}"
                                                            for food in rng.sample(self.words["food"], min(len(self.words["food"]), rng.randint(3, 8)))]


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--prose")
    ap.add_argument("--count", type=int, default=900)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    prose = []
    if a.prose:
        with open(a.prose, encoding="utf-8") as f:
            prose = [[line for line in json.loads(row)["text"].split("\n") if line.strip()] for row in f]
    for _ in range(a.count):
        maker = Maker(rng, rng.choices(list(WORDS), [12, 3, 2, 2, 1, 1, 1, 1])[0])
        kinds = [maker.results, maker.prices, maker.scores, maker.days, maker.votes, maker.terms, maker.recipe]
        title, lines = rng.choices(kinds, [6, 4, 3, 2, 1, 2, 1])[0]()
        if prose and rng.random() < 0.5:
            story = rng.choice(prose)
            lead = story[: rng.randint(1, min(4, len(story)))]
            lines = lead + lines + (story[len(lead):][:1] if rng.random() < 0.3 else [])
        if len(lines) >= 2:
            print(json.dumps({"title": title, "text": "\n".join(lines)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
