/* Search: asks the index beside the site (search-index.js) and answers on every page as
   shanben.search(query, {limit, works, language, kinds, onHits}). */
(() => {
  "use strict";
  const shanben = window.shanben;
  const { open, traditional, fold, load, lookup, rising, both, budget, budgetOf, read, readWorks, fieldsOf, isHan, latin,
    known, main } = shanben.index;
  const { parse, keysOf, plan } = shanben.asking, { variants, dated } = shanben.written;
  const MOST_HITS = 1000, MOST_LIKELY = 400, MOST_APART = 60;

  const LATIN = RegExp("^[\\p{Script=Latin}\\p{M}\\d\\s'’·-]+$", "u");

  // matching
  const wholes = new Map();

  /** Whole words, where a phrase is looked up by words alone; the last of them may go on. And whole dates. */
  function whole(phrase) {
    if (!wholes.has(phrase)) {
      const { keys, edges } = keysOf(phrase), word = latin(), last = edges.at(-1) || "";
      wholes.set(phrase, dated(phrase) || (keys.length || !last ? null : RegExp((phrase.startsWith(edges[0]) ? `(?<!${word})` : "") +
        phrase.replace(/[$(-+./?[-^{|}]/g, "\\$&") + (last.length < 2 && phrase.endsWith(last) ? `(?!${word})` : ""), "u")));
    }
    return wholes.get(phrase);
  }

  /** The first place of one of the phrases in a passage: {field, start, end, times, part: whether inside a word}. */
  function find(passage, phrases) {
    const fields = fieldsOf(passage);
    for (let field = 0; field < fields.length; field++)
      for (const phrase of phrases) {
        const { text } = fields[field], firm = whole(phrase), at = firm ? text.search(firm) : -1;
        const start = at < 0 && (!firm || phrase === phrases[0]) ? text.indexOf(phrase) : at;
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
    const shown = Math.max(0, main().languages.indexOf(language));
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

  // the tiers
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
    const hits = [...found.values()];
    if (asked.terms.every(({ text }) => isHan(text))) {
      const whole = new Set(hits.map(({ work }) => work));
      const scattered = (await apart(asked, options, faults, within)).hits.filter(({ work }) => !whole.has(work));
      hits.push(...scattered);
      total += scattered.length;
    }
    return { hits, total: Math.min(total, MOST_HITS), more: more || total > MOST_HITS, about };
  }

  /** Works that hold every one of several terms, in whatever paragraphs: of each work the first place of each term. */
  async function apart(asked, options, faults, within) {
    const none = { hits: [], total: 0, more: false };
    if (asked.terms.length < 2 || asked.not.length || asked.titles) return none;
    const works = await load("works", readWorks).catch(() => void faults.add("works"));
    if (!works) return none;
    const ranges = works.flatMap(({ parts }, work) => parts.map(([start, end]) => ({ start, end, work })))
      .filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
    /** Numbers of passages by their work; both rise, so one walk along both lists is enough. */
    const byWork = (numbers) => {
      const grouped = new Map();
      let place = 0;
      for (const number of numbers) {
        while (place < ranges.length && ranges[place].end <= number) place++;
        if (place === ranges.length || ranges[place].start > number) continue;
        const { work } = ranges[place];
        grouped.has(work) ? grouped.get(work).push(number) : grouped.set(work, [number]);
      }
      return grouped;
    };
    const terms = [];
    for (const term of asked.terms) {
      const { list, planned } = await plan([term], faults, within);
      if (!list.length) return none;
      terms.push({ phrases: planned[0], places: byWork(list) });
    }
    const shared = [...terms[0].places.keys()].filter((work) => works[work].id && terms.every(({ places }) => places.has(work)))
      .slice(0, MOST_APART);
    const firsts = terms.map(() => new Map());
    let whole = true;
    for (const [turn, { phrases, places }] of terms.entries()) {
      const numbers = shared.filter((work) => !turn || firsts[turn - 1].has(works[work].id))
        .flatMap((work) => places.get(work)).sort((a, b) => a - b);
      whole = await read(numbers, faults, budgetOf(options.limit), (passages) => {
        for (const passage of passages) {
          if (firsts[turn].has(passage.work) || !within(passage)) continue;
          const match = find(passage, phrases);
          if (match) firsts[turn].set(passage.work, { passage, match });
        }
        return firsts[turn].size;
      }) && whole;
    }
    const hits = new Map();
    for (const work of firsts.at(-1).keys()) {
      if (!firsts.every((first) => first.has(work))) continue;
      const held = firsts.map((first) => first.get(work));
      const points = held.reduce((sum, { passage, match }) => sum + score(passage, [match]), 0) / held.length / 10;
      for (const { passage, match } of held) hits.set(passage.number, hitOf(passage, [match], points, options));
    }
    return { hits: [...hits.values()], total: hits.size, more: !whole };
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
    if (LATIN.test(options.query) && letters.length > 1 && letters.length < 200) {
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

  /** What was meant is not known: of each reading the best place first, the others after the first of every reading. */
  function turns(hits) {
    const before = new Map();
    return best(hits).map((hit) => {
      const words = fold(hit.found.join("")).text, turn = before.get(words) || 0;
      before.set(words, turn + 1);
      return Object.assign(hit, { score: hit.score - 4 * turn });
    });
  }

  async function approximate(asked, options, faults, within) {
    const none = { hits: [], total: 0, more: false };
    if (!asked.plain) return none;
    const phrase = fold(options.query.replace(/(标题|標題|title)[:：]/giu, "")).text;
    const characters = [...phrase], { length } = characters;
    if (length < 3 || length > 60 || !isHan(phrase)) return none;
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
      const weight = Math.log(1 + main().passages / (1 + list.length)), place = order.indexOf(key);
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
        const matches = [{ field: 0, start, end, times: 1 }], { language } = options;
        return hitOf(passage, matches, 20 - 8 * least + score(passage, matches) / 10, { language, approximate: true });
      });
    return { hits: turns(hits), total: hits.length, more: !whole };
  }

  /** A text as the index spells it. */
  shanben.fold = async (text) => (await open(), await traditional(), fold(text).text);

  const best = (hits, limit) => hits.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit);

  /** Which passages a query may find at all. `limits` says whether that is fewer than those of the index. */
  async function scope(asked, { works, language, kinds }) {
    const translated = !language || main().languages.includes(language);
    const test = (passage) =>
      (!asked.titles || passage.kind === "w" || passage.kind === "h") && (!works || works.includes(passage.work)) &&
      (!kinds || kinds.includes(KINDS[passage.kind])) && (translated || passage.language === language);
    const ranges = works && (await load("works", readWorks)).filter(({ id }) => works.includes(id));
    const inside = (number) => ranges.some(({ parts }) => parts.some(([start, end]) => start <= number && number < end));
    test.numbers = (list) =>
      list.filter((number) => (!asked.titles || number < main().leading) && (!works || inside(number)));
    test.limits = asked.titles || !!works || !!kinds || !translated;
    return test;
  }

  const TIERS = [exact, byKeys, apart, approximate];

  shanben.search = async (query, { limit = 10, works = null, language = "", kinds = null, onHits = null } = {}) => {
    const faults = new Set();
    const nothing = { hits: [], total: 0, more: false, about: false, approximate: false, faults: [] };
    const failed = (error) => Object.assign(nothing, { faults: [error.message] });
    query = String(query || "").slice(0, 20000);
    try {
      await open();
      if ([...fold(query).text].some((character) => !known(character))) await traditional();
    } catch (error) {
      return failed(error);
    }
    const asked = parse(query);
    if (!asked.terms.length) return nothing;
    const options = { query, limit, language, onHits };
    let within;
    try {
      within = await scope(asked, { works, language, kinds });
    } catch (error) {
      return failed(error);
    }
    let unread = false;
    for (const tier of TIERS) {
      const { hits, total, more, about = false } = await tier(asked, options, faults, within);
      if (total || hits.length)
        return { hits: best(hits, limit), total, more, about, approximate: tier === approximate, faults: [...faults] };
      unread = unread || more || about;
    }
    return Object.assign(nothing, { more: unread, faults: [...faults] });
  };
})();
