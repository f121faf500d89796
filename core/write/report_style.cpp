#include "write/report_parts.h"

namespace presswash {

std::string_view report_style() noexcept {
  return R"css(
:root{color-scheme:light dark;
--paper:#f7f5f0;--card:#fffefb;--ink:#211d18;--soft:#6a6258;--rule:#e0d9cc;--faint:#efeae0;
--press:#a8321f;--kept:#2c6e56;--copy:#b57a17;--cut:#a8321f;--reject:#8b857b;
--del:#fbe2dc;--del-ink:#8c2413;--ins:#dcefe2;--ins-ink:#1d5a3e;--heat:168,50,31;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"Noto Serif","Songti SC","Noto Serif CJK SC",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,"PingFang SC","Hiragino Sans","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
--mono:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono","Noto Sans Mono","DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#161412;--card:#1f1c19;--ink:#ebe5da;--soft:#a59c8e;--rule:#39342d;--faint:#272320;
--press:#f0806c;--kept:#63b894;--copy:#dba848;--cut:#f0806c;--reject:#8d867b;
--del:#4a221b;--del-ink:#ffb9aa;--ins:#183a2b;--ins-ink:#a6e4c6;--heat:240,128,108}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header,footer{max-width:1120px;margin:0 auto;padding:0 28px}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.15;letter-spacing:-.01em;margin:0;text-wrap:balance}
p{margin:0}
a{color:inherit;text-decoration-color:var(--press);text-underline-offset:.2em}
code,.id{font-family:var(--mono);font-size:.86em}
.id{color:var(--soft)}

header{padding-top:44px}
.mast{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;border-bottom:3px double var(--ink);padding-bottom:10px;font-size:.86rem;color:var(--soft)}
.mast b{font:600 1.25rem/1 var(--serif);color:var(--ink);letter-spacing:-.01em}
.mast b::before{content:"";display:inline-block;width:.58em;height:.58em;border-radius:50%;background:var(--press);margin-right:.45em}
h1{font-size:clamp(1.9rem,5.2vw,3.3rem);margin:30px 0 14px}
.lead{font-size:1.06rem;color:var(--soft);max-width:64ch}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);border:1px solid var(--rule);border-radius:10px;background:var(--card);margin:30px 0 26px;overflow:hidden}
.tile{padding:16px 18px 15px;border-left:1px solid var(--rule);margin-left:-1px;box-shadow:0 -1px 0 var(--rule);min-width:0}
.tile b{display:block;font:600 1.72rem/1.1 var(--serif);letter-spacing:-.02em;white-space:nowrap}
.tile span{display:block;font-size:.84rem;line-height:1.35;color:var(--soft);margin-top:5px}
.tile.k b{color:var(--kept)}.tile.c b{color:var(--copy)}.tile.f b{color:var(--cut)}
.flow{margin:18px 0}
.flow h3{font:600 .86rem/1.3 var(--sans);letter-spacing:0;margin-bottom:7px}
.bar{display:flex;height:14px;border-radius:7px;overflow:hidden;background:var(--faint);gap:1px}
.bar i{flex:0 1 var(--w);min-width:2px}
.bar .k,.key .k{background:var(--kept)}.bar .c,.key .c{background:var(--copy)}.bar .f,.key .f{background:var(--cut)}.bar .r,.key .r{background:var(--reject)}
.key{display:flex;flex-wrap:wrap;gap:4px 22px;margin:8px 0 0;padding:0;list-style:none;font-size:.86rem;color:var(--soft)}
.key i{display:inline-block;width:.66em;height:.66em;border-radius:2px;margin-right:.5em}
.key b{color:var(--ink);font-weight:600}
nav{display:flex;flex-wrap:wrap;gap:8px;margin:30px 0 0}
nav a{border:1px solid var(--rule);border-radius:99px;padding:5px 14px;font-size:.88rem;text-decoration:none;background:var(--card)}
nav a:hover{border-color:var(--press)}

section{padding-top:58px}
h2{font-size:1.72rem;padding-top:14px;border-top:1px solid var(--ink)}
h2+p{color:var(--soft);max-width:70ch;margin:8px 0 20px}
h3.kind{font-size:1.16rem;margin:30px 0 2px}
h3.kind+p{color:var(--soft);font-size:.92rem;margin-bottom:12px}
.note{color:var(--soft);font-size:.92rem;margin-top:14px}
.none{color:var(--soft);font-style:italic}

.scroll{overflow-x:auto;border:1px solid var(--rule);border-radius:10px;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.91rem}
th,td{padding:9px 14px;text-align:start;vertical-align:top;border-top:1px solid var(--rule)}
thead th{border-top:0;font-weight:600;font-size:.8rem;color:var(--soft);white-space:nowrap;vertical-align:bottom}
td.n,th.n{text-align:end;white-space:nowrap}
tr.sum td{font-weight:600;border-top:1px solid var(--soft)}
td small{display:block;color:var(--soft);font-size:.86em}
td.name{min-width:9.5em;font-weight:600}
td.name small{font-weight:400}
td.meter{width:34%;min-width:110px;vertical-align:middle}
td.meter i{display:block;height:9px;border-radius:5px;background:var(--cut);width:var(--w);min-width:2px}
td.heat{text-align:end;white-space:nowrap;background:rgba(var(--heat),var(--h))}
td.zero{color:var(--soft);opacity:.55;text-align:end}
.kinds td{vertical-align:middle}
.sites{font-size:.86rem}
.sites th,.sites td{padding:7px 7px}
.sites td{overflow-wrap:normal}
.sites th:first-child,.sites td:first-child{position:sticky;left:0;background:var(--card);padding-inline-start:14px}
.sites td:first-child{white-space:nowrap;max-width:15em;overflow:hidden;text-overflow:ellipsis}
.sites th.v{text-align:start;padding:10px 4px;vertical-align:bottom}
.sites th.v span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block}
.sites th.v{text-align:end}

