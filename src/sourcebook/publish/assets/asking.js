// The box in the bar: suggestions while typing. What they need is loaded when somebody goes to the box.
(function () {
  "use strict";
  const doc = document, form = doc.querySelector("form.seek"), ask = doc.querySelector("form.seek input, form.ask input");
  doc.addEventListener("keydown", function (e) { // "/" leads to the box
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || !ask || !ask.getClientRects().length) return;
    if (e.target.closest("input, textarea, select, [contenteditable]")) return;
    e.preventDefault();
    ask.focus();
  });
  if (!form || !form.dataset.scripts) return;
  let finding = null;
  form.addEventListener("focusin", function () {
    form.dataset.scripts.split(" ").forEach(function (src) {
      const style = src.endsWith(".css"), part = doc.createElement(style ? "link" : "script");
      if (style) part.rel = "stylesheet";
      else part.addEventListener("load", function () { finding = window.sourcebookFinding; if (box.value.trim()) soon(); });
      part[style ? "href" : "src"] = src;
      doc.head.append(part);
    });
  }, { once: true });
  const box = form.querySelector("input"), list = doc.createElement("ul"), said = doc.createElement("p");
  let turn = 0, at = -1, timer = 0, shown = "";
  list.id = "seek-list";
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.className = "vh";
  said.setAttribute("role", "status");
  form.append(list, said);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  function close() {
    turn++;
    clearTimeout(timer);
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function choose(n) {
    const options = list.children;
    if (at >= 0 && options[at]) options[at].setAttribute("aria-selected", "false");
    at = n < -1 ? options.length - 1 : n >= options.length ? -1 : n;
    if (at < 0) { box.removeAttribute("aria-activedescendant"); return; }
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[at].id);
  }
  function option(words, note, act) {
    const made = doc.createElement("li"), text = doc.createElement("span");
    made.id = "seek-" + list.children.length;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    text.textContent = words;
    made.append(text);
    if (note) {
      const small = doc.createElement("span");
      small.className = "nt";
      small.textContent = note;
      made.append(" ", small);
    }
    made.addEventListener("pointerdown", function (e) { e.preventDefault(); }); // the box keeps the focus
    made.addEventListener("click", act);
    list.append(made);
  }
  async function offer() {
    const written = box.value.trim(), mine = ++turn;
    if (!finding || written.length < 2) { close(); return; }
    let answer, faces, more;
    try {
      [answer, more] = await Promise.all([finding.ask(/[\p{L}\p{N}]$/u.test(written) ? written + "*" : written, {}, ""), finding.complete(written)]);
      faces = await finding.faces(answer, answer.places.slice(0, 5));
      if (mine !== turn) return;
      if (!await finding.settled(answer.start)) { offer(); return; } // the site was renewed meanwhile
    } catch (fault) { close(); return; } // Enter still leads to the page of the search
    if (mine !== turn || doc.activeElement !== box) return;
    list.replaceChildren();
    at = -1;
    const head = written.replace(/[\p{L}\p{N}\p{M}]+$/u, "");
    more.slice(0, 3).forEach(function (word) {
      option(head + word, "", function () { box.value = head + word; form.requestSubmit(); });
    });
    faces.forEach(function (face) {
      option(face.title, [face.kind, face.when].filter(Boolean).join(" · "), function () { location.href = face.href; });
    });
    if (answer.places.length > faces.length) option(answer.looked ? "More results" : "All " + answer.places.length.toLocaleString("en") + " results", "", function () { form.requestSubmit(); });
    list.hidden = !list.children.length;
    shown = written;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
    said.textContent = list.hidden ? "No suggestions." : list.children.length + " suggestions.";
  }
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(offer, 80);
  }
  box.addEventListener("input", soon);
  box.addEventListener("keydown", function (e) {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (list.hidden) { if (box.value.trim() === shown && list.children.length) { list.hidden = false; box.setAttribute("aria-expanded", "true"); } else { soon(); return; } }
      e.preventDefault();
      choose(e.key === "ArrowDown" ? at + 1 : at - 1);
    } else if (e.key === "Escape" && !list.hidden) {
      e.preventDefault();
      close();
    } else if (e.key === "Enter" && at >= 0) {
      e.preventDefault();
      list.children[at].click();
    }
  });
  box.addEventListener("blur", close);
})();
