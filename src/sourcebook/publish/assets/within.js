// Words on this page: narrows the entries of a long page down to those that have them; Escape takes them back.
(function () {
  "use strict";
  const doc = document, FEWEST = 8, MOST = 2000; // entries that need it; words that are marked at once
  const entries = Array.from(doc.querySelectorAll("main article.entry"));
  if (entries.length < FEWEST) return;
  const bar = doc.querySelector(".filters") || doc.createElement("nav"), own = !bar.isConnected;
  const box = doc.createElement("div"), label = doc.createElement("label"), input = doc.createElement("input"), said = doc.createElement("p");
  const parts = Array.from(doc.querySelectorAll("section.part")), texts = new Map();
  const sheet = new CSSStyleSheet();
  let timer = 0;
  sheet.replaceSync(".unsaid { display: none !important; } ::highlight(asked) { background: #f3e3a6; color: #1d1b18; }");
  doc.adoptedStyleSheets = doc.adoptedStyleSheets.concat(sheet);
  label.textContent = "Words on this page";
  label.htmlFor = input.id = "words";
  input.type = "search";
  input.maxLength = 200;
  input.autocomplete = "off";
  input.spellcheck = false;
  said.setAttribute("role", "status");
  box.append(label, input);
  if (own) {
    bar.className = "filters";
    bar.setAttribute("aria-label", "Narrow the entries down");
    bar.append(box, said);
    entries[0].parentNode.insertBefore(bar, entries[0]);
  } else {
    box.append(said);
    bar.insertBefore(box, bar.querySelector(".result"));
  }

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u0305\u0307-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "")
      .normalize("NFC").toLowerCase().replace(/ё/g, "е");
  }
  function words_of(text) { return plain(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean); }
  function has(entry, words) { // each from its beginning
    if (!texts.has(entry)) texts.set(entry, " " + words_of(entry.textContent).join(" "));
    return words.every(function (word) { return texts.get(entry).includes(" " + word); });
  }
  function mark(words) {
    if (!CSS.highlights) return;
    const ranges = [];
    if (words.length) entries.forEach(function (entry) {
      if (entry.classList.contains("unsaid")) return;
      const walk = doc.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node && ranges.length < MOST; node = walk.nextNode()) {
        for (const found of node.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
          const form = plain(found[0]);
          if (!words.some(function (word) { return form.startsWith(word); })) continue;
          const range = new Range();
          range.setStart(node, found.index);
          range.setEnd(node, found.index + found[0].length);
          ranges.push(range);
        }
      }
    });
    CSS.highlights.set("asked", new Highlight(...ranges));
  }
  function apply() {
    const words = words_of(input.value).slice(0, 20);
    let shown = 0;
    entries.forEach(function (entry) {
      const there = has(entry, words);
      entry.classList.toggle("unsaid", !there);
      shown += there;
    });
    parts.forEach(function (part) {
      const some = part.querySelector("article.entry");
      part.classList.toggle("unsaid", !!some && !part.querySelector("article.entry:not(.unsaid)"));
    });
    mark(words);
    said.textContent = !words.length ? "" : shown ? shown + " of " + entries.length + " entries have these words."
      : "No entry on this page has these words. Escape takes them back.";
  }
  function keep() {
    apply();
    const query = new URLSearchParams(location.search);
    if (input.value) query.set("words", input.value); else query.delete("words");
    try {
      history.replaceState(null, "", location.pathname + (String(query) && "?" + query) + location.hash);
    } catch (e) { /* some browsers refuse this for files: the choice holds, the address stays */ }
  }
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(keep, 80); });
  input.addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || !input.value) return;
    e.preventDefault();
    input.value = "";
    keep();
  });
  input.value = (new URLSearchParams(location.search).get("words") || "").slice(0, 200);
  if (input.value) apply();
})();
