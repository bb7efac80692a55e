// Reads citations with Zotero's own importers: node zotero.cjs FOLDER < citations, FOLDER a checkout of zotero/translators.
// What an importer asks of Zotero is here as little as ours need; its code runs as it is, and is no part of this project.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const IMPORTERS = { ris: "RIS.js", bibtex: "BibTeX.js" };

function strToDate(words) {
  const [, year, month, day] = /(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?/.exec(words) || [];
  return { ...(year && { year }), ...(month && { month: month - 1 }), ...(day && { day: Number(day) }) };
}

function formatDate({ year, month, day }) {
  const two = (number) => String(number).padStart(2, "0");
  return [year, ...(month === undefined ? [] : [two(month + 1)]), ...(day ? [two(day)] : [])].join("-");
}

function cleanAuthor(name, creatorType, comma) {
  const parts = comma && name.includes(",") ? name.split(/,\s*/).reverse() : name.trim().split(/\s+/);
  const lastName = parts.pop();
  return { firstName: parts.join(" "), lastName, creatorType };
}

const same = (words) => words;
const UTILITIES = {
  trim: (words) => words.trim(), trimInternal: (words) => words.trim().replace(/\s+/g, " "), strToDate, formatDate, cleanAuthor,
  strToISO: (words) => formatDate(strToDate(words)), fieldIsValidForType: () => true, unescapeHTML: same, removeDiacritics: same,
  deepCopy: (thing) => JSON.parse(JSON.stringify(thing)), cleanDOI: () => null, cleanISBN: same, cleanISSN: same,
  getVersion: () => "7", getCreatorsForType: () => ["author", "editor", "contributor"], itemTypeExists: () => true, text2html: same
};

async function read(file, words) {
  const found = [], lines = words.split("\n");
  let line = 0, at = 0;
  function Item(itemType) {
    Object.assign(this, { itemType, creators: [], notes: [], tags: [], attachments: [], seeAlso: [] });
    Object.defineProperty(this, "complete", { value: () => { found.push(this); } });
  }
  const Zotero = {
    Item, Utilities: UTILITIES, debug() {}, getOption() {}, getHiddenPref() {}, setProgress() {}, setCharacterSet() {}, write() {},
    Collection: function () { return { children: [], complete() {} }; },
    read(count) {
      if (typeof count !== "number") return line < lines.length ? lines[line++] : false;
      at += count;
      return words.slice(at - count, at);
    }
  };
  const box = vm.createContext({ Zotero, Z: Zotero, ZU: UTILITIES, console });
  const source = fs.readFileSync(file, "utf8");
  vm.runInContext(source.slice(source.indexOf("\n}\n") + 3).split("/** BEGIN TEST CASES **/")[0], box);
  await box.doImport();
  return JSON.parse(JSON.stringify(found));
}

(async () => {
  const citations = JSON.parse(fs.readFileSync(0, "utf8")), told = {};
  for (const [name, written] of Object.entries(citations)) {
    told[name] = {};
    for (const [style, file] of Object.entries(IMPORTERS)) told[name][style] = await read(path.join(process.argv[2], file), written[style]);
  }
  process.stdout.write(JSON.stringify(told));
})();
