// The marks beside a block, told apart by their order: the first leads to the block itself, the second to its lines in
// the source. What they are called stands in no page: a pointer or a focus that comes to one brings its title. So do
// the gaps of a receipt, whose reasons the page names once.
(function () {
  "use strict";
  var gaps = null;
  var TITLES = [
    [".sb-mark a:first-child", function () { return "链接与引用 · Link and cite"; }],
    [".sb-mark a:nth-child(2)", function (link) {
      var lines = link.textContent;
      return "原文第 " + lines + " 行 · line" + (lines.indexOf("–") < 0 ? "" : "s") + " " + lines + " of the source";
    }],
    [".sb-source [data-reason]", function (gap) {
      gaps = gaps || JSON.parse(document.getElementById("sb-gaps").textContent);
      return gaps[gap.dataset.reason];
    }],
    [".sb-read", function () { return "从文中读出 · read in the text"; }]
  ];

  function named(element) {
    var found = TITLES.find(function (one) { return element.matches(one[0]); });
    return found ? found[1](element) : "";
  }

  window.shanbenMarks = { itself: TITLES[0][0], receipt: TITLES[1][0], named: named };

  var every = TITLES.map(function (one) { return one[0]; }).join(", ");
  ["pointerover", "focusin"].forEach(function (event) {
    document.addEventListener(event, function (come) {
      var element = come.target.closest && come.target.closest(every);
      if (element && !element.title) element.title = named(element);
    });
  });
})();
