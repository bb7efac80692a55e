// One language at a time: our own words stand on a page in Chinese and English, and styles hide the one that a reader did
// not choose. Here are the words that scripts add, and names that no style reaches: titles, labels, placeholders.
(function () {
  "use strict";
  var root = document.documentElement;
  var NAMES = ["title", "aria-label", "placeholder", "label", "alt"];
  var NAMED = NAMES.map(function (name) { return "[" + name + "]"; }).join(",");
  var BOTH = /^([^]*?[\u2e80-\u9fff\uf900-\ufaff\ud840-\ud8bf][^]*?) · ([A-Za-z0-9][^]*)$/; // no \p: of 2018
  var whole = new WeakMap(); // of each element, its names in both languages

  function part(words) {
    var shown = root.dataset.sbShown || "", found = BOTH.exec(words);
    if (!found) return words;
    return shown === "zh" ? found[1] : shown.split(" ").indexOf("zh") < 0 && shown ? found[2] : words;
  }

  // "中文 · English" as elements of which styles show what the reader chose.
  window.shanbenBoth = function (words) {
    var made = document.createDocumentFragment(), found = BOTH.exec(words);
    if (!found) {
      made.append(words);
      return made;
    }
    [["sb-zh", "zh", found[1]], ["sb-and", "en", " · "], ["sb-en", "en", found[2]]].forEach(function (one) {
      var piece = document.createElement("span");
      piece.className = one[0];
      piece.lang = one[1];
      piece.textContent = one[2];
      made.append(piece);
    });
    return made;
  };

  function name(element, attribute) {
    var now = element.getAttribute(attribute);
    if (now === null) return;
    var kept = whole.get(element) || {};
    var words = kept[attribute] && kept[attribute].shown === now ? kept[attribute].words : now;
    var shown = part(words);
    kept[attribute] = { words: words, shown: shown };
    whole.set(element, kept);
    if (shown !== now) element.setAttribute(attribute, shown);
  }

  // The whole of an element's name, whatever is shown of it.
  window.shanbenWhole = function (element, attribute) {
    var kept = whole.get(element);
    return kept && kept[attribute] ? kept[attribute].words : element.getAttribute(attribute) || "";
  };

  function names(within) {
    var found = Array.prototype.slice.call(within.querySelectorAll(NAMED));
    if (within.matches && within.matches(NAMED)) found.push(within);
    found.forEach(function (element) { NAMES.forEach(function (attribute) { name(element, attribute); }); });
  }

  var watch = new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes") name(change.target, change.attributeName);
      else change.addedNodes.forEach(function (node) { if (node.nodeType === 1) names(node); });
    });
  });

  // The browser's title.
  var both = document.title, end = both.lastIndexOf(" · ");
  function title(shown) {
    var own = document.querySelector("[data-md-component=header-topic] " + (shown === "zh" ? ".sb-original" : ".sb-translation"));
    document.title = own && end > 0 && shown.length === 2 ? own.textContent.trim() + both.slice(end) : both;
  }

  var asked = false;
  function choose() {
    var shown = root.dataset.sbShown || "";
    if (!asked && (!shown || shown.indexOf("zh ") === 0)) return; // both are shown, as the page was written
    if (!asked) watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: NAMES });
    asked = true;
    names(document.body);
    title(shown);
  }

  new MutationObserver(choose).observe(root, { attributes: true, attributeFilter: ["data-sb-shown"] });
  var skip = document.querySelector(".md-skip"); // the theme's own, which no template of ours writes
  if (skip) skip.replaceChildren(window.shanbenBoth(skip.textContent.trim()));
  choose();
})();
