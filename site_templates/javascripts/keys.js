// Keys: t the contents of the work, ? the list of keys. The theme knows n and p for the next and previous page, the
// search box / f and s. Nothing happens while somebody types.
(function () {
  "use strict";
  var dialog = document.getElementById("sb-keys");
  if (!dialog || !dialog.showModal) return;

  function list() {
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  var KEYS = {
    "?": list,
    t: function () {
      var contents = document.querySelector(".sb-contents-open");
      if (contents) contents.click();
    }
  };

  function elsewhere(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type) || target.isContentEditable;
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || elsewhere(event.target)) return;
    var open = document.querySelector("dialog[open]");
    if (!KEYS[event.key] || (open && open !== dialog && open.id !== "sb-outline")) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.querySelectorAll("[data-sb-keys]").forEach(function (button) { button.addEventListener("click", list); });
  dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
})();