details{border:1px solid var(--rule);border-radius:10px;background:var(--card);margin:10px 0}
summary{display:grid;grid-template-columns:auto 1fr auto;gap:14px;align-items:baseline;padding:13px 18px;cursor:pointer;list-style:none;border-radius:10px}
summary::-webkit-details-marker{display:none}
summary:hover{background:var(--faint)}
summary:focus-visible,a:focus-visible{outline:2px solid var(--press);outline-offset:2px}
summary .many{font:600 1.18rem/1.2 var(--serif);color:var(--copy);min-width:2.6em}
summary .title{font:600 1.06rem/1.35 var(--serif);min-width:0}
summary .title small{display:block;font:400 .86rem/1.45 var(--sans);color:var(--soft)}
summary::after{content:"+";font:400 1.3rem/1 var(--sans);color:var(--soft)}
details[open]>summary::after{content:"\2013"}
details[open]>summary{border-bottom:1px solid var(--rule);border-radius:10px 10px 0 0}
details.more{border:0;background:none;margin:14px 0 0}
details.more>summary{display:inline-grid;grid-template-columns:auto auto;border:1px solid var(--rule);border-radius:99px;padding:6px 16px;background:var(--card);font-size:.92rem}
details.more[open]>summary{border-radius:99px;margin-bottom:6px}
.body{padding:6px 18px 18px}
.members{list-style:none;margin:0;padding:0;font-size:.92rem}
.members li{display:grid;grid-template-columns:5.6em minmax(0,1fr) auto;gap:2px 14px;padding:9px 0;border-top:1px solid var(--rule)}
.members li:first-child{border-top:0}
.members small{color:var(--soft);font-size:.88em}
.members .fig{text-align:end;color:var(--soft);font-size:.88em}
.members .t,.alike .t,.story>.t{display:block}
.diff{display:block;color:var(--soft);font-size:.88rem}
.members .fig .diff{font-size:1em}
.row.head>div:first-child .diff{display:none}
.mark{display:inline-block;font-size:.74rem;font-weight:600;line-height:1;padding:3px 7px;border-radius:99px;background:var(--faint);color:var(--ink);margin-inline-start:.5em}
.facts{padding:10px 0 12px;border-bottom:1px solid var(--rule)}
.alike{list-style:none;margin:0;padding:0;font-size:.92rem}
.alike li{display:grid;grid-template-columns:2.6em minmax(0,1fr);gap:0 10px;padding:3px 0}
.alike .fig{color:var(--copy);font-weight:600}
.alike small,.story>small{display:block;color:var(--soft);font-size:.88em}
.story{border:1px solid var(--rule);border-radius:10px;background:var(--card);padding:13px 18px;margin:10px 0}
.story>.t{font:600 1.06rem/1.35 var(--serif)}
.story .alike{margin-top:8px;padding-top:6px;border-top:1px solid var(--rule)}
.tag{display:inline-block;font-size:.76rem;font-weight:600;line-height:1;padding:4px 8px;border-radius:99px;border:1px solid currentColor;height:max-content;width:max-content;margin-top:1px}
.tag.k{color:var(--kept)}.tag.c{color:var(--copy)}.tag.h{color:var(--press)}

