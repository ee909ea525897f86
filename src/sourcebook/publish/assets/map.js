// Narrow a map down by year, purpose and people: count its independent sources again.
(function () {
  "use strict";
  var doc = document;
  // A map wider than the window opens where its routes are, not at its left edge.
  doc.querySelectorAll(".mapped .scrolls").forEach(function (box) {
    var svg = box.querySelector("svg"), at = Array.from(box.querySelectorAll("circle.dot"), function (dot) { return +dot.getAttribute("cx"); });
    if (!svg || !at.length) return;
    at.sort(function (a, b) { return a - b; });
    box.scrollLeft = at[at.length >> 1] / svg.viewBox.baseVal.width * box.scrollWidth - box.clientWidth / 2;
  });
  var form = doc.querySelector("[data-narrow]"), held = doc.getElementById("routes");
  if (!form || !held) return;
  var data = JSON.parse(held.textContent), WIDTHS = [[10, 7], [5, 5], [3, 3.6], [2, 2.4], [1, 1.2]];
  var FIELDS = ["from", "to", "purpose", "people"];
  function field(name) { return form.elements[name]; }
  function width(voices) { return WIDTHS.find(function (w) { return voices >= w[0]; })[1]; }

  function chosen() {
    var made = {};
    FIELDS.forEach(function (name) { made[name] = field(name) ? field(name).value : ""; });
    return made;
  }
  function count(sayings, want) {
    var purpose = want.purpose ? data.purposes.indexOf(want.purpose) : -1;
    var people = want.people ? data.people.indexOf(want.people) : -1;
    var voices = new Set(), years = [], heard = true, accepted = false;
    sayings.forEach(function (s) {
      if (want.from && !(s[1] >= +want.from) || want.to && !(s[1] !== null && s[1] <= +want.to)) return;
      if (purpose >= 0 && !s[2].includes(purpose) || people >= 0 && !s[3].includes(people)) return;
      voices.add(s[0]);
      if (s[1] !== null) years.push(s[1]);
      accepted = accepted || !!s[4];
      heard = heard && !!s[5];
    });
    return { voices: voices.size, years: span(years), heard: heard, accepted: accepted };
  }
  function span(years) {
    if (!years.length) return "";
    var first = Math.min.apply(null, years), last = Math.max.apply(null, years);
    return first === last ? String(first) : first + "–" + last;
  }
  // As the page says them: see telling.py and drawing.py.
  function minds(found) {
    return [found.heard && "by hearsay", !found.accepted && "not reviewed"].filter(Boolean);
  }
  function told(found) {
    var sources = found.voices === 1 ? "1 source" : found.voices + " independent sources";
    return [sources, found.years].concat(minds(found)).filter(Boolean).join(", ");
  }
  function show() {
    var want = chosen(), shown = 0, any = FIELDS.some(function (name) { return want[name]; });
    Object.keys(data.routes).forEach(function (key) {
      var found = count(data.routes[key], want), there = found.voices > 0;
      shown += there;
      doc.querySelectorAll('[data-key="' + key + '"]').forEach(function (at) {
        if (at.tagName.toLowerCase() === "tr") {
          at.hidden = !there;
          if (there) {
            var cell = at.cells[3], link = cell.querySelector("a");
            (link || cell).textContent = found.voices;
            if (link) link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/^\d+/, found.voices));
            at.cells[4].textContent = found.years;
            at.cells[7].textContent = minds(found).join("; ");
          }
          return;
        }
        at.toggleAttribute("hidden", !there);
        if (!there) return;
        at.classList.toggle("thin", found.voices === 1 || found.heard);
        at.classList.toggle("open", !found.accepted);
        at.querySelector(".l").setAttribute("stroke-width", width(found.voices));
        var title = at.querySelector("title"), words = title.textContent.split(": ")[0] + ": " + told(found);
        title.textContent = words;
        if (at.hasAttribute("aria-label")) at.setAttribute("aria-label", words);
      });
    });
    var all = Object.keys(data.routes).length;
    form.querySelector(".found").textContent = any ? shown + " of " + all + " routes" + (shown ? "." : ": no source says so. That is not evidence that it doesn't happen.") : "";
    var query = new URLSearchParams();
    FIELDS.forEach(function (name) { if (want[name]) query.set(name, want[name]); });
    query = String(query);
    try { history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash); } catch (e) { /* from a folder */ }
  }
  var asked = new URLSearchParams(location.search);
  FIELDS.forEach(function (name) { if (field(name) && asked.get(name)) field(name).value = asked.get(name); });
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show); });
  show();
})();
