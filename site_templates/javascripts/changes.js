// The Changes page of a preview: filters by kind, and the keyboard from change to change (j and k, or n and p).
(function () {
  "use strict";
  var list = document.querySelector(".sb-change-list");
  if (!list) return;
  var filters = document.querySelector(".sb-change-filters");
  var changes = Array.prototype.slice.call(list.children);
  var steps = { j: 1, n: 1, k: -1, p: -1 };
  var present = null;

  function shown() {
    return changes.filter(function (change) { return !change.hidden; });
  }

  function go(change) {
    if (present) present.removeAttribute("aria-current");
    present = change;
    change.setAttribute("aria-current", "true");
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // From where the reader is: the present change, or, while it is hidden, what stands next to it.
  function step(by) {
    var candidates = shown();
    if (!candidates.length) return;
    var from = present ? changes.indexOf(present) : -1;
    var next = by > 0
      ? candidates.find(function (change) { return changes.indexOf(change) > from; })
      : candidates.slice().reverse().find(function (change) { return from < 0 || changes.indexOf(change) < from; });
    if (next) go(next);
  }

  function filter() {
    var wanted = {};
    filters.querySelectorAll("input").forEach(function (input) { wanted[input.value] = input.checked; });
    changes.forEach(function (change) { change.hidden = !wanted[change.dataset.subject]; });
  }

  filters.hidden = false;
  filters.addEventListener("change", filter);
  filter();

  // Before the theme's own keys: n and p would leave the page.
  window.addEventListener("keydown", function (event) {
    var by = steps[event.key];
    var typing = event.target.closest && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!by || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step(by);
  }, true);
})();
