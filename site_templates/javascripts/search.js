/* Search: asks the index beside the site (see hooks/shanben/write/search_index.py) and answers on every page as
   shanben.search(query, {limit, works, language, kinds, onHits}). Plain scripts only, so that it works from a folder. */
(() => {
  "use strict";
  const shanben = (window.shanben = window.shanben || {});
  const folder = new URL("../search/", document.currentScript.src).href;
  const FORMAT = 1, MOST_HITS = 1000, MOST_TEXTS = 600, MOST_VAIN = 60, MOST_TERMS = 24, MOST_KEYS = 40, MOST_LIKELY = 200;

  // --- shards ------------------------------------------------------------------------------------------------------
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

  // --- the directory, and one spelling for text and query ----------------------------------------------------------
  let index, HAN, LATIN, RUNS;
  const same = new Map(), level = new Map(), folded = new Map();

  const open = () => load("main", (text) => {
    const main = JSON.parse(text);
    if (main.format !== FORMAT) throw Error("main");
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

  function foldCharacter(character) {
    let plain = "";
    for (const one of character.normalize("NFKD").toLowerCase()) {
      if (same.get(one) === "") continue;
      if (/[\p{Z}\t-\r\x1c-\x1f\x85]/u.test(one)) plain += " ";
      else if (!/[\p{M}\p{Cc}\p{Cf}]/u.test(one)) plain += same.get(one) || one;
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

  // --- postings ----------------------------------------------------------------------------------------------------
  function readPostings(bytes) {
    let at = 0;
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128 || byte === undefined) return value;
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
      for (let count = counts[place], passage = 0; count--; ) list.push((passage += number()));
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

  // --- texts -------------------------------------------------------------------------------------------------------
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

  // --- queries -----------------------------------------------------------------------------------------------------
  const TERM = /(-?)((?:标题|標題|title)[:：]\s*)?(?:["＂]([^"＂]*)["＂]?|“([^”]*)”(?=\s|$)|(\S+))/giu;

  /** {terms: [{text, quoted}], not: [...], titles, plain}; plain: no operator was used. */
  function parse(query) {
    const asked = { terms: [], not: [], titles: false, plain: true };
    for (const [, minus, title, straight, curly, word] of query.matchAll(TERM)) {
      const quoted = straight ?? curly;
      if (title) asked.titles = true;
      const text = fold(quoted ?? word).text;
      if (minus || quoted !== undefined) asked.plain = false;
      if (text && asked.terms.length + asked.not.length < MOST_TERMS)
        (minus ? asked.not : asked.terms).push({ text, quoted: quoted !== undefined });
    }
    return asked;
  }

  const ONES = "零一二三四五六七八九", UNITS = ["", "十", "百", "千"], DIVISIONS = "条章节编款项";
  const ENGLISH = { article: "条", chapter: "章", section: "节", part: "编", paragraph: "款" };

  function han(value) {
    const digits = String(value);
    return [...digits].map((digit, place) => (+digit ? ONES[digit] + UNITS[digits.length - 1 - place] : "零")).join("")
      .replace(/零+/g, "零").replace(/^一十/, "十").replace(/(.)零$/, "$1");
  }

  function number(numeral) {
    let total = 0, digit = 0;
    for (const character of numeral.replace("〇", "零")) {
      const unit = UNITS.indexOf(character);
      if (unit > 0) total += (digit || 1) * 10 ** unit, (digit = 0);
      else digit = ONES.indexOf(character);
    }
    return total + digit;
  }

  /** A phrase and the other ways of writing its numbers: 第十二条, 第12条, article 12. */
  function variants(phrase) {
    const digits = phrase
      .replace(/\b(article|chapter|section|part|paragraph) ?(\d{1,4})\b/g, (_, word, value) => `第${value}${ENGLISH[word]}`)
      .replace(RegExp(`第([${ONES}〇十百千]{1,9})(?=[${DIVISIONS}])`, "g"), (_, numeral) => `第${number(numeral)}`);
    const numerals = digits.replace(RegExp(`第(\\d{1,4})(?=[${DIVISIONS}])`, "g"), (_, value) => `第${han(value)}`);
    return [...new Set([phrase, digits, numerals])];
  }

  /** The keys of a phrase, the rarest first. A word at its edge may be part of a longer one. */
  function keysOf(phrase) {
    const pairs = [], words = [], edges = [];
    let left = "";
    for (const { 0: run, index: at } of phrase.slice(0, 400).matchAll(RUNS)) {
      const characters = [...run];
      if (!HAN.test(run)) (at === 0 || at + run.length === phrase.length ? edges : words).push(run.slice(0, 24));
      else if (characters.length === 1) left = run;
      else for (let place = 1; place < characters.length; place++) pairs.push(characters[place - 1] + characters[place]);
    }
    const height = (key) => (HAN.test(key) ? [...key].reduce((sum, one) => sum + (level.get(one) || 0), 0) : 12);
    const keys = [...new Set([...pairs, ...words])].slice(0, MOST_KEYS * 2);
    return { keys: keys.sort((a, b) => height(a) - height(b)).slice(0, MOST_KEYS), edges, left };
  }

  const known = (key) => !HAN.test(key) || [...key].every((character) => level.has(character));

  /** Numbers of the passages that may hold a phrase; `sure` where they all do. */
  async function candidates(phrase, faults) {
    const { keys, edges, left } = keysOf(phrase);
    if (keys.some((key) => !known(key)) || (left && !known(left))) return { list: [], sure: true };
    if (!keys.length) {
      if (edges.length) {
        let list = null;
        for (const edge of edges) {
          const found = await lookup(edge, { begins: edge === edges.at(-1) && edge.length > 1 }, faults);
          list = list ? both(list, found) : found;
        }
        return { list, sure: false };
      }
      return left ? { list: await lookup(left, { begins: true }, faults), sure: phrase === left } : { list: [], sure: true };
    }
    const pair = keys.length === 1 && keys[0] === phrase;
    let list = await lookup(keys[0], {}, faults);
    for (const key of large() ? keys.slice(1, 5) : keys.slice(1)) {
      if (new Set(list.map(textOf)).size < 3) break;
      list = both(list, await lookup(key, {}, faults));
    }
    return { list, sure: pair };
  }

  /** For each of the terms, what it may be written as and where it may stand; together, where all of them may. */
  async function plan(terms, faults, within) {
    let list = null, sure = terms.length === 1;
    const planned = [];
    for (const term of terms) {
      const phrases = variants(term.text);
      const found = await Promise.all(phrases.map((phrase) => candidates(phrase, faults)));
      const union = within.numbers(phrases.length > 1 ? rising(found.flatMap((one) => one.list)) : found[0].list);
      sure = sure && found.every((one) => one.sure);
      list = list ? both(list, union) : union;
      planned.push(phrases);
      if (!list.length) break;
    }
    return { list: list || [], sure, planned };
  }

  // --- matching ----------------------------------------------------------------------------------------------------
  const wholes = new Map();

  /** Whole words, where a phrase is looked up by words alone; the last of them may go on. */
  function whole(phrase) {
    if (!wholes.has(phrase)) {
      const { keys, edges } = keysOf(phrase), word = LATIN.source, last = edges.at(-1) || "";
      wholes.set(phrase, keys.length || !last ? null : RegExp((phrase.startsWith(edges[0]) ? `(?<!${word})` : "") +
        phrase.replace(/[$(-+./?[-^{|}]/g, "\\$&") + (last.length < 2 && phrase.endsWith(last) ? `(?!${word})` : ""), "u"));
    }
    return wholes.get(phrase);
  }

  /** The first place of one of the phrases in a passage: {field, start, end, times, part: whether inside a word}. */
  function find(passage, phrases) {
    const fields = fieldsOf(passage);
    for (let field = 0; field < fields.length; field++)
      for (const phrase of phrases) {
        const { text } = fields[field], firm = whole(phrase), at = firm ? text.search(firm) : -1;
        const start = at < 0 ? text.indexOf(phrase) : at;
        if (start >= 0)
          return {
            field, start, end: start + phrase.length, times: text.split(phrase).length - 1,
            other: phrase !== phrases[0], part: !!firm && at < 0,
          };
      }
    return null;
  }

  const BOOST = { w: 40, h: 30, t: 26, p: 0 };

  function score(passage, matches) {
    let total = BOOST[passage.kind];
    for (const { field, start, end, times, other } of matches) {
      const length = fieldsOf(passage)[field].text.length || 1;
      const covered = (end - start) / length;
      total += 10 * covered + (covered === 1 ? 20 : 0) + (2 * times) / (times + 0.5 + length / 200) - field - (other ? 25 : 0);
    }
    return total / matches.length;
  }

  const KINDS = { w: "title", h: "heading", t: "term", p: "text" };

  function hitOf(passage, matches, points, { language, approximate = false } = {}) {
    const { path, work, page, anchor, kind } = passage;
    const shown = Math.max(0, index.languages.indexOf(language));
    const field = matches.length ? matches[0].field : 0;
    const raw = field ? passage.translations[field - 1] : passage.text;
    const spans = matches.filter((match) => match.field === field).map(({ start, end }) => {
      const { at } = fieldsOf(passage)[field];
      return [at[start], end > start ? at[end - 1] + String.fromCodePoint(raw.codePointAt(at[end - 1])).length : at[start]];
    }).sort((a, b) => a[0] - b[0]);
    const first = spans.length ? spans[0][0] : 0;
    const from = first > 40 ? Math.max(0, first - 24) : 0;
    const to = Math.min(raw.length, Math.max(from + 100, spans.length ? spans[0][1] + 24 : 0));
    const names = path.filter((place) => place.name);
    return {
      address: `${page}#${anchor}`, work, section: names.map((place) => place.name).join(" › "), paragraph: anchor,
      snippet: (from ? "…" : "") + raw.slice(from, to) + (to < raw.length ? "…" : ""),
      marks: spans.map(([start, end]) => [start - from + (from ? 1 : 0), end - from + (from ? 1 : 0)])
        .filter(([, end]) => end <= to - from + 1),
      found: spans.map(([start, end]) => raw.slice(start, end)), inText: field === 0,
      kind: KINDS[kind], score: Math.round(points * 100) / 100, approximate,
      path: path.map((place) => ({ name: place.name, translation: place.translations[shown] || "" })),
      translation: passage.translations[shown] || "", text: passage.text, number: passage.number,
    };
  }

  // --- the tiers ---------------------------------------------------------------------------------------------------
  async function exact(asked, options, faults, within) {
    const found = new Map(), parts = new Set();
    let total = 0, more = false, about = false;
    const together = asked.plain && asked.terms.length > 1
      ? [{ text: fold(options.query.replace(/(标题|標題|title)[:：]/giu, "")).text }] : null;
    let seen = 0;
    const accept = (planned, bonus, list) => (passages) => {
      seen += passages.length;
      for (const passage of passages) {
        if (found.has(passage.number) || !within(passage)) continue;
        const matches = planned.map((phrases) => find(passage, phrases));
        if (matches.some((match) => !match) || asked.not.some((term) => find(passage, variants(term.text)))) continue;
        found.set(passage.number, hitOf(passage, matches, 100 + bonus + score(passage, matches), options));
        if (matches.some(({ part }) => part)) parts.add(passage.number);
      }
      if (options.onHits && list.length > 8) options.onHits(best([...found.values()], options.limit));
      return found.size;
    };
    for (const terms of together ? [together, asked.terms] : [asked.terms]) {
      if (!terms.length) continue;
      const single = terms.some((term) => [...term.text].length === 1);
      if (terms !== together && together && single && found.size) continue;
      const { list, sure, planned } = await plan(terms, faults, within);
      const certain = sure && !asked.not.length && !within.limits;
      const wanted = certain ? list.slice(0, options.limit) : list;
      seen = 0;
      const before = found.size;
      const whole = await read(wanted, faults, budgetOf(options.limit), accept(planned, terms === together ? 15 : 0, wanted), MOST_HITS);
      if (certain) total = list.length;
      else if (!whole && found.size < MOST_HITS && seen) {
        about = true; // as many of those not read yet as of those read
        total = Math.round(((found.size - before) / seen) * list.length);
      } else more = more || !whole;
    }
    if (parts.size < found.size) for (const number of parts) found.delete(number); // whole words were meant
    total = Math.max(total, found.size);
    return { hits: [...found.values()], total: Math.min(total, MOST_HITS), more: more || total > MOST_HITS, about };
  }

  /** Passages whose pinyin may hold these letters: keys of three syllables, one after the other. */
  async function spokenLike(letters, faults) {
    let list = null;
    for (let rest = letters, round = 0; rest.length > 2 && round < 3; round++) {
      let longest = 0;
      const lists = [rest.length < 18 ? await lookup(`~${rest}`, { begins: true }, faults) : []];
      for (let length = 3; length <= Math.min(18, rest.length); length++) {
        const found = await lookup(`~${rest.slice(0, length)}`, {}, faults);
        if (found.length) lists.push(found), (longest = length);
      }
      const found = rising(lists.flat());
      const narrower = list ? both(list, found) : found;
      if (list && !narrower.length) break;
      list = narrower;
      if (!longest) break;
      rest = rest.slice(longest);
    }
    return list || [];
  }

  /** Pinyin and initials of titles, headings and terms. */
  async function byKeys(asked, options, faults, within) {
    const letters = options.query.normalize("NFKD").toLowerCase().replace(/v/g, "u").replace(/[^a-z]/g, "");
    const hits = new Map();
    let whole = true;
    const keep = (test, base) => (passages) => {
      for (const passage of passages) {
        if (!within(passage) || hits.has(passage.number)) continue;
        const share = test(passage);
        if (share) hits.set(passage.number, hitOf(passage, [], base + 20 * share + BOOST[passage.kind] / 10, options));
      }
      return hits.size;
    };
    if (/^[\p{Script=Latin}\p{M}\d\s'’·-]+$/u.test(options.query) && letters.length > 1 && letters.length < 200) {
      const spoken = await spokenLike(letters, faults);
      whole = await read(within.numbers(spoken), faults, budgetOf(options.limit), keep(({ spoken: all }) => {
        for (let place = 0; place < all.length; place++) {
          const rest = all.slice(place, place + letters.length).join("");
          if (!rest.startsWith(letters)) continue;
          const open = all.slice(place).reduce((left, one) => (left > 0 ? left - one.length : left), letters.length);
          return (letters.length / all.join("").length) * (open < 0 ? 0.5 : 1) + (place ? 0 : 0.2) + (open < 0 ? 0 : 0.5);
        }
        return 0;
      }, 60));
      if (letters.length < 40) {
        const initials = await lookup(`^${letters.slice(0, 4)}`, { begins: true }, faults);
        const all = await read(within.numbers(initials), faults, budgetOf(options.limit), keep(({ spoken: all }) => {
          const place = all.map((one) => one[0]).join("").indexOf(letters);
          return place < 0 ? 0 : letters.length / all.length + (place ? 0 : 0.2);
        }, 50));
        whole = whole && all;
      }
    }
    return { hits: [...hits.values()], total: hits.size, more: !whole };
  }

  /** The least edits that turn the phrase into a piece of the text, and where that piece is: Sellers' algorithm. An edit
      of the first or last character counts half as much again: there, a phrase may just go on in another way. */
  function nearest(phrase, text) {
    const costs = phrase.map((_, place) => (place && place < phrase.length - 1 ? 1 : 1.5));
    let sum = 0, row = costs.map((cost) => (sum += cost)), starts = phrase.map(() => 0), bestEnd = 0, bestStart = 0;
    let least = row.at(-1);
    for (let end = 0; end < text.length; end++) {
      let corner = 0, above = 0, cornerStart = end, aboveStart = end + 1;
      const next = [], nextStarts = [];
      for (let place = 0; place < phrase.length; place++) {
        const swap = corner + (phrase[place] === text[end] ? 0 : costs[place]);
        const skip = row[place] + 1, add = above + costs[place];
        corner = row[place];
        const value = Math.min(swap, skip, add);
        nextStarts[place] = value === swap ? cornerStart : value === skip ? starts[place] : aboveStart;
        cornerStart = starts[place];
        aboveStart = nextStarts[place];
        next[place] = above = value;
      }
      row = next;
      starts = nextStarts;
      if (row.at(-1) < least) (least = row.at(-1)), (bestEnd = end + 1), (bestStart = starts.at(-1));
    }
    return { edits: least, start: bestStart, end: bestEnd };
  }

  /** Whether a phrase is mistyped rather than not there. Where only an end differs it may just go on in another way,
      unless it is long or a pair of it rare: weighed so that few slips are turned away. */
  const mistyped = (length, inside, rarest) => inside || length + 3 > 1.5 * Math.log2(rarest + 0.5);

  async function approximate(asked, options, faults, within) {
    const none = { hits: [], total: 0, more: false };
    if (!asked.plain) return none;
    const phrase = fold(options.query.replace(/(标题|標題|title)[:：]/giu, "")).text;
    const characters = [...phrase], { length } = characters;
    if (length < 3 || length > 60 || !HAN.test(phrase)) return none;
    const edits = length < 12 ? 1 : 2;
    const { keys, edges } = keysOf(phrase);
    const all = [...keys, ...edges].filter(known);
    const need = Math.max(1, keys.length + edges.length - 2 * edits);
    if (all.length < need) return none;
    const weights = new Map(), places = new Map();
    let rarest = all.length < keys.length + edges.length ? 0 : Infinity;
    const order = [...keys, ...edges].sort((a, b) => phrase.indexOf(a) - phrase.indexOf(b));
    await Promise.all(all.map(async (key) => {
      const list = await lookup(key, {}, faults);
      const weight = Math.log(1 + index.passages / (1 + list.length)), place = order.indexOf(key);
      rarest = Math.min(rarest, list.length);
      for (const number of list) {
        weights.set(number, (weights.get(number) || 0) + weight);
        places.has(number) ? places.get(number).add(place) : places.set(number, new Set([place]));
      }
    }));
    /** One edit spoils keys that stand side by side. */
    const possible = (found) => {
      if (found.size < need) return false;
      const lost = [...order.keys()].filter((place) => !found.has(place));
      return edits > 1 || !lost.length || lost.at(-1) - lost[0] < 2;
    };
    const likely = [...weights.keys()].filter((number) => possible(places.get(number)))
      .sort((a, b) => weights.get(b) - weights.get(a) || a - b).slice(0, MOST_LIKELY);
    const near = [];
    const whole = await read(within.numbers(likely), faults, budget(12), (passages) => {
      for (const passage of passages) {
        if (!within(passage)) continue;
        const { text } = fieldsOf(passage)[0];
        const { edits: least, start, end } = nearest(characters, text);
        if (least >= edits + 1) continue;
        near.push({ passage, least, start, end });
      }
      return near.filter(({ least }) => least === 1).length;
    }, options.limit);
    const hits = near.filter(({ least }) => mistyped(length, least % 1 === 0, rarest))
      .map(({ passage, least, start, end }) => {
        const matches = [{ field: 0, start, end, times: 1 }];
        return hitOf(passage, matches, 20 - 8 * least + score(passage, matches) / 10, { ...options, approximate: true });
      });
    return { hits, total: hits.length, more: !whole };
  }

  /** A text as the index spells it. */
  shanben.fold = async (text) => (await open(), await traditional(), fold(text).text);

  const best = (hits, limit) => hits.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit);

  /** Which passages a query may find at all. `limits` says whether that is fewer than those of the index. */
  async function scope(asked, { works, language, kinds }) {
    const translated = !language || index.languages.includes(language);
    const test = (passage) =>
      (!asked.titles || passage.kind === "w" || passage.kind === "h") && (!works || works.includes(passage.work)) &&
      (!kinds || kinds.includes(KINDS[passage.kind])) && (translated || passage.language === language);
    const ranges = works && (await load("works", readWorks)).filter(({ id }) => works.includes(id));
    const inside = (number) => ranges.some(({ parts }) => parts.some(([start, end]) => start <= number && number < end));
    test.numbers = (list) =>
      list.filter((number) => (!asked.titles || number < index.leading) && (!works || inside(number)));
    test.limits = asked.titles || !!works || !!kinds || !translated;
    return test;
  }

  const TIERS = [exact, byKeys, approximate];

  shanben.search = async (query, { limit = 10, works = null, language = "", kinds = null, onHits = null } = {}) => {
    const faults = new Set();
    const nothing = { hits: [], total: 0, more: false, about: false, approximate: false, faults: [] };
    query = String(query ?? "").slice(0, 20000);
    try {
      await open();
      if ([...fold(query).text].some((character) => HAN.test(character) && !level.has(character))) await traditional();
    } catch (error) {
      return { ...nothing, faults: [error.message] };
    }
    const asked = parse(query);
    if (!asked.terms.length) return nothing;
    const options = { query, limit, language, onHits };
    let within;
    try {
      within = await scope(asked, { works, language, kinds });
    } catch (error) {
      return { ...nothing, faults: [error.message] };
    }
    let unread = false;
    for (const tier of TIERS) {
      const { hits, total, more, about = false } = await tier(asked, options, faults, within);
      if (total || hits.length)
        return { hits: best(hits, limit), total, more, about, approximate: tier === approximate, faults: [...faults] };
      unread = unread || more || about;
    }
    return { ...nothing, more: unread, faults: [...faults] };
  };
})();
