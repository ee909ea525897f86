// Every item of a CSL-JSON file cited by the reference processor: citations.js ITEMS LOCALES STYLE LANGUAGE
const fs = require("fs");
const CSL = require(process.env.CITEPROC);
const [, , items, locales, style, language] = process.argv;
const every = new Map(JSON.parse(fs.readFileSync(items)).map((item) => [item.id, item]));
const engine = new CSL.Engine(
  {
    retrieveItem: (id) => every.get(id),
    retrieveLocale: (name) => {
      const file = `${locales}/locales-${name}.xml`;
      return fs.existsSync(file) && fs.readFileSync(file, "utf8");
    },
  },
  fs.readFileSync(style, "utf8"),
  language,
  true,
);
const made = {};
for (const id of every.keys()) {
  engine.updateItems([id]);
  made[id] = engine.makeBibliography()[1].join("");
}
process.stdout.write(JSON.stringify(made));
