// A page in the characters of another script (简, 繁, 臺, 港), where a reader chose one. OpenCC decided when the site was
// built; what it decided for this page comes as a script, asked for when it is wanted. The page says that it is converted;
// what is copied or cited are the source's own words.
(function () {
  "use strict";
  var root = document.documentElement;
  var article = document.querySelector(".md-content__inner");
  var place = document.querySelector("[data-sb-script-tables]");
  var panel = document.querySelector(".sb-choices");
  if (!article || !place || !panel) return;

  var NAMES = { s: ["简体", "simplified"], t: ["繁体", "traditional"], tw: ["台湾正体", "Taiwanese traditional"], hk: ["香港繁体", "Hong Kong traditional"] };
  var LANGUAGES = { s: "zh-Hans", t: "zh-Hant", tw: "zh-Hant-TW", hk: "zh-Hant-HK" };
  var PLACES = "[id].sb-heading, [id].sb-paragraph, [id].sb-item, [id].sb-cell, [id].sb-verse, [id].sb-quote, [id].sb-note, " +
    "h1[id] .sb-original, h1[id], h2[id], h3[id], h4[id], h5[id], h6[id], p[id], li[id], td[id], th[id], figcaption[id]";
  // On a page of several texts (the catalogue, versions) each word has the language of what it stands in; it is known as
  // zh alone where it is ours, or a name.
  var LISTED = "p, li, h1, h2, h3, h4, td, th, dt, dd, [lang]";
  var several = !place.dataset.sbScriptLanguage;
  var languages = new Map(); // of elements whose words are shown in another script, the language they state
  var labels = new Map(); // of choices that are shown in another script, their labels
  var tables = null, shown = null, waiting = null;
  var note = document.createElement("p");
  note.className = "sb-script-note";
  note.setAttribute("role", "status");
  note.lang = "zh-Hans";

  // the words

  // Each block with its text nodes: a phrase may run over a link or a mark.
  function blockOf(node) {
    var parent = node.parentElement;
    if (!several) return parent.closest(PLACES);
    return parent.matches("option") ? null : parent.closest(LISTED);
  }

  function languageOf(block) {
    var stated = block.closest("article [lang]");
    var language = stated ? languages.get(stated) || stated.lang : "zh";
    return language === "zh" ? "zh-Hans" : language;
  }

  function blocks() {
    var found = new Map();
    shanbenWords.nodes(article).forEach(function (node) {
      var block = blockOf(node);
      if (!block) return;
      if (!found.has(block)) found.set(block, []);
      found.get(block).push(node);
    });
    return found;
  }

  function convert(text, table) {
    var made = "", at = 0;
    while (at < text.length) {
      var phrase = "";
      for (var index = 0; index < table.lengths.length && !phrase; index++) {
        var words = text.substr(at, table.lengths[index]);
        if (table.phrases.has(words)) phrase = words;
      }
      if (phrase) {
        made += table.phrases.get(phrase);
        at += phrase.length;
      } else {
        var one = String.fromCodePoint(text.codePointAt(at));
        made += table.characters.get(one) || one;
        at += one.length;
      }
    }
    return made;
  }

  var known = new Map(); // what was read of the tables

  function tableOf(block, form) {
    var said = (several ? tables[languageOf(block)] || {} : tables)[form];
    if (said && !known.has(said)) known.set(said, read(said));
    return known.get(said);
  }

  function read(said) {
    var signs = Array.from(said[0]);
    var characters = new Map();
    for (var at = 0; at < signs.length; at += 2) characters.set(signs[at], signs[at + 1]);
    var phrases = new Map(Object.entries(said[1]));
    var lengths = Array.from(new Set(Array.from(phrases.keys(), function (phrase) { return phrase.length; })));
    return { characters: characters, phrases: phrases, lengths: lengths.sort(function (one, other) { return other - one; }) };
  }

  var originals = shanbenWords.changed, text = shanbenWords.text;

  function deal(list, from, to) {
    var signs = Array.from(to), at = 0;
    if (Array.from(from).length !== signs.length) return;
    list.forEach(function (node) {
      var length = Array.from(node.data).length;
      var words = signs.slice(at, at + length).join("");
      if (words !== node.data) node.data = words;
      at += length;
    });
  }

  // What a filter has taken out of the page is restored as well: it may come back.
  function restore() {
    originals.forEach(function (kept, block) {
      var list = shanbenWords.nodes(block).filter(function (node) { return blockOf(node) === block; });
      if (text(list) === kept[1]) deal(list, kept[1], kept[0]);
    });
    originals.clear();
    languages.forEach(function (language, element) { element.lang = language; });
    languages.clear();
    labels.forEach(function (label, option) { option.label = label; });
    labels.clear();
  }

  function change(form) {
    blocks().forEach(function (list, block) {
      var words = text(list), kept = originals.get(block), table = tableOf(block, form);
      if (!table || (kept && kept[1] === words)) return;
      var made = convert(words, table);
      if (made === words) return;
      originals.set(block, [words, made]);
      deal(list, words, made);
      var stated = several && block.closest("article [lang]");
      if (stated && stated.lang.indexOf("zh-") === 0 && !languages.has(stated)) {
        languages.set(stated, stated.lang);
        stated.lang = LANGUAGES[form];
      }
    });
    if (several) changeLabels(form);
  }

  // A choice of a filter shows its label, which language.js cuts to the language that is read.
  function changeLabels(form) {
    article.querySelectorAll("option[label]").forEach(function (option) {
      var whole = shanbenWhole(option, "label"), table = tableOf(option, form);
      if (labels.has(option) || !table) return;
      labels.set(option, whole);
      option.label = convert(whole, table);
    });
  }

  // Entries come and go with the filters.
  if (several) {
    new MutationObserver(function () {
      if (shown) change(shown);
    }).observe(article, { childList: true, subtree: true });
  }

  // what a reader chose

  function own() {
    var language = place.dataset.sbScriptLanguage;
    return Object.keys(LANGUAGES).find(function (form) { return LANGUAGES[form] === language; });
  }

  function wanted() {
    var form = root.getAttribute("data-sb-script");
    return form && form !== "own" && form !== own() && NAMES[form] ? form : "";
  }

  function load(then) {
    if (tables) return then();
    waiting = then;
    if (document.getElementById("sb-script-tables")) return;
    var script = document.createElement("script");
    script.id = "sb-script-tables";
    script.src = place.dataset.sbScriptTables;
    script.addEventListener("error", function () { script.remove(); });
    document.head.append(script);
  }

  window.shanbenScript = function (found) {
    tables = found;
    waiting();
  };

  function show() {
    var form = wanted();
    if (shown) restore();
    shown = null;
    note.remove();
    article.removeAttribute("lang");
    if (!form) return;
    load(function () {
      if (wanted() !== form || shown || !(several || tables[form])) return;
      change(form);
      shown = form;
      if (!several) article.lang = LANGUAGES[form];
      note.replaceChildren(shanbenBoth("本页显示为" + NAMES[form][0] + "，由 OpenCC 转换，不是原文用字；复制与引用仍是原文 · Shown in " + NAMES[form][1] +
        " characters, converted by OpenCC; what is copied or cited is the original"));
      article.prepend(note);
    });
  }

  panel.addEventListener("change", function (event) {
    if (event.target.dataset.sbChoice === "script") show();
  });

  // the source's own words are copied and cited

  function ends(selection) {
    var range = selection.getRangeAt(0);
    return [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
  }

  function select(selection, kept) { selection.setBaseAndExtent(kept[0], kept[1], kept[2], kept[3]); }

  document.addEventListener("copy", function () {
    var selection = getSelection();
    if (!shown || !selection.rangeCount || !article.contains(selection.anchorNode)) return;
    var kept = ends(selection), form = shown;
    restore();
    select(selection, kept);
    setTimeout(function () {
      var now = ends(selection);
      change(form);
      select(selection, now);
    });
  }, true);

  document.addEventListener("click", function (event) {
    var dialog = document.getElementById("sb-citing");
    if (!shown || !dialog || !event.target.closest(shanbenMarks.itself)) return;
    var form = shown;
    restore();
    setTimeout(function () {
      if (!dialog.open) return change(form);
      dialog.addEventListener("close", function () { if (shown === form) change(form); }, { once: true });
    });
  }, true);

  show();
})();
