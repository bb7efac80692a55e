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

  // An address at which this very text stays: of a current version the dated one, which leads here until another is.
  function lasting(url) {
    var record = document.getElementById("sb-citation");
    var ways = record && JSON.parse(record.textContent).lasting;
    var at = ways ? url.lastIndexOf("/" + ways[0]) + 1 : 0;
    return at ? url.slice(0, at) + ways[1] + url.slice(at + ways[0].length) : url;
  }

  function address(id) {
    var canonical = document.querySelector("link[rel=canonical]");
    return lasting(canonical ? canonical.href : location.href.split("#")[0]) + "#" + id;
  }

  window.shanbenMarks = {
    itself: TITLES[0][0], receipt: TITLES[1][0], named: named, lasting: lasting, address: address
  };

  var every = TITLES.map(function (one) { return one[0]; }).join(", ");
  ["pointerover", "focusin"].forEach(function (event) {
    document.addEventListener(event, function (come) {
      var element = come.target.closest && come.target.closest(every);
      if (element && !element.title) element.title = named(element);
    });
  });
})();
