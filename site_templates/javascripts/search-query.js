/* What a search asks for: a query's terms, the keys they are looked up by, and the passages that may hold them. For
   search.js. */
(() => {
  "use strict";
  const shanben = window.shanben;
  const { fold, lookup, rising, both, textOf, large, isHan, runs, height, known } = shanben.index;
  const { variants, dated } = shanben.written;
  const MOST_TERMS = 24, MOST_KEYS = 40;

  // queries
  const TERM = /(-?)((?:标题|標題|title)[:：]\s*)?(?:["＂]([^"＂]*)["＂]?|“([^”]*)”(?=\s|$)|(\S+))/giu;

  /** {terms: [{text, quoted}], not: [...], titles, plain}; plain: no operator was used. */
  function parse(query) {
    const asked = { terms: [], not: [], titles: false, plain: true };
    for (const [, minus, title, straight, curly, word] of query.matchAll(TERM)) {
      const quoted = straight === undefined ? curly : straight;
      if (title) asked.titles = true;
      const text = fold(quoted === undefined ? word : quoted).text;
      if (minus || quoted !== undefined) asked.plain = false;
      if (text && asked.terms.length + asked.not.length < MOST_TERMS)
        (minus ? asked.not : asked.terms).push({ text, quoted: quoted !== undefined });
    }
    return asked;
  }

  /** The keys of a phrase, the rarest first. A word at its edge may be part of a longer one, unless it is `firm`. */
  function keysOf(phrase, firm = false) {
    const pairs = [], words = [], edges = [];
    let left = "";
    for (const { 0: run, index: at } of runs(phrase.slice(0, 400))) {
      const characters = [...run];
      if (!isHan(run)) (!firm && (at === 0 || at + run.length === phrase.length) ? edges : words).push(run.slice(0, 24));
      else if (characters.length === 1) left = run;
      else for (let place = 1; place < characters.length; place++) pairs.push(characters[place - 1] + characters[place]);
    }
    const rarity = (key) => (isHan(key) ? [...key].reduce((sum, one) => sum + height(one), 0) : 12);
    const keys = [...new Set([...pairs, ...words])].slice(0, MOST_KEYS * 2);
    return { keys: keys.sort((a, b) => rarity(a) - rarity(b)).slice(0, MOST_KEYS), edges, left };
  }

  /** Numbers of the passages that may hold a phrase; `sure` where they all do. */
  async function candidates(phrase, faults, firm) {
    const { keys, edges, left } = keysOf(phrase, firm);
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

  /** Whether a date's numbers are whole words: all are, but a last one of a single figure may go on. */
  const whole = (phrase) => !!dated(phrase) && !/(^|\D)\d$/.test(phrase);

  /** For each of the terms, what it may be written as and where it may stand; together, where all of them may. */
  async function plan(terms, faults, within) {
    let list = null, sure = terms.length === 1;
    const planned = [];
    for (const term of terms) {
      const phrases = variants(term.text);
      const found = await Promise.all(phrases.map((phrase) => candidates(phrase, faults, whole(phrase))));
      const union = within.numbers(phrases.length > 1 ? rising(found.flatMap((one) => one.list)) : found[0].list);
      sure = sure && found.every((one) => one.sure);
      list = list ? both(list, union) : union;
      planned.push(phrases);
      if (!list.length) break;
    }
    return { list: list || [], sure, planned };
  }

  shanben.asking = { parse, keysOf, plan };
})();
