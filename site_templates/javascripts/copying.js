// Copying a longer passage carries its source, where a reader chose so: title, section and the address of its first block.
(function () {
  "use strict";
  var PLACES = ["heading", "paragraph", "item", "cell", "verse", "quote", "note"].map(function (kind) {
    return ".sb-" + kind + "[id]";
  }).join(", ");
  var LONG = 30; // characters; a word or a phrase is copied bare
  var article = document.querySelector(".md-content__inner");
  var record = document.getElementById("sb-citation");
  if (!article || !record) return;
  var item = JSON.parse(record.textContent).item;

  // The block a selection begins in, and the heading it stands under.
  function places(range) {
    var block = null, heading = null;
    Array.prototype.some.call(article.querySelectorAll(PLACES), function (place) {
      if (range.comparePoint(place, 0) > 0) return true;
      block = place;
      if (place.classList.contains("sb-heading")) heading = place;
      return block.contains(range.startContainer);
    });
    return { block: block, heading: heading };
  }

  function words(heading) {
    var copy = heading.querySelector(".sb-original").cloneNode(true);
    copy.querySelectorAll("rt").forEach(function (sound) { sound.remove(); });
    return copy.textContent.trim();
  }

  document.addEventListener("copy", function (event) {
    var selection = getSelection();
    if (document.documentElement.getAttribute("data-sb-copy") !== "source" || !selection.rangeCount) return;
    var range = selection.getRangeAt(0);
    var text = selection.toString().trim();
    if (text.length < LONG || !article.contains(range.commonAncestorContainer)) return;
    var found = places(range);
    if (!found.block) return;
    var section = found.heading && found.heading.id !== "title" ? "，" + words(found.heading) : "";
    var source = "——《" + item.title + "》" + section + "，" + shanbenMarks.address(found.block.id);
    var kept = document.createElement("div");
    var line = document.createElement("p");
    kept.append(range.cloneContents(), line);
    kept.querySelectorAll(".sb-mark, rt, .sb-facing, .sb-beside").forEach(function (part) { part.remove(); });
    line.textContent = source;
    event.clipboardData.setData("text/plain", text + "\n" + source);
    event.clipboardData.setData("text/html", kept.innerHTML);
    event.preventDefault();
  });
})();
