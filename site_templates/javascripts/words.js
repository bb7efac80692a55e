// The source's words on a page, without what stands beside them: marks, translations, sounds, signs.
(function () {
  "use strict";
  var ASIDE = "[data-sb-aside], .sb-mark, .sb-facing, .sb-translation, rt, script, textarea, .sb-script-note";
  var changed = new Map(); // of each block shown in the characters of another script, the words it had and those it has now

  function own(node) { return !node.parentElement.closest(ASIDE); }

  // The text nodes of an element that hold its words.
  function nodes(element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, function (node) {
      return own(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    });
    var found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  function text(list) { return list.map(function (node) { return node.data; }).join(""); }

  // The words of a block as its source has them, whatever script they are shown in.
  function of(block) {
    var words = text(nodes(block));
    changed.forEach(function (kept, part) {
      if (block.contains(part) && text(nodes(part)) === kept[1]) words = words.replace(kept[1], function () { return kept[0]; });
    });
    return words;
  }

  window.shanbenWords = { changed: changed, nodes: nodes, of: of, text: text };
})();
