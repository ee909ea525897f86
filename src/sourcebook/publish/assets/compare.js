// What scripts add to comparing: any countries chosen on this page, copying, printing. The tables that
// stand ready work without.
(function () {
  "use strict";
  var doc = document, here = doc.currentScript.src;
  function all(what, within) { return Array.from((within || doc).querySelectorAll(what)); }
  function make(tag, words, name) {
    var made = doc.createElement(tag);
    if (name) made.className = name;
    if (words) made.textContent = words;
    return made;
  }
  function role(cell, name) { cell.setAttribute("role", name); return cell; }

  // An address like compare/kz+uz/ for which no page stands: the page for choosing makes it.
  var asked = /\/compare\/([a-z]{2}(?:\+[a-z]{2})*)\/?(?:index\.html)?$/.exec(decodeURIComponent(location.pathname));
  var form = doc.querySelector("[data-pick]");
  if (asked && !doc.querySelector(".compare")) {
    location.replace(new URL("../compare/index.html?c=" + asked[1].split("+").join("."), here));
    return;
  }

  // --- a table of columns, each loaded as a script: so it works for files, too ---------------------
  var columns = {};
  window.sourcebookColumn = function (column) { columns[column.code] = column; };
  function load(box, then) {
    var code = box.value;
    if (columns[code]) { then(); return; }
    var script = make("script");
    script.src = box.dataset.file;
    script.onload = script.onerror = then;
    doc.head.append(script);
  }
  function table(chosen) {
    var rows = {}, names = chosen.map(function (c) { return c.name; });
    chosen.forEach(function (c) {
      Object.keys(c.cells).forEach(function (key) { rows[key] = rows[key] || c.cells[key]; });
    });
    var box = make("div", "", chosen.length > 4 ? "cmp many" : "cmp"), made = role(make("table"), "table"), head = role(make("thead"), "rowgroup");
    role(box, "region").tabIndex = 0;
    box.setAttribute("aria-label", names.join(", ") + " side by side");
    made.append(make("caption", "What the sources say of " + names.join(", "), "vh"), head);
    var top = role(make("tr"), "row");
    top.append(role(make("td"), "cell"));
    chosen.forEach(function (c) {
      var th = role(make("th"), "columnheader"), link = make("a", c.name);
      th.scope = "col";
      link.href = asked ? "../" + c.href : c.href;
      th.append(link);
      top.append(th);
    });
    head.append(top);
    var body, section;
    Object.keys(rows).sort(function (a, b) { return rows[a].order < rows[b].order ? -1 : 1; }).forEach(function (key) {
      var first = rows[key];
      if (first.section !== section) {
        section = first.section;
        body = role(make("tbody"), "rowgroup");
        var over = role(make("tr", "", "over-rows"), "row"), th = role(make("th"), "rowheader");
        th.scope = "rowgroup";
        th.colSpan = chosen.length + 1;
        th.append(make("span", section));
        over.append(th);
        body.append(over);
        made.append(body);
      }
      var keys = chosen.map(function (c) { return c.cells[key] ? c.cells[key].keys : []; });
      var shared = keys[0].filter(function (k) { return keys.every(function (of) { return of.includes(k); }); });
      var differs = keys.some(function (of) { return of.length !== shared.length; });
      var row = role(make("tr", "", differs ? "differs" : "same"), "row"), title = role(make("th", first.title), "rowheader");
      row.id = key.replace("/", "-");
      title.scope = "row";
      if (differs) {
        var mark = make("span", " ", "differ-mark"), sign = make("span", "≠");
        sign.setAttribute("aria-hidden", "true");
        mark.append(sign, make("span", "differs", "vh"));
        title.append(mark);
      }
      row.append(title);
      chosen.forEach(function (c) {
        var td = role(make("td"), "cell"), cell = c.cells[key];
        td.dataset.c = c.name;
        if (cell) {
          td.innerHTML = asked ? cell.html.split('href="../').join('href="../../') : cell.html; // made and escaped by the same templates as every page
          all("[data-k]", td).forEach(function (m) {
            var many = keys.filter(function (of) { return of.includes(m.dataset.k); }).length;
            if (many * 2 <= keys.length) m.dataset.only = "";
          });
        } else {
          td.className = "empty";
          var dash = make("span", "–");
          dash.setAttribute("aria-hidden", "true");
          td.append(dash, make("span", "nothing here says so", "vh"));
        }
        row.append(td);
      });
      body.append(row);
    });
    box.append(made);
    return box;
  }

  // --- choosing ------------------------------------------------------------------------------------
  function choosing() {
    var boxes = all("input[name=c]", form), said = form.querySelector("[role=status]");
    var place = doc.querySelector("[data-table]"), title = doc.querySelector("h1"), was = title.textContent;
    var turn = 0; // so that what was asked for first can't be drawn over what was asked for last
    function chosen() { return boxes.filter(function (b) { return b.checked; }); }
    function show(order, keep) {
      var some = order || chosen(), left = some.length, mine = ++turn;
      if (some.length < 2) {
        place.replaceChildren();
        title.textContent = was;
        said.textContent = some.length ? "Choose one more." : "";
        return;
      }
      said.textContent = "";
      some.forEach(function (b) { load(b, function () { left -= 1; if (!left && mine === turn) draw(some, keep); }); });
    }
    function draw(some, keep) {
      var found = some.map(function (b) { return columns[b.value]; }).filter(Boolean);
      if (found.length < some.length) said.textContent = "Some of them could not be loaded.";
      if (found.length < 2) return;
      var names = found.map(function (c) { return c.name; });
      title.textContent = names.slice(0, -1).join(", ") + " and " + names[names.length - 1];
      var bar = make("div", "", "cmp-tools"), label = make("label"), only = make("input");
      only.type = "checkbox";
      only.id = "only";
      label.append(only, "Differences only");
      bar.append(label);
      var open = found.some(function (c) { return Object.values(c.cells).some(function (x) { return x.open; }); });
      var key = make("p", "Tinted: said of no more than half of them. – nothing here says so." + (open ? " ? proposed by a program, not reviewed." : ""), "key");
      place.replaceChildren(bar, key, table(found));
      tools(place, found.map(function (c) { return c.code; }).join("+"));
      if (keep) {
        try {
          history.replaceState(null, "", location.pathname + "?c=" + some.map(function (b) { return b.value; }).join("."));
        } catch (e) { /* some browsers refuse this for files: the table stands all the same */ }
      }
    }
    form.addEventListener("submit", function (e) { e.preventDefault(); show(null, true); if (chosen().length > 1) place.scrollIntoView(); });
    boxes.forEach(function (b) { b.addEventListener("change", function () {
      said.textContent = chosen().length < 2 ? (chosen().length ? "Choose one more." : "") : chosen().length + " chosen.";
    }); });
    var query = new URLSearchParams(location.search);
    var codes = asked ? asked[1].split("+") : query.getAll("c").join(".").split(/[.+ ]/).filter(Boolean);
    var order = codes.map(function (c) {
      return boxes.find(function (b) { return b.value === c.toLowerCase(); });
    }).filter(function (b, n, some) { return b && some.indexOf(b) === n; });
    order.forEach(function (b) { b.checked = true; });
    if (order.length && !place.querySelector("table")) show(order, false);
  }

  // --- copying, CSV, printing ----------------------------------------------------------------------
  function words(cell) {
    var marks = all(".marks > li", cell);
    if (!marks.length) return cell.classList.contains("empty") ? "" : cell.textContent.trim().replace(/\s+/g, " ");
    return marks.map(function (m) {
      return (m.querySelector("summary") || m).textContent.trim().replace(/\s+/g, " ");
    }).join("; ");
  }
  function lines(box) {
    var only = doc.querySelector("#only"), made = [];
    all("tr", box).forEach(function (tr) {
      if (only && only.checked && tr.className === "same") return;
      if (tr.className === "over-rows") { made.push([tr.textContent.trim()]); return; }
      made.push(Array.from(tr.children).map(function (c) {
        return c.tagName === "TH" ? c.textContent.replace(/\s+/g, " ").trim() : words(c);
      }));
    });
    return made;
  }
  function field(text) {
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  }
  function tools(within, name) {
    var bar = within.querySelector(".cmp-tools"), box = within.querySelector(".cmp");
    if (!bar || !box || bar.dataset.ready) return;
    bar.dataset.ready = "1";
    var copy = make("button", "Copy as text"), print = make("button", "Print");
    copy.type = print.type = "button";
    copy.addEventListener("click", function () {
      var text = lines(box).map(function (l) { return l.join("\t"); }).join("\n");
      function by_hand() {
        var area = make("textarea", text);
        bar.append(area);
        area.select();
        copy.textContent = doc.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard";
        if (copy.textContent === "Copied") area.remove();
      }
      if (!navigator.clipboard) { by_hand(); return; }
      navigator.clipboard.writeText(text).then(function () { copy.textContent = "Copied"; }, by_hand);
    });
    print.addEventListener("click", function () { window.print(); });
    if (!bar.querySelector("a[download]")) {
      var save = make("button", "CSV");
      save.type = "button";
      save.addEventListener("click", function () {
        var text = "\ufeff" + lines(box).map(function (l) { return l.map(field).join(","); }).join("\r\n");
        var link = make("a");
        link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
        link.download = name + ".csv";
        link.click();
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
      });
      bar.append(save);
    }
    bar.append(copy, print);
  }
  function ready() {
    if (form) choosing();
    all(".compare").forEach(function (c) { tools(c, "compared"); });
  }
  if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", ready); else ready();
})();
