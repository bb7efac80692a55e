/* The search client in Node with nearly right queries, and with shards that were damaged:
   node tests/fuzz/client.mjs FOLDER INPUTS SEED. FOLDER is a page with its index, as tests/fuzz/client.py writes it. */
import { readFileSync, readdirSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [folder, inputs, seed] = [process.argv[2], +process.argv[3], +process.argv[4]];
const SLOW = 2000; // milliseconds after which an answer is a finding

let state = seed; // https://en.wikipedia.org/wiki/Xorshift
const draw = (below) => {
  state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
  return (state >>> 0) % below;
};
const one = (several) => several[draw(several.length)];

// --- a page, as far as the client asks for one -------------------------------------------------------------------------
const shards = new Map(readdirSync(`${folder}/search`).map((name) => [name, readFileSync(`${folder}/search/${name}`, "utf8")]));
let damaged = ""; // the shard that is not what was written
globalThis.window = globalThis;
globalThis.document = {
  currentScript: { src: "https://shanben.example/javascripts/x.js" },
  createElement: () => ({ remove() {} }),
  head: {
    append(script) {
      const name = new URL(script.src).pathname.split("/").at(-1);
      setImmediate(() => {
        const content = name === damaged ? spoiled(shards.get(name)) : shards.get(name);
        try { runInThisContext(content); } catch { /* a browser goes on, too */ }
        content === undefined ? script.onerror() : script.onload();
      });
    },
  },
};
const open = () => {
  delete window.shanben;
  for (const name of ["search-index", "search-numbers", "search-query", "search"])
    runInThisContext(readFileSync(`${folder}/javascripts/${name}.js`, "utf8"));
};

function spoiled(text = "") {
  const [at, to] = [draw(text.length + 1), draw(text.length + 1)].sort((a, b) => a - b);
  return one([
    () => text.slice(0, at), () => text.slice(0, at) + text.slice(to),
    () => text.slice(0, at) + String.fromCharCode(33 + draw(90)) + text.slice(at + 1),
    () => text.slice(0, at) + "\\u0000" + text.slice(at),
  ])();
}

const words = [..."河流保护办法取水第十二条渔民橋樑維修記双循环"];
const SIGNS = ["\"", "“", "”", "-", "标题：", "title:", " ", "　", "第", "条", "article 12", "1", "９", "*", "\\", "(", "[", "{", "^",
  "$", "|", "?", "\u200b", "\u202e", "\ud800", "\udc00", "𠀀", "e\u0301", "ﬁ", "İ", "ß", "\0", "\n", "PM2.5", "CBAM", "measures",
  "shuang", "hl", "v", "~", "__proto__", "constructor", "toString", "百千十", "〇", "\u0300".repeat(40), "水".repeat(80)];
const pieces = [..."河流 保护 水质 办法 石匠 橋樑 水库 渔民 双循环 日記 管理人 第十二条".split(" ")];
const query = () => draw(3) ? one(pieces) + (draw(2) ? one(SIGNS) + one(pieces) : "") : Array.from({ length: 1 + draw(9) }, () => (draw(3) ? one(words) : one(SIGNS))).join("");

async function asked(words, options) {
  const began = performance.now();
  const answer = await window.shanben.search(words, options);
  const spent = performance.now() - began;
  if (spent > SLOW) throw Error(`${spent | 0} ms`);
  if (answer.total < answer.hits.length || answer.hits.length > options.limit) throw Error("a wrong total");
  for (const hit of answer.hits) {
    for (const [start, end] of hit.marks)
      if (!(0 <= start && start <= end && end <= hit.snippet.length)) throw Error("a mark outside its snippet");
    if (!hit.address || typeof hit.text !== "string") throw Error("a hit without a place");
  }
  return answer;
}

const findings = new Set();
let found = 0;
open();
for (let turn = 0; turn < inputs; turn++) {
  const spoil = turn % 20 === 19;
  if (spoil || damaged) damaged = spoil ? one([...shards.keys()]) : "", open();
  const words = query();
  try {
    const answer = await asked(words, { limit: 1 + draw(20), works: draw(4) ? null : ["river"], kinds: draw(5) ? null : ["text"] });
    found += answer.hits.length > 0;
    if (!damaged && answer.faults.length) throw Error(`faults without a cause: ${answer.faults}`);
  } catch (error) {
    const place = `${error.stack}`.split("\n").slice(0, 2).join(" ");
    if (!findings.has(place)) console.log(`search client ${seed}-${turn}: ${JSON.stringify(words)} ${damaged} ${place}`);
    findings.add(place);
  }
}
console.log(`search client: ${inputs} inputs, ${found} with hits, ${findings.size} findings`);
process.exit(findings.size ? 1 : 0);
