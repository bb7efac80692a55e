// Pinyin over headings, where a reader wants it. The syllables stand in the page, one for each Han character of a
// heading after its number.
(function () {
  "use strict";
  var record = document.getElementById("sb-pinyin");
  if (!record) return;
  var sounds = JSON.parse(record.textContent);
  var HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

  function texts(element) {
    var found = [];
    var walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (var node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement.closest(".sb-number, .sb-excerpt, rt")) found.push(node);
    }
    return found;
  }

  function annotate(heading, syllables) {
    texts(heading).forEach(function (node) {
      var pieces = Array.from(node.data).map(function (character) {
        if (!HAN.test(character)) return character;
        var ruby = document.createElement("ruby");
        var sound = document.createElement("rt");
        sound.textContent = syllables.shift() || "";
        sound.lang = "zh-Latn-pinyin";
        sound.setAttribute("data-search-exclude", "");
        sound.setAttribute("data-sb-aside", "");
        ruby.append(character, sound);
        return ruby;
      });
      node.replaceWith.apply(node, pieces);
    });
  }

  function plain(heading) {
    heading.querySelectorAll("ruby").forEach(function (ruby) {
      ruby.querySelector("rt").remove();
      ruby.replaceWith(ruby.textContent);
    });
    heading.normalize();
  }

  function show() {
    var wanted = document.documentElement.getAttribute("data-sb-pinyin") === "on";
    Object.keys(sounds).forEach(function (anchor) {
      var heading = document.querySelector("#" + CSS.escape(anchor) + " > .sb-original");
      if (!heading) return;
      plain(heading);
      if (wanted) annotate(heading, sounds[anchor].split(" "));
    });
  }

  document.querySelectorAll("input[data-sb-choice=pinyin]").forEach(function (input) {
    input.addEventListener("change", show);
  });
  show();
})();
