// What scripts add: a faster exit, copying a citation, narrowing entries down. All else works without.
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, to = doc.currentScript.dataset.exit;
  var store = function (set) {
    try {
      if (set === undefined) return sessionStorage.getItem("left");
      if (set) sessionStorage.setItem("left", "1"); else sessionStorage.removeItem("left");
    } catch (e) { /* storage is closed: leaving works all the same */ }
    return null;
  };

  // Leaving: blank first, then replace this page in the tab's history. Going back to any page of
  // this site afterwards leaves again; typing its address comes back to it.
  function leave() {
    root.classList.add("left");
    store(true);
    doc.title = "Loading";
    if (doc.body) {
      var blank = doc.createElement("div");
      blank.className = "blank";
      blank.setAttribute("role", "alert");
      doc.body.append(blank);
      blank.textContent = "Loading.";
    }
    location.replace(to);
  }
  var came = (performance.getEntriesByType("navigation")[0] || {}).type;
  if (store()) {
    if (came === "back_forward") leave(); else store(false);
  }
  addEventListener("pagehide", function () { root.classList.add("left"); });
  addEventListener("pageshow", function (e) {
    if (!e.persisted) return;
    if (store()) leave(); else root.classList.remove("left");
  });
  doc.addEventListener("click", function (e) {
    var link = e.target.closest && e.target.closest("[data-leave]");
    if (link) { e.preventDefault(); leave(); }
  });

  // Shift three times, each within five seconds of the last; Shift with another key does not count.
  var presses = 0, timer = 0, alone = false, status;
  function tell(words) {
    if (!status) {
      status = doc.createElement("p");
      status.className = "vh";
      status.setAttribute("role", "status");
      doc.body.append(status);
    }
    status.textContent = words;
    var button = doc.querySelector(".exit");
    if (presses) button.dataset.left = 3 - presses; else delete button.dataset.left;
  }
  function forget() {
    clearTimeout(timer);
    if (presses) { presses = 0; tell("Leaving was called off."); }
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
    if (presses === 3) { presses = 0; leave(); return; }
    timer = setTimeout(forget, 5000);
    tell(presses === 1 ? "Shift: press it 2 more times to leave." : "Shift: press it 1 more time to leave.");
  }, true);

  doc.addEventListener("DOMContentLoaded", function () {
    // Copying a citation.
    doc.querySelectorAll("[data-copy]").forEach(function (box) {
      var text = box.textContent.trim();
      var button = doc.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy citation";
      button.addEventListener("click", function () {
        var done = function () { button.textContent = "Copied"; };
        var by_hand = function () {
          getSelection().selectAllChildren(box);
          button.textContent = doc.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard";
        };
        if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, by_hand); else by_hand();
      });
      box.after(button);
    });

    // Menus close on Escape and when attention moves elsewhere.
    function close(but) {
      doc.querySelectorAll(".menu[open]").forEach(function (m) { if (!m.contains(but)) m.open = false; });
    }
    doc.addEventListener("click", function (e) { close(e.target); });
    doc.addEventListener("focusin", function (e) { close(e.target); });
    doc.addEventListener("keydown", function (e) {
      var open = e.key === "Escape" && doc.querySelector(".menu[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });

    // Closed parts open for print, and close again.
    var opened = [];
    addEventListener("beforeprint", function () {
      opened = Array.from(doc.querySelectorAll("details:not([open]):not(.menu)"));
      opened.forEach(function (d) { d.open = true; });
    });
    addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });

    narrow(doc.querySelector(".filters"));
  });

  // Narrowing down: each list of links becomes a select; the choice is kept in the address.
  function narrow(bar) {
    if (!bar) return;
    var entries = Array.from(doc.querySelectorAll("article.entry"));
    var home = entries.map(function (e) { return [e, e.parentNode, e.nextElementSibling]; });
    var said = doc.createElement("p"), all = doc.createElement("button"), fields = [];
    said.setAttribute("role", "status");
    all.type = "button";
    all.textContent = "Show all";

    function add(name, label, options) {
      var box = doc.createElement("div"), select = doc.createElement("select"), text = doc.createElement("label");
      select.id = "narrow-" + name;
      text.htmlFor = select.id;
      text.textContent = label;
      options.forEach(function (o) { select.add(new Option(o[1], o[0])); });
      box.append(text, select);
      select.addEventListener("change", function () { apply(); keep(); });
      fields.push([name, select]);
      return box;
    }
    bar.prepend(add("order", "Order", [["", "The curator’s"], ["newest", "Newest first"], ["oldest", "Oldest first"]]));
    bar.querySelectorAll("[data-field]").forEach(function (d) {
      var label = d.querySelector("summary").textContent;
      var options = [["", "All"]];
      d.querySelectorAll("[data-code]").forEach(function (a) {
        options.push([a.dataset.code, a.parentNode.textContent.trim().replace(/\s+(\d+)$/, " ($1)")]);
      });
      d.replaceWith(add(d.dataset.field, label, options));
    });
    bar.append(all, said);

    function apply() {
      var chosen = fields.filter(function (f) { return f[0] !== "order" && f[1].value; });
      var shown = 0;
      entries.forEach(function (e) {
        var fits = chosen.every(function (f) {
          return (" " + (e.dataset[f[0]] || "") + " ").includes(" " + f[1].value + " ");
        });
        e.hidden = !fits;
        shown += fits;
      });
      doc.querySelectorAll("section.part").forEach(function (s) {
        var own = s.querySelectorAll("article.entry");
        if (own.length) s.hidden = !s.querySelector("article.entry:not([hidden])");
      });
      said.textContent = chosen.length ? shown + " of " + entries.length + " entries fit." : "";
      all.hidden = !chosen.length;
      order(fields[0][1].value);
    }
    function order(how) {
      home.slice().reverse().forEach(function (h) { h[1].insertBefore(h[0], h[2]); });
      if (!how) return;
      new Set(home.map(function (h) { return h[1]; })).forEach(function (part) {
        var own = entries.filter(function (e) { return e.parentNode === part; });
        if (part.querySelector(".group")) return; // grouped entries stay under their heading
        var end = own[own.length - 1].nextElementSibling;
        own.map(function (e, i) {
          var when = e.querySelector("time");
          return [when ? when.dateTime : e.dataset.year || "", i, e];
        }).sort(function (a, b) {
          if (!a[0] !== !b[0]) return a[0] ? -1 : 1; // undated ones last
          return (how === "newest" ? -1 : 1) * (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) || a[1] - b[1];
        }).forEach(function (s) { part.insertBefore(s[2], end); });
      });
    }
    function keep() {
      var query = new URLSearchParams();
      fields.forEach(function (f) { if (f[1].value) query.set(f[0], f[1].value); });
      query = query.toString();
      try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch (e) { /* some browsers refuse this for files */ }
    }
    all.addEventListener("click", function () {
      fields.forEach(function (f) { f[1].value = ""; });
      apply(); keep();
      fields[0][1].focus();
    });
    var asked = new URLSearchParams(location.search);
    fields.forEach(function (f) { if (asked.has(f[0])) f[1].value = asked.get(f[0]); });
    apply();
  }
})();
