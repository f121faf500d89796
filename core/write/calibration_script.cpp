#include "write/calibration_page.h"

namespace presswash {

// It reads ids and numbers from the page and sets no markup: textContent only.
std::string_view calibration_script() noexcept {
  return R"js(
"use strict";
(function () {
  const pairs = Array.from(document.querySelectorAll("article"));
  const verdicts = { "1": "copy", "2": "other", "3": "unsure", c: "copy", d: "other", u: "unsure" };
  const buttons = Array.from(document.querySelectorAll("#bar button[value]"));
  const store = "presswash-calibration-" + document.getElementById("key").textContent;
  const place = document.getElementById("place");
  const note = document.getElementById("note");
  const done = document.getElementById("done");
  const numberOf = (pair) => pair.querySelector(".number").textContent;
  let judged = {};
  let at = 0;
  let saved = true;

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(store) || "{}");
      for (const pair of pairs) {
        const verdict = kept[numberOf(pair)];
        if (verdict === "copy" || verdict === "other" || verdict === "unsure") judged[numberOf(pair)] = verdict;
      }
    } catch (error) {
      judged = {};
    }
  }
  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(judged));
      note.textContent = "Kept in this browser.";
    } catch (error) {
      saved = false;
      note.textContent = "This browser keeps nothing: save before you close the page.";
    }
  }
  function show(index, quiet) {
    at = Math.max(0, Math.min(pairs.length - 1, index));
    pairs.forEach((pair, i) => { pair.hidden = i !== at; });
    const count = Object.keys(judged).length;
    place.textContent = "Pair " + (at + 1) + " of " + pairs.length + ", " + count + " judged";
    done.max = pairs.length;
    done.value = count;
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(judged[numberOf(pairs[at])] === button.value));
    if (!quiet) {
      document.getElementById("pairs").scrollIntoView();
      pairs[at].querySelector("h2").focus({ preventScroll: true });
    }
  }
  function next() {
    for (let step = 1; step <= pairs.length; ++step) {
      const index = (at + step) % pairs.length;
      if (!judged[numberOf(pairs[index])]) return index;
    }
    return at;
  }
  function judge(verdict) {
    const open = Object.keys(judged).length < pairs.length;
    judged[numberOf(pairs[at])] = verdict;
    keep();
    show(next(), false);
    if (open && Object.keys(judged).length === pairs.length) note.textContent = "All pairs are judged: save them now.";
  }
  function save() {
    let rows = "";
    for (const pair of pairs) {
      const verdict = judged[numberOf(pair)];
      const ids = pair.querySelectorAll(".json");
      if (verdict)
        rows += '{"pair":' + numberOf(pair) + ',"a":' + ids[0].textContent + ',"b":' + ids[1].textContent +
          ',"verdict":"' + verdict + '"}\n';
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([rows], { type: "application/jsonl" }));
    link.download = "judgements.jsonl";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
  }

  if (pairs.length === 0) return;
  document.body.classList.add("live");
  load();
  for (const button of buttons) button.addEventListener("click", () => judge(button.value));
  document.getElementById("back").addEventListener("click", () => show(at - 1, false));
  document.getElementById("forth").addEventListener("click", () => show(at + 1, false));
  document.getElementById("save").addEventListener("click", save);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (verdicts[event.key]) judge(verdicts[event.key]);
    else if (event.key === "ArrowLeft" || event.key === "k") show(at - 1, false);
    else if (event.key === "ArrowRight" || event.key === "j") show(at + 1, false);
    else if (event.key === "s") save();
    else return;
    event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });
  at = pairs.length - 1;
  show(next(), true);
})();
)js";
}

}  // namespace presswash
