// The reader's choices: languages of headings, typeface, size. The page's head has already applied what was kept.
(function () {
  "use strict";
  var root = document.documentElement;
  var inputs = document.querySelectorAll("input[data-sb-choice]");
  var panel = document.querySelector(".sb-typography");

  function attribute(input) {
    return "data-sb-" + input.dataset.sbChoice;
  }

  // What stands at the top of the window stays there while headings above it change their height.
  function keepingPlace(change) {
    var blocks = document.querySelectorAll(".md-content [id]");
    var first = Array.prototype.find.call(blocks, function (block) {
      return block.getBoundingClientRect().bottom > 60;
    });
    var before = first ? first.getBoundingClientRect().bottom : 0;
    change();
    if (first && window.scrollY > 0) window.scrollBy({ top: first.getBoundingClientRect().bottom - before, behavior: "instant" });
  }

  inputs.forEach(function (input) {
    input.checked = root.getAttribute(attribute(input)) === input.value;
    input.addEventListener("change", function () {
      keepingPlace(function () { root.setAttribute(attribute(input), input.value); });
      __md_set("shanben." + input.dataset.sbChoice, input.value);
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel.open) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    if (!panel.contains(event.target)) panel.open = false;
  });
})();
