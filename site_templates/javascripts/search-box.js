/* The search box in the header, the search page, and the marks on the page a hit leads to. Asks shanben.search only. */
(() => {
  "use strict";
  const root = new URL("..", document.currentScript.src).href;
  const LOCAL = location.protocol === "file:";
  const KINDS = [["", "全部", "All"], ["heading", "标题", "Headings"], ["text", "正文", "Text"], ["term", "术语", "Terms"]];
  const STEP = 30, KEPT = 8, MEMORY = `shanben.searches ${root}`;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {}))
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // the searches of this reader, on this machine
  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(MEMORY)) || [];
    } catch (refused) {
      return [];
    }
  }

  function remember(queries) {
    try {
      localStorage.setItem(MEMORY, JSON.stringify(queries.slice(0, KEPT)));
    } catch (refused) { /* a browser that keeps nothing */ }
  }

  // results
  function addressOf(hit) {
    const [page, anchor] = hit.address.split("#");
    const url = new URL(page + (LOCAL && /(^|\/)$/.test(page) ? "index.html" : ""), root);
    if (hit.inText) for (const words of hit.found) url.searchParams.append("h", words);
    url.hash = anchor;
    return url.href;
  }

  /** A piece of a title; its lines end between words, as far as the browser knows them. */
  const WORDS = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  function worded(text) {
    const words = WORDS ? Array.from(WORDS.segment(text), ({ segment }) => segment) : [text];
    return words.flatMap((word, at) => at && word.length > 1 && words[at - 1].length > 1 ? [make("wbr"), word] : [word]);
  }

  function marked({ snippet, marks }, piece = (text) => [text]) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of marks) {
      if (start < at) continue;
      pieces.push(...piece(snippet.slice(at, start)), make("mark", {}, ...piece(snippet.slice(start, end))));
      at = end;
    }
    return [...pieces, ...piece(snippet.slice(at))];
  }

  /** The names that the reader chose to see, as the choice in the header has them. */
  function both({ name, translation }) {
    const shown = document.documentElement.dataset.sbShown || "";
    const chinese = !shown || shown.split(" ").includes("zh");
    return [chinese || !translation ? name : "", shown !== "zh" ? translation : ""].filter(Boolean).join(" · ");
  }

  function article(hit, ...content) {
    return make("article", { class: "md-search-result__article md-typeset", "data-md-score": hit.score }, ...content);
  }

  /** A work with its hits. A hit in its title is the title itself, and one in a heading does not name that again. */
  function itemOf(hits) {
    const [first] = hits;
    const named = hits.find(({ kind }) => kind === "title");
    const title = first.path[0] || { name: first.work };
    const name = marked(named || { snippet: both(title), marks: [] }, worded);
    if (named && named.inText && named.translation) name.push(` · ${named.translation}`);
    const top = make("a", {
      class: "md-search-result__link", "data-sb-hit": named ? "" : null, tabindex: -1,
      href: addressOf(named || Object.assign({}, first, { inText: false, found: [] })),
    }, article(named || first, label(named), make("h1", {}, ...name)));
    const links = hits.filter((hit) => hit !== named).map((hit) => {
      const path = hit.path.slice(1, hit.kind === "heading" ? -1 : undefined).filter((place) => place.name);
      const text = make("p", { lang: hit.inText ? "zh" : null }, ...marked(hit));
      if (hit.kind !== "text" && hit.translation && hit.inText) text.append(" · ", hit.translation);
      return make("a", { class: "md-search-result__link", "data-sb-hit": "", href: addressOf(hit), tabindex: -1 },
        article(hit, label(hit), path.length ? make("h2", {}, path.map(both).join(" › ")) : "", text));
    });
    return make("li", { class: "md-search-result__item" }, top, ...links);
  }

  const label = (hit) => hit && hit.approximate ? make("span", { class: "sb-search__label" }, shanbenBoth("近似 · approximate")) : "";

  function count({ hits, total, more, about, approximate }) {
    if (!total)
      return more ? "查过的部分里没有，请再加几个字 · not in the part that was searched; add a few more characters"
        : "没有找到 · Nothing found";
    const works = new Set(hits.map((hit) => hit.work)).size;
    const number = more ? [`超过 ${total} 处`, `more than ${total} places`]
      : about ? [`约 ${total} 处`, `about ${total} places`] : [`${total} 处`, `${total} place${total > 1 ? "s" : ""}`];
    const where = hits.length === total && works > 1 ? [`，${works} 篇`, ` in ${works} works`] : ["", ""];
    const how = approximate ? ["近似：", "approximate: "] : ["", ""];
    return `${how[0]}${number[0]}${where[0]} · ${how[1]}${number[1]}${where[1]}`;
  }

  // a box and what it found
  function attach(form, output, asked = () => {}) {
    const input = form.elements.q;
    const status = make("div", { class: "md-search-result__meta", role: "status", "aria-live": "polite" });
    const filters = make("div", { class: "sb-search__filters", role: "group", "aria-label": "筛选 · Filters", hidden: "" });
    const list = make("ol", { class: "md-search-result__list" });
    output.append(status, filters, list);
    let turn = 0, timer = 0, kind = "", work = "", limit = STEP, last = null, works = new Map();

    function idle() {
      status.replaceChildren(shanbenBoth("输入词句、拼音或英文 · Type words, pinyin or English"));
      filters.hidden = true;
      const queries = remembered();
      const again = (query) => make("button", { type: "button", class: "sb-search__again", onclick: () => run((input.value = query)) }, query);
      list.replaceChildren(...(queries.length ? [make("li", { class: "sb-search__history" },
        make("span", {}, shanbenBoth("本机的搜索记录 · your searches, kept on this machine only")), ...queries.map(again),
        make("button", { type: "button", class: "sb-search__again", onclick: () => (remember([]), idle()) }, shanbenBoth("清除 · Clear")))] : []));
    }

    function show(answer) {
      const groups = new Map();
      for (const hit of answer.hits) groups.set(hit.work, [...(groups.get(hit.work) || []), hit]);
      list.replaceChildren(...[...groups.values()].map(itemOf));
      if (answer.total > answer.hits.length && answer.hits.length >= limit)
        list.append(make("li", {}, make("button", { type: "button", class: "sb-search__again", onclick: () => {
          limit += STEP * 2;
          run();
        } }, shanbenBoth("更多 · More"))));
    }

    function choices(answer) {
      filters.hidden = !answer.total && !kind && !work;
      if (!work) works = new Map(answer.hits.map((hit) => [hit.work, hit.path[0] ? hit.path[0].name : hit.work]));
      const buttons = KINDS.map(([name, han, english]) => make("button", {
        type: "button", "aria-pressed": String(kind === name), onclick: () => (kind = name, restart()),
      }, shanbenBoth(`${han} · ${english}`)));
      const select = make("select", { "aria-label": "作品 · Work", onchange: (event) => (work = event.target.value, restart()) },
        make("option", { value: "", label: "全部作品 · All works" }, "全部作品 · All works"),
        ...[...works].filter(([id]) => id).map(([id, name]) => make("option", { value: id, selected: id === work ? "" : null }, name)));
      const focus = filters.contains(document.activeElement) ? [...filters.children].indexOf(document.activeElement) : -1;
      filters.replaceChildren(...buttons, select);
      if (focus >= 0) filters.children[focus].focus();
    }

    function restart() {
      limit = STEP;
      run();
    }

    async function run() {
      const query = input.value, mine = ++turn;
      if (!query.trim()) return idle();
      asked(query);
      const kinds = kind ? (kind === "heading" ? ["heading", "title"] : [kind]) : null;
      const onHits = (hits) => mine === turn && show({ hits, total: hits.length });
      if (query !== last) status.replaceChildren(shanbenBoth("正在查找… · Searching…"));
      const answer = await shanben.search(query, { limit, kinds, works: work ? [work] : null, onHits });
      if (mine !== turn) return;
      last = query;
      show(answer);
      choices(answer);
      const faults = answer.faults.length
        ? `索引有缺损（${answer.faults.join("、")}），结果可能不全 · part of the index could not be read; results may be missing. ` : "";
      status.replaceChildren(shanbenBoth(faults), shanbenBoth(faults && !answer.total ? "" : count(answer)));
      status.classList.toggle("sb-search__fault", !!faults);
    }

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => ((kind = work = ""), restart()), 60);
    };
    input.addEventListener("input", (event) => event.isComposing || later());
    input.addEventListener("compositionend", later);
    form.addEventListener("reset", () => setTimeout(() => (input.focus(), later())));
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) remember([input.value, ...remembered().filter((query) => query !== input.value)]);
    });
    idle();
    return { input, run, idle, list, filters, status };
  }

  function arrows(box, event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    if (event.target.matches("select, [role=region]")) return false; // they use these keys themselves
    const stops = [box.input, ...box.list.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    stops[(at + stops.length) % stops.length].focus();
    event.preventDefault();
    return true;
  }

  function header() {
    const dialog = document.getElementById("sb-search"), toggle = document.getElementById("__search");
    if (!dialog || !toggle) return;
    const form = dialog.querySelector("form");
    const box = attach(form, dialog.querySelector("[data-sb-search]"));
    const set = (open) => toggle.checked === open || toggle.click();
    box.input.addEventListener("focus", () => set(true));
    toggle.addEventListener("change", () => (toggle.checked ? (box.input.focus(), box.input.value || box.idle()) : box.input.blur()));
    dialog.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !dialog.contains(relatedTarget)) set(false);
    });
    box.list.addEventListener("click", (event) => event.target.closest("a") && set(false));
    form.addEventListener("submit", (event) => {
      const first = box.list.querySelector("a[data-sb-hit]");
      event.preventDefault();
      if (first) first.click();
    });
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      if (toggle.checked && dialog.contains(event.target)) {
        if (event.key === "Escape") set(false), box.input.blur(), event.preventDefault();
        else if (!arrows(box, event) && event.target.tagName === "A" && event.key.length === 1 && event.key !== " ")
          box.input.focus();
      } else if (!typing && (event.key === "/" || event.key === "f" || event.key === "s")) {
        event.preventDefault();
        box.input.focus();
        box.input.select();
      }
    });
    if (document.activeElement === box.input) {  // a reader who was quicker than this script
      set(true);
      if (box.input.value) box.run();
    }
  }

  function searchPage() {
    const form = document.querySelector("form.sb-search-page");
    if (!form) return;
    const box = attach(form, document.querySelector(".sb-search-page__found"), (query) => {
      const url = new URL(location);
      url.searchParams.set("q", query);
      if (url.href !== location.href) history.replaceState(null, "", url);
    });
    form.addEventListener("submit", (event) => (event.preventDefault(), box.run()));
    form.addEventListener("keydown", (event) => arrows(box, event));
    box.list.addEventListener("keydown", (event) => arrows(box, event));
    box.input.value = new URL(location).searchParams.get("q") || "";
    if (box.input.value) box.run();
  }

  // the words that were found, on their page
  function markFound() {
    const wanted = new URL(location).searchParams.getAll("h").slice(0, 24);
    const place = wanted.length && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || place.querySelector("mark.sb-found")) return;
    const found = wanted.flatMap((words) => markIn(place, words.replace(/\s/g, "")));
    if (found.length) found[0].scrollIntoView({ block: "center" });
  }

  /** Marks the first place of some words in an element, also where links and other tags divide them. */
  function markIn(element, words) {
    const nodes = [];
    let text = "";
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest("rt, rp, script, .sb-translation, .headerlink, [data-search-exclude]")) continue;
      [...node.data].length === 0 || [...Array(node.data.length).keys()].forEach((at) => {
        if (/\s/.test(node.data[at])) return;
        text += node.data[at];
        nodes.push([node, at]);
      });
    }
    const start = words ? text.indexOf(words) : -1;
    if (start < 0) return [];
    const parts = new Map();
    for (const [node, at] of nodes.slice(start, start + words.length)) parts.set(node, [...(parts.get(node) || []), at]);
    return [...parts].map(([node, places]) => {
      const piece = node.splitText(places[0]);
      piece.splitText(places.at(-1) - places[0] + 1);
      const mark = make("mark", { class: "sb-found" });
      piece.replaceWith(mark);
      mark.append(piece);
      return mark;
    });
  }

  header();
  searchPage();
  markFound();
  window.addEventListener("hashchange", markFound);
})();