.cmp{border:1px solid var(--rule);border-radius:8px;margin-top:18px;overflow:hidden;background:var(--paper)}
.row{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.row>div{padding:9px 16px;min-width:0}
.row>div+div{border-inline-start:1px solid var(--rule)}
.row.head{font-size:.86rem;background:var(--faint);border-bottom:1px solid var(--rule)}
.row.head b{display:block}
.text{font:400 1rem/1.62 var(--serif)}
.skip{text-align:center;color:var(--soft);font-size:.8rem;padding:2px 12px;background:var(--faint)}
.same{padding:14px 16px;color:var(--soft)}
del,ins{text-decoration:none;border-radius:3px;padding:.06em .12em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
del{background:var(--del);color:var(--del-ink);text-decoration:line-through;text-decoration-thickness:1px}
ins{background:var(--ins);color:var(--ins-ink);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.18em}
.gone{color:var(--soft);font:400 .8rem/1 var(--sans);white-space:nowrap}

.examples{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}
figure{margin:0;border:1px solid var(--rule);border-inline-start:3px solid var(--cut);border-radius:8px;background:var(--card);padding:12px 16px;min-width:0}
figure.held{border-inline-start-color:var(--kept)}
blockquote{margin:0 0 8px;font:400 1rem/1.5 var(--serif)}
figcaption{font-size:.84rem;color:var(--soft)}
figcaption b{color:var(--ink);font-weight:600}
figure ul{margin:4px 0 0;padding-inline-start:1.1em}
.held-doc{margin:0 0 22px}
.held-doc>p{margin-bottom:8px}
.raw{font:.86em/1.5 var(--mono);color:var(--soft);display:block}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:5px 22px;margin:0;font-size:.92rem}
dt{color:var(--soft)}dd{margin:0}
footer{margin-top:72px;padding-top:18px;padding-bottom:60px;color:var(--soft);font-size:.86rem}
footer p{border-top:1px solid var(--rule);padding-top:16px}

@media (max-width:900px){.tiles{grid-template-columns:repeat(3,1fr)}}
@media (max-width:620px){
main,header,footer{padding:0 16px}header{padding-top:24px}
h1{margin-top:22px}section{padding-top:44px}h2{font-size:1.45rem}
.tiles{grid-template-columns:repeat(2,1fr)}.tile{padding:13px 14px}.tile b{font-size:1.45rem}
.examples{grid-template-columns:minmax(0,1fr)}
summary{grid-template-columns:1fr auto;gap:2px 12px;padding:12px 14px}summary .title{grid-column:1;grid-row:2}summary .many{grid-column:1}summary::after{grid-column:2;grid-row:1}
details.more{border:0;background:none;margin:14px 0 0}
details.more>summary{display:inline-grid;grid-template-columns:auto auto;border:1px solid var(--rule);border-radius:99px;padding:6px 16px;background:var(--card);font-size:.92rem}
details.more[open]>summary{border-radius:99px;margin-bottom:6px}
.body{padding:4px 14px 14px}
.members li{grid-template-columns:minmax(0,1fr) auto}.members li>div{grid-column:1/-1}.members .fig{grid-column:2;grid-row:1}
.row{grid-template-columns:minmax(0,1fr)}.row>div{padding:8px 12px}
.row>div+div{border-inline-start:0;border-top:1px dashed var(--rule)}
.row.text>div{border-inline-start:3px solid var(--del)}.row.text>div+div{border-inline-start:3px solid var(--ins)}
.row.text+.row.text,.skip{border-top:1px solid var(--rule)}
th,td{padding:8px 11px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:8px}

.sites{font-size:.8rem}.kinds th,.kinds td{padding:8px 7px}.kinds td:first-child,.kinds th:first-child{padding-inline-start:12px}.kinds{font-size:.86rem}.kinds td.name{min-width:0;overflow-wrap:normal}.kinds td.name small,.kinds td.meter,.kinds th:last-child{display:none}}
@media print{
:root{--paper:#fff;--card:#fff;--faint:#f4f4f4;--ink:#000;--soft:#555;--rule:#ccc;--del:#f3d9d3;--ins:#d7ead9;--del-ink:#600;--ins-ink:#040}
body{font-size:10.5pt}nav{display:none}section{padding-top:24pt}
main,header,footer{max-width:none;padding:0}
.cmp,figure,summary,tr,.flow,.tiles{break-inside:avoid}summary::after{content:none}
details::details-content{content-visibility:visible;block-size:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";
}

}  // namespace presswash
