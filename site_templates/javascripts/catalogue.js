// The catalogue's filters: they choose among the entries of a list that is complete without them, so they need no server
// and no data of their own, and sort it. Only what is shown stays in the page: a browser takes time over every entry that
// is there, hidden or not. The choice stands in the address after #, so that it can be sent to somebody.
(function () {
  "use strict";
  var count = document.querySelector(".sb-count");
  var cards = Array.prototype.slice.call(document.querySelectorAll(".sb-card"));
  if (!count || cards.length < 2) return;

  var FACETS = [["kind", "体裁 · Kind"], ["year", "年份 · Year"], ["issuer", "发布机关 · Issuer"], ["place", "地点 · Place"],
    ["status", "效力 · Status"], ["subject", "主题 · Subject"], ["translated", "译文 · Translated"]];
  var STEP = 200; // entries shown at once: more cost a browser more to lay out than a reader looks through
  var COVERAGE = { all: "全部标题 · all headings", some: "部分标题 · some headings", none: "尚无 · none" };
  var texts = null; // what each entry says as it is looked for, made when a reader first types
  var held = {}; // what each entry says of each facet
  FACETS.forEach(function (facet) {
    held[facet[0]] = cards.map(function (card) { return card.getAttribute("data-" + facet[0]) || ""; });
  });
  var form = document.createElement("form");
  form.className = "sb-filters";
  form.setAttribute("aria-label", "筛选 · Filters");

  var english = {}; // what names are called for who reads that alone
  var names = document.querySelector("template.sb-names");
  if (names) names.content.querySelectorAll("data").forEach(function (one) { english[one.value] = one.textContent; });

  // Titles are typed in either script: 條 is looked for as 条.
  var plain = new Map();
  var writings = document.querySelector("template.sb-writings");
  var pairs = Array.from(writings ? writings.content.textContent : "");
  for (var at = 0; at < pairs.length; at += 2) plain.set(pairs[at], pairs[at + 1]);
  var written = pairs.length ? new RegExp("[" + Array.from(plain.keys()).join("") + "]", "gu") : /(?!)/g;

  function folded(words) {
    return words.toLowerCase().replace(written, function (sign) { return plain.get(sign); });
  }

  function named(value, times) {
    return value + times + (english[value] ? " · " + english[value] + times : "");
  }

  // What an option says stands in its label as well, where language.js finds it.
  function option(words, value) {
    var made = new Option(words, value);
    made.label = words;
    return made;
  }

  function field(words, control, name) {
    var label = document.createElement("label");
    var said = document.createElement("span");
    said.append(shanbenBoth(words));
    label.append(said);
    control.name = name;
    label.appendChild(control);
    form.appendChild(label);
  }

  var title = document.createElement("input");
  title.type = "search";
  field("题名 · Title", title, "title");

  FACETS.forEach(function (facet) {
    var tally = {};
    held[facet[0]].forEach(function (value) {
      if (value) tally[value] = (tally[value] || 0) + 1;
    });
    var values = Object.keys(tally).sort(function (one, other) { return one.localeCompare(other, "zh"); });
    if (facet[0] === "year") values.reverse();
    if (!values.length) return;
    var select = document.createElement("select");
    select.add(option("全部 · All", ""));
    values.forEach(function (value) {
      var times = " (" + tally[value] + ")";
      select.add(option(facet[0] === "translated" ? COVERAGE[value] + times : named(value, times), value));
    });
    field(facet[1], select, facet[0]);
  });

  var ORDERS = [["", "库中次序 · As arranged"], ["sound", "题名音序 · Title by sound"], ["strokes", "题名笔画 · Title by strokes"],
    ["newest", "新的在前 · Newest first"], ["oldest", "旧的在前 · Oldest first"]];
  var order = document.createElement("select");
  ORDERS.forEach(function (one) { order.add(option(one[1], one[0])); });
  field("排序 · Sort", order, "sort");

  var places = cards.map(function (card, place) { return place; });
  var sorted = { "": places };
  var sounds = cards.map(function (card) { return Number(card.dataset.order); });
  var dates = cards.map(function (card) { return card.dataset.date || ""; });

  // What has no date stands last in either direction; works of one day stand by sound.
  function byDate(way) {
    return function (one, other) {
      var first = dates[one], second = dates[other];
      if (first === second) return sounds[one] - sounds[other];
      return !first ? 1 : !second ? -1 : first < second ? -way : way;
    };
  }

  var COMPARE = {
    sound: function (one, other) { return sounds[one] - sounds[other]; },
    strokes: function (one, other) { return strokes.compare(titles[one], titles[other]); },
    newest: byDate(-1),
    oldest: byDate(1)
  };
  var strokes, titles;

  // The places of all cards in an order; each order is made when it is first asked for.
  function arranged(name) {
    if (name === "strokes" && !strokes) {
      strokes = new Intl.Collator("zh-u-co-stroke");
      titles = cards.map(function (card) { return shanbenWords.of(card.querySelector("a")); });
    }
    return sorted[name] || (sorted[name] = places.slice().sort(COMPARE[name]));
  }

  var more = document.createElement("button");
  more.type = "button";
  more.className = "sb-more";
  more.append(shanbenBoth("再列 " + STEP + " 篇 · " + STEP + " more"));
  var list = document.createElement("div");
  cards[0].before(list, more);

  var fitting = cards;
  var limit;

  function show() {
    limit = STEP;
    list.replaceChildren.apply(list, fitting.slice(0, limit));
    more.hidden = fitting.length <= limit;
  }

  function filter() {
    var chosen = new URLSearchParams(new FormData(form));
    var wanted = folded(title.value.trim());
    if (wanted && !texts) texts = cards.map(function (card) { return folded(card.textContent); });
    var asked = FACETS.map(function (facet) { return [held[facet[0]], chosen.get(facet[0])]; })
      .filter(function (one) { return one[1]; });
    fitting = arranged(order.value).filter(function (place) {
      return asked.every(function (one) { return one[0][place] === one[1]; }) && (!wanted || texts[place].indexOf(wanted) >= 0);
    }).map(function (place) { return cards[place]; });
    show();
    count.replaceChildren(shanbenBoth(fitting.length + " 篇 · " + fitting.length + (fitting.length === 1 ? " work" : " works")));
    Array.from(chosen.keys()).forEach(function (name) { if (!chosen.get(name)) chosen.delete(name); });
    history.replaceState(null, "", chosen.toString() ? "#" + chosen : location.pathname);
  }

  new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
    var control = form.elements[name];
    if (!control) return;
    control.value = value;
    if (control.selectedIndex === -1) control.value = ""; // what is no choice any more
  });
  count.setAttribute("role", "status");
  count.before(form);
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  more.addEventListener("click", function () {
    var next = fitting[limit];
    list.append.apply(list, fitting.slice(limit, limit + STEP));
    limit += STEP;
    more.hidden = fitting.length <= limit;
    next.querySelector("a").focus();
  });
  cards.forEach(function (card) { card.remove(); });
  if (location.hash) filter();
  else show();
})();
