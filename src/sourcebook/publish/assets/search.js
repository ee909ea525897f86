// The page of the search: what is asked for stands in the address, so that it can be linked and gone back to.
(function () {
  "use strict";
  const doc = document, finding = window.sourcebookFinding, AT_ONCE = 10, AROUND = 44, MANY = 8;
  const OPEN = ["theme", "country", "aspect", "year"]; // the others are counted when they are opened

  function make(tag, name, words) {
    const made = doc.createElement(tag);
    if (name) made.className = name;
    if (words !== undefined) made.textContent = words;
    return made;
  }
  function button(words, name, act) {
    const made = make("button", name, words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function numbered(count, one, many) { return count.toLocaleString("en") + " " + (count === 1 ? one : many); }

  doc.addEventListener("DOMContentLoaded", async function () {
    const form = doc.querySelector("form.ask"), box = form.querySelector("input"), area = doc.querySelector("[data-finding]");
    const plain = doc.querySelector("[data-plain]"), said = area.querySelector(".said"), hints = area.querySelector(".hints");
    const facets = area.querySelector(".facets"), order = area.querySelector(".order"), hits = area.querySelector(".hits"), on = area.querySelector(".on");
    let state = read(), turn = 0, start = null, drawn = 0;

    function read() {
      const query = new URLSearchParams(location.search), chosen = {};
      query.forEach(function (value, name) {
        if (name !== "q" && name !== "sort") chosen[name] = (chosen[name] || []).concat(value);
      });
      return { q: query.get("q") || "", sort: query.get("sort") || "", chosen: chosen };
    }
    function address(what) {
      const query = new URLSearchParams();
      if (what.q) query.set("q", what.q);
      if (what.sort) query.set("sort", what.sort);
      Object.keys(what.chosen).forEach(function (name) {
        what.chosen[name].forEach(function (value) { query.append(name, value); });
      });
      const text = String(query);
      return location.pathname + (text && "?" + text);
    }
    function keep(push) {
      try {
        history[push ? "pushState" : "replaceState"](null, "", address(state));
      } catch (e) { /* some browsers refuse this for files: the results stay, the address too */ }
    }
    function go(what, push, typing) {
      if (what.q !== state.q) what.thorough = false;
      state = what;
      if (!typing && box.value !== state.q) box.value = state.q;
      keep(push);
      return run(typing);
    }
    function with_choice(name, value, there) {
      const chosen = Object.assign({}, state.chosen), some = (chosen[name] || []).filter(function (v) { return v !== value; });
      if (there) some.push(value);
      if (some.length) chosen[name] = some; else delete chosen[name];
      return Object.assign({}, state, { chosen: chosen });
    }
    function asks() { return state.q.trim() !== "" || Object.keys(state.chosen).length > 0; }

    async function run(typing) { // while somebody types, the last word may go on
      const mine = ++turn, unended = typing && /[\p{L}\p{N}]{2}$/u.test(state.q) && !/:[^\s:]*$/.test(state.q);
      if (!asks()) {
        area.hidden = true;
        plain.hidden = false;
        said.textContent = "";
        return;
      }
      let answer, faces;
      try {
        start = await finding.begin();
        const known = start.facets.map(function (f) { return f[0]; }).concat("page");
        const chosen = {};
        for (const name of Object.keys(state.chosen)) { // what an address may name, and nothing here has, is passed over
          if (!known.includes(name)) continue;
          const values = (await finding.facet(name)).map(function (r) { return r.value; });
          const some = state.chosen[name].filter(function (v) { return values.includes(v); });
          if (some.length) chosen[name] = some;
        }
        if (mine !== turn) return;
        state.chosen = chosen;
        answer = await finding.ask(state.q + (unended ? "*" : ""), chosen, state.sort, state.thorough);
        faces = await finding.faces(answer, answer.places.slice(0, AT_ONCE));
        if (mine !== turn) return;
        if (!await finding.settled(answer.start)) { again(mine, typing); return; }
      } catch (fault) {
        if (mine !== turn) return;
        area.hidden = false;
        plain.hidden = false;
        area.querySelector(".found").hidden = true;
        hints.replaceChildren();
        said.textContent = fault.stale ? "This site was renewed, and your browser still has parts of the old one. Reload the page, or use the lists below."
          : "A file of the search could not be loaded. Try again, or use the lists below.";
        return;
      }
      if (mine !== turn) return; // somebody typed on
      const none = !answer.places.length;
      area.hidden = false;
      area.querySelector(".found").hidden = none && !Object.keys(state.chosen).length;
      plain.hidden = !none;
      tell(answer);
      sorting(none);
      drawn = 0;
      hits.replaceChildren();
      more(answer, mine, faces);
      await narrowing(answer, mine);
    }
    function again(mine, typing) { if (mine === turn) return run(typing); } // the site was renewed while it was asked

    function tell(answer) {
      const many = answer.places.length;
      said.textContent = many ? numbered(many, "result", "results") + (answer.looked ? " so far" : "") + (state.q.trim() ? " for “" + shorten(state.q.trim()) + "”" : "")
        : "Nothing found" + (state.q.trim() ? " for “" + shorten(state.q.trim()) + "”" : "") + ".";
      hints.replaceChildren();
      function hint() {
        const line = make("p");
        Array.from(arguments).forEach(function (part) { line.append(part); });
        hints.append(line);
      }
      function instead(from, to) {
        const link = make("a", "", to), q = swapped(state.q, from, to);
        link.href = address(Object.assign({}, state, { q: q }));
        link.addEventListener("click", function (e) { e.preventDefault(); go(Object.assign({}, state, { q: q }), true); box.focus(); });
        return link;
      }
      answer.instead.forEach(function (pair) { hint("No word here is written “" + pair[0] + "”. These are results for ", instead(pair[0], pair[1]), "."); });
      answer.better.slice(0, 1).forEach(function (pair) { hint("Did you mean ", instead(pair[0], pair[1]), "?"); });
      if (answer.relaxed) hint("Nothing has all of these words. These have some of them, the best first.");
      if (answer.unknown.length && many) hint("No entry has " + answer.unknown.map(function (w) { return "“" + w + "”"; }).join(", ") + ".");
      answer.hints.forEach(function (words) { hint(words); });
      if (answer.looked) hint("These words are so common that only a part of the library (" + answer.looked.join(" of ") + ") was looked through. ",
        button("Look through all of it", "", function () { go(Object.assign({}, state, { thorough: true }), false); said.focus(); }));
      if (!many) hint("Try fewer or more common words, or another spelling" + (Object.keys(state.chosen).length ? "; or take a choice back" : "") + ". Everything can be reached from the lists below.");
    }
    function shorten(text) { return text.length > 80 ? text.slice(0, 80) + "…" : text; }
    function swapped(text, from, to) { // a word of the question replaced as it was typed
      for (const word of text.matchAll(/[^\s()"“”„«»|:*~]+/gu)) {
        if (finding.forms(word[0]).join(" ") === from) return text.slice(0, word.index) + to + text.slice(word.index + word[0].length);
      }
      return to;
    }

    function sorting(none) {
      order.replaceChildren();
      if (none) return;
      const label = make("label", "", "Order "), select = make("select");
      [["", "Best match"], ["newest", "Newest first"], ["oldest", "Oldest first"]].forEach(function (o) { select.add(new Option(o[1], o[0])); });
      select.value = state.sort;
      if (select.selectedIndex < 0) select.value = "";
      select.addEventListener("change", function () { go(Object.assign({}, state, { sort: select.value }), true); });
      label.append(select);
      order.append(label);
      Object.keys(state.chosen).forEach(function (name) {
        state.chosen[name].forEach(function (value) {
          const chip = button("", "chip", function () { go(with_choice(name, value, false), true); box.focus(); });
          finding.facet(name).then(function (rows) {
            const row = rows.find(function (r) { return r.value === value; });
            chip.textContent = (row ? row.label : value) + " ×";
            chip.setAttribute("aria-label", "Take back: " + (row ? row.label : value));
          });
          order.append(chip);
        });
      });
    }

    // --- results --------------------------------------------------------------------------------
    function more(answer, mine, faces) {
      const first = hits.children.length;
      faces.forEach(function (face) { hits.append(hit(face, answer.marked)); });
      drawn += AT_ONCE;
      on.replaceChildren();
      const left = answer.places.length - drawn;
      if (left > 0) on.append(button("Show " + Math.min(left, AT_ONCE) + " more of " + left.toLocaleString("en"), "", async function () {
        const further = await finding.faces(answer, answer.places.slice(drawn, drawn + AT_ONCE));
        if (!await finding.settled(answer.start)) { again(mine); return; }
        if (mine !== turn) return;
        more(answer, mine, further);
        const next = hits.children[first + AT_ONCE];
        if (next) next.querySelector("a").focus();
      }));
    }
    function marked(parts) {
      const made = doc.createDocumentFragment();
      parts.forEach(function (part) { made.append(part[1] ? make("mark", "", part[0]) : part[0]); });
      return made;
    }
    function hit(face, is) {
      const item = make("li", "hit"), title = make("h2", "et"), link = make("a");
      link.href = face.href;
      link.append(marked(finding.pieces(face.title, is, 0).parts));
      title.append(link);
      if (face.lang) title.lang = face.lang;
      if (face.dir) title.dir = face.dir;
      item.append(title);
      const by = [face.by, face.when].filter(Boolean).join(" · ");
      item.append(make("p", "by", [face.kind, by].filter(Boolean).join(" · ")));
      let best = null;
      face.passages.forEach(function (passage) {
        const pieces = finding.pieces(passage.text.replace(/\s+/g, " "), is, AROUND), worth = pieces.different * 100 + Math.min(pieces.hits, 99);
        if (pieces.parts.length && (!best || worth > best.worth)) best = { worth: worth, pieces: pieces, passage: passage };
      });
      if (best) {
        const words = make("p", "words");
        if (best.passage.heading) words.append(make("b", "", best.passage.heading), " ");
        words.append(best.pieces.before ? "… " : "", marked(best.pieces.parts), best.pieces.after ? " …" : "");
        if (face.lang) words.lang = face.lang;
        if (face.dir) words.dir = face.dir;
        item.append(words);
        const notes = make("p", "side-notes");
        [best.passage.where, best.passage.says].filter(Boolean).forEach(function (note) { notes.append(make("span", "stand", note), " · "); });
        if (best.passage.anchor) {
          const there = make("a", "", "To these words");
          there.href = face.href + "#" + best.passage.anchor;
          there.setAttribute("aria-label", "To these words of " + face.title);
          notes.append(there);
        } else if (notes.lastChild) notes.lastChild.remove();
        if (notes.hasChildNodes()) item.append(notes);
      }
      return item;
    }

    // --- facets ---------------------------------------------------------------------------------
    const kept = new Map(); // facet -> whether it is open, and whether all its values are shown
    const wide = matchMedia("(min-width: 64em)");
    const all = make("details", "narrow-all"), summary = make("summary", "", "Narrow the results down");
    all.append(summary);
    function set() { all.open = wide.matches; }
    wide.addEventListener("change", set);
    set();
    facets.append(all);
    const seeing = new IntersectionObserver(counting);
    all.addEventListener("toggle", counting);
    let counted = Promise.resolve();
    function counting() { return counted = counted.then(count_seen, count_seen); }
    async function count_seen() { // one after the other, for each box that is filled pushes the next ones down
      for (const part of kept.values()) {
        if (all.open && part.box.open && part.stale && part.box.getBoundingClientRect().top < innerHeight) await part.stale();
      }
    }
    async function narrowing(answer, mine) {
      all.hidden = !answer.places.length && !Object.keys(state.chosen).length;
      for (const [name, label] of start.facets) {
        let part = kept.get(name);
        if (!part) {
          part = { box: make("details"), every: false, list: make("ul") };
          part.box.append(make("summary", "", label), part.list);
          part.box.dataset.facet = name;
          part.list.setAttribute("aria-label", label);
          part.box.open = OPEN.includes(name);
          part.box.addEventListener("toggle", counting);
          seeing.observe(part.box);
          kept.set(name, part);
          all.append(part.box);
        }
        if (state.chosen[name]) part.box.open = true;
        part.stale = function () { part.stale = null; return fill(part, name, answer, mine); };
      }
      await counting();
    }
    async function fill(part, name, answer, mine) {
      const rows = await finding.counted(answer, name), chosen = state.chosen[name] || [];
      if (!await finding.settled(answer.start)) { again(mine); return; }
      if (mine !== turn) return;
      const there = rows.filter(function (r) { return r.count || chosen.includes(r.value); });
      there.sort(function (a, b) {
        return chosen.includes(b.value) - chosen.includes(a.value)
          || (name === "year" ? b.value - a.value : b.count - a.count || a.label.localeCompare(b.label));
      });
      const focused = part.list.contains(doc.activeElement) ? doc.activeElement.value : null;
      part.list.replaceChildren();
      there.slice(0, part.every ? there.length : MANY).forEach(function (row) {
        const item = make("li"), label = make("label"), check = make("input");
        check.type = "checkbox";
        check.value = row.value;
        check.checked = chosen.includes(row.value);
        check.addEventListener("change", function () { go(with_choice(name, row.value, check.checked), true); });
        label.append(check, make("span", "", row.label), " ", make("span", "n", row.count.toLocaleString("en")));
        item.append(label);
        part.list.append(item);
        if (row.value === focused) check.focus();
      });
      if (!there.length) part.list.append(make("li", "nt", "None of the results has one."));
      if (there.length > MANY) {
        const item = make("li");
        item.append(button(part.every ? "Fewer" : "All " + there.length, "every", function () {
          part.every = !part.every;
          fill(part, name, answer, mine).then(function () { const last = part.list.querySelector(".every"); if (last) last.focus(); });
        }));
        part.list.append(item);
      }
    }

    // --- typing ---------------------------------------------------------------------------------
    let timer = 0, pushed = true;
    box.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        go(Object.assign({}, state, { q: box.value }), pushed, true); // the first letter begins a new step back
        pushed = false;
      }, 120);
    });
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      clearTimeout(timer);
      pushed = true;
      go(Object.assign({}, state, { q: box.value }), box.value !== state.q);
    });
    box.addEventListener("change", function () { pushed = true; });
    addEventListener("popstate", function () { pushed = true; state = read(); box.value = state.q; run(); });
    box.value = state.q;
    if (!asks()) box.focus({ preventScroll: true });
    run();
  });
})();
