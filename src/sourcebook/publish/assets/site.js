// What scripts add: a faster exit, copying a citation, narrowing entries down. All else works without.
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, to = doc.currentScript.dataset.exit;
  function all(what, within) { return Array.from((within || doc).querySelectorAll(what)); }
  function make(tag, words, name) {
    var made = doc.createElement(tag);
    if (name) made.className = name;
    if (tag === "button") made.type = tag;
    made.textContent = words || "";
    return made;
  }
  function say(words, role, name) {
    var box = make("p", "", name);
    box.setAttribute("role", role);
    doc.body.append(box);
    box.textContent = words; // after it is in the page, so that screen readers hear it
    return box;
  }

  // Leaving: blank first, then replace this page in the tab's history. Going back to any page of
  // this site afterwards leaves again; typing its address comes back to it.
  function left(set) {
    try {
      return set === undefined ? sessionStorage.left : set ? sessionStorage.left = 1 : delete sessionStorage.left;
    } catch (e) { return null; } // storage is closed: leaving works all the same
  }
  function leave() {
    root.classList.add("left");
    doc.title = "Loading";
    left(true);
    if (doc.body) say("Loading.", "alert", "blank");
    location.replace(to);
  }
  if (left()) {
    if ((performance.getEntriesByType("navigation")[0] || {}).type === "back_forward") leave();
    else left(false);
  }
  addEventListener("pagehide", function () { root.classList.add("left"); });
  addEventListener("pageshow", function (e) {
    if (!e.persisted) return;
    if (left()) leave(); else root.classList.remove("left");
  });
  doc.addEventListener("click", function (e) {
    if (e.target.closest("[data-leave]")) { e.preventDefault(); leave(); }
  });

  // Shift three times, each within five seconds of the last; Shift with another key does not count.
  var presses = 0, timer = 0, alone = false, status;
  function tell(words) {
    if (status) status.textContent = words; else status = say(words, "status", "vh");
    var button = doc.querySelector(".exit");
    if (presses) button.dataset.left = 3 - presses; else delete button.dataset.left;
  }
  function forget() {
    clearTimeout(timer);
    if (presses) { presses = 0; tell("You have not left."); }
  }
  doc.addEventListener("keydown", function (e) {
    alone = e.key === "Shift" && (!e.repeat || alone);
    if (!alone) forget();
  }, true);
  doc.addEventListener("keyup", function (e) {
    if (e.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses > 2) { leave(); return; }
    timer = setTimeout(forget, 5000);
    tell("Shift: press it " + (presses === 1 ? "2 more times" : "1 more time") + " to leave this page.");
  }, true);

  doc.addEventListener("DOMContentLoaded", function () {
    all("[data-copy]").forEach(function (box) {
      var button = make("button", "Copy citation", "copy"), links = box.nextElementSibling;
      button.addEventListener("click", function () {
        function by_hand() {
          getSelection().selectAllChildren(box);
          button.textContent = doc.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard";
        }
        if (!navigator.clipboard) { by_hand(); return; }
        navigator.clipboard.writeText(box.textContent.trim()).then(function () { button.textContent = "Copied"; }, by_hand);
      });
      if (links && links.className === "perma") links.prepend(button); else box.after(button);
    });

    // Menus close on Escape and when attention moves elsewhere.
    function close(e) {
      all(".menu[open]").forEach(function (m) { if (!m.contains(e.target)) m.open = false; });
    }
    doc.addEventListener("click", close);
    doc.addEventListener("focusin", close);
    doc.addEventListener("keydown", function (e) {
      var open = e.key === "Escape" && doc.querySelector(".menu[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });

    // What is closed opens for print, and closes again.
    var opened = [];
    addEventListener("beforeprint", function () {
      opened = all("main details:not([open])");
      opened.forEach(function (d) { d.open = true; });
    });
    addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });

    var bar = doc.querySelector(".filters");
    if (bar) narrow(bar);
  });

  // Narrowing down: each list of links becomes a select; the choice is kept in the address.
  function narrow(bar) {
    var entries = all("article.entry"), fields = [];
    var home = entries.map(function (e) { return [e, e.parentNode, e.nextElementSibling]; });
    var said = make("p"), clear = make("button", "Show all"), result = make("div", "", "result");
    said.setAttribute("role", "status");

    function add(name, label, options) {
      var box = make("div"), select = make("select"), text = make("label", label);
      text.htmlFor = select.id = "narrow-" + name;
      options.forEach(function (o) { select.add(new Option(o[1], o[0])); });
      box.append(text, select);
      select.addEventListener("change", keep);
      fields.push([name, select]);
      return box;
    }
    bar.prepend(add("order", "Order", [["", "The curator’s"], ["newest", "Newest first"], ["oldest", "Oldest first"]]));
    all("[data-field]", bar).forEach(function (d) {
      d.replaceWith(add(d.dataset.field, d.querySelector("summary").textContent, [["", "All"]].concat(
        all("[data-code]", d).map(function (a) {
          var count = a.nextElementSibling;
          return [a.dataset.code, a.textContent + (count ? " (" + count.textContent + ")" : "")];
        }))));
    });
    result.append(said, clear);
    bar.append(result);

    function apply() {
      var shown = 0, chosen = fields.slice(1).filter(function (f) { return f[1].value; });
      entries.forEach(function (e) {
        e.hidden = !chosen.every(function (f) {
          return (" " + e.dataset[f[0]] + " ").includes(" " + f[1].value + " ");
        });
        shown += !e.hidden;
      });
      all("section.part").forEach(function (s) {
        s.hidden = !!s.querySelector("article.entry") && !s.querySelector("article.entry:not([hidden])");
      });
      said.textContent = chosen.length ? "Showing " + shown + " of " + entries.length + " entries." : "";
      clear.hidden = !chosen.length;
      order(fields[0][1].value);
    }
    function when(e) {
      var time = e.querySelector("time");
      return time ? time.dateTime : e.dataset.year || "";
    }
    function order(how) {
      home.slice().reverse().forEach(function (h) { h[1].insertBefore(h[0], h[2]); });
      if (!how) return;
      all("section.part").forEach(function (part) {
        if (part.querySelector(".group")) return; // grouped entries stay under their heading
        var own = all("article.entry", part), end = own.length && own[own.length - 1].nextElementSibling;
        own.sort(function (a, b) {
          a = when(a); b = when(b);
          if (!a || !b) return !a - !b; // undated ones last
          return (how === "newest" ? -1 : 1) * (a < b ? -1 : a > b);
        }).forEach(function (e) { part.insertBefore(e, end); });
      });
    }
    function keep() {
      apply();
      var query = new URLSearchParams();
      fields.forEach(function (f) { if (f[1].value) query.set(f[0], f[1].value); });
      query = String(query);
      try {
        history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
      } catch (e) { /* some browsers refuse this for files: the choice holds, the address stays */ }
    }
    clear.addEventListener("click", function () {
      fields.slice(1).forEach(function (f) { f[1].value = ""; });
      keep();
      fields[1][1].focus();
    });
    var asked = new URLSearchParams(location.search);
    fields.forEach(function (f) { if (asked.has(f[0])) f[1].value = asked.get(f[0]); });
    apply();
  }
})();
