// A reader's own bookmarks and notes: added in the dialog of a passage, listed on a page of their own, kept in this
// browser alone and taken along as a file. A browser that keeps nothing is told of.
(function () {
  "use strict";
  var KEY = "shanben.bookmarks";
  var root = typeof __md_scope === "undefined" ? new URL(".", location) : __md_scope; // the site's root

  function kept() {
    var found = null;
    try { found = __md_get(KEY); } catch (refused) { /* a browser that keeps nothing */ }
    return Array.isArray(found) ? found.filter(function (one) { return one && typeof one.at === "string"; }) : [];
  }

  // Whether the browser kept them.
  function keep(list) {
    try { __md_set(KEY, list); } catch (refused) { return false; }
    return JSON.stringify(kept()) === JSON.stringify(list);
  }

  function make(tag, words) {
    var element = document.createElement(tag);
    if (words) element.append(/^(button|p|label|small)$/.test(tag) ? shanbenBoth(words) : words);
    return element;
  }

  var REFUSED = "此浏览器不让本站存东西 · This browser keeps nothing for this site";

  // the dialog of a passage

  var dialog = document.getElementById("sb-citing");
  var button = dialog && dialog.querySelector("[data-sb-bookmark]");

  function adds() {
    var record = JSON.parse(document.getElementById("sb-citation").textContent);
    var status = dialog.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      var hash = dialog.querySelector("[data-sb-permalink]").hash;
      var page = shanbenMarks.lasting(location.href.split("#")[0]).slice(root.href.length);
      var entry = { at: page + hash, title: record.name, words: dialog.querySelector("blockquote").textContent, note: "",
        on: new Date().toISOString().slice(0, 10) };
      var list = kept();
      if (!list.some(function (one) { return one.at === entry.at; })) list.push(entry);
      status.replaceChildren(shanbenBoth(keep(list) ? "已加书签 · Bookmarked" : REFUSED));
    });
  }

  // the page

  var shown = document.querySelector(".sb-bookmarks");

  function address(one) {
    var url = new URL(one.at, root);
    return url.href.indexOf(root.href) === 0 ? url.href : root.href; // what was written by others leads nowhere else
  }

  function change(at, made) {
    keep(kept().map(function (one) { return one.at === at ? made(one) : one; }).filter(Boolean));
  }

  function entry(one) {
    var item = make("li"), link = make("a", one.title), note = make("textarea"), remove = make("button", "删去 · Remove");
    link.href = address(one);
    note.value = one.note || "";
    note.rows = 2;
    note.setAttribute("aria-label", "笔记 · Note: " + one.title);
    note.placeholder = "笔记 · Note";
    note.addEventListener("input", function () {
      change(one.at, function (same) { same.note = note.value; return same; });
    });
    remove.type = "button";
    remove.addEventListener("click", function () {
      change(one.at, function () { return null; });
      list();
      shown.querySelector("button, p[tabindex]").focus();
    });
    item.append(link, " ", make("small", "加于 " + one.on + " · added " + one.on), make("blockquote", one.words), note, remove);
    return item;
  }

  function file(name, type, content) {
    var link = make("a", name);
    link.download = name;
    link.href = URL.createObjectURL(new Blob([content()], { type: type }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function markdown() {
    return kept().map(function (one) {
      var title = one.title.replace(/[\[\]\\]/g, "\\$&");
      return "- [" + title + "](<" + address(one) + ">) " + one.on + "\n\n  > " + one.words + "\n" + (one.note ? "\n  " + one.note.replace(/\n/g, "\n  ") + "\n" : "");
    }).join("\n");
  }

  var EXPORTS = [
    ["导出 JSON · Export", "bookmarks.json", "application/json", function () { return JSON.stringify(kept(), null, 2) + "\n"; }],
    ["导出 Markdown · Export", "bookmarks.md", "text/markdown", markdown]
  ];

  // what was taken along, brought back

  var FIELDS = ["at", "title", "words", "note", "on"];

  // What a file says, entry by entry, or nothing where it is none of ours: only words, only our own fields.
  function readEntries(text) {
    var found = null;
    try { found = JSON.parse(text); } catch (broken) { return null; }
    if (!Array.isArray(found) || !found.every(function (one) { return one && typeof one.at === "string"; })) return null;
    return found.map(function (one) {
      var entry = {};
      FIELDS.forEach(function (name) { entry[name] = typeof one[name] === "string" ? one[name] : ""; });
      return entry;
    });
  }

  // Those that are new are added; of one that is here too, the notes of both are kept.
  function merged(entries, others) {
    var here = new Map(entries.map(function (one) { return [one.at, one]; }));
    others.forEach(function (other) {
      var one = here.get(other.at);
      if (!one) here.set(other.at, other);
      else if ((one.note || "").indexOf(other.note) < 0) one.note = one.note ? one.note + "\n" + other.note : other.note;
    });
    return Array.from(here.values());
  }

  function bring(chosen) {
    chosen.text().then(function (text) {
      var others = readEntries(text), before = kept();
      var entries = others && merged(before, others);
      var told = !others ? "不是书签文件 · Not a file of bookmarks" : !keep(entries) ? REFUSED
        : "新增 " + (entries.length - before.length) + " 条 · " + (entries.length - before.length) + " added";
      list();
      status.textContent = told;
    });
  }

  function importing() {
    var label = make("label", "导入 JSON · Import"), input = make("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", function () { if (input.files[0]) bring(input.files[0]); });
    label.append(" ", input);
    return label;
  }

  var status = make("p");
  status.setAttribute("role", "status");

  function list() {
    var entries = kept();
    shown.replaceChildren(importing(), status);
    if (!keep(entries)) shown.append(make("p", REFUSED));
    if (!entries.length) {
      var none = make("p", "还没有书签 · No bookmarks yet");
      none.tabIndex = -1;
      shown.append(none);
      return;
    }
    EXPORTS.forEach(function (one) {
      var button = make("button", one[0]);
      button.type = "button";
      button.addEventListener("click", function () { file(one[1], one[2], one[3]); });
      shown.append(button);
    });
    var items = make("ol");
    entries.forEach(function (one) { items.append(entry(one)); });
    shown.append(items);
  }

  if (button) adds();
  if (shown) list();
})();
