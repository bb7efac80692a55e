/* The search index beside the site (written by hooks/shanben/search/): its shards, its one spelling, its postings and
   texts, for search-query.js and search.js. Plain scripts only, so that it works from a folder. */
(() => {
  "use strict";
  const shanben = (window.shanben = window.shanben || {});
  const folder = new URL("../search/", document.currentScript.src).href;
  const FORMAT = 1, MOST_TEXTS = 600, MOST_VAIN = 60;

  // shards
  const waiting = new Map(), shards = new Map();
  let version = "";

  shanben.shard = (name, ...content) => {
    const take = waiting.get(name);
    waiting.delete(name);
    if (take) take(content);
  };

  function load(name, read) {
    if (shards.has(name)) return shards.get(name);
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => {
        if (waiting.delete(name)) reject(Error(name));
      };
      waiting.set(name, resolve);
      script.onerror = fail;
      script.onload = () => (script.remove(), fail());
      script.src = `${folder}${name}.js${version}`;
      document.head.append(script);
    }).then(([length, encoding, text]) => unpack(length, encoding, text)).then(read).catch(() => {
      shards.delete(name); // it may be there the next time
      throw Error(name);
    });
    shards.set(name, promise);
    return promise;
  }

  /** Content from its 91 characters: 13 bits a pair, then raw DEFLATE. */
  async function unpack(length, encoding, text) {
    const bytes = new Uint8Array(length);
    const digit = (place) => {
      const code = text.charCodeAt(place);
      return code - 33 - (code > 34) - (code > 60) - (code > 92);
    };
    for (let place = 0, at = 0, held = 0, bits = 0; at < length && place < text.length; place += 2) {
      held |= (digit(place) + 91 * digit(place + 1)) << bits;
      for (bits += 13; bits > 7; bits -= 8, held >>>= 8) bytes[at++] = held;
    }
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const buffer = await new Response(stream).arrayBuffer();
    return encoding ? new TextDecoder(encoding).decode(buffer) : new Uint8Array(buffer);
  }

  // the directory, and one spelling for text and query
  let index, HAN, LATIN, RUNS;
  const same = new Map(), level = new Map(), folded = new Map();

  const open = () => load("main", (text) => {
    const main = JSON.parse(text);
    if (main.format !== FORMAT || ![main.postings, main.texts, main.levels, main.languages].every(Array.isArray)) throw Error("main");
    version = `?${main.digest}`;
    const variants = [...main.same[0]], forms = [...main.same[1]];
    variants.forEach((variant, place) => same.set(variant, forms[place]));
    for (const mark of main.dropped) same.set(mark, "");
    main.levels.forEach((characters, height) => {
      for (const character of characters) level.set(character, height);
    });
    HAN = RegExp(`[${main.han}]`, "u");
    LATIN = RegExp(`(?![${main.han}])[\\p{L}\\p{N}]`, "u");
    RUNS = RegExp(`[${main.han}]+|(?:(?![${main.han}])[\\p{L}\\p{N}])+`, "gu");
    let start = 0;
    main.texts = main.texts.map((step) => (start += step));
    return (index = main);
  });

  const traditional = () => load("fold", (text) => {
    const [from, to] = text.split("\n").map((line) => [...line]);
    from.forEach((old, place) => same.set(old, to[place]));
    folded.clear();
  });

  const WHITE = RegExp("[\\p{Z}\\t-\\r\\x1c-\\x1f\\x85]", "u"), UNSEEN = RegExp("[\\p{M}\\p{Cc}\\p{Cf}]", "u");

  function foldCharacter(character) {
    let plain = "";
    for (const one of character.normalize("NFKD").toLowerCase()) {
      if (same.get(one) === "") continue;
      if (WHITE.test(one)) plain += " ";
      else if (!UNSEEN.test(one)) plain += same.get(one) || one;
    }
    return plain;
  }

  /** The one spelling of a text, and for each of its units the place it comes from. */
  function fold(raw) {
    const at = [];
    let text = "", last = "", gap = false, place = 0;
    for (const character of raw) {
      let plain = folded.get(character);
      if (plain === undefined) folded.set(character, (plain = foldCharacter(character)));
      for (const one of plain) {
        if (one === " ") {
          gap = true;
          continue;
        }
        if (gap && LATIN.test(last) && LATIN.test(one)) at.push(place), (text += " ");
        for (let unit = 0; unit < one.length; unit++) at.push(place);
        text += last = one;
        gap = false;
      }
      place += character.length;
    }
    at.push(raw.length);
    return { text, at };
  }

  // postings
  function readPostings(bytes) {
    let at = 0;
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 7) {
        if (at >= bytes.length) throw Error("postings end early"); // a damaged file may claim any number of them
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    const size = number();
    const keys = [];
    for (const [, shared, rest] of new TextDecoder("utf-16le").decode(bytes.subarray(at, at + size))
      .matchAll(/([\0-\x09])([^\0-\x09]*)/g))
      keys.push((keys.at(-1) || "").slice(0, shared.charCodeAt(0)) + rest);
    at += size;
    const counts = keys.map(number), lists = new Map();
    keys.forEach((key, place) => {
      const list = [];
      for (let count = counts[place], passage = 0; count--; ) {
        passage += number();
        if (!(passage >= 0 && passage < index.passages)) throw Error("postings are damaged");
        list.push(passage);
      }
      lists.set(key, list);
    });
    return lists;
  }

  function shardOf(key) {
    let low = 0, high = index.postings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.postings[middle] < key) low = middle + 1;
      else high = middle;
    }
    return index.postings[low] === key ? low : Math.max(0, low - 1);
  }

  /** The passages of a key, or of every key that begins with it. */
  async function lookup(key, { begins = false, most = Infinity } = {}, faults) {
    let found = [];
    for (let shard = shardOf(key); shard < index.postings.length; shard++) {
      const first = index.postings[shard];
      if (begins ? first > key && !first.startsWith(key) : first > key) break;
      const lists = await load(`p${shard}`, readPostings).catch(() => void faults.add(`p${shard}`));
      if (!lists) continue;
      if (!begins) found = found.concat(lists.get(key) || []);
      else for (const [other, list] of lists) if (other.startsWith(key)) found = found.concat(list);
      if (found.length > most && !begins) break;
    }
    return begins ? rising(found) : found;
  }

  const rising = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

  function both(some, others) {
    const known = new Set(others);
    return some.filter((one) => known.has(one));
  }

  // texts
  function readTexts(shard) {
    return async (text) => {
      const passages = [];
      let work = "", language = "", page = "", anchor = "", path = [], pending = null;
      const lines = text.split("\n");
      if (lines[0] === "F") await traditional();
      for (const line of lines) {
        const [head, ...fields] = line.split("\t");
        if (head === "F") continue;
        if (head === "W") [work, language] = fields, (path = []);
        else if (head === "A") [page] = fields;
        else if (head === "S" || head === "N") {
          path = path.slice(0, +fields[0]);
          if (fields.length > 1) path.push({ name: fields[1], translations: fields.slice(2) });
          if (head === "N") pending = path.at(-1);
        } else {
          const step = head.slice(1);
          let ordinal = -1;
          anchor = !/^\d$/.test(step) ? step
            : anchor.replace(/\d+/g, (digits) => (++ordinal < +step ? digits : ordinal > +step ? 1 : +digits + 1));
          if (pending) pending.name = fields[0].slice(0, +pending.name);
          pending = null;
          passages.push({
            number: index.texts[shard] + passages.length, kind: head[0], work, language, page, anchor, path,
            text: fields[0], spoken: fields[1] ? fields[1].split(" ") : [], translations: fields.slice(2),
          });
        }
      }
      const next = shard + 1 < index.texts.length ? index.texts[shard + 1] : index.passages;
      if (passages.length !== next - index.texts[shard] || passages.some((one) => one.text === undefined))
        throw Error("texts are damaged");
      return passages;
    };
  }

  function textOf(number) {
    let low = 0, high = index.texts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.texts[middle] <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const large = () => index.texts.length > MOST_TEXTS;

  /** Text shards an answer may read, with hits and while it has none: all, but of a very large library a few. */
  const budget = (few, vain = few) => (large() ? [few, vain] : [MOST_TEXTS, MOST_TEXTS]);
  const budgetOf = (limit) => budget(Math.max(6, limit / 5), MOST_VAIN);

  /** Passages by number, a few shards at a time; `see` tells how many hits there are, `enough` of them end it. */
  async function read(numbers, faults, [few, vain], see, enough = Infinity) {
    const groups = new Map();
    for (const number of numbers) {
      const shard = textOf(number);
      groups.has(shard) ? groups.get(shard).push(number) : groups.set(shard, [number]);
    }
    const waiting = [...groups];
    for (let done = 0, many = 2, most = vain; done < waiting.length; done += many, many = 8) {
      if (done >= most) return false;
      const some = waiting.slice(done, Math.min(done + many, most));
      const loaded = await Promise.all(some.map(([shard]) =>
        load(`t${shard}`, readTexts(shard)).catch(() => void faults.add(`t${shard}`))));
      const hits = see(loaded.flatMap((all, place) =>
        all ? some[place][1].map((number) => all[number - index.texts[some[place][0]]]) : []));
      if (hits >= enough) return false;
      if (hits) most = few;
    }
    return true;
  }

  function readWorks(text) {
    const next = [0, index.leading];
    return text.split("\n").map((line) => {
      const [id, ...counts] = line.split("\t");
      return { id, parts: counts.map((count, part) => [next[part], (next[part] += +count)]) };
    });
  }

  const fieldsOf = (passage) =>
    passage.fields || (passage.fields = [passage.text, ...passage.translations].map(fold));

  const isHan = (text) => HAN.test(text), runs = (text) => text.matchAll(RUNS), latin = () => LATIN.source;
  const height = (character) => level.get(character) || 0, known = (key) => !isHan(key) || [...key].every((one) => level.has(one));

  shanben.index = {
    open, traditional, fold, load, lookup, rising, both, textOf, large, budget, budgetOf, read, readWorks, fieldsOf,
    isHan, runs, latin, height, known, main: () => index,
  };
})();
