// Zotero's own translators, asked as Zotero asks them. Nothing of theirs is in this file.
import * as z from "/dist/index.js";

const ADDRESS = "https://library.example/page.html";

async function translators() {
  await z.loadRegistry();
  const executor = new z.ZoteroRuntimeExecutor(
    z.registry(), { DOMParser }, { network: "deny", baseUrl: ADDRESS, timeout: 60000 });
  return [z.registry(), executor];
}

// What is saved: fields that Zotero's item type has no place for are gone.
const saved = (item) => {
  const [made, ...notes] = z.Zotero.Utilities.Item.itemToAPIJSON(JSON.parse(JSON.stringify(item)));
  return { ...made, notes: notes.map((one) => one.note) };
};

// One click on a page: the translator that Zotero offers first, and everything it finds, saved.
export async function page(html) {
  const [entries, executor] = await translators();
  const doc = z.parseHTMLDocument(html, ADDRESS, { DOMParser });
  const general = entries.filter((e) => e.metadata.target === "" && e.metadata.translatorType & 4);
  general.sort((a, b) => a.metadata.priority - b.metadata.priority);
  for (const entry of general) {
    const found = await executor.detectWeb(entry, doc, ADDRESS);
    if (!found) continue;
    const translate = executor.createWebTranslate(doc, ADDRESS);
    const items = await run(translate, executor.provider.toRuntimeTranslator(entry));
    return { by: entry.metadata.label, found, items };
  }
  return { by: null, found: false, items: [] };
}

// A file imported: RIS, BibTeX or CSL JSON.
export async function file(label, text) {
  const [entries, executor] = await translators();
  const entry = entries.find((e) => e.metadata.label === label);
  const translate = new executor.runtime.Translate.Import();
  translate.setTranslatorProvider(executor.provider);
  translate.setString(text);
  return run(translate, executor.provider.toRuntimeTranslator(entry));
}

async function run(translate, translator) {
  const items = [];
  translate.setTranslator(translator);
  translate.setHandler("select", (_translate, offered, take) => take(offered));
  translate.setHandler("itemDone", (_translate, _new, item) => items.push(saved(item)));
  translate.setHandler("error", (_translate, fault) => { throw fault; });
  await translate.translate({ libraryID: false, saveAttachments: false });
  return items;
}
