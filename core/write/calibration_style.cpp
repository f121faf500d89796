#include "write/calibration_page.h"

namespace presswash {

std::string_view calibration_style() noexcept {
  return R"css(
header{padding-top:28px}
h1{font-size:clamp(1.5rem,4vw,2.2rem);margin:18px 0 10px}
.lead+.lead{margin-top:.6em}
main{padding-bottom:150px}
article{padding-top:26px;scroll-margin-top:0}
article h2{display:flex;flex-wrap:wrap;gap:0 .6em;align-items:baseline;font-size:1.2rem;border-top:0;padding-top:0;outline:0}
article details{margin:12px 0 0;font-size:.9rem}
article summary{padding:8px 16px;grid-template-columns:auto auto;width:100%}
article details p{padding:10px 16px;color:var(--soft)}
.cmp{margin-top:10px}
.row.head .t{display:block;font:600 1.02rem/1.3 var(--serif)}
.row.head small{display:block;color:var(--soft)}
#bar{display:none}
.live #bar{display:block;position:fixed;inset:auto 0 0 0;background:var(--card);border-top:1px solid var(--rule);box-shadow:0 -6px 24px rgba(0,0,0,.08);padding:10px 28px calc(12px + env(safe-area-inset-bottom))}
#bar>div{max-width:1064px;margin:0 auto;display:flex;flex-wrap:wrap;gap:8px 10px;align-items:center}
#bar button{font:600 .96rem/1.2 var(--sans);color:var(--ink);background:var(--paper);border:1px solid var(--rule);border-radius:8px;padding:11px 13px;cursor:pointer;min-height:44px}
#bar button:hover{border-color:var(--ink)}
#bar button:focus-visible{outline:2px solid var(--press);outline-offset:2px}
#bar kbd{font:400 .78rem/1 var(--mono);color:var(--soft);margin-inline-start:.6em}
#bar button[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
#bar button[aria-pressed=true] kbd{color:inherit}
#bar .go{flex:1 1 100%;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center;font-size:.86rem;color:var(--soft)}
#bar progress{flex:1 1 120px;height:8px;accent-color:var(--kept)}
#bar .space{flex:1 1 auto}
#bar>div{align-items:stretch}
@media (max-width:620px){
main{padding-bottom:230px}
.live #bar{padding:8px 12px calc(10px + env(safe-area-inset-bottom))}
#bar button[value]{flex:1 1 30%;padding:11px 6px}
#bar kbd{display:none}#bar .space{display:none}
#bar button:not([value]){flex:1 1 28%;padding:9px 6px;font-weight:400}}
@media print{.live #bar{display:none}.live article[hidden]{display:block}}
)css";
}

}  // namespace presswash
