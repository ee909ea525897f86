// Finding: reads a question, and the files of the index that it needs, each when it is first asked for.
// They are scripts, since a page in a folder may read no other file. Used by search.js and the box in the bar.
(function () {
  "use strict";
  const doc = document, base = new URL("../search/", doc.currentScript.src);

  // --- files ------------------------------------------------------------------------------------
  // What was loaded belongs to one build of the site, whose ``start`` holds it. Its stamp stands in all addresses, so that
  // no file of another build comes out of a cache; ``settled`` says whether the site is still of that build.
  const FORM = 2; // as searching/index.py writes it
  const waiting = new WeakMap();
  window.sought = function (file, said) { waiting.get(doc.currentScript)(said); };
  function script(file, version) {
    return new Promise(function (done, fail) {
      const tag = doc.createElement("script");
      waiting.set(tag, function (said) { tag.remove(); done(said); });
      tag.onerror = function () { tag.remove(); fail(new Error(file)); };
      tag.src = new URL(file + ".js?" + version, base);
      doc.head.append(tag);
    });
  }
  function now() { return Date.now().toString(36); }
  let started = null, unsure = false, renewed = 0;
  function stale() { return Object.assign(new Error("stale"), { stale: true }); }
  function begin() {
    started = started || script("start", now()).then(function (start) {
      if (start.form !== FORM) throw stale(); // this script is older than the site, or newer
      ["held", "maps", "read", "posted", "opened"].forEach(function (name) { start[name] = new Map(); });
      return start;
    }).catch(function (fault) { started = null; throw fault; });
    return started;
  }
  async function settled(start) { // false: the site was renewed meanwhile, and has to be asked again
    if (unsure) {
      unsure = false;
      const stamp = await script("stamp", now()).catch(function () { return start.stamp; });
      if (stamp !== start.stamp && start === await begin()) {
        if (++renewed > 3) throw stale(); // somebody between us and the site keeps old files
        started = null;
      }
    }
    return start === await begin();
  }
  function load(start, file) {
    if (!start.held.has(file)) {
      unsure = true;
      start.held.set(file, script(file, start.stamp).then(function (said) {
        unsure = true;
        return said;
      }, function (fault) {
        start.held.delete(file); // a line that broke may hold the next time
        throw fault;
      }));
    }
    return start.held.get(file);
  }
  async function pairs(start, file) { // a file of keys and values
    if (!start.maps.has(file)) {
      const said = await load(start, file), map = new Map();
      for (let n = 0; n < said.length; n += 2) map.set(said[n], said[n + 1]);
      start.maps.set(file, map);
    }
    return start.maps.get(file);
  }

  // --- numbers (searching/coding.py writes them) ------------------------------------------------
  const BASE = 91, ONE = 71, TWO = 17, FROM_THREE = ONE + TWO * BASE, FROM_FIVE = FROM_THREE + 2 * BASE * BASE;
  const value = new Uint8Array(128);
  for (let code = 33, n = 0; code < 127; code++) if (code !== 34 && code !== 60 && code !== 92) value[code] = n++;
  function numbers(text) {
    const found = [];
    for (let at = 0; at < text.length; at++) {
      const lead = value[text.charCodeAt(at)];
      const more = lead < ONE ? 0 : lead < ONE + TWO ? 1 : lead < BASE - 1 ? 2 : 4;
      let rest = 0;
      for (let n = 0; n < more; n++) rest = rest * BASE + value[text.charCodeAt(++at)];
      found.push(!more ? lead : more === 1 ? ONE + (lead - ONE) * BASE + rest
        : more === 2 ? FROM_THREE + (lead - ONE - TWO) * BASE * BASE + rest : FROM_FIVE + rest);
    }
    return found;
  }
  function mixed(text) { // FNV-1a, as searching/numbering.py
    let hash = 0x811c9dc5;
    for (let n = 0; n < text.length; n++) {
      const code = text.charCodeAt(n);
      hash = Math.imul(hash ^ (code & 255), 0x01000193);
      hash = Math.imul(hash ^ (code >> 8), 0x01000193);
    }
    return hash >>> 0;
  }

  // --- letters and words (as search/letters.py and search/words.py) -----------------------------
  const HIDDEN = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff";
  const MARKS = "'’‘ʼʻ`´′＇", hidden = new RegExp("[" + HIDDEN + "]", "g"), marks = new RegExp("[" + MARKS + "]", "g");
  const SPACELESS = "\u0e00-\u0e4e\u0e80-\u0ece\u0f40-\u0fbc\u1000-\u103f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}";
  const LETTER = "(?:(?![" + SPACELESS + "])[\\p{L}\\p{N}])";
  const WORD = new RegExp(
    "[0-9]{1,3}(?:[,\u00a0\u202f\u2009][0-9]{3})+(?![\\p{L}\\p{N}_])"
    + "|[A-Za-zА-Яа-я]\\.(?:[A-Za-zА-Яа-я]\\.)+(?![\\p{L}\\p{N}])"
    + "|" + LETTER + "+(?:[" + MARKS + "](?=\\p{L})" + LETTER + "+|[\\p{M}" + HIDDEN + "]+" + LETTER + "*)*"
    + "|[" + SPACELESS + "]+", "gu");
  const spaceless = new RegExp("^[" + SPACELESS + "]", "u");
  const CLUSTER = /\P{M}[\p{M}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u17b4-\u17d3]*/gu;
  function pairing(from, to) {
    const found = {}, other = Array.from(to);
    Array.from(from).forEach(function (letter, n) { found[letter] = other[n]; });
    return found;
  }
  const LATIN = pairing("АВЕЅІЈКМНОРСТУХҮҺԌԚԜаеѕіјкорсухүһԁԛԝәӘΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινυρ", "ABESIJKMHOPCTYXYHGQWaesijkopcyxyhdqwəƏABEZHIKMNOPTYXoaivup");
  const CYRILLIC = Object.assign(
    pairing("ABESIJKMHOPCTYXaesijkopcyxhəƏ", "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһәӘ"),
    pairing("αονρΑΒΕΗΙΚΜΟΡΤΥΧ", "аоѵрАВЕНІКМОРТУХ"));
  const PLAIN = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ŧ": "t", "ı": "i", "ə": "a", "ŋ": "n", "ё": "е", "ѐ": "е", "ѝ": "и", "ς": "σ",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه" };
  function changed(word, table) {
    return Array.from(word, function (letter) { return table[letter] || letter; }).join("");
  }
  function count(word, what) { return (word.match(what) || []).length; }
  function unmixed(word) {
    const latin = count(word, /[A-Za-zÀ-ɏḀ-ỿ]/g), cyrillic = count(word, /[\u0400-\u052f\u1c80-\u1c8f]/g);
    const greek = count(word, /[\u0370-\u03ff]/g);
    if ((latin > 0) + (cyrillic > 0) + (greek > 0) < 2) return word;
    if (latin >= Math.max(cyrillic, greek)) return changed(word, LATIN);
    return cyrillic >= greek ? changed(word, CYRILLIC) : word;
  }
  const folded = new Map();
  function fold(word) {
    if (/^[a-z0-9]*$/.test(word)) return word;
    let made = folded.get(word);
    if (made === undefined) {
      made = unmixed(word.replace(hidden, "").normalize("NFKC")).replace(marks, "");
      made = changed(made.toLowerCase().replace("i̇", "i").normalize("NFC"), PLAIN);
      made = (/[\u0400-\u052f]/.test(made) ? made.replace(/[\u0300\u0301\u030f\u0311]/g, "")
        : made.normalize("NFD").replace(/[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, "")).normalize("NFC");
      if (folded.size > 50000) folded.clear();
      folded.set(word, made);
    }
    return made;
  }
  function forms(word) { // of one word; several where letters stand without spaces
    if (spaceless.test(word)) {
      const letters = (word.match(CLUSTER) || []).map(fold).filter(Boolean);
      return letters.length < 2 ? letters : letters.slice(1).map(function (l, n) { return letters[n] + l; });
    }
    if (/^\p{Nd}/u.test(word)) return [fold(word.replace(/[,\u00a0\u202f\u2009]/g, "")).slice(0, 60)];
    if (word.includes(".")) return [fold(word.replace(/\./g, ""))];
    if (word.length > 3 && MARKS.includes(word.at(-2)) && /[sS]/.test(word.at(-1))) word = word.slice(0, -2);
    return [fold(word.slice(0, 120)).slice(0, 60)];
  }
  function words(text) { return Array.from(text.matchAll(WORD)); }
  function every_form(text) { return words(text).flatMap(function (w) { return forms(w[0]); }).filter(Boolean); }
  function key(text) { return fold(text).replace(/[^\p{L}\p{N}]+/gu, ""); }

  // --- the question (as search/query.py and search/fields.py) -----------------------------------
  const LONGEST = 2000, MOST = 64, DEEPEST = 16;
  const TEXT = { title: "t:", author: "a:", publisher: "", series: "" }; // the last two by the names of their facets
  const NAMES = { title: "titles heading название атауы", author: "authors by byline автор",
    publisher: "source publishers издатель баспа", series: "серия топтама", theme: "тема тақырып subject",
    country: "countries place страна ел land", region: "area регион аймақ", role: "роль рөл", purpose: "цель мақсат",
    aspect: "аспект topic tag", year: "date issued год жыл", language: "lang язык тіл", age: "ages возраст жас",
    standing: "status quotes", address: "link links addresses", kind: "type вид түрі", page: "on страница бет",
    id: "entry", in: "scope where в" };
  const fields = new Map();
  Object.keys(NAMES).forEach(function (field) {
    [field].concat(NAMES[field].split(" ")).forEach(function (name) { fields.set(fold(name), field); });
  });
  function near_field(name, nearest) {
    const own = fold(name);
    if (fields.has(own) || !nearest || own.length < 4) return fields.get(own);
    let best = null, least = 99;
    fields.forEach(function (field, other) {
      const off = distance(own, other, 3);
      if (off < least) { least = off; best = field; }
    });
    return least <= 1 + (own.length > 6) ? best : undefined;
  }
  const TOKEN = /(\s+)|(\()|(\))|(["“„«＂])|(\|+)|(\p{L}[\p{L}\p{N}\p{M}_-]{0,30}):(?=[^\s:/]|\s*["“„«(])|([^\s()"“”„«»＂|]+)|(.)/suy;
  const KINDS = ["space", "open", "close", "quote", "or", "field", "word", "other"];

  function parse(written) {
    const hints = [];
    let text = written.replace(/\0/g, " "), at = 0, used = 0, scope = "";
    function hint(says) { if (!hints.includes(says) && hints.length < 8) hints.push(says); }
    if (text.length > LONGEST) {
      text = text.slice(0, LONGEST);
      hint("Only the first 2,000 characters of the query were read.");
    }
    function match(from) {
      TOKEN.lastIndex = from;
      const found = TOKEN.exec(text);
      if (!found) return null;
      const n = found.findIndex(function (part, n) { return n && part !== undefined; });
      return { kind: KINDS[n - 1], said: found[n], whole: found[0] };
    }
    function spaced(word) { // "country: KZ"; a capital begins a heading ("Country: the long way")
      const name = word.slice(0, -1), field = fields.get(fold(name));
      return word.endsWith(":") && name === name.toLowerCase() && name !== name.toUpperCase()
        && field && !(field in TEXT) && /^\s+[\p{L}\p{N}_]/u.test(text.slice(at, at + 99));
    }
    function next() {
      while (at < text.length) {
        const found = match(at);
        if (!found) { at++; continue; }
        if (found.kind === "close") return found; // left for who opened it
        if (found.kind === "word" && found.said.length > 1 && "-−".includes(found.said[0])) {
          const after = match(at + 1);
          if (after && after.kind === "field") { at++; return { kind: "word", said: found.said[0] }; }
        }
        at += found.whole.length;
        if (found.kind === "word" && spaced(found.said)) return { kind: "field", said: found.said.slice(0, -1) };
        if (found.kind !== "space" && found.kind !== "other") return found;
      }
      return { kind: "end", said: "" };
    }
    function some(what) { return /[\p{L}\p{N}]/u.test(what); }
    function joined(parts) {
      if (parts.length < 2) return parts[0] || null;
      return { every: parts.flatMap(function (p) { return p.every || [p]; }) };
    }
    function either(depth) { // OR binds two neighbours: "x y OR z" is x and (y or z)
      const parts = [];
      let pending = false, negate = false;
      for (;;) {
        const token = next();
        if (token.kind === "end" || token.kind === "close") break;
        if (token.kind === "or" || (token.kind === "word" && token.said === "OR")) {
          pending = parts.length > 0;
          if (!pending) hint("OR joins what stands on both its sides; one side is empty.");
          continue;
        }
        if (token.kind === "word" && ["AND", "&", "&&", "+"].includes(token.said)) continue;
        if (token.kind === "word" && ["NOT", "-", "−", "–", "—"].includes(token.said)) {
          negate = token.said === "NOT" || ("-−".includes(token.said) && at < text.length && !/\s/.test(text[at]));
          continue;
        }
        let node = item(token, depth, "");
        if (!node) continue;
        if (negate) { node = { not: node }; negate = false; }
        if (pending) {
          const left = parts.pop();
          parts.push({ either: (left.either || [left]).concat(node) });
          pending = false;
        } else parts.push(node);
      }
      if (pending) hint("OR joins what stands on both its sides; one side is empty.");
      return joined(parts);
    }
    function item(token, depth, field) {
      if (used >= MOST) { hint("Only the first 64 words and choices of the query were used."); return null; }
      if (token.kind === "open") return brackets(depth, field);
      if (token.kind === "quote") return phrase(token.said, field);
      if (token.kind === "field") return choose(token.said, depth);
      return token.kind === "word" ? word(token.said, field) : null;
    }
    function within(node, field) {
      if (node.every) return { every: node.every.map(function (n) { return within(n, field); }) };
      if (node.either) return { either: node.either.map(function (n) { return within(n, field); }) };
      if (node.not) return { not: within(node.not, field) };
      return node.facet ? node : Object.assign({}, node, { field: field });
    }
    function brackets(depth, field) {
      if (depth >= DEEPEST) { hint("Brackets more than 16 deep were passed over."); return null; }
      const node = either(depth + 1);
      if (text[at] === ")") at++; else hint("A bracket isn’t closed; it was closed at the end.");
      return node && field ? within(node, field) : node;
    }
    function until(from, closing) {
      for (let n = from; n < text.length; n++) if (closing.includes(text[n])) return n;
      return -1;
    }
    function phrase(mark, field) {
      const end = until(at, '"”“»＂');
      if (end < 0) {
        hint("A quotation mark (" + mark + ") isn’t closed; the words after it are looked for one by one.");
        return null;
      }
      const inside = text.slice(at, end);
      at = end + 1;
      used++;
      return some(inside) ? { phrase: inside, field: field } : null;
    }
    function choose(name, depth) {
      const field = near_field(name, true);
      if (!field) { // "Kazakhstan: women" is no field
        hint("There is no field “" + name + "”; it is looked for as a word. Fields are: title, author, publisher, country, region, theme, aspect, year …");
        return word(name, "");
      }
      if (near_field(name, false) === undefined) hint("There is no field “" + name + "”; it was read as " + field + ".");
      while (at < text.length && /\s/.test(text[at])) at++;
      if (field in TEXT) {
        const token = next();
        return token.kind === "end" || token.kind === "close" ? null : item(token, depth, field);
      }
      used++;
      let said, mark = text[at], end;
      if (mark && '"“„«＂('.includes(mark)) {
        end = until(at + 1, mark === "(" ? ")" : '"”“»＂');
        if (end < 0) end = text.length;
        said = text.slice(at + 1, end);
        at = end + 1;
      } else {
        end = until(at, ' \t\r\n()"“”«»|');
        if (end < 0) end = text.length;
        said = text.slice(at, end);
        at = end;
      }
      said = said.trim();
      if (field === "in") {
        if (/^titles?$/i.test(said)) scope = "title";
        return null;
      }
      if (field === "year") return years(said, hint);
      const values = said.split(/[,;]/).map(function (v) { return v.trim(); }).filter(Boolean).slice(0, 200);
      if (!values.length) { hint(field + ": names nothing; it was left out."); return null; }
      return { facet: field, values: values };
    }
    function word(said, field) {
      used++;
      const without = "-−".includes(said[0]) && !field;
      said = said.replace(/^[-−+]+/, "");
      let plain = said.replace(said.includes("~") ? /[*~?!.,;:…'’0-9]+$/ : /[*?!.,;:…'’]+$/, "");
      const rest = said.slice(plain.length);
      if (plain.includes("*")) {
        hint("A star (*) stands at the end of a word only; elsewhere it is left out.");
        plain = plain.replace(/\*/g, "");
      }
      if (!some(plain)) return null;
      let begins = rest.includes("*");
      if (begins && plain.length < 2) {
        hint("“" + plain + "*” would be almost every word; give two letters at least.");
        begins = false;
      }
      const node = { word: plain, begins: begins, loose: rest.includes("~"), field: field };
      return without ? { not: node } : node;
    }
    const parts = [];
    while (at < text.length) {
      const node = either(0);
      if (node) parts.push(node);
      if (at < text.length) { at++; hint("A closing bracket has no opening one; it was passed over."); }
    }
    let node = joined(parts);
    if (node && scope) node = within(node, scope);
    return { node: node, hints: hints };
  }
  function years(said, hint) {
    let found;
    if (/^\d{4}$/.test(said)) return { facet: "year", low: +said, high: +said };
    if ((found = /^([<>]=?|[≤≥])\s*(\d{4})$/.exec(said))) {
      const off = found[1].length === 1 && "<>".includes(found[1]) ? 1 : 0;
      return "<≤".includes(found[1][0]) ? { facet: "year", low: 0, high: found[2] - off } : { facet: "year", low: +found[2] + off, high: 9999 };
    }
    if ((found = /^(\d{3})(?:[xXх]|0s)$/.exec(said))) return { facet: "year", low: found[1] * 10, high: found[1] * 10 + 9 };
    if ((found = /^(\d{4})?\s*(?:\.\.+|[-–—/:]|to)\s*(\d{4})?$/i.exec(said)) && (found[1] || found[2])) {
      const low = +(found[1] || 0), high = +(found[2] || 9999);
      return { facet: "year", low: Math.min(low, high), high: Math.max(low, high) };
    }
    const many = said.split(/[,;]/).map(function (y) { return y.trim(); }).filter(Boolean);
    if (many.length > 1 && many.every(function (y) { return /^\d{4}$/.test(y); })) return { facet: "year", values: many };
    hint("“" + said.slice(0, 40) + "” is no year; write year:2009, year:2003..2009 or year:2003.. ; it was left out.");
    return null;
  }

  // --- the dictionary ---------------------------------------------------------------------------
  // Letters added, left out, changed or exchanged between two words; more than ``most`` is not told.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, function (_, n) { return n; });
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < least) least = row[j];
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  }
  function after(one, other) { // in the order of code points, as the index is sorted
    for (let n = 0; n < one.length && n < other.length; n++) {
      if (one.charCodeAt(n) !== other.charCodeAt(n)) return one.codePointAt(n) > other.codePointAt(n);
    }
    return one.length > other.length;
  }
  function shelf(start, form) { // which file of the dictionary has a form
    let low = 0, high = start.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (after(start.words[middle], form)) high = middle; else low = middle + 1;
    }
    return low; // 0 is the file before the first border
  }
  async function dictionary(start, n) { // a file of it: form -> [[term, how often], …]
    const read = start.read;
    if (n < 0 || n > start.words.length) return new Map();
    if (!read.has(n)) {
      const border = n ? start.words[n - 1] : "";
      const name = "w/_" + Array.from(border, function (letter) {
        return /[a-z0-9]/i.test(letter) ? letter : "-" + letter.codePointAt(0).toString(16) + "-";
      }).join("");
      const said = await load(start, name), map = new Map();
      for (let i = 0; i < said.length; i += 2) {
        map.set(said[i], said[i + 1].split("\t").map(function (one) {
          return [one.slice(1) || said[i], value[one.charCodeAt(0)]];
        }));
      }
      read.set(n, map);
    }
    return read.get(n);
  }
  async function look_up(start, form) { return (await dictionary(start, shelf(start, form))).get(form) || []; }
  function often(terms) { return Math.max.apply(null, [0].concat(terms.map(function (t) { return t[1]; }))); }
  async function beginning(start, prefix, most, files) { // [[form, terms], …], the commonest first
    const first = shelf(start, prefix), last = Math.min(shelf(start, prefix + "\uffff"), first + files - 1), found = [];
    const some = await Promise.all(Array.from({ length: last - first + 1 }, function (_, n) { return dictionary(start, first + n); }));
    some.forEach(function (map) {
      map.forEach(function (terms, form) { if (form.startsWith(prefix)) found.push([form, terms]); });
    });
    found.sort(function (a, b) { return often(b[1]) - often(a[1]) || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1); });
    return found.slice(0, most);
  }
  // Forms spelled nearly so: they share their beginning, or that of the word with its first letters
  // exchanged or its first letter left out; or only their endings differ.
  async function near(start, form) {
    const most = form.length < 4 ? 0 : form.length < 8 ? 1 : 2, long = Math.min(4, Math.max(2, Math.ceil(form.length / 2) - 1));
    if (!most) return [];
    const leads = [form, form[1] + form[0] + form.slice(2), form.slice(1)], files = new Set();
    leads.forEach(function (lead, n) {
      const prefix = lead.slice(0, n ? 4 : long), first = shelf(start, prefix), last = shelf(start, prefix + "\uffff");
      for (let file = first; file <= last && file < first + (n ? 1 : 6); file++) files.add(file);
    });
    const found = [];
    (await Promise.all(Array.from(files, function (n) { return dictionary(start, n); }))).forEach(function (map) {
      map.forEach(function (terms, other) {
        if (other === form || other.includes(" ")) return;
        let shared = 0;
        while (shared < form.length && form[shared] === other[shared]) shared++;
        const off = distance(form, other, most);
        if (off <= most) found.push([other, terms, off]);
        else if (shared > 3 && form.length - shared < 4 && other.length - shared < 4) found.push([other, terms, most + 1]);
      });
    });
    found.sort(function (a, b) { return a[2] - b[2] || often(b[1]) - often(a[1]) || (a[0] < b[0] ? -1 : 1); });
    return found;
  }

  function shelf_of(start, term) { return (mixed(term.slice(term.lastIndexOf(":") + 1)) % start.shelves).toString(16); }

  // --- what terms and facets hold ---------------------------------------------------------------
  async function postings(start, term) { // {places, weights}
    const posted = start.posted;
    if (!posted.has(term)) {
      const line = (await pairs(start, "t/" + shelf_of(start, term))).get(term) || "";
      const found = numbers(line), places = new Uint32Array(found.length), weights = new Uint8Array(found.length);
      let place = 0;
      for (let n = 0; n < found.length; n++) {
        place += Math.floor(found[n] / start.levels);
        places[n] = place;
        weights[n] = found[n] % start.levels;
      }
      if (posted.size > 300) posted.clear();
      posted.set(term, { places: places, weights: weights });
    }
    return posted.get(term);
  }
  let weighed = 0; // letters of places that were gone through
  // place -> where in it, of the wanted places from ``from`` to before ``to``; a common term's stand in parts
  async function spots(start, term, wanted, from, to) {
    const held = await postings(start, term), map = new Map(), common = held.places.length > start.large;
    let n = common ? held.places.findIndex(function (p) { return p >= from; }) : 0;
    if (n < 0) return map;
    const file = "p/" + shelf_of(start, term) + (common ? "-" + mixed(term).toString(16) + "-" + Math.floor(from / start.part).toString(16) : "");
    if (common && held.places[n] >= to) return map;
    const line = (await pairs(start, file)).get(term) || "";
    if (common || !from) weighed += line.length;
    for (const some of line.split(" ")) {
      const place = held.places[n++];
      let spot = 0;
      if (place >= from && place < to && wanted[place]) map.set(place, numbers(some).map(function (step) { return (spot += step); }));
    }
    return map;
  }
  async function facet(start, name) { // [{value, label, places}]
    const opened = start.opened;
    const file = name === "region" ? "country" : name;
    if (!opened.has(file)) {
      const said = await load(start, "f/" + file), rows = [];
      for (let n = 0; n < said.length; n += 3) {
        const row = { value: said[n], label: said[n + 1] }, found = numbers(said[n + 2]);
        if (file === "country") { row.region = row.label.split("\t")[1] || ""; row.label = row.label.split("\t")[0]; }
        row.places = new Uint32Array(found.length);
        for (let i = 0, place = 0; i < found.length; i++) row.places[i] = place += found[i];
        rows.push(row);
      }
      opened.set(file, rows);
    }
    const rows = opened.get(file);
    if (name !== "region") return rows;
    if (!opened.has("region")) {
      const regions = new Map();
      rows.forEach(function (row) {
        if (row.region) regions.set(row.region, (regions.get(row.region) || []).concat(row));
      });
      opened.set("region", Array.from(regions, function (one) {
        const places = new Set();
        one[1].forEach(function (row) { row.places.forEach(function (p) { places.add(p); }); });
        return { value: one[0], label: one[0], places: Uint32Array.from(places) };
      }));
    }
    return opened.get("region");
  }

  // --- answering --------------------------------------------------------------------------------
  // What a part of a question finds is an array of scores by place; 0 is not found.
  const SOME = 1e-6; // the score of what is found by a choice alone
  function marking(context, form) { context.marks.add(form); }

  async function alternatives(context, form, node) { // the terms that a word stands for
    const start = context.start, lead = TEXT[node.field] || "";
    let found = [];
    if (node.begins) {
      (await beginning(start, form, 80, 8)).forEach(function (one) {
        if (one[0].includes(" ")) return;
        one[1].forEach(function (t) { if (t[0][0] !== "@") found.push([t[0], 1]); });
      });
      context.starts.push(form);
    } else {
      (await look_up(start, form)).forEach(function (t) { found.push([t[0], 1]); });
      marking(context, form);
    }
    if (!found.length || node.loose) {
      const others = (await near(start, form)).slice(0, 40), least = others.length ? others[0][2] : 0;
      const taken = others.filter(function (o) { return node.loose ? o[2] <= 2 : o[2] === least; }).slice(0, node.loose ? 20 : least > 2 ? 4 : 3);
      taken.forEach(function (o) {
        o[1].forEach(function (t) { found.push([t[0], node.loose ? 0.6 : 0.8]); });
        marking(context, o[0]);
      });
      if (!node.loose && !node.begins) {
        if (taken.length) context.instead.push([form, taken[0][0]]); else context.unknown.push(form);
      }
    } else if (!node.begins && often(found.length ? await look_up(start, form) : []) < 3) {
      const better = (await near(start, form)).find(function (o) { return o[2] === 1 && often(o[1]) > 5; });
      if (better) context.better.push([form, better[0]]);
    }
    const once = new Map();
    found.forEach(function (one) {
      if (lead === "a:" && one[0][0] === "@") return;
      const term = lead + one[0];
      once.set(term, Math.max(once.get(term) || 0, one[1]));
    });
    once.forEach(function (_, term) { context.terms.add(lead ? term.slice(2) : term); });
    return Array.from(once);
  }
  const TITLED = 0.6; // what a title is worth that is nothing but the word, beside the words themselves
  async function of_terms(context, terms) {
    const start = context.start, scores = new Float32Array(start.places), titled = new Float32Array(start.places);
    await Promise.all(terms.map(function (t) { return postings(start, t[0]); })); // fetched side by side
    for (const [term, factor] of terms) {
      const held = await postings(start, term), many = held.places.length;
      const worth = factor * Math.log(1 + (start.things - many + 0.5) / (many + 0.5)) / start.levels;
      for (let n = 0; n < many; n++) {
        const score = worth * (held.weights[n] + 1);
        if (score > scores[held.places[n]]) scores[held.places[n]] = score;
      }
      if (term[1] === ":" || terms.length > 12) continue;
      const titles = await postings(start, "t:" + term);
      for (let n = 0; n < titles.places.length; n++) {
        const score = TITLED * worth * titles.weights[n];
        if (score > titled[titles.places[n]]) titled[titles.places[n]] = score;
      }
    }
    for (let p = 0; p < scores.length; p++) scores[p] += titled[p];
    return scores;
  }
  async function of_labels(context, found, node) { // publishers and series with these words in their names
    const scores = new Float32Array(context.start.places), own = " " + found.join(" ") + (node.begins ? "" : " ");
    (await facet(context.start, node.field)).forEach(function (row) {
      if ((" " + every_form(row.label).join(" ") + " ").includes(own)) row.places.forEach(function (p) { scores[p] = 1; });
    });
    return scores;
  }
  async function of_word(context, node) {
    const found = every_form(node.word);
    if (node.field === "publisher" || node.field === "series") return found.length ? of_labels(context, found, node) : null;
    if (found.length === 1) {
      const terms = await alternatives(context, found[0], node), own = terms.filter(function (t) { return t[0].includes("@"); });
      return of_terms(context, own.length ? own : terms); // any name of a country finds what all find
    }
    return found.length ? of_forms(context, found, node) : null;
  }
  async function of_forms(context, found, node) { // words in a row
    if (node.field === "publisher" || node.field === "series") return of_labels(context, found, node);
    const start = context.start, each = [];
    for (const form of found.slice(0, 24)) each.push(await alternatives(context, form, Object.assign({}, node, { begins: false })));
    const scores = [];
    for (const terms of each) scores.push(await of_terms(context, terms));
    const all = new Float32Array(start.places);
    for (let p = 0; p < all.length; p++) {
      let sum = 0;
      for (const one of scores) { if (!one[p]) { sum = 0; break; } sum += one[p]; }
      all[p] = sum;
    }
    // Places of common words weigh much: they come by parts of the library, until there is more than a first page.
    let common = false, from = 0, many = 0;
    weighed = 0;
    for (const [term] of each.flat()) common = common || (await postings(start, term)).places.length > start.large;
    while (from < all.length) {
      const to = common ? Math.min(from + start.part, all.length) : all.length;
      if (all.subarray(from, to).some(Boolean)) {
        const rows = await in_a_row(start, each, all, from, to);
        for (let p = from; p < to; p++) if (all[p]) all[p] = rows.has(p) ? all[p] * 1.5 : 0;
        many += rows.size;
      }
      from = to;
      if (many > start.first[0] && weighed > start.first[1] && !context.thorough && all.subarray(from).some(Boolean)) {
        all.fill(0, from);
        const parts = Math.ceil(all.length / start.part), looked = from / start.part;
        if (!context.looked || looked < context.looked[0]) context.looked = [looked, parts];
        break;
      }
    }
    return all;
  }
  async function in_a_row(start, each, all, from, to) { // place -> ends of where the words stand so
    let rows = null;
    for (const terms of each) {
      const here = new Map();
      for (const [term] of terms) {
        (await spots(start, term, all, from, to)).forEach(function (some, place) {
          here.set(place, (here.get(place) || []).concat(some));
        });
      }
      if (!rows) rows = here;
      else {
        rows.forEach(function (ends, place) {
          const now = new Set(here.get(place) || []);
          const left = ends.map(function (e) { return e + 1; }).filter(function (e) { return now.has(e); });
          if (left.length) rows.set(place, left); else rows.delete(place);
        });
      }
    }
    return rows;
  }
  async function of_choice(context, node) {
    const start = context.start, scores = new Float32Array(start.places), field = node.facet;
    const rows = field === "page" || start.facets.some(function (f) { return f[0] === field; }) ? await facet(start, field) : [];
    let chosen = [];
    if (node.low !== undefined) {
      chosen = rows.filter(function (r) { return +r.value >= node.low && +r.value <= node.high; });
    } else {
      for (const said of node.values) {
        const own = key(said), some = rows.filter(function (r) {
          return key(r.value) === own || key(r.label) === own || (field === "language" && r.value.split("-")[0] === said.toLowerCase());
        });
        if (!some.length && field === "country") {
          const named = await look_up(start, every_form(said).join(" "));
          named.forEach(function (t) {
            if (t[0][0] === "@") rows.forEach(function (r) { if ("@" + r.value.toLowerCase() === t[0]) some.push(r); });
          });
        }
        if (!some.length && field === "standing" && start.facets.some(function (f) { return f[0] === "address"; })) {
          const addresses = await facet(start, "address");
          addresses.forEach(function (r) { if (key(r.value) === own) some.push(r); });
        }
        if (some.length) chosen = chosen.concat(some);
        else {
          const close = rows.map(function (r) { return [distance(own, key(r.label), 3), r.label]; })
            .sort(function (a, b) { return a[0] - b[0]; }).filter(function (one) { return one[0] < 4; }).slice(0, 2);
          const offered = close.length ? close.map(function (o) { return o[1]; }).join(" or ") : rows.slice(0, 6).map(function (r) { return r.label; }).join(", ");
          context.hints.push(field + ":" + said.slice(0, 60) + (rows.length ? " is none that is here; " + (close.length ? "did you mean " : "there are ") + offered + "? It was left out."
            : ": nothing here has that field; it was left out."));
        }
      }
      if (!chosen.length) return null;
    }
    chosen.forEach(function (row) { row.places.forEach(function (p) { scores[p] = SOME; }); });
    return scores;
  }
  function is_light(context, node) {
    return node.word && !node.begins && !node.field && context.light.has(fold(node.word));
  }
  async function of_names(context, nodes) { // "Kyrgyz Republic" is a name of two words
    const made = [];
    for (let n = 0; n < nodes.length; n++) {
      let joined = null;
      for (let long = 3; long > 1 && !joined; long--) {
        const some = nodes.slice(n, n + long);
        if (some.length < long || !some.every(function (o) { return o.word && !o.begins && !o.field; })) continue;
        const name = some.map(function (o) { return every_form(o.word).join(" "); }).join(" ");
        if ((await look_up(context.start, name)).length) {
          joined = { either: [{ every: some, named: true }, { name: name }] };
          n += long - 1;
        }
      }
      made.push(joined || nodes[n]);
    }
    return made;
  }
  async function evaluate(context, node) { // null: it asks for nothing
    const size = context.start.places;
    if (node.name) {
      const terms = (await look_up(context.start, node.name)).map(function (t) { context.terms.add(t[0]); return [t[0], 1]; });
      return of_terms(context, terms);
    }
    if (node.word !== undefined) return of_word(context, node);
    if (node.phrase !== undefined) {
      const found = every_form(node.phrase);
      return found.length > 1 ? of_forms(context, found, node) : found.length ? of_word(context, { word: node.phrase, field: node.field }) : null;
    }
    if (node.facet) return of_choice(context, node);
    if (node.not) {
      const quiet = Object.assign({}, context, { thorough: true, marks: new Set(), terms: new Set(), instead: [], unknown: [], better: [], starts: [] });
      const found = await evaluate(quiet, node.not);
      return found && found.map(function (s) { return s ? 0 : SOME; });
    }
    const nodes = node.every && !node.named ? await of_names(context, node.every) : node.every || node.either;
    const heavy = node.every ? nodes.filter(function (n) { return !is_light(context, n); }) : nodes;
    const parts = (await Promise.all((heavy.length ? heavy : nodes).map(function (n) { return evaluate(context, n); }))).filter(Boolean);
    if (!parts.length) return null;
    const scores = new Float32Array(size);
    for (let p = 0; p < size; p++) {
      let sum = 0;
      for (const part of parts) {
        if (part[p]) sum += part[p];
        else if (node.every) { sum = 0; break; }
      }
      scores[p] = sum;
    }
    return scores;
  }
  function some_of(node) { // the same question, content with one of its words
    if (!node.every) return null;
    const kept = node.every.filter(function (n) { return n.not || n.facet; });
    const loose = node.every.filter(function (n) { return !n.not && !n.facet; });
    return loose.length > 1 ? { every: [{ either: loose }].concat(kept) } : null;
  }
  async function everything(start) {
    const found = new Float32Array(start.places);
    (await facet(start, "kind")).forEach(function (row) { row.places.forEach(function (p) { found[p] = SOME; }); });
    return found;
  }

  // Ask: ``written`` as typed, ``chosen`` maps facets to values, ``thorough`` loads all that is needed; gives what was
  // found and how, ``looked`` where only [some, of so many] parts of the library were looked through.
  async function ask(written, chosen, sort, thorough) {
    const start = await begin(), query = parse(written);
    const context = { start: start, light: new Set(start.light), hints: query.hints, marks: new Set(), starts: [], terms: new Set(),
      instead: [], unknown: [], better: [], relaxed: false, looked: null, thorough: thorough || !!sort };
    let scores = query.node ? await evaluate(context, query.node) : null;
    const asked = scores !== null;
    if (query.node && scores && !scores.some(Boolean)) {
      const other = some_of(query.node);
      if (other) {
        context.instead = []; context.unknown = []; context.better = []; context.looked = null;
        scores = await evaluate(context, other);
        context.relaxed = scores.some(Boolean);
      }
    }
    if (!scores) scores = await everything(start);
    const filters = new Map();
    for (const name of Object.keys(chosen)) {
      const rows = (await facet(start, name)).filter(function (r) { return chosen[name].includes(r.value); });
      const there = new Uint8Array(start.places);
      rows.forEach(function (row) { row.places.forEach(function (p) { there[p] = 1; }); });
      filters.set(name, there);
    }
    const places = [];
    for (let p = 0; p < scores.length; p++) {
      if (scores[p] && Array.from(filters.values()).every(function (f) { return f[p]; })) places.push(p);
    }
    let best = 0, least = Infinity;
    places.forEach(function (p) { best = Math.max(best, scores[p]); least = Math.min(least, scores[p]); });
    if (!sort && best === least) sort = "newest"; // choices alone: nothing is a better match
    if (sort === "newest" || sort === "oldest") {
      const dates = new Uint32Array(start.places), days = await pairs(start, "f/date");
      (await facet(start, "year")).forEach(function (row) {
        numbers(days.get(row.value) || "").forEach(function (day, n) { dates[row.places[n]] = row.value * 400 + day; });
      });
      places.sort(function (a, b) {
        if (!dates[a] !== !dates[b]) return dates[a] ? -1 : 1; // undated ones last
        return (sort === "newest" ? dates[b] - dates[a] : dates[a] - dates[b]) || scores[b] - scores[a] || a - b;
      });
    } else places.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
    await names_to_mark(context);
    return { start: start, places: places, scores: scores, filters: filters, asked: asked, hints: context.hints, instead: context.instead,
      unknown: context.unknown, better: context.better, relaxed: context.relaxed, looked: context.looked, marked: marker(context) };
  }
  async function names_to_mark(context) { // a country's other names
    for (const term of context.terms) {
      if (term[0] !== "@") continue;
      const names = (await pairs(context.start, "t/" + shelf_of(context.start, term))).get(term + "=") || "";
      names.split("|").filter(Boolean).forEach(function (name) {
        if (name.includes(" ")) context.marks.add(name); else marking(context, name);
      });
    }
  }
  function marker(context) { // whether a form of a text's word is one that was asked for
    context.start.read.forEach(function (map) {
      map.forEach(function (terms, form) {
        if (terms.some(function (t) { return context.terms.has(t[0]); })) context.marks.add(form);
      });
    });
    const known = new Map();
    return function (form) {
      let is = known.get(form);
      if (is === undefined) {
        is = context.marks.has(form) || context.starts.some(function (s) { return form.startsWith(s); });
        known.set(form, is);
      }
      return is;
    };
  }
  // How many of the results have each value of a facet; its own choice doesn't narrow it down.
  async function counted(answer, name) {
    const start = answer.start, there = new Uint8Array(start.places);
    for (let p = 0; p < there.length; p++) {
      if (!answer.scores[p]) continue;
      let fits = true;
      answer.filters.forEach(function (f, other) { if (other !== name && !f[p]) fits = false; });
      if (fits) there[p] = 1;
    }
    return (await facet(start, name)).map(function (row) {
      let many = 0;
      for (let n = 0; n < row.places.length; n++) many += there[row.places[n]];
      return { value: row.value, label: row.label, count: many };
    });
  }
  async function faces(answer, places) {
    const start = answer.start, files = new Map();
    await Promise.all(places.map(async function (place) {
      const file = "d/" + Math.floor(place / start.faces).toString(16);
      if (!files.has(file)) files.set(file, load(start, file));
      await files.get(file);
    }));
    const made = [];
    for (const place of places) {
      const said = await files.get("d/" + Math.floor(place / start.faces).toString(16)), at = said.indexOf(place);
      if (at < 0) continue;
      const face = said[at + 1];
      made.push({ href: new URL("../" + face[0], base).href, title: face[1], kind: face[2], by: face[3], when: face[4], lang: face[5], dir: face[6],
        passages: face[7].map(function (p) { return { text: p[0], anchor: p[1] || "", heading: p[2] || "", where: p[3] || "", says: p[4] || "" }; }) });
    }
    return made;
  }
  // A text in pieces [words, whether asked for]; ``most`` words around what was asked for, 0 for all.
  function pieces(text, marked, most) {
    const found = words(text), is = found.map(function (w) {
      const some = forms(w[0]);
      return some.length > 0 && some.some(marked);
    });
    let first = 0, end = found.length, best = -1;
    if (most && found.length > most) {
      const inside = new Map();
      let here = 0, last = -1;
      for (let n = 0; n < found.length; n++) { // the stretch with most different words, then most of them
        if (is[n]) { const f = forms(found[n][0])[0]; inside.set(f, (inside.get(f) || 0) + 1); here++; }
        if (n >= most && is[n - most]) {
          const f = forms(found[n - most][0])[0];
          if (inside.get(f) === 1) inside.delete(f); else inside.set(f, inside.get(f) - 1);
          here--;
        }
        const worth = inside.size * 100 + here;
        if (worth > last && (n >= most - 1 || n === found.length - 1)) { last = worth; best = n; }
      }
      first = Math.max(0, best - most + 1);
      const hit = is.indexOf(true, first);
      if (hit > first + 8 && hit <= best) first = Math.min(hit - 8, found.length - most); // not far before the first hit
      end = Math.min(found.length, first + most);
    }
    const from = first ? found[first].index : 0, to = end < found.length ? found[end - 1].index + found[end - 1][0].length : text.length, made = [];
    let at = from;
    for (let n = first; n < end; n++) {
      if (!is[n]) continue;
      if (found[n].index > at) made.push([text.slice(at, found[n].index), false]);
      at = found[n].index + found[n][0].length;
      made.push([text.slice(found[n].index, at), true]);
    }
    if (to > at) made.push([text.slice(at, to), false]);
    return { parts: made, before: first > 0, after: to < text.length, hits: is.filter(Boolean).length,
      different: new Set(found.filter(function (_, n) { return is[n]; }).map(function (w) { return forms(w[0])[0]; })).size };
  }
  async function complete(written) { // words that the last one may become
    const start = await begin(), last = words(written).at(-1);
    if (!last || last.index + last[0].length !== written.length) return [];
    const form = forms(last[0])[0];
    if (!form || form.length < 2) return [];
    return (await beginning(start, form, 24, 3)).filter(function (one) { // a name's other spellings need no telling
      return one[0] !== form && one[1].some(function (t) { return t[0][0] !== "@"; });
    }).map(function (one) { return one[0]; });
  }
  window.sourcebookFinding = { begin: begin, ask: ask, counted: counted, faces: faces, pieces: pieces, complete: complete, parse: parse,
    fold: fold, forms: every_form, settled: settled, facet: function (name) { return begin().then(function (s) { return facet(s, name); }); } };
})();
